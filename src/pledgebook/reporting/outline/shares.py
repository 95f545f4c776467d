"""Where each part of a total lies in it: what the picture of the total draws."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.reporting import wording
from pledgebook.reporting.brief import EventBrief
from pledgebook.reporting.outline.blocks import Share
from pledgebook.reporting.records import PledgeBrief, TotalBrief
from pledgebook.vocabulary.amounts import Money


def purpose(pledge: PledgeBrief) -> str:
    """What a part is for, where that tells it from its whole."""
    return f", {pledge.items[0].item}" if len(pledge.items) == 1 else ""


def walk(level: tuple[PledgeBrief, ...]) -> Iterator[PledgeBrief]:
    """Every pledge of a tree, wholes before their parts."""
    for pledge in level:
        yield pledge
        yield from walk(pledge.parts)


def shares_of(event: EventBrief, total: TotalBrief) -> Iterator[Share]:
    """The stretches of the total, from its wholes down to the smallest part; none where it is nothing."""
    whole = middle(total.total)
    known = {pledge.id: pledge for pledge in walk(event.pledges)}
    roots = [known[row.pledge] for row in total.counted if row.pledge in known]
    if whole <= 0 or len(roots) != len(total.counted):
        return
    depth = 0
    if len(roots) > 1:
        yield Share(
            name="Total", short="Total", amount=wording.money(total.total), depth=0, start=0.0, end=whole
        )
        depth = 1
    start = 0.0
    for root in roots:
        yield from _stretch(root, depth, start, whole)
        start += middle(root.converted.money) if root.converted else 0.0


def _stretch(pledge: PledgeBrief, depth: int, start: float, limit: float) -> Iterator[Share]:
    if pledge.converted is None:
        return
    end = min(limit, start + middle(pledge.converted.money))
    name = f"{wording.names(pledge.donors)}{purpose(pledge)}"
    short = ", ".join(donor.code for donor in pledge.donors)
    amount = wording.money(pledge.converted.money)
    yield Share(name=name, short=short, amount=amount, depth=depth, start=start, end=end)
    for part in pledge.parts:
        yield from _stretch(part, depth + 1, start, end)
        start = min(end, start + middle(part.converted.money)) if part.converted else start
    if pledge.unattributed is not None and start < end:
        amount = wording.money(pledge.unattributed)
        yield Share(
            name="not attributed",
            short="nobody",
            amount=amount,
            depth=depth + 1,
            start=start,
            end=end,
            attributed=False,
        )


def alternative(shares: tuple[Share, ...]) -> str:
    """The picture in words."""
    said = [f"{'of it ' if share.depth else ''}{share.name} {share.amount}" for share in shares]
    return "What the total is made of: " + "; ".join(said) + "."


def middle(amount: Money) -> float:
    """A place to draw a range at; nothing is counted with it."""
    return float(amount.low + amount.high) / 2
