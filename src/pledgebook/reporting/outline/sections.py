"""The rest of an event as blocks: who was there, what is needed, where sources disagree, who said what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pledgebook.reporting import wording
from pledgebook.reporting.brief import EventBrief
from pledgebook.reporting.outline.blocks import Block, Bullets, Facts, Grid, Line, Node, Notes, Tree, Versus
from pledgebook.reporting.records import (
    Conversion,
    IndicatorBrief,
    PartiesCount,
    PartyRef,
    SaidAgain,
    SupportBrief,
    SupportEntry,
)
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode

_MODES = {
    AttendanceMode.IN_PERSON: "In person",
    AttendanceMode.REMOTE: "By video",
    AttendanceMode.ABSENT: "Absent",
}


def meeting_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """When, where and how they met, and who took the chair."""
    date = [Line(figure=wording.day(event.date), notes=notes.of(event.citations))]
    date += [Line(detail=notes.in_words(reason)) for reason in event.date_reasoning]
    rows = [("Date", tuple(date))]
    if event.coalition or event.parties:
        chairs = wording.names(event.chairs) if event.chairs else None
        rows += [("Place", _fact(event.place)), ("Format", _fact(event.format)), ("Chairs", _fact(chairs))]
    if event.parties:
        rows.append(("Who met", (Line(figure=wording.in_a_sentence(event.parties)),)))
    counts = tuple(_parties_count(row, notes) for row in event.parties_counts)
    if counts:
        rows.append(("Parties", counts))
    reported = [Line(detail=f"{notes.document(name)}: {name}") for name in event.documents]
    reported += [Line(detail=notes.sentence(reason)) for reason in event.same_event]
    rows.append(("Reported by", tuple(reported)))
    return (Facts(rows=tuple(rows)),)


def _fact(text: str | None) -> tuple[Line, ...]:
    return (Line(figure=str(text)) if text else Line(detail=wording.NOT_STATED),)


def _parties_count(row: PartiesCount, notes: Notes) -> Line:
    number = Decimal(row.count)
    return Line(
        figure=wording.count(number, number, row.qualifier),
        detail=f"says {notes.document(row.document)}",
        notes=notes.of(row.citations),
    )


def attendance_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """Who was in the room, on the screen, and not there."""
    rows = []
    for mode, label in _MODES.items():
        lines = tuple(
            Line(
                figure=row.person,
                detail=_first_time(_of(row.party), first=row.first_time),
                notes=notes.of(row.citations),
            )
            for row in event.attendance
            if row.mode is mode
        )
        rows.append((label, lines or (Line(detail=wording.NOT_STATED),)))
    return (Facts(rows=tuple(rows)),) if event.attendance else ()


def _first_time(who: str, *, first: bool) -> str:
    said = [f"({who})"] if who else []
    return ", ".join([*said, "for the first time, says the source"] if first else said)


def need_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """What is needed."""
    lines = [
        Line(
            label=f"{row.party.name}{f', to {row.mode}' if row.mode else ''}:",
            figure=_goods(row.amount, row.items),
            detail=_rest_of_goods(row.amount, row.items, row.converted),
            exact=wording.exact_money(row.amount) if row.amount else "",
            notes=notes.of(row.citations),
        )
        for row in event.needs
    ]
    return (Bullets(lines=tuple(lines)),) if lines else ()


def purchase_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """What the recipient buys."""
    lines = [
        Line(
            label=f"{row.party.name} buys",
            figure=_goods(row.amount, row.items),
            detail=", ".join(
                part
                for part in (
                    _rest_of_goods(row.amount, row.items, row.converted),
                    f"from the funds of {row.funds}" if row.funds else "funds not stated",
                )
                if part
            ),
            exact=wording.exact_money(row.amount) if row.amount else "",
            notes=notes.of(row.citations),
        )
        for row in event.purchases
    ]
    return (Bullets(lines=tuple(lines)),) if lines else ()


def _goods(amount: Money | None, items: tuple[ItemLine, ...]) -> str:
    return wording.money(amount) if amount else wording.items(items) or wording.NOT_STATED


def _rest_of_goods(amount: Money | None, items: tuple[ItemLine, ...], converted: Conversion | None) -> str:
    if amount is None:
        return ""
    equal = wording.conversion(converted, amount)
    goods = f"for {wording.items(items)}" if items else ""
    return " ".join(part for part in (goods, f"(= {equal})" if equal else "") if part)


def support_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """The status of support, with everything said of it."""
    nodes = tuple(_support(row, notes) for row in event.support)
    return (Tree(nodes=nodes),) if nodes else ()


def _support(row: SupportBrief, notes: Notes) -> Node:
    over = f"over by {wording.day(row.ended)}" if row.ended else ""
    told = wording.span(row.first, row.last)
    parts = ("temporary" if row.temporary else "", f"told of {told}" if told else "", over)
    detail = ", ".join(part for part in parts if part)
    head = Line(
        label=f"{row.party.name}, {row.channel}:",
        figure=wording.listed([str(state) for state in row.states]),
        detail=f"({detail})" if detail else "",
        notes=notes.of(tuple(citation for entry in row.entries for citation in entry.citations)),
    )
    entries = tuple(_support_entry(entry, notes) for entry in row.entries)
    left = [f"and {row.more} more reports of it beside other meetings"] if row.more else []
    names = [entry.document for entry in row.entries]
    reasons = [notes.sentence(reason, names) for reason in row.reasons]
    return Node(head=head, more=(*entries, *(Line(detail=text) for text in (*left, *reasons))))


def _support_entry(entry: SupportEntry, notes: Notes) -> Line:
    when = wording.day(entry.date) if entry.date else f"reported {wording.day(entry.reported)}"
    state = f"{entry.state}{', temporarily' if entry.temporary else ''}"
    label = f"{when}, says {notes.document(entry.document)}:"
    return Line(label=label, figure=state, notes=notes.of(entry.citations))


def again_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """What is only said again: pledges one by one, the rest counted for each two documents."""
    rest: dict[tuple[str, ...], list[SaidAgain]] = {}
    lines: list[Line] = []
    for row in event.said_again:
        if row.kind is FindingKind.REPEATS and row.topic != "pledge":
            rest.setdefault(row.documents, []).append(row)
        else:
            lines.append(_again(row, notes))
    lines += [_repeats(documents, rows, notes) for documents, rows in rest.items()]
    return (Bullets(lines=tuple(lines)),) if lines else ()


def _again(row: SaidAgain, notes: Notes) -> Line:
    named = dict.fromkeys((*row.documents, *(citation.document for citation in row.citations)))
    values = "; ".join(notes.compared(value) for value in row.compared)
    return Line(
        label=f"{str(row.kind).capitalize()}:",
        detail=f"{notes.in_words(row.reason, named)}{f' [{values}]' if values else ''}",
        notes=notes.of(row.citations),
    )


def _repeats(documents: tuple[str, ...], rows: Sequence[SaidAgain], notes: Notes) -> Line:
    """'Document 3 says again what document 1 says: 4 roles and 2 statements'."""
    later, *older = (notes.document(name) for name in documents)
    whose = f"what {older[0]} says" if older else "what it says before"
    kinds = Counter((row.topic or "claim").replace("_", " ") for row in rows)
    many = wording.listed([f"{kind} ({number})" for kind, number in kinds.items()])
    return Line(
        label=f"{later.capitalize()} says again {whose}:",
        detail=many,
        notes=notes.of(tuple(citation for row in rows for citation in row.citations)),
    )


def dispute_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """Where sources disagree, with both sides."""
    return tuple(
        Versus(
            topic=row.topic,
            reason=notes.sentence(row.reason, [side.document for side in row.sides]),
            sides=tuple(
                Line(
                    label=f"{notes.document(side.document).capitalize()}:",
                    detail=side.says,
                    notes=notes.of(side.citations),
                )
                for side in row.sides
            ),
            compared=tuple(notes.compared(value) for value in row.compared),
        )
        for row in event.disputes
    )


def indicator_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """Measures of the situation."""
    rows = tuple(
        (
            Line(label=row.metric),
            Line(figure=_measure(row), notes=notes.of(row.citations)),
            Line(detail=_about_measure(row)),
        )
        for row in event.indicators
    )
    columns = ("Measure", "Figure", "Of what, where, when, says who")
    grid = Grid(caption="The situation, as reported", columns=columns, rows=rows, numeric=frozenset({1}))
    return (grid,) if rows else ()


def _measure(row: IndicatorBrief) -> str:
    per = f" a {row.per}" if row.per else ""
    unit = f" {row.unit}" if row.unit and row.unit != "percent" else ""
    return f"{wording.count(row.low, row.high, row.qualifier, row.unit)}{unit}{per}"


def _about_measure(row: IndicatorBrief) -> str:
    source = f"source: {row.source}" if row.source else ""
    said = [_of(row.party), row.population, row.place, wording.span(row.start, row.end), source]
    return ", ".join(part for part in said if part)


def statement_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """Who said what."""
    lines = tuple(
        Line(
            label=f"{row.speaker}{f' ({row.party.name})' if row.party else ''}:",
            detail=row.words if row.reported else f"‘{row.words}’",
            notes=notes.of(row.citations),
        )
        for row in event.statements
    )
    return (Bullets(lines=lines),) if lines else ()


def role_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """Who holds which role."""
    lines = tuple(
        Line(
            label=", ".join(part for part in (row.person or "", _of(row.party)) if part) + ":",
            figure=f"{'former ' if row.former else ''}{row.role}",
            detail=", ".join(
                part
                for part in (
                    f"of {row.coalition}" if row.coalition else "",
                    wording.day(row.date) if row.date else "",
                    row.change or "",
                )
                if part
            ),
            notes=notes.of(row.citations),
        )
        for row in event.roles
    )
    return (Bullets(lines=lines),) if lines else ()


def background_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """Sums over years, never added in."""
    lines = tuple(
        Line(
            label=f"{wording.names(row.parties)}:",
            figure=wording.money(row.amount),
            detail=" ".join(
                part
                for part in (
                    f"{row.aid_type} aid" if row.aid_type else "",
                    wording.period(row.period),
                    _equal(row.converted, row.amount),
                )
                if part
            ),
            exact=wording.exact_money(row.amount),
            notes=notes.of(row.citations),
        )
        for row in event.background
    )
    return (Bullets(lines=lines),) if lines else ()


def _equal(converted: Conversion | None, amount: Money) -> str:
    text = wording.conversion(converted, amount)
    return f"(= {text})" if text else ""


def _of(party: PartyRef | None) -> str:
    return party.name if party else ""
