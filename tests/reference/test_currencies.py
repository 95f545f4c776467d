"""Currencies as the press writes them."""

from __future__ import annotations

import pytest
from babel.numbers import list_currencies

from pledgebook.reference.currencies import currencies, currency_forms, currency_written, home_currencies
from pledgebook.reference.parties import parties

DONORS = "DE GB US NO SE DK CZ PL CH CA AU NZ JP KR TR UA RO HU IS"


@pytest.mark.parametrize(
    ("form", "payer", "code"),
    [
        ("\u20ac", None, "EUR"),
        ("euros", None, "EUR"),
        ("Euros", None, "EUR"),
        ("$", None, "USD"),
        ("dollars", "CA", "USD"),
        ("C$", None, "CAD"),
        ("Australian dollars", None, "AUD"),
        ("\u00a3", None, "GBP"),
        ("NOK", None, "NOK"),
        ("kroner", "NO", "NOK"),
        ("kroner", "DK", "DKK"),
        ("kronor", None, "SEK"),
        ("crowns", "CZ", "CZK"),
        ("crowns", "SE", "SEK"),
        ("crowns", "DE", None),
        ("crowns", None, None),
        ("kr", "IS", "ISK"),
        ("\u00a5", "JP", "JPY"),
        ("\u00a5", None, None),
        ("z\u0142oty", None, "PLN"),
        ("hryvnias", None, "UAH"),
        ("roubles", None, "RUB"),
        ("usd", None, None),
        ("doubloons", None, None),
    ],
)
def test_a_form_means_its_currency(form: str, payer: str | None, code: str | None) -> None:
    found = currency_written(form, payer=payer)
    assert (None if found is None else found.code) == code


def test_every_code_is_known_to_cldr_and_a_symbol_of_itself() -> None:
    for code, currency in currencies().items():
        assert code in list_currencies()
        assert currency_written(code) == currency


def test_a_form_of_several_currencies_is_marked_ambiguous() -> None:
    assert [form.text for form in currency_forms() if len(form.codes) > 1 and not form.ambiguous] == []


def test_longer_forms_come_first() -> None:
    order = [form.text for form in currency_forms()]
    assert order.index("US$") < order.index("$")
    assert order.index("Swedish kronor") < order.index("kronor")


@pytest.mark.parametrize("donor", DONORS.split())
def test_the_money_of_a_donor_can_be_read(donor: str) -> None:
    assert donor in parties()
    assert set(home_currencies(donor)) & set(currencies())
