"""Which pledge is shown under which: a part under its nearest whole, a repeat under what it repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from pledgebook.ledger.counting import Edge
from pledgebook.vocabulary.relations import RelationKind


def parents(rows: Collection[str], edges: Iterable[Edge]) -> dict[str, str]:
    """The row under which each row is shown; those without one stand by themselves.

    Where a row lies inside several, it is the nearest of them: one that contains another of them is not.
    """
    above: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if (edge.kind.inside or edge.kind is RelationKind.REPEATS) and {edge.source, edge.target} <= set(
            rows
        ):
            above[edge.source].add(edge.target)
    found: dict[str, str] = {}
    for row in rows:
        if row in above:
            further = set().union(*(_all_above(whole, above) for whole in above[row]))
            found[row] = min(above[row] - further or above[row])
    return found


def _all_above(row: str, above: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(above.get(row, ()))
    while waiting:
        whole = waiting.pop()
        if whole not in seen:
            seen.add(whole)
            waiting += above.get(whole, ())
    return seen


def originals(edges: Iterable[Edge]) -> dict[str, str]:
    """The earliest announcement that each repeat says again; the first by name where it repeats several."""
    repeats: dict[str, str] = {}
    for edge in edges:
        if edge.kind is RelationKind.REPEATS:
            repeats[edge.source] = min(edge.target, repeats.get(edge.source, edge.target))
    return {repeat: _last(repeat, repeats) for repeat in repeats}


def _last(repeat: str, repeats: Mapping[str, str]) -> str:
    seen = {repeat}
    while (
        repeat in repeats and repeats[repeat] not in seen
    ):  # the books hold no circle; a stray one ends here
        repeat = repeats[repeat]
        seen.add(repeat)
    return repeat
