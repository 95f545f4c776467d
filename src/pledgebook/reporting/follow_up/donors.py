"""The records of donors in a terminal: of what was due, what was accepted, what is under way, what is
silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
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
        f"Due: its period has ended, or it has none and is {words.days(report.older_than)} old or more. In "
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
    cells.append(Text(_kept(shares), style="bold"))
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


def _kept(shares: Shares) -> str:
    """'12 %', '≥ 12 %' where part of it is silence, 'unknown' where all of it is."""
    if shares.rate is None:
        return "unknown"
    return f"{'≥ ' if shares.unconfirmed > 0 else ''}{shares.rate:.0%}"


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
    name = printable(words.donors_of(record.donors, report.names))
    yield Text(f"\n{name}: the pledges behind it", style="bold")
    pledges = [(each, record.currency) for each in record.pledges]
    pledges += [(each, "") for each in record.thing_pledges]
    if pledges:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
        table.add_column("pledge", overflow="fold", ratio=3)
        table.add_column("due", no_wrap=True)
        table.add_column("how much", justify="right", no_wrap=True)
        table.add_column("of it", overflow="fold", ratio=2)
        table.add_column("last word", overflow="fold", ratio=2)
        for each, currency in pledges:
            table.add_row(*_row(report, each, currency or None))
        yield table
    if record.not_due:
        yield _note(f"not due yet: {', '.join(record.not_due)}")
    for left_out in record.not_measured:
        yield _note(f"not measured: {left_out.uid}: {left_out.reason}")


def _row(report: DonorsReport, each: DuePledge, currency: str | None) -> list[Text]:
    what = Text(printable(each.what))
    what.append(f" {printable(each.uid)}", style="dim")
    since = each.due_on or each.announced + timedelta(days=report.older_than)
    word = words.last_word(each.confirmation, (report.as_of - each.announced).days, report.names)
    return [
        what,
        Text(str(since), style="" if each.due_on else "dim"),
        Text(_short(each.shares.due, currency)),
        Text(_divided(each.shares, currency)),
        Text(printable(word), style="" if each.confirmation else "dim"),
    ]


def _divided(shares: Shares, currency: str | None) -> str:
    """'accepted 2 bn' and 'unconfirmed 1 bn' below each other; the word alone where it is all of it."""
    parts = [(name.replace("_", " "), getattr(shares, name)) for name, _, _ in _PARTS]
    found = [(name, value) for name, value in parts if value]
    if len(found) == 1:
        return found[0][0]
    return "\n".join(f"{name} {_short(value, currency)}" for name, value in found)


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
