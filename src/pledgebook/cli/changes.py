"""`pledgebook changes`: what changed in the books between two moments."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pledgebook.cli.books import SeenBy, open_books, reader
from pledgebook.cli.console import standard_output
from pledgebook.cli.keeping import TableOrJson

EPILOG = "Example: pledgebook changes --since 2025-04-11"


def changes(
    since: Annotated[str, typer.Option(help="After this day, moment or entry.")] = "0",
    until: Annotated[str, typer.Option(help="Up to this day, moment or entry; now, without it.")] = "",
    format: Annotated[TableOrJson, typer.Option(help="For people, or a line of JSON for each change.")] = (
        TableOrJson.TABLE
    ),
    account: SeenBy = "",
) -> None:
    """Print what became known between two moments: new, raised, staged, delivered, disputed, corrected."""
    with open_books():
        from pledgebook.ledger.access import sight_of
        from pledgebook.ledger.changes import changes as changes_between
        from pledgebook.reporting.changes import changes_json, changes_text
        from pledgebook.reporting.totals.asking import clocks_of

        found = changes_between(clocks_of(None, since), clocks_of(None, until), sight_of(reader(account)))
        render = changes_json if format is TableOrJson.JSON else changes_text
        with standard_output():
            sys.stdout.writelines(f"{line}\n" for line in render(found))
