"""What reconciling concluded, for people: what is said again, where sources disagree, and what is left."""

from __future__ import annotations

from collections.abc import Iterable

from pledgebook.reporting import lookups, wording
from pledgebook.reporting.citing import Citer
from pledgebook.reporting.context import Context
from pledgebook.reporting.records import DisputeBrief, DisputeSide, FindingBrief, SaidAgain
from pledgebook.vocabulary.claims import (
    AttendanceClaim,
    Claim,
    MeetingClaim,
    NeedClaim,
    PledgeClaim,
    RoleClaim,
    StatementClaim,
    TotalClaim,
)
from pledgebook.vocabulary.findings import Finding, FindingKind

_AGAIN = (FindingKind.SAME_PLEDGE, FindingKind.REPEATS, FindingKind.COPY_OF)


def said_again(context: Context) -> tuple[SaidAgain, ...]:
    """The findings that one claim or document says what another says."""
    return tuple(
        SaidAgain(
            kind=finding.kind,
            topic=finding.topic,
            reason=finding.reason,
            compared=finding.compared,
            citations=context.citer.of_ids(finding.claims),
            documents=finding.documents,
        )
        for finding in context.reconciliation.findings
        if finding.kind in _AGAIN
    )


def disputes(context: Context) -> tuple[DisputeBrief, ...]:
    """The findings that claims contradict each other, or the record."""
    return tuple(
        DisputeBrief(
            topic=finding.topic or "sources disagree",
            reason=finding.reason,
            compared=finding.compared,
            sides=tuple(_side(context.citer, claim) for claim in context.citer.known(finding.claims)),
        )
        for finding in context.reconciliation.findings
        if finding.kind is FindingKind.CONTRADICTS
    )


def loose(citer: Citer, findings: Iterable[Finding]) -> tuple[FindingBrief, ...]:
    """Findings that belong to no event."""
    return tuple(
        FindingBrief(
            kind=finding.kind,
            reason=finding.reason,
            compared=finding.compared,
            citations=citer.of_ids(finding.claims),
            documents=finding.documents,
        )
        for finding in findings
    )


def _side(citer: Citer, claim: Claim) -> DisputeSide:
    return DisputeSide(document=claim.document, says=_says(citer, claim), citations=citer.of([claim]))


def _says(citer: Citer, claim: Claim) -> str:
    """A claim in a few words of our own; its own words where it has no short form."""
    if isinstance(claim, AttendanceClaim):
        said = f"{claim.person} {claim.mode}{', for the first time' if claim.first_time else ''}"
    elif isinstance(claim, PledgeClaim):
        given = wording.money(claim.amount) if claim.amount else wording.items(claim.items)
        said = f"{wording.names(lookups.parties(claim.donors))}, {given}"
    elif isinstance(claim, RoleClaim):
        holder = claim.person or wording.names(lookups.parties([claim.party] if claim.party else []))
        said = f"{holder}, {'former ' if claim.former else ''}{claim.role}"
    elif isinstance(claim, StatementClaim):
        said = f"words of {claim.speaker}"
    elif isinstance(claim, MeetingClaim):
        said = f"meeting on {wording.day(claim.date)}"
    elif isinstance(claim, TotalClaim | NeedClaim):
        said = wording.money(claim.amount)
    else:
        said = citer.words(claim)
    return said
