"""What is its own for every member of a family: its amount less that of all members inside it, each once."""

from __future__ import annotations

from collections.abc import Sequence, Set

from pledgebook.ledger.counting.graph import Graph
from pledgebook.ledger.counting.spreading import Spread, added, rest, spread
from pledgebook.ledger.counting.types import Node


def rests(nodes: Sequence[Node], graph: Graph, members: Set[int]) -> dict[int, Spread]:
    """The rest of every member, bottom up."""
    return _Rests(nodes, graph, members).find()


class _Rests:
    """Sums of distinct members, in one pass where nothing is shared.

    `_sums` has for each announcement the rests of all members in it, itself among them. Under one that has
    no part in common with itself over two ways the sums of its parts may simply be added; under the
    others (`_tangled`) what lies inside is walked, down to where the tangle ends.
    """

    def __init__(self, nodes: Sequence[Node], graph: Graph, members: Set[int]) -> None:
        self._nodes, self._graph, self._members = nodes, graph, members
        self._parts = {number: sorted({link.part for link in graph.kids(number)}) for number in graph.order}
        self._tangled: set[int] = set()
        self._sums: dict[int, Spread] = {}
        self._rests: dict[int, Spread] = {}

    def find(self) -> dict[int, Spread]:
        """The rest of every member."""
        for number in self._graph.order:
            parts = self._parts[number]
            if any(part in self._tangled or len(self._graph.above[part]) > 1 for part in parts):
                self._tangled.add(number)
            below = self._below(number, parts)
            self._sums[number] = below
            if number in self._members:
                self._rests[number] = rest(spread(self._nodes[number]), below)
                self._sums[number] = added((below, self._rests[number])) if below else self._rests[number]
        return self._rests

    def _below(self, number: int, parts: Sequence[int]) -> Spread:
        if len(parts) == 1:
            return self._sums[parts[0]]
        if number not in self._tangled:
            return added(self._sums[part] for part in parts)
        return added(self._walked(parts))

    def _walked(self, parts: Sequence[int]) -> list[Spread]:
        found: list[Spread] = []
        seen, waiting = set(parts), list(parts)
        while waiting:
            number = waiting.pop()
            if number not in self._tangled:
                found.append(self._sums[number])
                continue
            if number in self._rests:
                found.append(self._rests[number])
            new = [part for part in self._parts[number] if part not in seen]
            seen.update(new)
            waiting += new
        return found
