"""Where a whole is cut along several lines, only one of them can explain it.

'350 m of the UK and 100 m of Norway' and '160 m for repairs, 250 m for drones' are the same 450 m. For each
whole that has parts of two cuts, one is shown: the preferred one, else the one whose parts come to most
(ties by name). Parts without a cut always go along. The same choice is made where the whole itself is not
asked for, since its parts overlap all the same.

The parts of the other cuts are left out, and so is what lies inside them; unless there is another way up
to something counted ('for repairs' may also be part of the donor's own year). A way that leads only to what
the whole itself lies inside is no other way: it says the same again, more roughly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from pledgebook.ledger.counting.graph import Graph, Link
from pledgebook.ledger.counting.types import Node
from pledgebook.vocabulary.relations import Cut

_NONE: frozenset[int] = frozenset()


class Chosen(NamedTuple):
    """The cut that explains each whole with several, and what that leaves out: leads to the whole."""

    cuts: Mapping[int, Cut]
    out: Mapping[int, int]


def choose(nodes: Sequence[Node], graph: Graph, candidates: Set[int], prefer: Cut | None) -> Chosen:
    """Choose a cut for each whole; `candidates` are included and can count."""
    cuts = _choices(nodes, graph, candidates, prefer)
    if not cuts:
        return Chosen({}, {})
    return Chosen(cuts, _Outsiders(graph, candidates, cuts).find())


def _choices(nodes: Sequence[Node], graph: Graph, candidates: Set[int], prefer: Cut | None) -> dict[int, Cut]:
    """Bottom up: what is not counted weighs what its own explained parts weigh, None where nothing is."""
    cuts: dict[int, Cut] = {}
    weights: dict[int, int | None] = {}
    for number in graph.order:
        parts = [(link, w) for link in graph.kids(number) if (w := weights[link.part]) is not None]
        by_cut: defaultdict[Cut, int] = defaultdict(int)
        for link, weight in parts:
            if link.cut is not None:
                by_cut[link.cut] += weight
        if len(by_cut) > 1:
            cuts[number] = _heaviest(by_cut, prefer)
        amounts = nodes[number].amounts
        shown = [weight for link, weight in parts if not _blocked(link, cuts)]
        inner = sum(shown) if shown else None
        weights[number] = amounts.chosen if amounts is not None and number in candidates else inner
    return cuts


def _heaviest(weights: Mapping[Cut, int], prefer: Cut | None) -> Cut:
    if prefer is not None and prefer in weights:
        return prefer
    return min(weights, key=lambda cut: (-weights[cut], cut))


def _blocked(link: Link, cuts: Mapping[int, Cut]) -> bool:
    return link.cut is not None and cuts.get(link.whole, link.cut) is not link.cut


class _Outsiders:
    """Top down: what lies inside an unchosen cut, and has no other way up to anything counted."""

    def __init__(self, graph: Graph, candidates: Set[int], cuts: Mapping[int, Cut]) -> None:
        self._graph, self._candidates, self._cuts = graph, candidates, cuts
        self._closed: dict[int, frozenset[int]] = {}  # what is out, and the wholes that another cut explains
        self._counted_above: dict[int, frozenset[int]] = {}

    def find(self) -> dict[int, int]:
        """What is left out, with the whole that another cut explains."""
        for number in reversed(self._graph.order):
            links = self._graph.ups(number)
            ways = _NONE.union(*map(self._ways, links))
            closed = _NONE.union(*map(self._closings, links))
            self._counted_above[number] = ways
            if closed and not (ways and self._elsewhere(ways, closed)):
                self._closed[number] = closed
        return {number: min(closed) for number, closed in self._closed.items()}

    def _ways(self, link: Link) -> frozenset[int]:
        """The nearest counted announcements over a link that no choice of a cut has closed."""
        if link.whole in self._closed or _blocked(link, self._cuts):
            return _NONE
        return frozenset((link.whole,)) if link.whole in self._candidates else self._counted_above[link.whole]

    def _closings(self, link: Link) -> frozenset[int]:
        """The wholes that are explained by another cut than by this link."""
        if link.whole in self._closed:
            return self._closed[link.whole]
        return frozenset((link.whole,)) if _blocked(link, self._cuts) else _NONE

    def _elsewhere(self, ways: frozenset[int], closed: frozenset[int]) -> bool:
        """Whether a way leads to more than the closed wholes and what these lie inside."""
        same = closed.union(*(self._graph.ancestors(whole) for whole in closed))
        return not ways <= same
