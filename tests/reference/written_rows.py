"""Rows and values for tests of the reference data, written as the tables have them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from pledgebook.reference.tables import Row, parse_table
from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier


def rows(columns: Iterable[str], *given: dict[str, str]) -> list[Row]:
    """The rows of a table with these columns; what is not given stays empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, tuple(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"source": "a test"} | row for row in given)
    return list(parse_table("test.csv", io.StringIO(text.getvalue())))


def money(code: str, low: int, high: int | None = None, how: Qualifier = Qualifier.EXACT) -> Money:
    """An amount in units; without `high`, one number."""
    return Money(currency=code, low=Decimal(low), high=Decimal(high or low), qualifier=how)


def line(item: str, low: int, high: int | None, how: Qualifier, unit: str) -> ItemLine:
    """An item line; without `high`, open upwards."""
    top = None if high is None else Decimal(high)
    return ItemLine(item=item, low=Decimal(low), high=top, qualifier=how, unit=unit)


def facts(shared: Path, file: str) -> list[dict[str, str]]:
    """The rows of a file of shared/facts."""
    with (shared / "facts" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
