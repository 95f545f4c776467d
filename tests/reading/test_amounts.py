"""Sums of money: currency before or after, hedge, second currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pledgebook.reading.amounts import Sum, find_sums
from pledgebook.reading.flat import fold
from pledgebook.reading.numbers import find_numbers
from pledgebook.reference.currencies import CurrencyForm, currencies, currency_forms


def _found(text: str) -> list[Sum]:
    folded = fold(text)
    return find_sums(text, folded, list(find_numbers(folded)))


def _one(text: str) -> Sum:
    (found,) = _found(text)
    return found


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("€1,5 billion", "EUR", 1_500_000_000),
        ("EUR 5 million", "EUR", 5_000_000),
        ("5 million euros", "EUR", 5_000_000),
        ("US$2bn", "USD", 2_000_000_000),
        ("a 12-million-euro package", "EUR", 12_000_000),
        ("450 CAD million", "CAD", 450_000_000),
        ("$3 million Canadian dollars", "CAD", 3_000_000),
        ("half a million pounds", "GBP", 500_000),
        ("five million of euros", "EUR", 5_000_000),
    ],
)
def test_the_currency_and_the_value(text: str, currency: str, value: int) -> None:
    money = _one(text).money
    assert money.currency == currency
    assert money.low == money.high == value


_FORMS = [form for form in currency_forms() if form.text != "won"]  # the commoner meaning of which is a verb


@pytest.mark.parametrize("form", _FORMS, ids=lambda form: form.text)
def test_every_way_of_writing_a_currency_is_read(form: CurrencyForm) -> None:
    gap = " " if form.text[-1].isalpha() else ""
    found = _one(
        f"It gave 7 million {form.text} to us." if form.is_word else f"It gave {form.text}{gap}7 million."
    )
    assert set(found.codes) >= set(form.codes)
    assert found.money.low == Decimal(7_000_000)


@pytest.mark.parametrize("code", currencies())
def test_every_code_is_read_before_and_after_its_number(code: str) -> None:
    assert _one(f"{code} 7 million").money.currency == code
    assert _one(f"7 million {code}").money.currency == code


@pytest.mark.parametrize("text", ["all 5 tanks", "try 3 times", "5 tanks", "one euro zone", "top 10"])
def test_words_spelled_like_a_code_are_no_money(text: str) -> None:
    assert [found.money.currency for found in _found(text) if found.money.currency != "EUR"] == []


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("EUR 11 billion (about USD 12.5 billion)", "USD"),
        ("£160 million ($210 million)", "USD"),
        ("NOK 5 billion, or some €430 million", "EUR"),
        ("$5m / €4.6m", "EUR"),
        ("10 million kronor, equivalent to 0.9 million euros", "EUR"),
    ],
)
def test_the_same_sum_in_a_second_currency_is_one_sum(text: str, also: str) -> None:
    found = _one(text)
    assert found.also is not None
    assert found.also.currency == also
    assert found.end == len(text)


@pytest.mark.parametrize(
    "text", ["€5 million and £3 million", "€5 million (€3 million)", "€5 million over £3 million"]
)
def test_two_sums_stay_two(text: str) -> None:
    assert [found.also for found in _found(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "qualifier", "start"),
    [
        ("pays nearly €5 million", "nearly", 5),
        ("pays up to EUR 5 million", "up to", 5),
        ("pays €5-6 million", "range", 5),
        ("pays €5 million", "exact", 5),
    ],
)
def test_the_hedge_stands_before_the_currency(text: str, qualifier: str, start: int) -> None:
    found = _one(text)
    assert (found.money.qualifier, found.start) == (qualifier, start)


def test_who_pays_settles_an_ambiguous_word() -> None:
    crowns = _one("5 billion crowns")
    assert {crowns.of_payer(party).currency for party in ("NO", "SE", "DK", "CZ")} == {
        "NOK",
        "SEK",
        "DKK",
        "CZK",
    }
    assert crowns.of_payer("FR") == crowns.money


def test_the_text_settles_a_bare_dollar_sign_and_no_other() -> None:
    assert _one("$5 million").of_payer("CA", "CAD").currency == "CAD"
    assert _one("US$5 million").of_payer("CA", "CAD").currency == "USD"


@pytest.mark.parametrize(("text", "each"), [("€2 million each", True), ("€2 million. Each day", False)])
def test_a_price_of_one_piece(text: str, each: bool) -> None:
    assert _one(text).each is each


def test_the_digits_of_a_sum_are_not_taken_from_its_neighbour() -> None:
    assert [found.money.low for found in _found("$5 million and $10 million")] == [5_000_000, 10_000_000]
