"""Which documents of the books may speak of the same events as new ones: those are reconciled together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

import msgspec
from django.db.models import Q

from pledgebook.ledger.intake.shelf import Shelf
from pledgebook.ledger.models import ClaimRecord, DocumentRecord
from pledgebook.vocabulary.claims import AttendanceClaim, Claim, ClaimKind, MeetingClaim

NEAR_DAYS = 90
"""Documents that many days apart may still tell of one thing: a coalition meets every four to eight weeks,
and
what happened 'for the first time' at one meeting is disputed by reports of the one before."""

MOST_NEAR = 200
"""So many documents of the books at most are reconciled with new ones, the nearest first: it takes about 3 ms
for each."""


class Vicinity(msgspec.Struct, frozen=True):
    """Documents of the books near to new ones, the nearest first, and how many more there were."""

    documents: tuple[str, ...] = ()
    left_out: int = 0


def days_told(claims: Iterable[Claim]) -> set[date]:
    """The days of the meetings that claims name."""
    told = set()
    for claim in claims:
        if isinstance(claim, MeetingClaim):
            told.add(claim.date)
        elif isinstance(claim, AttendanceClaim):
            told.add(claim.meeting)
    return {day for day in told if day is not None}


def vicinity(published: Iterable[date | None], meetings: Collection[date], shelf: Shelf) -> Vicinity:
    """The documents of the books that lie near to days of publication or share a meeting.

    One without any day is near to everything, but comes last.
    """
    days = sorted({day for day in published if day is not None} | set(meetings))
    near = dict.fromkeys(_of_meetings(meetings, shelf), 0)
    for uid, day in _published_near(days, shelf):
        distance = min((abs((day - other).days) for other in days), default=0) if day else NEAR_DAYS
        near[uid] = min(near.get(uid, distance), distance)
    ordered = sorted(near, key=lambda uid: (near[uid], uid))
    return Vicinity(tuple(ordered[:MOST_NEAR]), max(0, len(ordered) - MOST_NEAR))


def _of_meetings(days: Collection[date], shelf: Shelf) -> set[str]:
    """The documents that name a meeting on one of the days."""
    rows = shelf.rows(ClaimRecord).filter(kind=ClaimKind.MEETING.value, valid_on__in=sorted(days))
    return set(rows.values_list("document", flat=True))


def _published_near(days: list[date], shelf: Shelf) -> list[tuple[str, date | None]]:
    wanted = Q(valid_on__isnull=True)
    for first, last in _stretches(days):
        wanted |= Q(valid_on__gte=first, valid_on__lte=last)
    return list(shelf.rows(DocumentRecord).filter(wanted).values_list("uid", "valid_on"))


def _stretches(days: list[date]) -> list[tuple[date, date]]:
    """The days with those near to them, as stretches that do not touch."""
    reach = timedelta(days=NEAR_DAYS)
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - reach <= found[-1][1]:
            found[-1] = (found[-1][0], day + reach)
        else:
            found.append((day - reach, day + reach))
    return found
