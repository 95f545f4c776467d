"""Relations and disputes that the books have already: a finding may be further evidence for one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pledgebook.ledger.intake.disputing import dispute_kind, subject_kind
from pledgebook.ledger.intake.dossier import Dossier
from pledgebook.ledger.intake.outcomes import Relations
from pledgebook.ledger.intake.shelf import HeldFinding, Shelf, chunks
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DisputeRecord, RelationRecord
from pledgebook.ledger.payloads import Reference
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.relations import RelationKind


def relations_of(records: Iterable[Reference], shelf: Shelf) -> Relations:
    """The relations that begin at pledges among some records, by their kind and both ends."""
    pledges = sorted({uid for kind, uid in records if kind is EntryKind.PLEDGE})
    return {
        (RelationKind(kind), source, target): uid
        for chunk in chunks(pledges)
        for uid, kind, source, target in shelf.rows(RelationRecord)
        .filter(source__in=chunk)
        .values_list("uid", "kind", "source", "target")
    }


def disputes_of(
    findings: Mapping[str, HeldFinding], case: Dossier, shelf: Shelf
) -> dict[str, tuple[Reference, ...]]:
    """The disputes that contradictions seem to support: of the same kind, about a record that their claims
    make or support, or seem to."""
    subjects = {
        uid: _subjects(held, case)
        for uid, held in findings.items()
        if held.finding.kind is FindingKind.CONTRADICTS
    }
    known: dict[tuple[str, str, str], list[Reference]] = defaultdict(list)
    for chunk in chunks(sorted({subject for found in subjects.values() for _, subject in found})):
        rows = shelf.rows(DisputeRecord).filter(subject__in=chunk).order_by("uid")
        for uid, kind, about, subject in rows.values_list("uid", "kind", "about", "subject"):
            known[kind, about, subject].append((EntryKind.DISPUTE, uid))
    return {
        uid: tuple(
            dispute
            for about, subject in found
            for dispute in known.get((dispute_kind(findings[uid].finding).value, about.value, subject), ())
        )
        for uid, found in subjects.items()
    }


def _subjects(held: HeldFinding, case: Dossier) -> list[Reference]:
    """The records that a contradiction is about: decided ones first, then the likeliest of each claim."""
    wanted = subject_kind(held.finding.topic or "")
    claims = [uid for uid in held.finding.claims if uid in case.claims]
    decided = [case.records[uid] for uid in claims if uid in case.records]
    likely = [match.record for uid in claims for match in case.supports(uid)[:1]]
    return list(dict.fromkeys(record for record in (*decided, *likely) if record[0] is wanted))
