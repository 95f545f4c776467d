"""The follow-up of a meeting in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgebook.ledger.follow_up.types import ActionRow, Disagreement, FollowUp, PledgeRow, Progress, Standing
from pledgebook.ledger.payloads import ActionState
from pledgebook.reporting.follow_up import words
from pledgebook.reporting.follow_up.building import FollowUpReport
from pledgebook.reporting.plain import printable
from pledgebook.reporting.screen import drawn
from pledgebook.reporting.wording import day, money
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.stages import Stage, rung

_BAR = "█"
_INDENT = 2
_WIDTHS = ((116, (14, 20, 28)), (96, (11, 16, 22)), (0, (11, 13, 15)))
"""From so many columns on, so wide are those beside the first: announced, stands at, last word."""

_Above = tuple[PledgeRow, ...]


def draw(report: FollowUpReport, *, width: int | None = None, colour: bool | None = None) -> str:
    """The follow-up as lines of at most `width` columns."""
    return drawn(partial(_page, report), width=width, colour=colour)


def _page(report: FollowUpReport, columns: int) -> Iterator[RenderableType]:
    found = report.found
    yield Text(printable(_title(report)), style="bold")
    yield Text(printable(_when(found)))
    yield Text()
    yield from _total(found, columns)
    rows = list(_flat(found.pledges, ()))
    if rows:
        yield Text(_summary([row for row, _ in rows]))
        yield _pledges(report, rows, columns)
        yield from _legend()
    else:
        yield Text("The books have no pledge of this meeting.")
    if found.disputes:
        yield Text("\nDisputed about the meeting", style="bold")
        yield from (Padding(_dispute(each, with_topic=True), (0, 0, 0, _INDENT)) for each in found.disputes)
    if found.actions:
        yield Text("\nTo follow up", style="bold")
        yield _actions(report)


def _title(report: FollowUpReport) -> str:
    number = report.found.number
    which = f"the {words.ordinal(number)} meeting" if number is not None else report.found.meeting
    return f"What became of {which} of the {report.coalition}"


def _when(found: FollowUp) -> str:
    place = f"{found.place}, " if found.place else ""
    later = (found.as_of - found.held_on).days
    since = f", {words.days(later)} later" if later > 0 else ""
    return (
        f"{place}{day(found.held_on)}; as of {day(found.as_of)}{since}; entry {found.sequence:,} of the books"
    )


def _total(found: FollowUp, columns: int) -> Iterator[RenderableType]:
    """The meeting's total, nothing counted twice, as bars by stage."""
    total = found.total
    if not total.groups or total.total.chosen <= 0:
        return
    text = Text("Pledged, each pledge once: ")
    text.append(_sum(found, total.total.low, total.total.chosen, total.total.high), style="bold green")
    yield text
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    room = max(10, min(50, columns - 34))
    for group in sorted(total.groups, key=lambda one: -rung(Stage(one.values[0]))):
        share = group.amounts.chosen / total.total.chosen
        bar = _BAR * max(1, round(room * share)) if share > 0 else ""
        amount = words.amount_of(group.amounts.chosen, total.currency) if share >= 0 else "overlap"
        table.add_row(Text(f"  {group.values[0]}"), Text(amount), Text(f"{bar} {share:.0%}", style="cyan"))
    yield table
    yield Text()


def _sum(found: FollowUp, low: object, chosen: object, high: object) -> str:
    currency = found.total.currency
    shown = [words.amount_of(value, currency) for value in (low, chosen, high)]  # type: ignore[arg-type]
    if len(set(shown)) == 1:
        return shown[1]
    return f"{shown[1]} (sources disagree: {shown[0]} to {shown[2]})"


def _flat(rows: Iterable[PledgeRow], above: _Above) -> Iterator[tuple[PledgeRow, _Above]]:
    """Each row with those that it lies under, the nearest last."""
    for row in rows:
        yield row, above
        yield from _flat(row.parts, (*above, row))


def _summary(rows: Sequence[PledgeRow]) -> str:
    """'12 announcements: 1 accepted, 3 under way, 8 unconfirmed.'; what only repeats one is none of its
    own."""
    own = [row for row in rows if row.same_as is None]
    counts = Counter(row.progress for row in own)
    told = ", ".join(f"{counts[progress]} {progress}" for progress in Progress if counts[progress])
    return f"{len(own)} {'announcement' if len(own) == 1 else 'announcements'}: {told}."


def _legend() -> Iterator[Text]:
    marks = (f"{words.MARKS[progress][0]} {progress}" for progress in Progress)
    yield Text("   ".join(marks), style="dim")
    yield Text("Unconfirmed is silence: nobody has said what became of it.", style="dim")


def _pledges(report: FollowUpReport, rows: Iterable[tuple[PledgeRow, _Above]], columns: int) -> Table:
    amount, stands, word = next(widths for least, widths in _WIDTHS if columns >= least)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("announcement", ratio=1, overflow="fold")
    table.add_column("announced", justify="right", width=amount)
    table.add_column("stands at", width=stands, overflow="fold")
    table.add_column("last word", width=word, overflow="fold")
    for row, above in rows:
        indent = _INDENT * len(above)
        word_text = words.last_word(row.confirmation, row.days_silent, report.names)
        table.add_row(
            Padding(_pledge(report, row, above), (0, 0, 0, indent)),
            _announced(report, row),
            _stages(_main(row), row),
            Text(printable(word_text), style="dim" if row.confirmation is None else ""),
        )
        for standing in _lines(row):
            table.add_row(
                Padding(Text(printable(words.line_of(standing))), (0, 0, 0, indent + 2 * _INDENT)),
                Text(),
                _stages(standing, row),
                _line_word(report, row, standing),
            )
    return table


def _pledge(report: FollowUpReport, row: PledgeRow, above: _Above) -> Group:
    """Whose and what it is; a part of the same donors' does not name them again."""
    mark, style = words.MARKS[row.progress]
    same = above and above[-1].donors == row.donors
    head = Text(f"{mark} ", style=style)
    if not same:
        head.append(printable(words.donors_of(row.donors, report.names)), style="bold not dim default")
    if row.what:
        head.append(printable(row.what if same else f": {row.what}"), style="not dim default")
    head.append(f" {printable(row.uid)}", style="dim not bold")
    parts: list[RenderableType] = [head]
    for note in words.notes(row, report.found.meeting, report.names):
        parts.append(_below(Text(printable(note), style="dim italic")))
    parts += [_below(_dispute(each)) for each in row.disputes]
    return Group(*parts)


def _below(text: RenderableType) -> Padding:
    return Padding(text, (0, 0, 0, _INDENT))


def _announced(report: FollowUpReport, row: PledgeRow) -> Text:
    if row.amount is None:
        return Text()
    text = Text(printable(money(row.amount)), style="bold" if row.left_out is None else "")
    if row.uid in report.converted:
        currency, value = report.found.total.currency, report.converted[row.uid]
        converted = money(Money(currency=currency, low=value, high=value))
        text.append(f"\n{converted}", style="dim not bold")
    return text


def _main(row: PledgeRow) -> Standing | None:
    """The sum; for a pledge of things without one, nothing: its lines say where they stand."""
    return next((standing for standing in row.standings if not standing.line), None)


def _lines(row: PledgeRow) -> Iterator[Standing]:
    """The lines whose number is known: of others there is nothing to tell but that they were promised."""
    return (standing for standing in row.standings if standing.line and standing.promised is not None)


def _stages(standing: Standing | None, row: PledgeRow) -> Text:
    if standing is None:
        return Text("" if any(True for _ in _lines(row)) else str(row.furthest))
    _, style = words.MARKS[standing.progress]
    return Text("\n".join(words.stands(standing)), style="" if style == "dim" else style)


def _line_word(report: FollowUpReport, row: PledgeRow, standing: Standing) -> Text:
    """What was said of the line last, where that is not what the row says already."""
    if standing.confirmation == row.confirmation:
        return Text()
    if standing.confirmation is None:
        return Text("unconfirmed", style="dim")
    return Text(printable(words.last_word(standing.confirmation, row.days_silent, report.names)))


def _dispute(each: Disagreement, *, with_topic: bool = False) -> Text:
    versions = " / ".join(each.versions)
    told = f"{each.dispute}: {each.topic}" if with_topic else each.dispute
    return Text(printable(f"disputed, {told}: {versions}"), style="yellow")


def _actions(report: FollowUpReport) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("due", "who", "what", "state"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "due")
    for row in report.found.actions:
        late = row.overdue is not None
        style = "red" if late else "dim" if row.state is not ActionState.OPEN else ""
        cells = (
            day(row.due) if row.due else "",
            report.names.get(row.party, row.party) if row.party else "",
            row.what,
            _state(row),
        )
        table.add_row(*(Text(printable(cell), style=style) for cell in cells))
    return table


def _state(row: ActionRow) -> str:
    return f"overdue by {words.days(row.overdue)}" if row.overdue is not None else str(row.state)
