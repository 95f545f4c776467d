"""The explanation of a total for people: what counts, under what it lies inside, and what does not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from pledgebook.ledger.counting import Role, Why
from pledgebook.ledger.totals.answer import Explained, Omitted, Range, Totals
from pledgebook.reporting.plain import printable
from pledgebook.reporting.totals.tree import Branch, Forest, forest
from pledgebook.reporting.totals.wording import counted_rows, exact, label, scenarios, short
from pledgebook.reporting.wording import day, listed, money

_ENDED = (Why.CANCELLED, Why.EXPIRED)
_WHYS = tuple(Why)
_RATE_DIGITS = 6


def explanation(
    totals: Totals, names: Mapping[str, str], around: Mapping[str, str]
) -> Iterator[RenderableType]:
    """The rows counted as trees, the rows left out, and the check that those counted add up."""
    found = forest(totals, around)
    page = _Page(totals, names)
    if found.trees:
        yield Text(f"\nCounted: {counted_rows(len(totals.counted))}", style="bold")
        yield Text("Each stands under what it lies inside.\n", style="dim")
        yield from map(page.tree, found.trees)
    if found.left_out:
        yield Text(f"\n{_heading(totals, found)}", style="bold")
        yield from page.left_out(found.left_out)
    yield Text(f"\n{_check(totals)}", style="bold")


def _heading(totals: Totals, found: Forest) -> str:
    heading = f"Left out: {counted_rows(len(found.left_out))}"
    wholes = len(totals.left_out) - len(found.left_out)
    return f"{heading}, besides {wholes} above whose parts account for all of it" if wholes else heading


def _check(totals: Totals) -> str:
    """What the rows add up to: computed here once more, from the rows that stand above."""
    sums = [
        sum((getattr(row.amounts, scenario) for row in totals.counted), Decimal())
        for scenario in ("low", "chosen", "high")
    ]
    low, chosen, high = sums
    added = Range(low=low, chosen=chosen, high=high)
    told = f"The rows add up to {scenarios(added, totals.currency)}"
    if added == totals.total:
        return f"{told}, which is the total."
    return f"{told}, but the total is {scenarios(totals.total, totals.currency)}; please report this."


class _Page:
    """Words the rows of one answer."""

    def __init__(self, totals: Totals, names: Mapping[str, str]) -> None:
        self._totals, self._names = totals, names

    def tree(self, branch: Branch) -> Tree:
        """A branch with all that lies inside it."""
        root = Tree(self._node(branch), guide_style="cyan")
        self._grow(root, branch)
        return root

    def left_out(self, rows: tuple[Omitted, ...]) -> Iterator[RenderableType]:
        """The rows that add nothing, below each reason those that share it."""
        by_reason: dict[tuple[int, str], list[Omitted]] = defaultdict(list)
        for row in rows:
            by_reason[_WHYS.index(row.why), row.reason].append(row)
        for (_, reason), sharing in sorted(by_reason.items()):
            yield Text(f"\n{printable(reason)}", style="yellow")
            yield from (Padding(self._left_out(row), (0, 0, 0, 2)) for row in sharing)

    def _grow(self, tree: Tree, branch: Branch) -> None:
        for part in branch.parts:
            self._grow(tree.add(self._node(part)), part)

    def _node(self, branch: Branch) -> Group:
        pledge = branch.pledge
        head = Text(f"{self._donors(pledge)}, {day(pledge.announced)}: ", style="bold")
        head.append(money(pledge.announced_amount), style="bold green")
        more = Text(style="dim")
        more.append("\n".join(self._lines(branch)))
        return Group(head, *(self._adding(branch, row) for row in branch.rows), Padding(more, (0, 0, 0, 2)))

    def _adding(self, branch: Branch, row: Explained) -> RenderableType:
        """'adds EUR 4,787,835,436.90 as the rest: what its parts leave of it'."""
        text = Text("adds ")
        text.append(scenarios(row.amounts, self._totals.currency), style="bold")
        if len(branch.rows) > 1 and row.values:
            text.append(f" for {printable(label(self._totals.dimensions, row.values, self._names))}")
        if row.role is not Role.WHOLE:
            text.append(f" as {row.role}")
        if row.reason is not None and row is branch.rows[0]:
            text.append(f": {printable(row.reason)}")
        return Padding(text, (0, 0, 0, 2))

    def _lines(self, branch: Branch) -> Iterator[str]:
        pledge, currency = branch.pledge, self._totals.currency
        if isinstance(pledge, Omitted):
            yield f"adds nothing by itself: {printable(pledge.reason)} ({exact(branch.below, currency)})"
        elif branch.parts:
            rest = f"; {short(branch.adds, currency)} stays unattributed" if branch.adds > 0 else ""
            yield f"its parts explain {short(branch.below, currency)}{rest}"
        yield f"{printable(pledge.pledge)}, entry {pledge.entry}{self._rate(pledge)}"

    def _rate(self, row: Explained | Omitted) -> str:
        """'; 1 GBP is EUR 1.15370, ECB 2025-04-11'; empty where nothing was converted."""
        if isinstance(row, Omitted) or row.rate is None or row.announced_amount is None:
            return ""
        digits = max(0, _RATE_DIGITS - 1 - row.rate.adjusted())
        rate = f"{row.rate:,.{digits}f}"
        return f"; 1 {row.announced_amount.currency} is {self._totals.currency} {rate}, ECB {row.rate_date}"

    def _donors(self, row: Explained | Omitted) -> str:
        return printable(listed([self._names.get(code, code) for code in row.donors]))

    def _left_out(self, row: Omitted) -> Text:
        """The pledge on one line; of what was cancelled or ran out, also how much it was."""
        text = Text(f"{printable(row.pledge)}  {self._donors(row)}, {day(row.announced)}")
        if row.announced_amount is not None:
            text.append(f": {money(row.announced_amount)}")
        if row.why in _ENDED and row.amounts is not None:
            text.append(f", {row.why} {scenarios(row.amounts, self._totals.currency)}")
        return text.append(f" (entry {row.entry})", style="dim")
