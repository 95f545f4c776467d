"""The status of each donor's support in each channel, across all documents, with its dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from pledgebook.reconciling.result import Status
from pledgebook.reporting import lookups
from pledgebook.reporting.context import Context, grouped
from pledgebook.reporting.records import SupportBrief, SupportEntry
from pledgebook.vocabulary.claims import SupportStatusClaim
from pledgebook.vocabulary.findings import FindingKind


def support(context: Context, reported: Mapping[str, datetime.date | None]) -> tuple[SupportBrief, ...]:
    """Every status that reconciling found; `reported` is the day that each document speaks of."""
    reasons: dict[str, list[str]] = {}
    for finding in context.reconciliation.findings:
        if finding.kind is FindingKind.SAME_STATUS:
            for key in finding.claims:
                reasons.setdefault(key, []).append(finding.reason)
    return tuple(_status(context, row, reported, reasons) for row in context.reconciliation.statuses)


MOST_OF_OTHERS = 12
"""How many entries of other events stand beside an event's own: a status of which a thousand documents speak
would otherwise be printed a thousand times whole."""

Told = dict[str, dict[int, list[SupportEntry]]]


def by_document(statuses: Sequence[SupportBrief]) -> Told:
    """Under each document what it says of which status (by its place among the statuses)."""
    told: Told = {}
    for place, status in enumerate(statuses):
        for entry in status.entries:
            told.setdefault(entry.document, {}).setdefault(place, []).append(entry)
    return told


def in_event(
    statuses: Sequence[SupportBrief], told: Told, documents: Sequence[str]
) -> tuple[SupportBrief, ...]:
    """The statuses of which the documents of an event speak, with what other documents say first."""
    own: dict[int, list[SupportEntry]] = {}
    for name in documents:
        for place, entries in told.get(name, {}).items():
            own.setdefault(place, []).extend(entries)
    return tuple(_shortened(statuses[place], own[place]) for place in sorted(own))


def _shortened(status: SupportBrief, own: Sequence[SupportEntry]) -> SupportBrief:
    others = status.entries[:MOST_OF_OTHERS]
    kept = sorted({id(entry): entry for entry in (*own, *others)}.values(), key=_when)
    return msgspec.structs.replace(status, entries=tuple(kept), more=len(status.entries) - len(kept))


def _status(
    context: Context,
    status: Status,
    reported: Mapping[str, datetime.date | None],
    reasons: Mapping[str, Sequence[str]],
) -> SupportBrief:
    claims = [row for row in context.citer.known(status.claims) if isinstance(row, SupportStatusClaim)]
    entries = (_entry(context, same, reported.get(same[0].document)) for same in _same_entries(claims))
    return SupportBrief(
        party=lookups.party_ref(status.party),
        channel=status.channel,
        states=status.states,
        temporary=status.temporary,
        first=status.first_told,
        last=status.last_told,
        ended=status.ended,
        entries=tuple(sorted(entries, key=_when)),
        reasons=tuple(dict.fromkeys(reason for key in status.claims for reason in reasons.get(key, ()))),
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


def _when(entry: SupportEntry) -> tuple[str, str, int]:
    """By the date of the status, else by the day of the report, what has neither first; then by place."""
    day = entry.date or (entry.reported.isoformat() if entry.reported else "")
    return day, entry.document, entry.citations[0].start if entry.citations else 0
