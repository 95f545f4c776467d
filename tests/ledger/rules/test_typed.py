"""Amounts as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.rules.typed import amount_from_text, quantity_from_text
from pledgebook.vocabulary.errors import BadValue


@pytest.mark.parametrize(
    ("text", "amount"), [("0", "0"), ("1500", "1500"), ("1500.5", "1500.5"), (" 7.25 ", "7.25"), ("007", "7")]
)
def test_digits_and_a_point_are_an_amount(text: str, amount: str) -> None:
    assert amount_from_text(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no number"),
        ("   ", "there is no number"),
        ("1,5", "comma or a separator of thousands"),
        ("1,500.00", "comma or a separator of thousands"),
        ("1.500.000", "comma or a separator of thousands"),
        ("1 500", "comma or a separator of thousands"),
        ("1\u202f500", "comma or a separator of thousands"),
        ("1'500", "comma or a separator of thousands"),
        ("1_500", "comma or a separator of thousands"),
        ("1.500", "could be 1500 or 1.5"),
        ("2.000", "could be 2000 or 2;"),
        ("1.2345", "4 decimals; round it to 2"),
        ("-5", "less than zero"),
        ("1e400", "no plain number"),
        ("1E3", "no plain number"),
        ("NaN", "no plain number"),
        ("Infinity", "no plain number"),
        ("5 million", "no plain number"),
        (".5", "no plain number"),
        ("5.", "no plain number"),
        ("٣", "no plain number"),
        ("9" * 30, "30 digits, more than the books hold"),
    ],
)
def test_what_could_be_misread_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        amount_from_text(text)


def test_quantities_have_thousandths() -> None:
    assert quantity_from_text("1.525") == Decimal("1.525")
    with pytest.raises(BadValue, match="round it to 3"):
        quantity_from_text("1.5255")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_finite_number_or_is_refused(text: str) -> None:
    try:
        amount = amount_from_text(text)
    except BadValue:
        return
    assert amount.is_finite()
    assert amount >= 0
