"""What a brief asks the reference data: names of parties and coalitions, and the day's exchange rate."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from pledgebook.reference import coalitions, rates
from pledgebook.reference import parties as known
from pledgebook.reporting.records import Conversion, PartyRef
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.errors import BadValue, MissingRate

_CENT = Decimal("0.01")


def party(code: str | None) -> PartyRef | None:
    """The party by name, where there is one."""
    return None if code is None else party_ref(code)


def party_ref(code: str) -> PartyRef:
    """The party by name; a code that nobody knows stands for itself."""
    found = known.parties().get(code)
    return PartyRef(code=code, name=found.name if found else code)


def parties(codes: Iterable[str]) -> tuple[PartyRef, ...]:
    """The parties by name, in the order given."""
    return tuple(party_ref(code) for code in codes)


def coalition(code: str | None) -> str | None:
    """The full name of a coalition."""
    names = (
        name.text for name in coalitions.coalition_names() if (name.coalition, name.form) == (code, "name")
    )
    return next(names, code)


def check_currency(currency: str) -> None:
    """Raises BadValue for a currency into which nothing can be converted."""
    if currency != "EUR" and rates.last_rate_date(currency) is None:
        problem = f"{currency!r} is no currency of which the European Central Bank publishes rates"
        raise BadValue(f"{problem}; choose one, for example EUR, USD or GBP")


def converted(amount: Money | None, currency: str, on: datetime.date | None) -> Conversion | None:
    """The amount in another currency at the rate of that day; None where there is no day or no rate.

    Each bound is rounded to the cent, as the total does it.
    """
    if amount is None:
        return None
    if amount.currency == currency:
        return conversion(amount, amount, Decimal(1), None)
    if on is None:
        return None
    try:
        low = rates.convert(amount.low, amount.currency, currency, on)
        high = rates.convert(amount.high, amount.currency, currency, on)
    except MissingRate:
        return None
    money = Money(
        currency=currency,
        low=low.amount.quantize(_CENT, rounding=ROUND_HALF_UP),
        high=high.amount.quantize(_CENT, rounding=ROUND_HALF_UP),
        qualifier=amount.qualifier,
    )
    return conversion(money, amount, low.rate, low.rate_date)


def conversion(money: Money, source: Money, rate: Decimal, rate_date: datetime.date | None) -> Conversion:
    """A conversion with its rate quoted as the ECB does: foreign units for one euro."""
    if money.currency == source.currency:
        return Conversion(money=money, rate=rate, quoted="", rate_date=None)
    if money.currency == "EUR" and rate:
        quoted = f"{_four_digits(1 / rate)} {source.currency}/EUR"
    else:
        quoted = f"{_four_digits(rate)} {money.currency}/{source.currency}"
    return Conversion(money=money, rate=rate, quoted=quoted, rate_date=rate_date)


def _four_digits(rate: Decimal) -> str:
    """Four decimals, and four significant digits where the rate is small."""
    places = max(4, 3 - rate.adjusted()) if rate else 4
    return f"{rate:.{places}f}"
