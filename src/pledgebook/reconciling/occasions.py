"""Which meeting a meeting claim means: a key that two documents share when they mean the same one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from pledgebook.reconciling.facts import Facts
from pledgebook.vocabulary.claims import MeetingClaim
from pledgebook.vocabulary.meetings import MeetingStatus

DAYS_OF_SLACK = 2
"""A date this near to a known meeting of the same coalition is a slip for it: meetings 15 and 16 were
reported a day off, and no two meetings of a coalition were ever held within a week."""


class Occasions:
    """The meetings that claims and calendar know, by coalition: their numbers and their dates.

    The calendar decides the date of a number; without it the date that most sources give, the earliest of
    equals.
    """

    def __init__(self, claims: Iterable[MeetingClaim], facts: Facts, source: Callable[[str], str]) -> None:
        self._dates: dict[str, dict[int, date]] = {}
        votes: dict[tuple[str, int], Counter[date]] = defaultdict(Counter)
        seen: set[tuple[str, str, int, date]] = set()
        for claim in claims:
            if claim.coalition is None:
                continue
            if claim.coalition not in self._dates:
                self._dates[claim.coalition] = _calendar(claim.coalition, facts)
            if claim.number is None or claim.date is None:
                continue
            vote = (source(claim.document), claim.coalition, claim.number, claim.date)
            if vote not in seen:
                seen.add(vote)
                votes[claim.coalition, claim.number][claim.date] += 1
        for (coalition, number), dates in votes.items():
            chosen = min(dates, key=lambda day: (-dates[day], day))
            self._dates[coalition].setdefault(number, chosen)
        self._numbers = {
            coalition: {day: number for number, day in sorted(known.items())}
            for coalition, known in self._dates.items()
        }

    def number(self, coalition: str, day: date) -> int | None:
        """The number of the meeting that a coalition held on a day."""
        return self._numbers.get(coalition, {}).get(day)

    def day(self, claim: MeetingClaim) -> date | None:
        """The day of the meeting that the claim means: its own, unless that is a slip for a known one."""
        if claim.coalition is None:
            return claim.date
        by_number, by_date = self._dates[claim.coalition], self._numbers[claim.coalition]
        if claim.date in by_date:
            return claim.date
        if claim.number in by_number:
            return by_number[claim.number]
        if claim.date is None:
            return None
        told = claim.date
        near = [(abs((day - told).days), day) for day in by_date]
        days, nearest = min(near, default=(DAYS_OF_SLACK + 1, told))
        return nearest if days <= DAYS_OF_SLACK else told

    def key(self, claim: MeetingClaim) -> str | None:
        """What two claims share when they mean the same meeting; None where the claim does not tell which."""
        who = claim.coalition or "-".join(sorted(claim.parties))
        day = self.day(claim)
        if not who:
            return None
        if day is not None:
            return f"{who}-{day.isoformat()}"
        return f"{who}-no-{claim.number}" if claim.number is not None else None


def _calendar(coalition: str, facts: Facts) -> dict[int, date]:
    return {
        meeting.number: meeting.date
        for meeting in facts.meetings(coalition)
        if meeting.number is not None and meeting.status is MeetingStatus.HELD
    }
