"""Amounts into the currency of a question, each at a stated rate of a stated day.

A rate is used as it is stated, with PLACES decimals; at that length it moves no amount that the books can
hold
by as much as half a hundredth. Amounts are rounded half up to the hundredth.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

import msgspec

from pledgebook.reference.rates import convert
from pledgebook.vocabulary.errors import MissingRate

PLACES = 15
_SCALE: int = 10**PLACES
_EXACT = Context(prec=60)


class Rate(msgspec.Struct, frozen=True, gc=False):
    """So many units of the question's currency for one of the amount's, as published on a day.

    `day` is None where both are the same currency and nothing was converted.
    """

    units: int
    day: date | None

    @property
    def value(self) -> Decimal:
        """The rate as a number."""
        return Decimal(self.units).scaleb(-PLACES, _EXACT).normalize(_EXACT)

    def apply(self, cents: int) -> int:
        """Hundredths of the amount's currency in hundredths of the question's, rounded half up."""
        converted: int = (cents * self.units + _SCALE // 2) // _SCALE
        return converted


UNCHANGED = Rate(_SCALE, None)


class Converter:
    """Finds rates for one question, each day and currency once."""

    def __init__(self, currency: str, rate_date: date | None = None) -> None:
        self.currency = currency
        self._rate_date = rate_date
        self._found: dict[tuple[str, date], Rate | MissingRate] = {}

    def rate(self, currency: str, announced: date) -> Rate:
        """The rate for an amount announced on a day. Raises MissingRate where the ECB gives none."""
        if currency == self.currency:
            return UNCHANGED
        day = self._rate_date or announced
        found = self._found.get((currency, day))
        if found is None:
            found = self._found[currency, day] = self._look_up(currency, day)
        if isinstance(found, MissingRate):
            raise found
        return found

    def _look_up(self, currency: str, day: date) -> Rate | MissingRate:
        try:
            conversion = convert(Decimal(1), currency, self.currency, day)
        except MissingRate as error:
            return error
        scaled = conversion.rate.scaleb(PLACES, _EXACT)
        return Rate(
            int(scaled.to_integral_value(rounding=ROUND_HALF_UP, context=_EXACT)), conversion.rate_date
        )
