"""Numbers and dates in the words that people read: 'about USD 590 m', 'EUR 21 bn', '11 April 2025'."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from pledgebook.reporting.records import Conversion, PartyRef
from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.time import PartialDate, Period

NOT_STATED = "not stated"

_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
# Countries whose names want an article in a sentence.
_ARTICLE = re.compile(
    r"United |Netherlands|Philippines|Czech Republic|European |.*(?:Islands|Republic|Union)$"
)
_SILENT = (None, Qualifier.EXACT, Qualifier.RANGE)
# How the plural words for a vague number are said before the thing that they count.
_VAGUE = {
    Qualifier.TENS: "tens of",
    Qualifier.HUNDREDS: "hundreds of",
    Qualifier.THOUSANDS: "thousands of",
    Qualifier.TENS_OF_THOUSANDS: "tens of thousands of",
    Qualifier.HUNDREDS_OF_THOUSANDS: "hundreds of thousands of",
    Qualifier.MILLIONS: "millions of",
}


def money(amount: Money | None) -> str:
    """'EUR 21 bn', 'about USD 590 m', 'USD 30 to 50 bn'; 'not stated' without an amount."""
    if amount is None:
        return NOT_STATED
    hedge = "" if amount.qualifier in _SILENT else f"{amount.qualifier} "
    scale, unit = _scale(amount.high)
    low, high = _scaled(amount.low, scale), _scaled(amount.high, scale)
    if low == high:
        return f"{hedge}{amount.currency} {high}{unit}"
    low_scale, low_unit = _scale(amount.low)
    if low_scale != scale and amount.low:
        return f"{hedge}{amount.currency} {_scaled(amount.low, low_scale)}{low_unit} to {high}{unit}"
    return f"{hedge}{amount.currency} {low} to {high}{unit}"


def exact_money(amount: Money | None) -> str:
    """Every digit: 'EUR 21,000,000,000'."""
    if amount is None:
        return NOT_STATED
    hedge = "" if amount.qualifier in _SILENT else f"{amount.qualifier} "
    bounds = (
        number(amount.low) if amount.low == amount.high else f"{number(amount.low)} to {number(amount.high)}"
    )
    return f"{hedge}{amount.currency} {bounds}"


def conversion(converted: Conversion | None, source: Money | None) -> str:
    """'EUR 525 m at 0.8570 GBP/EUR, ECB 2025-04-11'; empty where there is nothing to convert."""
    if converted is None or source is None or source.currency == converted.money.currency:
        return ""
    return f"{money(converted.money)} at {converted.quoted}, ECB {converted.rate_date}"


def count(
    low: Decimal | None, high: Decimal | None, qualifier: Qualifier | None, unit: str | None = None
) -> str:
    """'70 to 80 %', 'more than 10,000'; empty where no number is stated."""
    if low is None and high is None:
        return ""
    sign = " %" if unit == "percent" else ""
    hedge = "" if qualifier in _SILENT else f"{qualifier} "
    if low is None or high is None or low == high:
        value = low if low is not None else high
        return f"{hedge}{number(value or Decimal())}{sign}"
    return f"{hedge}{number(low)} to {number(high)}{sign}"


def number(value: Decimal) -> str:
    """A number with thousands separators and without idle zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def items(lines: Sequence[ItemLine]) -> str:
    """'drone (hundreds of thousands), anti-tank mine'."""
    return ", ".join(_item(line) for line in lines)


def in_a_sentence(parties: Sequence[PartyRef]) -> str:
    """The same with articles: 'the United Kingdom and Germany'."""
    return listed([f"the {party.name}" if _ARTICLE.match(party.name) else party.name for party in parties])


def names(parties: Sequence[PartyRef]) -> str:
    """'Norway and United Kingdom': a plain list of names; 'not stated' where it is empty."""
    return listed([party.name for party in parties]) or NOT_STATED


def listed(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def day(value: datetime.date | PartialDate | None) -> str:
    """'11 April 2025', 'April 2025', '2025'; 'not stated' where unknown."""
    if value is None:
        return NOT_STATED
    if isinstance(value, PartialDate) and len(value) == 4:
        return str(value)
    first = value.first if isinstance(value, PartialDate) else value
    month = f"{first:%B} {first.year}"
    return month if isinstance(value, PartialDate) and len(value) == 7 else f"{first.day} {month}"


def period(value: Period | None) -> str:
    """'in 2025', 'through 2029', 'from 1 May 2025', 'March 2025'; empty where not stated."""
    return "" if value is None else span(value.start, value.end)


def span(start: datetime.date | None, end: datetime.date | None) -> str:
    """A stretch of time in whole years or months where it is one."""
    if start is None and end is None:
        return ""
    if start is None:
        return f"through {_edge(end, last=True)}"
    if end is None:
        return f"from {_edge(start, last=False)}"
    if _is_edge_of_year(start, last=False) and _is_edge_of_year(end, last=True):
        return f"in {start.year}" if start.year == end.year else f"{start.year} to {end.year}"
    first, last = _month(start, last=False), _month(end, last=True)
    return first if first == last else f"{first} to {last}"


def _edge(value: datetime.date | None, *, last: bool) -> str:
    """An end of a stretch of time: the year or the month, where it is the edge of one."""
    if value is None:
        return NOT_STATED
    return str(value.year) if _is_edge_of_year(value, last=last) else _month(value, last=last)


def _is_edge_of_year(value: datetime.date, *, last: bool) -> bool:
    return (value.month, value.day) == ((12, 31) if last else (1, 1))


def _month(value: datetime.date, *, last: bool) -> str:
    edge = monthrange(value.year, value.month)[1] if last else 1
    return f"{value:%B} {value.year}" if value.day == edge else day(value)


def _item(line: ItemLine) -> str:
    if line.low is None and line.high is None:
        return line.item
    if line.qualifier in _VAGUE:
        return f"{line.item} ({_VAGUE[line.qualifier].removesuffix(' of')})"
    unit = f" {line.unit}" if line.unit and line.unit not in ("piece", "unit") else ""
    return f"{line.item} ({count(line.low, line.high, line.qualifier)}{unit})"


def _scale(value: Decimal) -> tuple[Decimal, str]:
    return next(((scale, f" {unit}") for scale, unit in _SCALES if value >= scale), (Decimal(1), ""))


def _scaled(value: Decimal, scale: Decimal) -> str:
    """As announced where that is short ('1.275'); else, after a conversion, three significant digits."""
    small = value / scale
    if small == small.quantize(Decimal("0.001")):
        return number(small)
    digits = max(0, 2 - small.adjusted())
    return number(small.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN))
