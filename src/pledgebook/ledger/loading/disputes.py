"""Drafts of reports that contradict each other, each with all its versions."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.loading.naming import uid_in, uid_of_numbered
from pledgebook.ledger.loading.sourcing import sourced
from pledgebook.ledger.payloads import Dispute, Reference, Version
from pledgebook.reference.conflicts import ConflictingReport, Subject, SubjectKind, conflicting_reports
from pledgebook.reference.conflicts import Version as Told
from pledgebook.reference.parties import parties


def dispute_drafts(coalition: str) -> Iterator[Draft]:
    """The disputes. A dispute in the books is about one record, the first that the data names; the others
    stand in its reason."""
    for report in conflicting_reports(coalition):
        (about, subject), *others = (_reference(coalition, told) for told in report.subjects)
        payload = Dispute(
            topic=report.topic,
            kind=report.kind,
            versions=tuple(map(_version, report.versions)),
            state=report.state,
            about=about,
            subject=subject,
            chosen=report.chosen.letter if report.chosen is not None else None,
            reason=_reason(report, others),
        )
        yield sourced(uid_in(coalition, report.id), payload, report.source, "disputes.csv")


def _reference(coalition: str, subject: Subject) -> Reference:
    match subject.kind:
        case SubjectKind.PLEDGE:
            return EntryKind.PLEDGE, uid_in(coalition, subject.name)
        case SubjectKind.MEETING:
            return EntryKind.MEETING, uid_of_numbered(coalition, int(subject.name))
        case SubjectKind.CAPABILITY:
            return EntryKind.COALITION, uid_in(coalition, subject.name)


def _reason(report: ConflictingReport, others: list[Reference]) -> str:
    also = [f"also about the {kind} {uid}" for kind, uid in others]
    return "; ".join([report.explanation, *also] if report.explanation else also)


def _version(told: Told) -> Version:
    return Version(key=told.letter, says=_says(told), amount=told.amount, source=told.source)


def _says(told: Told) -> str:
    """The version in words, with the shares and parties that the data keeps beside the words."""
    shares = [f"{parties()[share.donor].name} {share.amount}" for share in told.shares]
    named = [parties()[value].name for value in told.values if value in parties()]
    return ": ".join([told.says, ", ".join(shares or named)] if shares or named else [told.says])
