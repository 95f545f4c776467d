"""Exact numbers in the database: what fits comes back, what does not is refused and never rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.ledger.models.fields import CentsField, ThousandthsField, to_cents
from pledgebook.vocabulary.errors import BadValue


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_what_fits_comes_back(units: int) -> None:
    assert CentsField.to_units(CentsField.to_decimal(units)) == units


@pytest.mark.parametrize(
    "text", ["0.001", "1.0000000000000000000000000000001", "92233720368547758.08", "1e400", "NaN", "Infinity"]
)
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        CentsField.to_units(Decimal(text))


def test_a_quantity_may_have_thousandths() -> None:
    assert ThousandthsField.to_units(Decimal("0.125")) == 125


def test_long_tails_of_others_round_half_up() -> None:
    assert to_cents(Decimal("0.125")) == 13
