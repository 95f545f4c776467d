"""Cells of the tables of one coalition, as values; what is no value is an error with its file and line.

An empty cell is None or nothing: unknown, never zero. An item line stands as `item`, `item:number` or
`item:number:qualifier`, an amount in three cells (qualifier, currency, plain digits of whole units).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from pledgebook.reference.coalitions import coalitions
from pledgebook.reference.currencies import currencies
from pledgebook.reference.items import item_named
from pledgebook.reference.parties import parties
from pledgebook.reference.tables import Row, read_table
from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.time import PartialDate, Period

_Word = TypeVar("_Word", bound=StrEnum)

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OPEN_UPWARDS = frozenset(
    {
        Qualifier.MORE_THAN,
        Qualifier.AT_LEAST,
        Qualifier.TENS,
        Qualifier.HUNDREDS,
        Qualifier.THOUSANDS,
        Qualifier.TENS_OF_THOUSANDS,
        Qualifier.HUNDREDS_OF_THOUSANDS,
        Qualifier.MILLIONS,
    }
)


def rows_of(coalition: str, file: str, *columns: str) -> tuple[Row, ...]:
    """The rows of a table in the folder of a coalition, which is its code in small letters."""
    if coalition not in coalitions():
        raise BadValue(f"{coalition!r} is no known coalition; known are: {', '.join(coalitions())}")
    rows = read_table(f"{coalition.lower()}/{file}", *columns)
    for row in rows:
        if row["coalition"] != coalition:
            raise row.fault(f"the coalition is {row['coalition']!r} in the folder of {coalition}")
    return rows


def word(row: Row, column: str, words: type[_Word]) -> _Word | None:
    """The word of a list that the cell holds."""
    if not row[column]:
        return None
    if row[column] not in tuple(words):
        raise row.fault(f"{column} is {row[column]!r}, not one of {', '.join(words)}")
    return words(row[column])


def needed(row: Row, column: str, words: type[_Word]) -> _Word:
    """The word of a list that the cell must hold."""
    found = word(row, column, words)
    if found is None:
        raise row.fault(f"{column} is empty; write one of {', '.join(words)}")
    return found


def text(row: Row, column: str) -> str:
    """What the cell says; it must say something."""
    if not row[column]:
        raise row.fault(f"{column} is empty")
    return row[column]


def yes(row: Row, column: str) -> bool:
    """Whether the cell says yes."""
    if row[column] not in ("yes", "no"):
        raise row.fault(f"{column} is {row[column]!r}, not yes or no")
    return row[column] == "yes"


def partial_date(row: Row, column: str) -> PartialDate | None:
    """The year, month or day that the cell holds."""
    try:
        return PartialDate(row[column]) if row[column] else None
    except BadValue as error:
        raise row.fault(f"{column}: {error}") from error


def date_of(row: Row) -> PartialDate:
    """The date of the row; it must have one."""
    found = partial_date(row, "date")
    if found is None:
        raise row.fault("date is empty")
    return found


def period(row: Row, start: str, end: str) -> Period | None:
    """The stretch of time between two cells, from the first day of one to the last day of the other."""
    first, last = partial_date(row, start), partial_date(row, end)
    if first is None and last is None:
        return None
    start_day = None if first is None else first.first
    end_day = None if last is None else last.last
    try:
        return Period(start=start_day, end=end_day)
    except BadValue as error:
        raise row.fault(str(error)) from error


def party_codes(row: Row, column: str, *, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes of parties in the cell, or of `besides`."""
    codes = row.many(column)
    unknown = [code for code in codes if code not in parties() and code not in besides]
    if unknown:
        raise row.fault(f"no party has the code {', '.join(unknown)}")
    if len(set(codes)) != len(codes):
        raise row.fault(f"a party stands twice in {column}")
    return codes


def money(row: Row, low: str = "amount", high: str = "amount") -> Money | None:
    """The amount of a row, with its currency and qualifier; all are there, or none."""
    filled = [bool(row[column]) for column in ("qualifier", "currency", low, high)]
    if not any(filled):
        return None
    if not all(filled):
        raise row.fault("an amount needs its qualifier, its currency and its digits")
    return amount_of(row, currency(row), row[low], row[high], needed(row, "qualifier", Qualifier))


def amount_of(row: Row, code: str, low: str, high: str, qualifier: Qualifier) -> Money:
    """An amount whose parts have been found."""
    bounds = number(row, low), number(row, high)
    try:
        return Money(currency=code, low=bounds[0], high=bounds[1], qualifier=qualifier)
    except BadValue as error:
        raise row.fault(str(error)) from error


def currency(row: Row) -> str:
    """The code of the row's currency."""
    if row["currency"] not in currencies():
        raise row.fault(f"{row['currency']!r} is no currency that we know")
    return row["currency"]


def number(row: Row, digits: str) -> Decimal:
    """A number in plain digits: no separators, no exponent, no sign."""
    if not _PLAIN.fullmatch(digits):
        raise row.fault(f"{digits!r} is no number in plain digits")
    return Decimal(digits)


def item_lines(row: Row, column: str = "lines") -> tuple[ItemLine, ...]:
    """The items in the cell, each with its unit, and how many where that is known."""
    return tuple(_item_line(row, cell) for cell in row.many(column))


def _item_line(row: Row, cell: str) -> ItemLine:
    name, *rest = cell.split(":")
    try:
        item = item_named(name)
    except BadValue as error:
        raise row.fault(str(error)) from error
    if not rest:
        return ItemLine(item=item.name, unit=item.unit)
    if len(rest) > 2:
        raise row.fault(f"{cell!r} is no item line; write item:number:qualifier")
    how = Qualifier.EXACT if len(rest) == 1 else _qualifier(row, rest[1])
    count = number(row, rest[0])
    high = None if how in _OPEN_UPWARDS else count
    return ItemLine(item=item.name, low=count, high=high, qualifier=how, unit=item.unit)


def _qualifier(row: Row, written: str) -> Qualifier:
    if written not in tuple(Qualifier):
        raise row.fault(f"{written!r} is no qualifier")
    return Qualifier(written)


def by_id(row: Row, seen: Mapping[str, object], column: str = "id") -> str:
    """The row's own name, which no row before it bears."""
    found = text(row, column)
    if found in seen:
        raise row.fault(f"the {column} {found} stands here a second time")
    return found
