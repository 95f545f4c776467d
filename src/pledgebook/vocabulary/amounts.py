"""Money and quantities as a source states them: a low and a high bound, and the source's own hedge."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from pledgebook.vocabulary.errors import BadValue


class Qualifier(StrEnum):
    """How exactly the source says that it means the number."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    UP_TO = "up to"
    RANGE = "range"
    TENS = "tens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    TENS_OF_THOUSANDS = "tens of thousands"
    HUNDREDS_OF_THOUSANDS = "hundreds of thousands"
    MILLIONS = "millions"


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in one currency (ISO 4217), in units of it and not in millions.

    `low` and `high` are equal unless the source gives a range.
    """

    currency: str
    low: Decimal
    high: Decimal
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isupper():
            raise BadValue(f"{self.currency!r} is not an ISO 4217 currency code; write three capital letters")
        _check_bounds(self.low, self.high)

    @property
    def is_range(self) -> bool:
        """Whether the source gives two bounds."""
        return self.low != self.high

    def __str__(self) -> str:
        bounds = f"{self.low:,f}" if not self.is_range else f"{self.low:,f} to {self.high:,f}"
        hedge = "" if self.qualifier in (Qualifier.EXACT, Qualifier.RANGE) else f"{self.qualifier} "
        return f"{hedge}{self.currency} {bounds}"


class ItemLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One kind of equipment in a claim, with how many where the source says so.

    `item` is a canonical name of the taxonomy, `unit` what is counted ('piece', 'round', 'tonne').
    Without `low` the number is unknown, which is not zero; without `high` it is open upwards.
    """

    item: str
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier | None = None
    unit: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            _check_bounds(self.low, self.high)


def _check_bounds(low: Decimal, high: Decimal) -> None:
    if not (low.is_finite() and high.is_finite()):
        raise BadValue(f"{low} to {high} is not an amount; give finite numbers")
    if low < 0 or high < low:
        raise BadValue(f"{low} to {high} is upside down or negative; give the lower bound first")
