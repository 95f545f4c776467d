"""What meetings, offices, memberships, support status, purchases and indicators ask of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Attendance,
    Coalition,
    Indicator,
    Meeting,
    Membership,
    Office,
    Purchase,
    SupportStatus,
)
from pledgebook.ledger.rules.figures import line_faults, money_faults, quantity_faults


def _ends_before(start: date | None, end: date | None) -> Iterator[str]:
    if start is not None and end is not None and end < start:
        yield f"it ends on {end}, before it starts on {start}; correct one of the two"


def _office(_draft: Draft, office: Office) -> Iterator[str]:
    yield from _ends_before(office.start, office.end)


def _coalition(draft: Draft, coalition: Coalition) -> Iterator[str]:
    if coalition.parent == draft.subject:
        yield "it is a group within itself; name the coalition around it"


def _membership(_draft: Draft, membership: Membership) -> Iterator[str]:
    yield from _ends_before(membership.since, membership.ended)


def _meeting(draft: Draft, meeting: Meeting) -> Iterator[str]:
    if draft.valid_on is not None and draft.valid_on != meeting.held_on:
        yield f"it is held on {meeting.held_on} and dated {draft.valid_on}; give the same day twice"


def _attendance(_draft: Draft, attendance: Attendance) -> Iterator[str]:
    if not attendance.person and not attendance.party:
        yield "nobody attends; name a person or a party"


def _support_status(draft: Draft, status: SupportStatus) -> Iterator[str]:
    yield from _ends_before(draft.valid_on, status.ended)


def _purchase(_draft: Draft, purchase: Purchase) -> Iterator[str]:
    yield from money_faults(purchase.amount, "the sum")
    yield from line_faults(purchase.lines)


def _indicator(_draft: Draft, indicator: Indicator) -> Iterator[str]:
    yield from _ends_before(indicator.start, indicator.end)
    for bound in (indicator.low, indicator.high):
        if bound is not None:
            yield from quantity_faults(bound, "the measure")
    low, high = indicator.low, indicator.high
    if high is not None and low.is_finite() and high.is_finite() and high < low:
        yield f"it is from {low} to {high}; give the lower number first"


CHECKS: Mapping[EntryKind, Callable[[Draft, Any], Iterator[str]]] = {
    EntryKind.OFFICE: _office,
    EntryKind.COALITION: _coalition,
    EntryKind.MEMBERSHIP: _membership,
    EntryKind.MEETING: _meeting,
    EntryKind.ATTENDANCE: _attendance,
    EntryKind.SUPPORT_STATUS: _support_status,
    EntryKind.PURCHASE: _purchase,
    EntryKind.INDICATOR: _indicator,
}
"""What to ask of a draft and its payload, by kind."""
