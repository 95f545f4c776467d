"""From relations as they were stated to what lies inside what: repeats and replacements are resolved here.

A repeat and its original are one. What is said of the repeat is said of the original: parts of the one are
parts of the other, and what the one lies inside, raises, replaces or makes good, the other does. Where
something repeats several ('the 60 and the 40 announced before'), each of them lies inside what it lies
inside; its parts go to the first of them by id, because a part of 'one of these two' must be subtracted
once.

A replacement stands in the place of the replaced: it lies inside what that lay inside, and it raises what
that raised. The parts of the replaced lose that whole. They are not handed on: whether an old package is
part of the new programme is for a source to say. Until one does, the safe reading for a total is that
the new sum has swallowed them (see `standing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pledgebook.ledger.counting.graph import Link, bottom_up, link_order, reached
from pledgebook.ledger.counting.types import Edge
from pledgebook.vocabulary.relations import Cut, RelationKind

Several = dict[int, set[int]]


class Stated(NamedTuple):
    """One relation between two announcements that are known."""

    kind: RelationKind
    source: int
    target: int
    cut: Cut | None


class Related(NamedTuple):
    """All relations, resolved.

    `originals` leads from each repeat to what it repeats in the end, `replaced` from each replaced
    announcement to what stands in its place, `backfills` to whose gift is made good. `lost` leads from a part
    to its wholes that were replaced.
    """

    links: set[Link]
    originals: Mapping[int, tuple[int, ...]]
    replaced: Mapping[int, set[int]]
    backfills: Mapping[int, int]
    lost: Mapping[int, set[int]]


def relate(edges: Iterable[Edge], names: Sequence[str]) -> Related:
    """Resolve the relations. One whose end is not among `names` is not seen; BadValue for a circle."""
    places = {name: place for place, name in enumerate(names)}
    stated = {
        Stated(edge.kind, places[edge.source], places[edge.target], edge.cut)
        for edge in edges
        if edge.source in places and edge.target in places
    }
    bottom_up({one.source: {one.target} for one in stated if one.source == one.target}, names)
    originals = _originals(_pairs(stated, RelationKind.REPEATS), names)
    lifted = _lifted(stated, originals)
    replaced = _turned(_pairs(lifted, RelationKind.REPLACES))
    backfills = {source: min(of) for source, of in _pairs(lifted, RelationKind.BACKFILLS).items()}
    links = {_link(one) for one in lifted if one.kind.inside or one.kind is RelationKind.RAISES}
    succession = _Succession(links, replaced)
    if replaced:
        bottom_up(_steps(links), names)  # also a circle that the replacement would have opened is refused
        for number in bottom_up(replaced, names):
            succession.replace(number)
    return Related(succession.links(), originals, replaced, backfills, succession.lost)


def _pairs(stated: Iterable[Stated], kind: RelationKind) -> Several:
    pairs: Several = {}
    for one in stated:
        if one.kind is kind:
            pairs.setdefault(one.source, set()).add(one.target)
    return pairs


def _turned(pairs: Several) -> Several:
    turned: Several = {}
    for source, targets in pairs.items():
        for target in targets:
            turned.setdefault(target, set()).add(source)
    return turned


def _originals(repeats: Several, names: Sequence[str]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for number in reversed(bottom_up(repeats, names)):
        if number in repeats:
            last = {end for target in repeats[number] for end in found.get(target, (target,))}
            found[number] = tuple(sorted(last))
    return found


def _lifted(stated: Iterable[Stated], originals: Mapping[int, tuple[int, ...]]) -> set[Stated]:
    """The relations of repeats as relations of their originals; what comes to lead to itself says nothing."""
    return {
        one._replace(source=source, target=target)
        for one in stated
        if one.kind is not RelationKind.REPEATS
        for source in originals.get(one.source, (one.source,))
        if source != (target := originals.get(one.target, (one.target,))[0])
    }


def _link(one: Stated) -> Link:
    if one.kind is RelationKind.RAISES:
        return Link(part=one.target, whole=one.source, cut=None, raised=True)
    return Link(part=one.source, whole=one.target, cut=one.cut, raised=False)


def _steps(links: Iterable[Link]) -> Several:
    steps: Several = {}
    for link in links:
        steps.setdefault(link.part, set()).add(link.whole)
    return steps


class _Succession:
    """Links while replacements take their places, one replaced announcement at a time."""

    def __init__(self, links: set[Link], replaced: Several) -> None:
        self._of: defaultdict[int, set[Link]] = defaultdict(set)
        self._replaced = replaced
        self._above = _steps(links)
        self.lost: Several = {}
        self._all = set(links)
        if replaced:
            for link in links:
                self._of[link.part].add(link)
                self._of[link.whole].add(link)

    def links(self) -> set[Link]:
        """Those that are left."""
        return self._all

    def replace(self, number: int) -> None:
        """Hand the places of a replaced announcement on, and take it out; nothing where none replaces it."""
        if number not in self._replaced:
            return
        links = sorted(self._of[number], key=link_order)
        for heir in sorted(self._replaced[number]):
            for link in links:
                self._inherit(link, number, heir)
            self._lose(heir, self.lost.get(number, set()))
        for link in links:
            if link.whole == number and not link.raised:
                self._lose(link.part, {number})
        self._remove(links)

    def _inherit(self, link: Link, number: int, heir: int) -> None:
        """An heir that contains what its predecessor lay inside ('replaces the 450, and now contains the
        whole year') does not lie inside it as well."""
        if link.part == number:
            new = link._replace(part=heir)
        elif link.raised:
            new = link._replace(whole=heir)
        else:
            return
        if new.part != new.whole and new.part not in reached(new.whole, self._above):
            self._all.add(new)
            self._of[new.part].add(new)
            self._of[new.whole].add(new)
            self._above.setdefault(new.part, set()).add(new.whole)

    def _lose(self, part: int, wholes: set[int]) -> None:
        """What replaces a whole is not lost with it."""
        gone = {whole for whole in wholes if part not in reached(whole, self._replaced)}
        if gone:
            self.lost.setdefault(part, set()).update(gone)

    def _remove(self, links: Iterable[Link]) -> None:
        for link in links:
            self._all.discard(link)
            self._of[link.part].discard(link)
            self._of[link.whole].discard(link)
            self._above[link.part].discard(link.whole)
