"""The status of each donor's support in each channel, across all documents, with its dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from pledgebook.reconciling.result import Status
from pledgebook.reporting import lookups
from pledgebook.reporting.context import Context, grouped
from pledgebook.reporting.records import SupportBrief, SupportEntry
from pledgebook.vocabulary.claims import SupportStatusClaim
from pledgebook.vocabulary.findings import FindingKind


def support(context: Context, reported: Mapping[str, datetime.date | None]) -> tuple[SupportBrief, ...]:
    """Every status that reconciling found; `reported` is the day that each document speaks of."""
    return tuple(_status(context, status, reported) for status in context.reconciliation.statuses)


def touching(statuses: tuple[SupportBrief, ...], documents: tuple[str, ...]) -> tuple[SupportBrief, ...]:
    """The statuses, whole, of which one of the documents speaks."""
    return tuple(
        status for status in statuses if any(entry.document in documents for entry in status.entries)
    )


def _status(context: Context, status: Status, reported: Mapping[str, datetime.date | None]) -> SupportBrief:
    claims = [row for row in context.citer.known(status.claims) if isinstance(row, SupportStatusClaim)]
    entries = (_entry(context, same, reported.get(same[0].document)) for same in _same_entries(claims))
    ids = set(status.claims)
    return SupportBrief(
        party=lookups.party_ref(status.party),
        channel=status.channel,
        states=status.states,
        temporary=status.temporary,
        first=status.first_told,
        last=status.last_told,
        ended=status.ended,
        entries=tuple(sorted(entries, key=_when)),
        reasons=tuple(
            finding.reason
            for finding in context.reconciliation.findings
            if finding.kind is FindingKind.SAME_STATUS and ids & set(finding.claims)
        ),
    )


def _same_entries(group: Sequence[SupportStatusClaim]) -> tuple[tuple[SupportStatusClaim, ...], ...]:
    return grouped(group, lambda claim: (claim.document, claim.state, claim.temporary, claim.date))


def _entry(
    context: Context, claims: tuple[SupportStatusClaim, ...], reported: datetime.date | None
) -> SupportEntry:
    first = claims[0]
    return SupportEntry(
        document=first.document,
        state=first.state,
        temporary=first.temporary,
        date=first.date,
        reported=reported,
        citations=context.citer.of(claims),
    )


def _when(entry: SupportEntry) -> str:
    """By the date of the status, else by the day of the report; what has neither comes first."""
    return entry.date or (entry.reported.isoformat() if entry.reported else "")
