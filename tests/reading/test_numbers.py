"""Numbers in digits and words, their ranges and hedges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.numbers import Number, find_numbers, parse_digits


def _found(text: str) -> list[Number]:
    return list(find_numbers(text))


def _one(text: str) -> Number:
    (number,) = _found(text)
    return number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5 billion", 1_500_000_000),
        ("2,083 million", 2_083_000),
        ("12,083 million", 12_083_000_000),
        ("1.5bn", 1_500_000_000),
        ("100.000 shells", 100_000),
        ("1.234.567,5", Decimal("1234567.5")),
        ("1,234,567.5", Decimal("1234567.5")),
        ("10 000 rounds", 10_000),
        ("0.125 tonnes", Decimal("0.125")),
        ("2.5", Decimal("2.5")),
        ("twelve tanks", 12),
        ("half a million", 500_000),
        ("several million euros", 1_000_000),
        ("one hundred", 100),
        ("450 cad million", 450_000_000),
    ],
)
def test_the_value_of_one_number(text: str, value: Decimal | int) -> None:
    number = _one(text)
    assert (number.low, number.high) == (value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$30 to $50 billion", 30_000_000_000, 50_000_000_000),
        ("2-3 million", 2_000_000, 3_000_000),
        ("between 30 and 40 tanks", 30, 40),
        ("between $5 million and $10 million", 5_000_000, 10_000_000),
    ],
)
def test_the_ends_of_a_range(text: str, low: int, high: int) -> None:
    number = _one(text)
    assert [number.low, number.high] == [low, high]
    assert number.qualifier == "range"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$5 million and $10 million", [5_000_000, 10_000_000]),
        ("3 and 4 tanks", [3, 4]),
        ("cut it from 10 to 7", [10, 7]),
        ("t72 and 5 more", [5]),
    ],
)
def test_two_numbers_that_are_no_range(text: str, values: list[int]) -> None:
    assert [number.low for number in _found(text)] == values


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than 40 tanks", "more than"),
        ("up to €40 million", "up to"),
        ("nearly 5 million", "nearly"),
        ("about a hundred", "about"),
        ("at least an additional 12", "at least"),
        ("40+ tanks", "more than"),
        ("40 or more tanks", "more than"),
        ("tens of thousands of shells", "tens of thousands"),
        ("40 tanks", "exact"),
        ("leave over the 3", "more than"),
    ],
)
def test_the_hedge_of_a_number(text: str, qualifier: str) -> None:
    assert _one(text).qualifier == qualifier


def test_a_vague_number_is_open_upwards() -> None:
    number = _one("hundreds of thousands of shells")
    assert number.open
    assert number.low == 100_000


@pytest.mark.parametrize("text", ["the f16 and t72", "someone", "a tonic", "no figure at all"])
def test_what_is_no_number(text: str) -> None:
    assert _found(text) == []


@given(st.decimals(min_value=1, max_value=10**12, places=2))
def test_plain_numbers_are_read_as_babel_reads_them(value: Decimal) -> None:
    written = format_decimal(value, format="#,##0.00", locale="en")
    assert parse_digits(written, scaled=False) == parse_decimal(written, locale="en") == value


@given(st.integers(min_value=1_000_000, max_value=10**12))
def test_german_grouping_is_read_as_babel_reads_it(value: int) -> None:
    written = format_decimal(value, locale="de")
    assert parse_digits(written, scaled=False) == parse_decimal(written, locale="de") == value


@given(st.text("0123456789.,' -+€$abmillion to and", max_size=60))
def test_numbers_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for number in _found(text):
        assert end <= number.start < number.end <= len(text)
        assert number.hedge_start <= number.start
        assert 0 <= number.low <= number.high
        end = number.end
