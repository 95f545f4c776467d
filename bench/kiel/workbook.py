"""The tracker's workbook: its packages, each with one of the coder's notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from python_calamine import CalamineWorkbook

SHEET: Final = "Bilateral assistance, MAIN DATA"
ITEM_COLUMN: Final = 8
"""The column that names the item has no header of its own."""


@dataclass(frozen=True)
class Package:
    """One package of aid as Kiel coded it, with one of the coder's notes on it."""

    id: str
    text: str
    donor: str
    announced: date | None
    """None where the sheet gives words ('until 4/6/2022') in place of a date."""
    currency: str
    """ISO 4217; empty where no value is coded."""
    value: Decimal | None
    """In units of the currency, not millions."""
    items: tuple[tuple[str, Decimal], ...] = ()
    """Coded items with their quantities, of the rows that carry this note, where a number is disclosed."""
    leads: bool = True
    """Whether this is the package's first note, the one that is asked for the amount."""


def packages(path: Path) -> list[Package]:
    """All packages in the order of the sheet, one for each note."""
    rows: list[list[object]] = [
        list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python()
    ]
    column = {str(name): index for index, name in reversed(list(enumerate(rows[0])))}
    groups: dict[tuple[str, str], dict[str, list[list[object]]]] = {}
    for row in rows[1:]:
        key = (str(row[column["ID"]]), str(row[column["Monetary Value as Given by Source"]]))
        notes = groups.setdefault(key, {})
        note = str(row[column["Explanation"]]).strip().strip(".")
        # a row without a note belongs to the note before it
        notes.setdefault(note or next(reversed(notes), ""), []).append(row)
    return [
        _package(rows_of_note, column, leads=index == 0)
        for notes in groups.values()
        for index, rows_of_note in enumerate(notes.values())
    ]


def _package(rows: Sequence[Sequence[object]], column: dict[str, int], *, leads: bool) -> Package:
    first = rows[0]
    value = _number(first[column["Monetary Value as Given by Source"]])
    announced = first[column["Announcement Date"]]
    coded = ((str(row[ITEM_COLUMN]).strip(), _number(row[column["No. of Units"]])) for row in rows)
    return Package(
        id=str(first[column["ID"]]),
        text=str(first[column["Explanation"]]).strip(),
        donor=str(first[column["countries"]]).strip(),
        announced=announced if isinstance(announced, date) else None,
        currency="" if value is None else str(first[column["Original Currency"]]).strip(),
        value=value,
        items=tuple((name, quantity) for name, quantity in coded if name.strip(".") and quantity is not None),
        leads=leads,
    )


def _number(cell: object) -> Decimal | None:
    return Decimal(str(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
