"""The status of each donor's support: one per party and channel, across all documents, with its dates."""

from __future__ import annotations

import datetime

from pledgebook.reporting import lookups
from pledgebook.reporting.context import Context, grouped
from pledgebook.reporting.records import SupportBrief, SupportEntry
from pledgebook.vocabulary.claims import SupportState, SupportStatusClaim
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.time import PartialDate

_STOPS = (SupportState.PAUSED, SupportState.HALTED, SupportState.ENDED)


def support(context: Context, reported: dict[str, datetime.date | None]) -> tuple[SupportBrief, ...]:
    """Every status that the claims speak of; `reported` is the day that each document speaks of."""
    groups = grouped(context.of_kind(SupportStatusClaim), lambda claim: (claim.party, claim.channel))
    return tuple(_status(context, group, reported) for group in groups)


def touching(statuses: tuple[SupportBrief, ...], documents: tuple[str, ...]) -> tuple[SupportBrief, ...]:
    """The statuses, whole, of which one of the documents speaks."""
    return tuple(
        status for status in statuses if any(entry.document in documents for entry in status.entries)
    )


def _status(
    context: Context, group: tuple[SupportStatusClaim, ...], reported: dict[str, datetime.date | None]
) -> SupportBrief:
    entries = sorted(
        (_entry(context, same, reported.get(same[0].document)) for same in _same_entries(group)), key=_when
    )
    dates = [date for entry in entries if (date := _date(entry)) is not None]
    ids = {claim.id for claim in group}
    findings = context.reconciliation.findings
    return SupportBrief(
        party=lookups.party_ref(group[0].party),
        channel=group[0].channel,
        state=entries[-1].state,
        temporary=any(entry.temporary for entry in entries if entry.state in _STOPS),
        first=min(dates, default=None),
        last=max(dates, default=None),
        entries=tuple(entries),
        reasons=tuple(
            finding.reason
            for finding in findings
            if finding.kind is FindingKind.SAME_STATUS and ids & set(finding.claims)
        ),
    )


def _same_entries(group: tuple[SupportStatusClaim, ...]) -> tuple[tuple[SupportStatusClaim, ...], ...]:
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


def _date(entry: SupportEntry) -> PartialDate | None:
    """The date of the status, else the day of the report."""
    return entry.date or (PartialDate.of(entry.reported) if entry.reported else None)


def _when(entry: SupportEntry) -> str:
    """What has no date at all comes first."""
    return _date(entry) or ""
