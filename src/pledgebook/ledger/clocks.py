"""The two clocks: what holds in the world as of a day, and what the books knew at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import msgspec

from pledgebook.ledger.models import JournalEntry
from pledgebook.vocabulary.errors import BadValue

Moment = datetime | date | int
"""A point in the history of the books: a moment, a day (its end, in UTC) or the sequence of an entry."""


class Clocks(msgspec.Struct, frozen=True, kw_only=True):
    """Both clocks as a question uses them.

    `as_of` includes its day; None sets no limit, so that what is planned for a later day is there too.
    `known` is the last entry that the books had: 0 for none, None for all that they have.
    """

    as_of: date | None = None
    known: int | None = None


NOW = Clocks()
"""The whole world, as the books know it now."""


def clocks(as_of: date | None = None, known_on: Moment | None = None) -> Clocks:
    """The clocks of a question. Raises BadValue for a moment without a time zone."""
    if known_on is None or isinstance(known_on, int):
        return Clocks(as_of=as_of, known=known_on)
    return Clocks(as_of=as_of, known=last_entry_on(known_on))


def last_entry_on(moment: datetime | date) -> int:
    """The last entry that was recorded by then, of several at one moment the last of them; 0 where there was
    none. A day ends at midnight in UTC. Raises BadValue for a moment without a time zone."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.max, UTC)
    elif moment.tzinfo is None:
        raise BadValue(f"{moment} names no time zone; write it as {moment.isoformat()}+00:00 if it is in UTC")
    rows = JournalEntry.objects.filter(recorded_at__lte=moment).order_by("-recorded_at", "-seq")
    return rows.values_list("seq", flat=True).first() or 0
