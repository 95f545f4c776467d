"""What is wrong with figures: money, quantities, and the lines that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

import pycountry

from pledgebook.ledger.models.fields import CentsField, ScaledField, ThousandthsField
from pledgebook.ledger.payloads import Line
from pledgebook.reference.currencies import currencies
from pledgebook.reference.items import item_named
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.errors import BadValue

_HIGHEST = 20
"""Ten to this power is beyond what the books hold."""


@cache
def is_currency(code: str) -> bool:
    """Whether a code is a currency: of those that Pledgebook reads, or any of ISO 4217."""
    return code in currencies() or pycountry.currencies.get(alpha_3=code) is not None


def money_faults(money: Money | None, what: str, *, zero: bool = False) -> Iterator[str]:
    """What is wrong with a sum; `what` names it ('the sum'). Nothing, where there is none.

    `zero` says that it may be nothing at all.
    """
    if money is None:
        return
    if not is_currency(money.currency):
        yield f"{what} is in {money.currency!r}, which is no currency; write its ISO 4217 code"
    for bound in {money.low, money.high}:
        yield from amount_faults(bound, what)
    if not zero and money.high.is_finite() and money.high <= 0:
        yield f"{what} is {money.high}; give more than zero, or leave it out where it is unknown"


def amount_faults(value: Decimal, what: str) -> Iterator[str]:
    """What keeps an amount of money from being kept exactly, in hundredths."""
    yield from _unkept(CentsField, value, what)


def quantity_faults(value: Decimal, what: str) -> Iterator[str]:
    """What keeps a quantity from being kept exactly, in thousandths."""
    yield from _unkept(ThousandthsField, value, what)


def _unkept(field: type[ScaledField], value: Decimal, what: str) -> Iterator[str]:
    if value.is_finite():
        if value.adjusted() > _HIGHEST:
            yield f"{what} is larger than the books can hold; check its unit"
            return
        if +value != value:  # the plus sign rounds to the digits that Decimal keeps in its sums
            yield f"{what} has more digits than the books can hold; round it first"
            return
    try:
        field.to_units(value)
    except BadValue as error:
        yield f"{what}: {error}"


def line_faults(lines: Iterable[Line]) -> Iterator[str]:
    """What is wrong with the lines of a pledge, a need or a purchase."""
    told = tuple(lines)
    if not told:
        return
    for key, times in Counter(line.key for line in told).items():
        if not key.strip():
            yield "a line has no key; number the lines '1', '2', ..."
        elif times > 1:
            yield f"{times} lines have the key {key!r}; give each a key of its own"
    for line in told:
        yield from _line(line)


def _line(line: Line) -> Iterator[str]:
    what = f"line {line.key!r}"
    try:
        item_named(line.item)
    except BadValue as error:
        yield f"{what}: {error}"
    for bound in (line.low, line.high):
        if bound is not None:
            yield from quantity_faults(bound, what)
            if bound.is_finite() and bound < 0:
                yield f"{what} counts {bound}; give zero or more, or leave it out where it is unknown"
    if line.low is not None and line.high is not None and line.high < line.low:
        yield f"{what} counts from {line.low} to {line.high}; give the lower number first"
    yield from money_faults(line.amount, f"the worth of {what}")
