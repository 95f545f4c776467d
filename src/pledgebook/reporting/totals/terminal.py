"""The answer in a terminal: the definition, the groups with their shares, and the explanation below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pledgebook.ledger.totals.answer import Totals
from pledgebook.reporting.plain import printable
from pledgebook.reporting.screen import drawn
from pledgebook.reporting.totals.explanation import explanation
from pledgebook.reporting.totals.table import columns_of
from pledgebook.reporting.totals.wording import counted_rows, differs

_SCENARIOS = (
    "chosen: what the books go by; low and high: every source that disagrees or gives a range at its lowest, "
    "at its highest."
)
_CROSSED = "A whole leaves least where its parts are largest, so the low of a row can be above its high."


def draw(
    totals: Totals,
    *,
    explain: bool,
    names: Mapping[str, str],
    around: Mapping[str, str],
    width: int | None = None,
    colour: bool | None = None,
) -> str:
    """The answer as lines of at most `width` columns; without colour there is no escape sequence in it."""

    def parts(columns: int) -> Iterator[RenderableType]:
        yield Text(printable(totals.definition), style="italic")
        yield _table(totals, names, columns)
        yield from (Text(note, style="dim") for note in _notes(totals, explain=explain))
        if explain:
            yield from explanation(totals, names, around)

    return drawn(parts, width=width, colour=colour)


def _table(totals: Totals, names: Mapping[str, str], width: int) -> Table:
    columns = columns_of(totals, names, width)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False, show_footer=True, footer_style="bold")
    for column in columns:
        table.add_column(
            Text(column.title),
            footer=Text(column.total),
            justify="right" if column.is_number else "left",
            no_wrap=not column.may_wrap,
            overflow="fold",
        )
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*map(Text, cells))
    return table


def _notes(totals: Totals, *, explain: bool) -> Iterator[str]:
    if any(differs(totals.groups, totals.total)):
        yield _SCENARIOS
    if any(group.amounts.low > group.amounts.high for group in totals.groups):
        yield _CROSSED
    if not totals.sequence:
        yield "The books were still empty; 'pledgebook load' fills them with the public facts in the package."
    elif not totals.groups:
        yield "No pledge in the books counts for this question."
    if totals.left_out_count and not explain:
        number = totals.left_out_count
        are = "is" if number == 1 else "are"
        yield f"{counted_rows(number)} {are} left out; 'pledgebook totals … --explain' shows which, and why."
