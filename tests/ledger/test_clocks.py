"""The clock of the books: which entry a moment, a day or a number stands for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.ledger.samples import parties

from pledgebook.ledger.access import Actor
from pledgebook.ledger.clocks import NOW, Clocks, Moment, clocks
from pledgebook.ledger.journal import append as door
from pledgebook.vocabulary.errors import BadValue

NOON = datetime(2025, 4, 11, 12, tzinfo=UTC)
LATE = datetime(2025, 4, 11, 23, 59, 59, 999_999, tzinfo=UTC)
NEXT_DAY = datetime(2025, 4, 12, tzinfo=UTC)


@pytest.fixture
def known(books: str, secretariat: Actor, monkeypatch: pytest.MonkeyPatch) -> str:
    """Five entries: two at noon, two in the last microsecond of the day, one at midnight."""

    class Clock(datetime):
        moment = NOON

        @classmethod
        def now(cls, _tz: object = None) -> datetime:  # type: ignore[override]
            return cls.moment

    monkeypatch.setattr(door, "datetime", Clock)
    for moment, codes in ((NOON, ("DE", "NO")), (LATE, ("UA", "GB")), (NEXT_DAY, ("SE",))):
        Clock.moment = moment
        door.append(parties(*codes), secretariat)
    return books


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("moment", "last"),
    [
        (NOON - timedelta(microseconds=1), 0),
        (NOON, 2),
        (NOON + timedelta(microseconds=1), 2),
        (LATE - timedelta(microseconds=1), 2),
        (LATE, 4),
        (NEXT_DAY, 5),
        (datetime(2025, 4, 11, 14, tzinfo=timezone(timedelta(hours=2))), 2),
        (date(2025, 4, 10), 0),
        (date(2025, 4, 11), 4),
        (date(2025, 4, 12), 5),
        (3, 3),
        (0, 0),
    ],
    ids=str,
)
def test_what_the_books_knew(moment: Moment, last: int) -> None:
    assert clocks(known_on=moment).known == last


def test_without_a_moment_the_books_know_all() -> None:
    assert clocks(date(2025, 4, 11)) == Clocks(as_of=date(2025, 4, 11), known=None)
    assert clocks() == NOW


def test_a_moment_needs_a_time_zone() -> None:
    with pytest.raises(BadValue, match="names no time zone"):
        clocks(known_on=datetime(2025, 4, 11, 12))
