"""Tables as CSV for a spreadsheet or a program.

Numbers have a decimal point and no thousands separators, days are ISO 8601, an empty cell is unknown. Texts
come from sources, and a spreadsheet would run one that begins like a formula; such a text gets an apostrophe
in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from pledgebook.reporting.plain import printable

Cell = str | int | Decimal | date | None

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
"""What a spreadsheet may take for the start of a formula or a command."""


def sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows below their header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case str():
            text = printable(value)
            return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
        case _:
            return str(value)
