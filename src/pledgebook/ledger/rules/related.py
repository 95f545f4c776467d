"""How the pledges of the books stand to each other, and whether one relation more would make a circle.

Two sorts of circle are refused. One follows the relations as they are stated, of whatever kind, from the
first pledge to the second. The other follows what they mean: a part leads to its whole, an old level to the
new one, and a repeat is one with its original. Totals cannot be counted over either.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pledgebook.ledger.payloads import Relation
from pledgebook.vocabulary.relations import RelationKind


class Place(NamedTuple):
    """Where a walk has come: a pledge, and whether the way there has used more than repeats."""

    pledge: str
    more: bool


Step = Callable[[Place], Iterator[Place]]
"""From a place to the next ones."""

_INSIDE = frozenset(kind for kind in RelationKind if kind.inside)


class Relations(Mapping[str, Relation]):
    """The relations by their uids, to be asked by the pledges at either end."""

    def __init__(self) -> None:
        self._all: dict[str, Relation] = {}
        self._of: defaultdict[str, dict[str, Relation]] = defaultdict(dict)
        self._between: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._graphs = (
            _Graph(frozenset(RelationKind), stated=True),
            _Graph(_INSIDE | {RelationKind.RAISES}),
            _Graph(frozenset({RelationKind.REPLACES})),
        )

    def __getitem__(self, uid: str) -> Relation:
        return self._all[uid]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def put(self, uid: str, relation: Relation) -> None:
        """Take a relation in, in place of the one with its uid."""
        self.drop(uid)
        self._all[uid] = relation
        self._of[relation.source][uid] = self._of[relation.target][uid] = relation
        self._between[relation.source, relation.target].add(uid)
        for graph in self._graphs:
            graph.put(uid, relation)

    def drop(self, uid: str) -> None:
        """Forget a relation; nothing where there is none."""
        relation = self._all.pop(uid, None)
        if relation is None:
            return
        for pledge in {relation.source, relation.target}:
            del self._of[pledge][uid]
        self._between[relation.source, relation.target].discard(uid)
        for graph in self._graphs:
            graph.drop(uid, relation)

    def of(self, pledge: str) -> Iterable[tuple[str, Relation]]:
        """The relations that have the pledge at one end."""
        return self._of.get(pledge, {}).items()

    def between(self, source: str, target: str, but: str) -> str | None:
        """The relation from one pledge to another, the one with the uid `but` left aside."""
        return next((uid for uid in self._between.get((source, target), ()) if uid != but), None)

    def circle(self, relation: Relation, uid: str) -> tuple[str, ...]:
        """The pledges of the circle that the relation would close, the first once more at the end; empty
        where it closes none. What it corrects (the relation with its uid) is left aside."""
        for graph in self._graphs:
            for begin, end in graph.closing(relation):
                if _leads(begin, end, graph.ahead(uid), graph.behind(uid)):
                    path = _path(begin, end, graph.ahead(uid))
                    return (path[-1], *path)
        return ()


def shown(circle: Iterable[str]) -> str:
    """A circle in words, a long one shortened in its middle."""
    names = list(circle)
    if len(names) > 8:
        names[4:-3] = [f"({len(names) - 7} more)"]
    return " → ".join(names)


class _Graph:
    """The relations of some kinds as steps from pledge to pledge: as they are stated, or else upwards, from
    what counts within or before another to that other, with steps either way between repeats."""

    def __init__(self, kinds: frozenset[RelationKind], *, stated: bool = False) -> None:
        self._kinds, self._stated = kinds, stated
        self._up: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._down: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._same: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def put(self, uid: str, relation: Relation) -> None:
        """Take in what belongs here."""
        if self._joins(relation):
            self._same[relation.source][uid] = relation.target
            self._same[relation.target][uid] = relation.source
        elif relation.kind in self._kinds:
            low, high = self._ends(relation)
            self._up[low][uid] = high
            self._down[high][uid] = low

    def drop(self, uid: str, relation: Relation) -> None:
        """Take out what was put in."""
        for steps in (self._up, self._down, self._same):
            for pledge in (relation.source, relation.target):
                if pledge in steps:
                    steps[pledge].pop(uid, None)

    def closing(self, relation: Relation) -> Iterator[tuple[Place, Place]]:
        """From where to where there must be no way if the relation is to come in."""
        if self._joins(relation):
            yield Place(relation.target, more=False), Place(relation.source, more=True)
            yield Place(relation.source, more=False), Place(relation.target, more=True)
        elif relation.kind in self._kinds:
            low, high = self._ends(relation)
            yield Place(high, more=True), Place(low, more=True)

    def ahead(self, but: str) -> Step:
        """Where one comes from a place, the relation `but` left aside."""

        def step(place: Place) -> Iterator[Place]:
            for uid, pledge in self._up.get(place.pledge, {}).items():
                if uid != but:
                    yield Place(pledge, more=True)
            for uid, pledge in self._same.get(place.pledge, {}).items():
                if uid != but:
                    yield Place(pledge, place.more)

        return step

    def behind(self, but: str) -> Step:
        """From where one comes to a place, the relation `but` left aside."""

        def step(place: Place) -> Iterator[Place]:
            if place.more:
                for uid, pledge in self._down.get(place.pledge, {}).items():
                    if uid != but:
                        yield Place(pledge, more=True)
                        yield Place(pledge, more=False)
            for uid, pledge in self._same.get(place.pledge, {}).items():
                if uid != but:
                    yield Place(pledge, place.more)

        return step

    def _joins(self, relation: Relation) -> bool:
        return relation.kind is RelationKind.REPEATS and not self._stated

    def _ends(self, relation: Relation) -> tuple[str, str]:
        turned = not self._stated and relation.kind in (RelationKind.RAISES, RelationKind.REPLACES)
        ends = relation.source, relation.target
        return ends[::-1] if turned else ends


def _leads(begin: Place, end: Place, ahead: Step, behind: Step) -> bool:
    """Whether one can walk from the one place to the other.

    Walked from both ends in turn, and over as soon as one side has seen all that it can reach: a batch that
    grows a long chain at either end costs a step for each relation.
    """
    seen = ({begin}, {end})
    waiting = ([begin], [end])
    while waiting[0] and waiting[1]:
        for side, step in ((0, ahead), (1, behind)):
            for place in step(waiting[side].pop()):
                if place in seen[1 - side]:
                    return True
                if place not in seen[side]:
                    seen[side].add(place)
                    waiting[side].append(place)
    return False


def _path(begin: Place, end: Place, ahead: Step) -> list[str]:
    """A shortest way from the one place to the other, which there is."""
    came_from: dict[Place, Place] = {begin: begin}
    waiting = deque([begin])
    while end not in came_from:
        place = waiting.popleft()
        for following in ahead(place):
            if following not in came_from:
                came_from[following] = place
                waiting.append(following)
    path = [end]
    while path[-1] != begin:
        path.append(came_from[path[-1]])
    return [place.pledge for place in reversed(path)]
