"""Numbers and dates in the words that people read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pledgebook.reporting import wording
from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.time import PartialDate, Period


@pytest.mark.parametrize(
    ("currency", "low", "high", "qualifier", "said"),
    [
        ("EUR", "21e9", "21e9", Qualifier.EXACT, "EUR 21 bn"),
        ("GBP", "450e6", "450e6", Qualifier.EXACT, "GBP 450 m"),
        ("USD", "590e6", "590e6", Qualifier.ABOUT, "about USD 590 m"),
        ("USD", "30e9", "50e9", Qualifier.RANGE, "USD 30 to 50 bn"),
        ("USD", "800e6", "1.2e9", Qualifier.RANGE, "USD 800 m to 1.2 bn"),
        ("USD", "66.5e9", "66.5e9", Qualifier.MORE_THAN, "more than USD 66.5 bn"),
        ("EUR", "519169358.56", "519169358.56", Qualifier.EXACT, "EUR 519 m"),
        ("EUR", "1275e6", "1275e6", Qualifier.EXACT, "EUR 1.275 bn"),
        ("EUR", "350000", "350000", Qualifier.EXACT, "EUR 350,000"),
    ],
)
def test_money(currency: str, low: str, high: str, qualifier: Qualifier, said: str) -> None:
    amount = Money(currency=currency, low=Decimal(low), high=Decimal(high), qualifier=qualifier)
    assert wording.money(amount) == said


def test_what_is_unknown_is_not_stated_and_never_nought() -> None:
    assert wording.money(None) == wording.day(None) == wording.names(()) == "not stated"
    assert wording.items([ItemLine(item="radar")]) == "radar"


def test_every_digit() -> None:
    amount = Money(currency="EUR", low=Decimal("21e9"), high=Decimal("21e9"), qualifier=Qualifier.ABOUT)
    assert wording.exact_money(amount) == "about EUR 21,000,000,000"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "in 2025"),
        (date(2025, 1, 1), date(2027, 12, 31), "2025 to 2027"),
        (None, date(2029, 12, 31), "through 2029"),
        (date(2025, 5, 2), None, "from 2 May 2025"),
        (date(2025, 3, 1), date(2025, 3, 31), "March 2025"),
        (date(2025, 1, 1), date(2025, 3, 31), "January 2025 to March 2025"),
    ],
)
def test_periods(start: date | None, end: date | None, said: str) -> None:
    assert wording.period(Period(start=start, end=end)) == said


def test_dates_are_as_exact_as_the_source() -> None:
    days: list[PartialDate | date] = [
        PartialDate("2025"),
        PartialDate("2025-02"),
        PartialDate("2025-02-14"),
        date(2025, 2, 14),
    ]
    assert [wording.day(day) for day in days] == [
        "2025",
        "February 2025",
        "14 February 2025",
        "14 February 2025",
    ]


def test_vague_numbers_of_items_stay_vague() -> None:
    drones = ItemLine(item="drone", low=Decimal(100000), qualifier=Qualifier.HUNDREDS_OF_THOUSANDS)
    assert wording.items([drones]) == "drone (hundreds of thousands)"
