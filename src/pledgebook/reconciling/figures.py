"""Whether two amounts are the same amount: in one currency by rounding, in two through the day's rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pledgebook.reconciling.facts import RateOf
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.errors import MissingRate

SAME_ACROSS_CURRENCIES = Decimal("0.02")
"""How far two amounts may lie apart after conversion and still be one. Found by looking at what newspapers
make of one pledge on one day: GBP 450m / USD 590m 0.2 %, EUR 11bn / USD 12.5bn 0.2 %, EUR 38bn / USD
44.7bn 0.9 %, EUR 90m / USD 106m 1.3 %, GBP 450m / USD 580m 1.5 %. Over three days the euro moves by
less than 1.5 % against the dollar nineteen times in twenty. Check again with a new set of pairs
whenever it is changed."""

SAME_IN_ONE_CURRENCY = Decimal("0.01")
"""The most that rounding may hide in one currency: USD 589m and 590m are one, USD 1.04bn and 1bn are not."""

FEWEST_DIGITS = 2
"""A number is never taken to be rounded to fewer digits than this: 500m stands for 495m to 505m at most."""

MOST_DIGITS = 12
"""More digits than any source prints: beyond them two numbers are compared as if they were equal."""

LOOSE = frozenset(
    {Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.UP_TO}
)
BASE = "EUR"
"""The currency through which amounts are compared: the one that the ECB quotes all others against."""


@dataclass(frozen=True)
class Likeness:
    """Two amounts that were found to be one: how far apart they lie, and through which rate if any."""

    apart: Decimal
    left: Money
    right: Money
    converted: Decimal | None = None


class Yardstick:
    """Measures amounts of one day; a currency without a rate that day is only compared with itself."""

    def __init__(self, rate: RateOf, day: date | None) -> None:
        self.day = day
        self._rate = rate
        self._known: dict[tuple[str, str], Decimal | None] = {}

    def rate(self, source: str, target: str) -> Decimal | None:
        """The day's rate, or None where there is none."""
        if source == target:
            return Decimal(1)
        if (source, target) not in self._known:
            self._known[source, target] = self._ask(source, target)
        return self._known[source, target]

    def _ask(self, source: str, target: str) -> Decimal | None:
        if self.day is None:
            return None
        try:
            return self._rate(source, target, self.day)[0]
        except MissingRate:
            return None

    def measure(self, money: Money) -> tuple[str, Decimal]:
        """The middle of an amount on a common scale, or on the scale of its own currency where there is no
        rate."""
        middle = (money.low + money.high) / 2
        rate = self.rate(money.currency, BASE)
        return (money.currency, middle) if rate is None else (BASE, middle * rate)

    def exceeds(self, left: Money, right: Money) -> bool | None:
        """Whether the first amount is really bigger, beyond what rounding and rates hide; None if nobody
        can tell."""
        scale_left, value_left = self.measure(left)
        scale_right, value_right = self.measure(right)
        if scale_left != scale_right:
            return None
        slack = 0 if left.currency == right.currency else SAME_ACROSS_CURRENCIES
        return value_left > value_right * (1 + slack)

    def alike(self, left: Money, right: Money) -> Likeness | None:
        """The two as one amount, or None where they are two."""
        if left.currency == right.currency:
            return _alike_in_one_currency(left, right)
        rate = self.rate(left.currency, right.currency)
        if rate is None:
            return None
        apart = max(_apart(left.low * rate, right.low), _apart(left.high * rate, right.high))
        if apart > SAME_ACROSS_CURRENCIES:
            return None
        return Likeness(apart, left, right, (left.low + left.high) / 2 * rate)


def _alike_in_one_currency(left: Money, right: Money) -> Likeness | None:
    apart = max(_apart(left.low, right.low), _apart(left.high, right.high))
    rounded = _rounds_to(left.low, right.low) and _rounds_to(left.high, right.high)
    loose = bool({left.qualifier, right.qualifier} & LOOSE)
    if apart == 0 or (apart <= SAME_IN_ONE_CURRENCY and (rounded or loose)):
        return Likeness(apart, left, right)
    return None


def _apart(left: Decimal, right: Decimal) -> Decimal:
    larger = max(left, right)
    return abs(left - right) / larger if larger else Decimal(0)


def _rounds_to(left: Decimal, right: Decimal) -> bool:
    """Whether one number is the other written with fewer digits."""
    digits = max(min(significant_digits(left), significant_digits(right), MOST_DIGITS), FEWEST_DIGITS)
    return _round(left, digits) == _round(right, digits)


def significant_digits(value: Decimal) -> int:
    """How many digits a number is written with, trailing noughts left aside."""
    return len(value.normalize().as_tuple().digits)


def roughly(money: Money) -> Money:
    """The amount in as few digits as a source may round it to."""
    low, high = _round(money.low, FEWEST_DIGITS), _round(money.high, FEWEST_DIGITS)
    return Money(currency=money.currency, low=low, high=high, qualifier=Qualifier.ABOUT)


def _round(value: Decimal, digits: int) -> Decimal:
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), rounding=ROUND_HALF_UP)


def plain(money: Money) -> str:
    """An amount as a sentence says it: 'GBP 450 million', 'USD 30 to 50 billion'."""
    size, name = next(((size, name) for size, name in _SIZES if money.high >= size), (Decimal(1), ""))
    low, high = (_trim(bound / size) for bound in (money.low, money.high))
    number = low if low == high else f"{low} to {high}"
    hedge = "" if money.qualifier in (Qualifier.EXACT, Qualifier.RANGE) else f"{money.qualifier} "
    return f"{hedge}{money.currency} {number}{name}"


_SIZES = ((Decimal(10**9), " billion"), (Decimal(10**6), " million"))


def _trim(value: Decimal) -> str:
    text = f"{value:,.3f}" if value >= 1 else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") or "0"
