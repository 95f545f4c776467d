"""Money and quantities: what they refuse, and how they read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.errors import BadValue


@pytest.mark.parametrize("currency", ["", "EU", "eur", "EURO", "€"])
def test_a_currency_is_a_code_of_three_capitals(currency: str) -> None:
    with pytest.raises(BadValue, match="three capital letters"):
        Money(currency=currency, low=Decimal(1), high=Decimal(1))


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("-1", "1"), ("NaN", "NaN"), ("1", "Infinity")])
def test_bounds_are_finite_and_in_order(low: str, high: str) -> None:
    with pytest.raises(BadValue):
        Money(currency="EUR", low=Decimal(low), high=Decimal(high))
    with pytest.raises(BadValue):
        ItemLine(item="tank", low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "text"),
    [
        (5_000_000, 5_000_000, Qualifier.EXACT, "EUR 5,000,000"),
        (5_000_000, 5_000_000, Qualifier.NEARLY, "nearly EUR 5,000,000"),
        (5, 7, Qualifier.RANGE, "EUR 5 to 7"),
    ],
)
def test_money_says_its_bounds_and_its_hedge(low: int, high: int, qualifier: Qualifier, text: str) -> None:
    money = Money(currency="EUR", low=Decimal(low), high=Decimal(high), qualifier=qualifier)
    assert str(money) == text
    assert money.is_range is (low != high)


def test_a_number_of_items_may_be_unknown() -> None:
    assert ItemLine(item="tank").low is None
