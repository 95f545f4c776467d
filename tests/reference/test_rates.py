"""ECB reference rates: exact, dated, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pledgebook.reference.rates import MAX_AGE, convert, last_rate_date
from pledgebook.vocabulary.errors import MissingRate

FRIDAY = date(2025, 4, 11)


@pytest.mark.parametrize(
    ("amount", "source", "target", "near"),
    [
        ("18.2", "GBP", "EUR", "21.0"),  # the same sum in two currencies, as the press gave it that day
        ("11", "EUR", "USD", "12.5"),
        ("450", "GBP", "USD", "589"),
    ],
)
def test_a_sum_given_in_two_currencies_agrees(amount: str, source: str, target: str, near: str) -> None:
    got = convert(Decimal(amount), source, target, FRIDAY)
    assert abs(got.amount / Decimal(near) - 1) < Decimal("0.005")
    assert (got.currency, got.rate_date) == (target, FRIDAY)


@pytest.mark.parametrize(
    ("currency", "day", "published"),
    [
        ("USD", date(2022, 2, 24), "1.1163"),  # figures of the ECB's own table of that day
        ("USD", FRIDAY, "1.1346"),
        ("GBP", FRIDAY, "0.86678"),
    ],
)
def test_one_euro_costs_what_the_ecb_published(currency: str, day: date, published: str) -> None:
    assert convert(Decimal(1), "EUR", currency, day).amount == Decimal(published)


@pytest.mark.parametrize(
    ("day", "used"),
    [
        (date(2025, 4, 12), FRIDAY),
        (date(2025, 4, 13), FRIDAY),
        (date(2025, 4, 21), date(2025, 4, 17)),  # Easter Monday: the last rate is of Maundy Thursday
        (date(2022, 12, 26), date(2022, 12, 23)),
    ],
)
def test_a_day_without_rates_takes_the_last_before_it(day: date, used: date) -> None:
    assert convert(Decimal(1), "EUR", "USD", day).rate_date == used


def test_there_and_back_is_the_same_sum() -> None:
    there = convert(Decimal("450e6"), "NOK", "SEK", FRIDAY)
    back = convert(there.amount, "SEK", "NOK", FRIDAY)
    assert round(back.amount, 6) == Decimal("450e6")
    assert round(there.rate * back.rate, 20) == 1


def test_a_currency_in_itself_needs_no_rate() -> None:
    assert convert(Decimal("5.5"), "UAH", "UAH", FRIDAY).amount == Decimal("5.5")


@pytest.mark.parametrize(
    ("source", "day", "why"),
    [
        ("UAH", FRIDAY, "no rate of UAH"),
        ("RUB", FRIDAY, "RUB ends on 2022-03-01"),
        ("USD", date(1998, 12, 31), "no ECB rate"),
        ("XXX", FRIDAY, "no rate of XXX"),
    ],
)
def test_a_missing_rate_is_an_error(source: str, day: date, why: str) -> None:
    with pytest.raises(MissingRate, match=why):
        convert(Decimal(1), source, "EUR", day)


def test_a_rate_is_a_week_old_at_most() -> None:
    last = last_rate_date("RUB")
    assert last is not None
    assert convert(Decimal(1), "RUB", "EUR", last + MAX_AGE).rate_date == last
    with pytest.raises(MissingRate):
        convert(Decimal(1), "RUB", "EUR", last + MAX_AGE + timedelta(days=1))
