"""Amounts, scenarios and groups of a total in the words that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pledgebook.ledger.totals.answer import Group, Range
from pledgebook.ledger.totals.question import Dimension
from pledgebook.reporting.wording import money
from pledgebook.vocabulary.amounts import Money

_MINUS = "\N{MINUS SIGN}"
_OF_PARTIES = (Dimension.DONOR, Dimension.RECIPIENT)
_JOINT = " + "
_CENT = Decimal("0.01")


def short(value: Decimal, currency: str) -> str:
    """'EUR 21 bn', three significant digits; '−EUR 240 m' for what lowers a total."""
    size = Decimal(f"{abs(value):.3g}")
    return _signed(value, money(Money(currency=currency, low=size, high=size)))


def exact(value: Decimal, currency: str) -> str:
    """'EUR 21,000,000,000.00': to the hundredth, as the books add it up."""
    return _signed(value, f"{currency} {abs(value).quantize(_CENT):,f}")


def scenarios(amounts: Range, currency: str) -> str:
    """'EUR 5.00', and where sources disagree 'EUR 5.00 (low 4.00, high 6.00)'."""
    text = exact(amounts.chosen, currency)
    if amounts.low == amounts.chosen == amounts.high:
        return text
    low, high = (_signed(value, f"{abs(value):,.2f}") for value in (amounts.low, amounts.high))
    return f"{text} (low {low}, high {high})"


def heading(dimension: str) -> str:
    """'aid type' for aid_type."""
    return dimension.replace("_", " ")


def value_of(dimension: str, value: str, names: Mapping[str, str]) -> str:
    """A value of a dimension: parties by their names ('Germany + Norway'), all else as it is."""
    if dimension not in _OF_PARTIES:
        return value
    return _JOINT.join(names.get(code, code) for code in value.split(_JOINT))


def label(dimensions: Sequence[str], values: Sequence[str], names: Mapping[str, str]) -> str:
    """All values of a group on one line: 'Germany, confirmed'."""
    return ", ".join(value_of(*pair, names) for pair in zip(dimensions, values, strict=True))


def counted_rows(number: int) -> str:
    """'1 row', '6 rows'."""
    return "1 row" if number == 1 else f"{number:,} rows"


def differs(groups: Sequence[Group], total: Range) -> tuple[bool, bool]:
    """Whether any low, and any high, is another amount than the chosen one."""
    amounts = (*(group.amounts for group in groups), total)
    return any(one.low != one.chosen for one in amounts), any(one.high != one.chosen for one in amounts)


def _signed(value: Decimal, text: str) -> str:
    return f"{_MINUS}{text}" if value < 0 else text
