"""The records of donors in a terminal: of what was due, what was accepted, what is under way, what is
silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgebook.ledger.follow_up.types import DonorRecord, DuePledge, Shares
from pledgebook.reporting.follow_up import words
from pledgebook.reporting.follow_up.building import DonorsReport
from pledgebook.reporting.plain import printable
from pledgebook.reporting.screen import drawn
from pledgebook.reporting.wording import day

_WIDE = 104
"""From so many columns on there is room for bars."""

_ROOM = 20
_PARTS = (
    ("accepted", "█", "green"),
    ("under_way", "▓", "yellow"),
    ("unconfirmed", "░", "dim"),
    ("withdrawn", "×", "red"),
)


def draw(report: DonorsReport, *, width: int | None = None, colour: bool | None = None) -> str:
    """The records as lines of at most `width` columns."""
    return drawn(partial(_page, report), width=width, colour=colour)


def _page(report: DonorsReport, columns: int) -> Iterator[RenderableType]:
    yield Text(f"What became of what was due by {day(report.as_of)}", style="bold")
    yield Text(
        f"Due: its period has ended, or it has none and is {words.days(report.older_than)} old. In "
        f"{report.currency}, each at the ECB rate of its day."
    )
    money = [record for record in report.records if record.money is not None]
    things = [record for record in report.records if record.things is not None]
    if money:
        yield _table(report, money, columns, things=False)
    if things:
        yield Text("Things pledged without a sum, by the number of lines", style="bold")
        yield _table(report, things, columns, things=True)
    if not money and not things:
        yield Text("\nNothing was due.")
    if report.chosen:
        for record in report.records:
            yield from _behind(report, record)
    else:
        yield from _outside(report.records)
    yield Text("\nUnconfirmed is silence, and no failure: nobody has said what became of it.", style="dim")


def _table(
    report: DonorsReport, records: Iterable[DonorRecord], columns: int, *, things: bool
) -> RenderableType:
    bars = columns >= _WIDE
    table = _heads("donor", bars=bars)
    for record in records:
        shares = record.things if things else record.money
        if shares is not None:
            name = Text(printable(words.donors_of(record.donors, report.names)))
            table.add_row(name, *_cells(shares, None if things else record.currency, bars=bars))
    return table


def _heads(first: str, *, bars: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold", ratio=1)
    for heading in ("due", "accepted", "under way", "unconfirmed", "withdrawn", "kept"):
        table.add_column(heading, justify="right", no_wrap=True)
    if bars:
        table.add_column(no_wrap=True)
    return table


def _cells(shares: Shares, currency: str | None, *, bars: bool) -> list[Text]:
    numbers = (shares.due, shares.accepted, shares.under_way, shares.unconfirmed, shares.withdrawn)
    cells = [Text(_short(value, currency)) for value in numbers]
    cells[0].stylize("bold")
    cells.append(Text(_percent(shares.rate), style="bold"))
    if bars:
        cells.append(_bar(shares))
    return cells


def _short(value: Decimal, currency: str | None) -> str:
    """The currency stands above the table."""
    if not value:
        return "–"
    sign = "−" if value < 0 else ""
    text = words.amount_of(abs(value), currency)
    return f"{sign}{text.removeprefix(f'{currency} ') if currency else text}"


def _percent(rate: Decimal | None) -> str:
    return "unknown" if rate is None else f"{rate:.0%}"


def _bar(shares: Shares) -> Text:
    text = Text()
    if shares.due <= 0:
        return text
    drawn_to = 0
    reached = Decimal(0)
    for name, sign, style in _PARTS:
        reached += getattr(shares, name)
        end = max(drawn_to, min(_ROOM, round(_ROOM * reached / shares.due)))
        text.append(sign * (end - drawn_to), style=style)
        drawn_to = end
    return text


def _behind(report: DonorsReport, record: DonorRecord) -> Iterator[RenderableType]:
    """The pledges behind a rate, and those that no rate counts."""
    yield Text(
        f"\n{printable(words.donors_of(record.donors, report.names))}: the pledges behind it", style="bold"
    )
    pledges = [(each, record.currency) for each in record.pledges]
    pledges += [(each, "") for each in record.thing_pledges]
    if pledges:
        table = _heads("pledge", bars=False)
        table.add_column("last word", overflow="fold")
        for each, currency in pledges:
            word = words.last_word(each.confirmation, (report.as_of - each.announced).days, report.names)
            cells = _cells(each.shares, currency or None, bars=False)
            table.add_row(
                _pledge(each), *cells, Text(printable(word), style="" if each.confirmation else "dim")
            )
        yield table
    if record.not_due:
        yield _note(f"not due yet: {', '.join(record.not_due)}")
    for left_out in record.not_measured:
        yield _note(f"not measured: {left_out.uid}: {left_out.reason}")


def _pledge(each: DuePledge) -> Text:
    due = f"due {each.due_on}" if each.due_on else f"of {each.announced}"
    return Text(each.uid).append(f"\n{due}", style="dim")


def _outside(records: Iterable[DonorRecord]) -> Iterator[RenderableType]:
    records = list(records)
    waiting = sum(len(record.not_due) for record in records)
    unmeasured = sum(len(record.not_measured) for record in records)
    if waiting or unmeasured:
        yield _note(
            f"Besides, {waiting} not due yet and {unmeasured} that cannot be measured; "
            "'pledgebook donors --donor NAME' shows the pledges of one donor."
        )


def _note(text: str) -> Padding:
    return Padding(Text(printable(text), style="dim"), (0, 0, 0, 0))
