"""The groups of a total as the columns of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from pledgebook.ledger.totals.answer import Group, Totals
from pledgebook.reporting.plain import printable
from pledgebook.reporting.totals.ordering import in_order
from pledgebook.reporting.totals.wording import differs, heading, short, value_of

_LONGEST_BAR, _SHORTEST_BAR = 24, 8
_GAP = 3
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"


class Column(NamedTuple):
    """A column: its heading, a cell for each group, and the cell of the total."""

    title: str
    cells: Sequence[str]
    total: str
    is_number: bool = False
    may_wrap: bool = False


def columns_of(totals: Totals, names: Mapping[str, str], width: int) -> list[Column]:
    """The columns, from left to right, for a page that is `width` characters wide.

    Low and high are there only where they differ from what is chosen, shares where several groups share, and
    bars where there is room for them.
    """
    groups = in_order(totals) if totals.dimensions else ()
    rows = sum(group.rows for group in totals.groups)
    columns = [
        *(_values(totals, groups, place, names) for place in range(len(totals.dimensions))),
        *([] if totals.dimensions else [Column("", (), "Total")]),
        *_amounts(totals, groups),
        *_shares(totals, groups),
    ]
    last = Column("rows", [f"{group.rows:,}" for group in groups], f"{rows:,}", is_number=True)
    room = width - sum(_width(column) for column in (*columns, last)) - _GAP
    return [*columns, *_bars(totals, groups, room), last]


def _width(column: Column) -> int:
    return max(map(cell_len, (column.title, column.total, *column.cells))) + _GAP


def _values(totals: Totals, groups: Sequence[Group], place: int, names: Mapping[str, str]) -> Column:
    """The values of one dimension; one that stays the same down the table is written once."""
    dimension = totals.dimensions[place]
    shown = [printable(value_of(dimension, group.values[place], names)) for group in groups]
    if place + 1 < len(totals.dimensions):
        same = [one.values[: place + 1] == two.values[: place + 1] for one, two in pairwise(groups)]
        shown = shown[:1] + ["" if is_same else text for text, is_same in zip(shown[1:], same, strict=True)]
    return Column(heading(dimension), shown, "" if place else "Total", may_wrap=True)


def _amounts(totals: Totals, groups: Sequence[Group]) -> Iterator[Column]:
    has_low, has_high = differs(groups, totals.total)

    def column(title: str, scenario: str) -> Column:
        cells = [short(getattr(group.amounts, scenario), totals.currency) for group in groups]
        return Column(title, cells, short(getattr(totals.total, scenario), totals.currency), is_number=True)

    if has_low:
        yield column("low", "low")
    yield column("chosen" if has_low or has_high else "amount", "chosen")
    if has_high:
        yield column("high", "high")


def _shares(totals: Totals, groups: Sequence[Group]) -> Iterator[Column]:
    """What part of the total each group is."""
    if _are_shared(totals, groups):
        shares = [_percent(group.amounts.chosen, totals.total.chosen) for group in groups]
        yield Column("share", shares, "100 %", is_number=True)


def _bars(totals: Totals, groups: Sequence[Group], room: int) -> Iterator[Column]:
    """The same as bars, the longest for the largest group."""
    if _are_shared(totals, groups) and room >= _SHORTEST_BAR:
        length = min(room, _LONGEST_BAR)
        largest = max(group.amounts.chosen for group in groups)
        yield Column("", [_bar(group.amounts.chosen / largest, length) for group in groups], "")


def _are_shared(totals: Totals, groups: Sequence[Group]) -> bool:
    return len(groups) > 1 and totals.total.chosen > 0


def _percent(amount: Decimal, total: Decimal) -> str:
    share = (100 * amount / total).quantize(Decimal(1))
    if not share:
        return "<1 %" if amount > 0 else "0 %"
    return f"{share:,f} %".replace("-", "\N{MINUS SIGN}")


def _bar(part: Decimal, length: int) -> str:
    """A bar of so many eighths of a character, at least one for what is there at all."""
    if part <= 0:
        return ""
    eighths = max(1, round(part * length * 8))
    return (_FULL * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()
