"""The two clocks: what holds in the world as of a day, and what the books knew at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import msgspec

from pledgebook.ledger.models import JournalEntry


class Clocks(msgspec.Struct, frozen=True, kw_only=True):
    """Both clocks as a question uses them; None is today's world, or all that the books know.

    `as_of` includes its day. `known` is the last entry that the books had.
    """

    as_of: date | None = None
    known: int | None = None


NOW = Clocks()
"""The world today, as the books know it now."""


def clocks(as_of: date | None = None, known_on: datetime | date | int | None = None) -> Clocks:
    """The clocks of a question. `known_on` is a moment, a day (its end, in UTC) or an entry's sequence."""
    if known_on is None or isinstance(known_on, int):
        return Clocks(as_of=as_of, known=known_on)
    return Clocks(as_of=as_of, known=last_entry_on(known_on))


def last_entry_on(moment: datetime | date) -> int:
    """The last entry that was recorded by then; 0 where there was none."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.max, UTC)
    rows = JournalEntry.objects.filter(recorded_at__lte=moment).order_by("-recorded_at", "-seq")
    return rows.values_list("seq", flat=True).first() or 0
