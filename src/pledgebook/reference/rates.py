"""Exchange rates of the European Central Bank, for display only; what a source says stays as it says it.

The ECB publishes reference rates on working days. The rate of a day is the last one published on or
before it, at most a week back; older than that, or for a currency it does not publish, there is none,
and that is an error. The rates come inside the package CurrencyConverter; nothing is fetched.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import msgspec
from currency_converter import CurrencyConverter, RateNotFoundError

from pledgebook.vocabulary.errors import MissingRate

MAX_AGE = timedelta(days=7)
"""How old a rate may be. The longest gap that the ECB leaves, over Christmas or Easter, is five days."""

_EURO = "EUR"


class Conversion(msgspec.Struct, frozen=True):
    """An amount in another currency, at `rate` units of it for one of the source's, as of `rate_date`."""

    amount: Decimal
    currency: str
    rate: Decimal
    rate_date: date


def convert(amount: Decimal, source: str, target: str, on: date) -> Conversion:
    """`amount` of the currency `source` in the currency `target`, at the rate of the day `on`.

    Raises MissingRate where the ECB gives none.
    """
    if source == target:
        return Conversion(amount=amount, currency=target, rate=Decimal(1), rate_date=on)
    for age in range(MAX_AGE.days + 1):
        day = on - timedelta(days=age)
        per_euro = _per_euro(source, day), _per_euro(target, day)
        if per_euro[0] is not None and per_euro[1] is not None:
            rate = per_euro[1] / per_euro[0]
            return Conversion(
                amount=amount * per_euro[1] / per_euro[0], currency=target, rate=rate, rate_date=day
            )
    raise MissingRate(_explain(source, target, on))


def last_rate_date(currency: str) -> date | None:
    """The last day for which a rate of the currency is in the package; None where there never was one."""
    bounds = _ecb().bounds.get(currency)
    return None if bounds is None else _as_date(bounds.last_date)


def _per_euro(currency: str, day: date) -> Decimal | None:
    """Units of the currency for one euro, as published that day."""
    if currency == _EURO:
        return Decimal(1)
    if currency not in _ecb().currencies:
        return None
    try:
        rate = _ecb().convert(Decimal(1), _EURO, currency, date=day)
    except RateNotFoundError:
        return None
    return Decimal(rate)


def _explain(source: str, target: str, on: date) -> str:
    unknown = [code for code in (source, target) if code not in _ecb().currencies]
    if unknown:
        return f"the ECB publishes no rate of {' or '.join(unknown)}; show the amount in its own currency"
    return (
        f"no ECB rate from {source} to {target} on {on} or in the {MAX_AGE.days} days before "
        f"({source} ends on {last_rate_date(source)}, {target} on {last_rate_date(target)}); "
        "choose an earlier day, or update the package currencyconverter"
    )


def _as_date(day: date) -> date:
    return date(day.year, day.month, day.day)


@cache
def _ecb() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)
