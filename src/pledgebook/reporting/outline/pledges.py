"""The money of an event as blocks: the tree of pledges, what the total is made of, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.reporting import wording
from pledgebook.reporting.brief import EventBrief
from pledgebook.reporting.outline.blocks import Block, Grid, Line, Node, Note, Notes, Picture, Share, Tree
from pledgebook.reporting.records import Conversion, PledgeBrief, TotalBrief, Wording
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
    shares = tuple(_shares(event, total))
    if len(shares) > 1:
        blocks.append(Picture(alternative=_alternative(shares), total=total, shares=shares))
    if total.counted:
        blocks.append(_composition(event, total, notes))
    blocks.append(Note(text=naive_text(total)))
    if total.left_out:
        blocks.append(_left_out(total, notes))
    return tuple(blocks)


def naive_text(total: TotalBrief) -> str:
    """What the total does with repeats and parts, and what adding every sentence would give."""
    rule = "Each pledge is counted once, at its highest level; parts and repeats add nothing."
    if _middle(total.naive) <= _middle(total.total):
        return rule
    return f"{rule} Adding every sentence would give {wording.money(total.naive)}."


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
    first = pledge.wordings[0].citations if pledge.wordings else pledge.citations
    head = Line(
        label=wording.names(pledge.donors),
        figure=wording.money(pledge.amount) if pledge.amount else wording.items(pledge.items),
        exact=wording.exact_money(pledge.amount) if pledge.amount else "",
        detail=about(pledge),
        notes=notes.of(first),
    )
    more = tuple(_more(pledge, notes))
    parts = tuple(_node(part, notes) for part in pledge.parts)
    if pledge.unattributed is not None and pledge.unattributed.high:
        rest = Line(
            label=UNATTRIBUTED,
            figure=f"about {wording.money(pledge.unattributed)}",
            exact=wording.exact_money(pledge.unattributed),
        )
        parts = (*parts, Node(head=rest))
    return Node(head=head, more=more, parts=parts)


def _more(pledge: PledgeBrief, notes: Notes) -> Iterator[Line]:
    converted = _converted(pledge.converted, pledge.amount)
    if converted:
        yield Line(detail=f"= {converted}", exact=wording.exact_money(pledge.converted and pledge.converted.money))
    if pledge.amount and pledge.items:
        yield Line(label="Items:", detail=wording.items(pledge.items))
    for also in pledge.also:
        yield Line(label="Same source:", detail=wording.money(also), exact=wording.exact_money(also))
    for other in pledge.wordings[1:]:
        yield _other_wording(pledge, other, notes)
    for donors in pledge.disputed_donors:
        yield Line(label="Donors disputed:", detail=f"{wording.names(donors)}, says another source")


def _other_wording(pledge: PledgeBrief, other: Wording, notes: Notes) -> Line:
    figure = f"‘{wording.money(other.amount)}’" if other.amount else "without an amount"
    donors = f"as {wording.names(other.donors)}" if other.donors != pledge.donors else ""
    converted = _converted(other.converted, other.amount)
    detail = ", ".join(part for part in (f"= {converted}" if converted else "", donors, other.document) if part)
    return Line(
        label="Also worded:",
        figure=figure,
        detail=detail,
        exact=wording.exact_money(other.amount),
        notes=notes.of(other.citations),
    )


def _composition(event: EventBrief, total: TotalBrief, notes: Notes) -> Grid:
    rows: list[tuple[Line, ...]] = []
    known = {pledge.id: pledge for pledge in _walk(event.pledges)}
    for row in total.counted:
        pledge = known.get(row.pledge)
        announced = Line(
            figure=wording.money(row.amount), exact=wording.exact_money(row.amount), notes=notes.of(row.citations)
        )
        rows.append((Line(label=wording.names(row.donors)), announced, *_figures(row.converted, total, row.amount)))
        if pledge is not None:
            rows.extend(_parts(pledge, total, notes, depth=1))
    currency = total.total.currency
    footer = (Line(label="Announced together"), Line(), _amount(total.total), Line(detail="100 %"), Line())
    columns = ("Donor", "As announced", f"In {currency}", "Share", "Rate")
    return Grid(
        caption="What the total is made of",
        columns=columns,
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
        footer=footer,
    )


def _parts(pledge: PledgeBrief, total: TotalBrief, notes: Notes, depth: int) -> Iterator[tuple[Line, ...]]:
    indent = "\u00a0\u00a0" * depth
    for part in pledge.parts:
        if part.amount is None or part.converted is None:
            continue
        first = part.wordings[0].citations if part.wordings else part.citations
        announced = Line(
            figure=wording.money(part.amount), exact=wording.exact_money(part.amount), notes=notes.of(first)
        )
        label = Line(label=f"{indent}of it {wording.names(part.donors)}{_purpose(part)}")
        yield (label, announced, *_figures(part.converted, total, part.amount))
        yield from _parts(part, total, notes, depth + 1)
    if depth == 1 and pledge.unattributed is not None and pledge.unattributed.high:
        label = Line(label=f"{indent}{UNATTRIBUTED[0].lower()}{UNATTRIBUTED[1:]}")
        yield (label, Line(), _amount(pledge.unattributed), _share(pledge.unattributed, total), Line())


def _purpose(pledge: PledgeBrief) -> str:
    """What a part is for, where that tells it from its whole."""
    return f", {pledge.items[0].item}" if len(pledge.items) == 1 else ""


def _figures(converted: Conversion, total: TotalBrief, source: Money) -> tuple[Line, Line, Line]:
    same = source.currency == converted.money.currency
    rate = "" if same else f"{converted.quoted}, ECB {converted.rate_date.isoformat()}"
    return (_amount(converted.money), _share(converted.money, total), Line(detail=rate))


def _amount(amount: Money) -> Line:
    return Line(figure=wording.money(amount), exact=wording.exact_money(amount))


def _share(amount: Money, total: TotalBrief) -> Line:
    whole = _middle(total.total)
    return Line(detail=f"{100 * _middle(amount) / whole:.1f} %") if whole else Line()


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
    return Grid(caption="What the total leaves out, and why", columns=columns, rows=rows, numeric=frozenset({1}))


def _converted(converted: Conversion | None, source: Money | None) -> str:
    return wording.conversion(converted, source)


def _walk(level: tuple[PledgeBrief, ...]) -> Iterator[PledgeBrief]:
    for pledge in level:
        yield pledge
        yield from _walk(pledge.parts)


def _shares(event: EventBrief, total: TotalBrief) -> Iterator[Share]:
    whole = _middle(total.total)
    known = {pledge.id: pledge for pledge in _walk(event.pledges)}
    roots = [known[row.pledge] for row in total.counted if row.pledge in known]
    if whole <= 0 or len(roots) != len(total.counted):
        return
    depth = 0
    if len(roots) > 1:
        yield Share(name="Total", amount=wording.money(total.total), depth=0, start=0.0, end=whole)
        depth = 1
    start = 0.0
    for root in roots:
        yield from _stretch(root, depth, start, whole)
        start += _middle(root.converted.money) if root.converted else 0.0


def _stretch(pledge: PledgeBrief, depth: int, start: float, limit: float) -> Iterator[Share]:
    if pledge.converted is None:
        return
    end = min(limit, start + _middle(pledge.converted.money))
    name = f"{wording.names(pledge.donors)}{_purpose(pledge)}"
    yield Share(name=name, amount=wording.money(pledge.converted.money), depth=depth, start=start, end=end)
    for part in pledge.parts:
        yield from _stretch(part, depth + 1, start, end)
        start = min(end, start + _middle(part.converted.money)) if part.converted else start
    if depth == 0 and pledge.unattributed is not None and start < end:
        amount = wording.money(pledge.unattributed)
        yield Share(name="not attributed", amount=amount, depth=1, start=start, end=end, attributed=False)


def _alternative(shares: tuple[Share, ...]) -> str:
    said = [f"{'of it ' if share.depth else ''}{share.name} {share.amount}" for share in shares]
    return "What the total is made of: " + "; ".join(said) + "."


def _middle(amount: Money) -> float:
    """A place to draw a range at; nothing is counted with it."""
    return float(amount.low + amount.high) / 2
