"""The money of an event as blocks: the tree of pledges, what the total is made of, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.reporting import wording
from pledgebook.reporting.brief import EventBrief
from pledgebook.reporting.outline.blocks import Block, Grid, Line, Node, Note, Notes, Picture, Tree
from pledgebook.reporting.outline.shares import alternative, middle, purpose, shares_of, walk
from pledgebook.reporting.records import Citation, Conversion, PledgeBrief, TotalBrief, Wording
from pledgebook.vocabulary.amounts import Money

UNATTRIBUTED = "Attributed to nobody by any source"


def pledge_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """The tree of pledges."""
    return (Tree(nodes=tuple(_node(pledge, notes) for pledge in event.pledges)),) if event.pledges else ()


def total_blocks(event: EventBrief, notes: Notes) -> tuple[Block, ...]:
    """The total: a picture of what it is made of, the same as a table, the rows left out."""
    total = event.total
    if total is None or not (total.counted or total.left_out):
        return ()
    blocks: list[Block] = []
    shares = tuple(shares_of(event, total))
    if len(shares) > 1:
        blocks.append(Picture(alternative=alternative(shares), total=total, shares=shares))
    if total.counted:
        blocks.append(_composition(event, total, notes))
    blocks.append(Note(text=naive_text(total)))
    if total.left_out:
        blocks.append(_left_out(total, notes))
    return tuple(blocks)


def naive_text(total: TotalBrief) -> str:
    """What the total does with repeats and parts, and what adding every sentence would give."""
    rule = "Each pledge is counted once, at its highest level; parts and repeats add nothing."
    if middle(total.naive) <= middle(total.total):
        return rule
    return f"{rule} Adding up every sentence would give {wording.money(total.naive)}."


def about(pledge: PledgeBrief) -> str:
    """What is said of a pledge beside its donors and its amount."""
    said = [
        wording.period(pledge.period),
        str(pledge.mode or ""),
        "called a record" if pledge.record else "",
        "conditional" if pledge.conditional else "",
        "handed over already" if pledge.delivered else "",
    ]
    return ", ".join(part for part in said if part)


def _node(pledge: PledgeBrief, notes: Notes) -> Node:
    head = Line(
        label=wording.names(pledge.donors),
        figure=wording.money(pledge.amount) if pledge.amount else wording.items(pledge.items),
        exact=wording.exact_money(pledge.amount) if pledge.amount else "",
        detail=about(pledge),
        notes=notes.of(_first(pledge)),
    )
    more = tuple(_more(pledge, notes))
    parts = tuple(_node(part, notes) for part in pledge.parts)
    if pledge.unattributed is not None and pledge.unattributed.high:
        rest = Line(
            label=UNATTRIBUTED,
            figure=wording.money(pledge.unattributed),
            exact=wording.exact_money(pledge.unattributed),
            notes=notes.of(_behind_rest(pledge)),
        )
        parts = (*parts, Node(head=rest))
    return Node(head=head, more=more, parts=parts)


def _behind_rest(pledge: PledgeBrief) -> tuple[Citation, ...]:
    """What an unattributed rest rests on: the sentences of the whole and of its parts."""
    return (*_first(pledge), *(citation for part in pledge.parts for citation in _first(part)))


def _first(pledge: PledgeBrief) -> tuple[Citation, ...]:
    """The sentences of the wording that gives the amount."""
    return pledge.wordings[0].citations if pledge.wordings else pledge.citations


def _more(pledge: PledgeBrief, notes: Notes) -> Iterator[Line]:
    converted = _converted(pledge.converted, pledge.amount)
    if pledge.converted and converted:
        yield Line(
            label="=",
            figure=wording.money(pledge.converted.money),
            detail=converted.removeprefix(wording.money(pledge.converted.money)).strip(),
            exact=wording.exact_money(pledge.converted.money),
            notes=notes.of(_first(pledge)),
        )
    if pledge.amount and pledge.items:
        yield Line(label="Items:", detail=wording.items(pledge.items))
    for first in pledge.wordings[:1]:
        if first.also:
            yield Line(
                label="Also",
                figure=wording.money(first.also),
                detail=_agreement(first),
                exact=wording.exact_money(first.also),
                notes=notes.of(first.citations),
            )
    for other in pledge.wordings[1:]:
        yield _other_wording(pledge, other, notes)
    for donors in pledge.disputed_donors:
        yield Line(label="Donors disputed:", detail=f"{wording.in_a_sentence(donors)}, says another source")
    if pledge.why_part:
        yield Line(label="Taken as a part:", detail=pledge.why_part)
    if pledge.set_aside:
        yield Line(label="Not counted:", detail=pledge.set_aside)


def _agreement(said: Wording) -> str:
    if said.also_agrees is None:
        return "in the same source"
    verdict = "agrees" if said.also_agrees else "does not agree"
    return f"in the same source: {verdict} at the day’s rate ({_converted(said.also_converted, said.also)})"


def _other_wording(pledge: PledgeBrief, other: Wording, notes: Notes) -> Line:
    figure = f"‘{wording.money(other.amount)}’" if other.amount else "without an amount"
    donors = f"as of {wording.in_a_sentence(other.donors)}" if other.donors != pledge.donors else ""
    converted = _converted(other.converted, other.amount)
    source = f"says {notes.document(other.document)}"
    detail = ", ".join(part for part in (f"= {converted}" if converted else "", donors, source) if part)
    return Line(
        label="Also worded:",
        figure=figure,
        detail=detail,
        exact=wording.exact_money(other.amount),
        notes=notes.of(other.citations),
    )


def _composition(event: EventBrief, total: TotalBrief, notes: Notes) -> Grid:
    rows: list[tuple[Line, ...]] = []
    known = {pledge.id: pledge for pledge in walk(event.pledges)}
    for row in total.counted:
        cells = _figures(row.amount, row.converted.money, total, notes.of(row.citations))
        rows.append((Line(label=wording.names(row.donors)), *cells))
        if row.pledge in known:
            rows.extend(_parts(known[row.pledge], total, notes, depth=1))
    everything = notes.of(tuple(citation for row in total.counted for citation in row.citations))
    return Grid(
        caption="What the total is made of",
        columns=("Donor", "As announced", f"In {total.total.currency}", "Share"),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
        footer=(Line(label="Announced together"), *_figures(None, total.total, total, everything)),
    )


def _parts(pledge: PledgeBrief, total: TotalBrief, notes: Notes, depth: int) -> Iterator[tuple[Line, ...]]:
    for part in pledge.parts:
        if part.converted is None:
            continue
        label = Line(label=f"of it {wording.names(part.donors)}{purpose(part)}", indent=depth)
        yield (label, *_figures(part.amount, part.converted.money, total, notes.of(_first(part))))
        yield from _parts(part, total, notes, depth + 1)
    if pledge.unattributed is not None and pledge.unattributed.high:
        label = Line(label=f"{UNATTRIBUTED[0].lower()}{UNATTRIBUTED[1:]}", indent=depth)
        yield (label, *_figures(None, pledge.unattributed, total, notes.of(_behind_rest(pledge))))


def _figures(
    announced: Money | None, amount: Money, total: TotalBrief, sources: tuple[int, ...]
) -> tuple[Line, Line, Line]:
    """An amount as announced and in the currency of the brief, each with its sources, and its share."""
    whole = middle(total.total)
    share = Line(detail=f"{100 * middle(amount) / whole:.1f} %") if whole else Line()
    return (_amount(announced, sources) if announced else Line(), _amount(amount, sources), share)


def _amount(amount: Money, sources: tuple[int, ...]) -> Line:
    return Line(figure=wording.money(amount), exact=wording.exact_money(amount), notes=sources)


def _left_out(total: TotalBrief, notes: Notes) -> Grid:
    rows = tuple(
        (
            Line(label=wording.names(row.donors)),
            Line(
                figure=wording.money(row.amount),
                exact=wording.exact_money(row.amount),
                notes=notes.of(row.citations),
            ),
            Line(detail=row.reason),
        )
        for row in total.left_out
    )
    columns = ("Donor", "As announced", "Why it adds nothing")
    return Grid(
        caption="What the total leaves out, and why", columns=columns, rows=rows, numeric=frozenset({1})
    )


def _converted(converted: Conversion | None, source: Money | None) -> str:
    return wording.conversion(converted, source)
