from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reconciling import shipped_facts
from pledgebook.reconciling.figures import Yardstick, plain
from pledgebook.vocabulary.amounts import Money, Qualifier

DAY = Yardstick(shipped_facts().rate, date(2025, 4, 11))


def m(text: str) -> Money:
    """'GBP 450e6', 'USD 30e9-50e9' or 'about USD 590e6'."""
    *hedge, currency, bounds = text.rsplit(" ", 2)
    low, _, high = bounds.partition("-")
    qualifier = Qualifier(hedge[0]) if hedge else Qualifier.EXACT
    return Money(currency=currency, low=Decimal(low), high=Decimal(high or low), qualifier=qualifier)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("GBP 450e6", "USD 590e6", True),
        ("GBP 450e6", "USD 589e6", True),
        ("EUR 11e9", "USD 12.5e9", True),
        ("USD 589e6", "USD 590e6", True),
        ("USD 589e6", "USD 597e6", False),
        ("USD 1e9", "USD 1.04e9", False),
        ("USD 500e6", "EUR 500e6", False),
        ("GBP 450e6", "USD 620e6", False),
        ("USD 30e9-50e9", "USD 40e9", False),
        ("UAH 5e9", "EUR 100e6", False),
        ("UAH 5e9", "UAH 5e9", True),
    ],
)
def test_one_amount_or_two(left: str, right: str, same: bool) -> None:
    assert (DAY.alike(m(left), m(right)) is not None) is same
    assert (DAY.alike(m(right), m(left)) is not None) is same


def test_without_a_rate_nobody_can_tell_which_is_bigger() -> None:
    assert DAY.exceeds(m("UAH 5e9"), m("EUR 1")) is None
    assert DAY.exceeds(m("GBP 450e6"), m("USD 590e6")) is False
    assert DAY.exceeds(m("GBP 4.5e9"), m("USD 590e6")) is True


@pytest.mark.parametrize(
    ("money", "words"),
    [
        ("GBP 450e6", "GBP 450 million"),
        ("USD 30e9-50e9", "USD 30 to 50 billion"),
        ("about USD 12.5e9", "about USD 12.5 billion"),
        ("EUR 0", "EUR 0"),
        ("EUR 999", "EUR 999"),
    ],
)
def test_amounts_in_words(money: str, words: str) -> None:
    assert plain(m(money)) == words


@given(
    st.decimals(min_value=0, max_value=10**40, allow_nan=False, places=2),
    st.sampled_from(["EUR", "USD", "UAH"]),
)
def test_every_amount_is_like_itself(value: Decimal, currency: str) -> None:
    money = Money(currency=currency, low=value, high=value)
    assert DAY.alike(money, money) is not None
