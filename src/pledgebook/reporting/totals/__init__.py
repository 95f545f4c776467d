"""The faces of a total: a table with its explanation for people, CSV for spreadsheets, JSON for programs.

    ledger.totals.Totals -> ordering (which group first), tree (what lies inside what)
        -> terminal, explanation | sheet | json

`render` draws one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pledgebook.ledger.totals.answer import Totals
from pledgebook.reporting.totals import json, sheet, terminal

__all__ = ["TotalsFace", "render"]


class TotalsFace(StrEnum):
    """The form in which a total is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def render(
    totals: Totals,
    face: TotalsFace,
    *,
    explain: bool = False,
    names: Mapping[str, str] | None = None,
    around: Mapping[str, str] | None = None,
    width: int | None = None,
    colour: bool | None = None,
) -> str:
    """The answer as text that ends with a line break.

    `explain` says that `totals` was asked with its explanation. `names` has the names of parties by their
    code, for people; `around` the whole that each fully explained whole lies inside (tree.wholes_around).
    `width` and `colour` are for the table; left out, they follow the terminal that standard output is.
    """
    match face:
        case TotalsFace.JSON:
            return json.draw(totals)
        case TotalsFace.CSV:
            return sheet.explained(totals) if explain else sheet.groups(totals)
        case TotalsFace.TABLE:
            return terminal.draw(
                totals, explain=explain, names=names or {}, around=around or {}, width=width, colour=colour
            )
