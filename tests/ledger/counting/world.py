"""A world of coins, in which it is plain what a total must be.

Every pledge is a set of coins: its own, and those of all that lies inside it. Amounts are then given to
the engine as sums of coins, and its total must be the worth of the union of the sets that count. How one
announcement stands to another is worked out here a second time, slowly, on names and sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from hypothesis import strategies as st

from pledgebook.ledger.counting import Amounts, Edge, Node
from pledgebook.vocabulary.pledges import PledgeNature as Nature
from pledgebook.vocabulary.relations import Cut
from pledgebook.vocabulary.relations import RelationKind as Kind
from pledgebook.vocabulary.stages import Stage

PROMISES = {Nature.PLEDGE, Nature.FRAMEWORK, Nature.TOTAL, Nature.CONDITIONAL}
COUNTING = {Nature.PLEDGE, Nature.FRAMEWORK, Nature.TOTAL, Nature.DELIVERY}
Coin = tuple[Stage, int, int, int]
Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Draw:
    """What is drawn for one announcement, before it is known what it contains."""

    coins: tuple[Coin, ...]
    included: bool
    nature: Nature
    known: bool


def draws(stages: Iterable[Stage], *, ranges: bool) -> st.SearchStrategy[Draw]:
    """Announcements, most of them plain pledges."""
    more = st.integers(0, 3) if ranges else st.just(0)
    coin = st.tuples(st.sampled_from(list(stages)), more, st.integers(1, 9), more).map(
        lambda drawn: (drawn[0], drawn[2], drawn[2] + drawn[1], drawn[2] + drawn[1] + drawn[3])
    )
    natures = st.sampled_from([Nature.PLEDGE] * 12 + list(Nature))
    known = st.sampled_from([True] * 8 + [False])
    return st.builds(Draw, st.lists(coin, max_size=3).map(tuple), st.booleans(), natures, known)


@st.composite
def edges(
    draw: st.DrawFn, count: int, *, kinds: tuple[Kind, ...] = tuple(Kind), cuts: bool = False, most: int = 14
) -> list[Edge]:
    """Relations from later announcements to earlier ones, and raises the other way."""
    found = []
    for _ in range(draw(st.integers(0, most if count > 1 else 0))):
        later = draw(st.integers(1, count - 1))
        earlier = draw(st.integers(0, later - 1))
        kind = draw(st.sampled_from(kinds))
        cut = draw(st.sampled_from([None, *Cut])) if cuts and kind.inside else None
        source, target = (earlier, later) if kind is Kind.RAISES else (later, earlier)
        found.append(Edge(kind=kind, source=name(source), target=name(target), cut=cut))
    return found


def name(number: int) -> str:
    """The id of an announcement; not in the order of the numbers."""
    return f"P{(number * 7) % 31:02d}"


class Circle(Exception):
    """The relations run in a circle."""


@dataclass
class World:
    """What the relations mean, and the coins in each announcement."""

    draws: Mapping[str, Draw]
    edges: list[Edge]
    inside: Pairs = field(default_factory=set)
    raised: Pairs = field(default_factory=set)
    lost: Pairs = field(default_factory=set)

    def __post_init__(self) -> None:
        lifted = {
            (edge.kind, source, self.original(edge.target)[0])
            for edge in self.edges
            if edge.kind is not Kind.REPEATS
            for source in self.original(edge.source)
        }
        lifted = {one for one in lifted if one[1] != one[2]}
        self.inside = {(s, t) for kind, s, t in lifted if kind.inside}
        self.raised = {(t, s) for kind, s, t in lifted if kind is Kind.RAISES}
        self.replaces = {(s, t) for kind, s, t in lifted if kind is Kind.REPLACES}
        self.backfills = {s for kind, s, _ in lifted if kind is Kind.BACKFILLS}
        self.repeats = {edge.source for edge in self.edges if edge.kind is Kind.REPEATS}
        for pairs in (self.replaces, self.inside | self.raised):
            if any(reach(pairs, one, one) for one in self.draws):
                raise Circle
        self._replace()
        self.content: Callable[[str], frozenset[tuple[str, int]]] = cache(self._content)

    def original(self, one: str) -> list[str]:
        """What it repeats in the end, else itself."""
        repeated = [e.target for e in self.edges if e.kind is Kind.REPEATS and e.source == one]
        return sorted({last for target in repeated for last in self.original(target)}) or [one]

    def _replace(self) -> None:
        waiting = {old for _, old in self.replaces}
        while waiting:
            old = min(one for one in waiting if not any((one, other) in self.replaces for other in waiting))
            waiting.remove(old)
            heirs = sorted(new for new, replaced in self.replaces if replaced == old)
            for heir in heirs:
                for pairs in (self.inside, self.raised):
                    for part, whole in sorted(pairs):
                        if (
                            part == old
                            and not reach(self.inside | self.raised, whole, heir)
                            and whole != heir
                        ):
                            pairs.add((heir, whole))
                for part, whole in sorted(self.raised):
                    if whole == old and not reach(self.inside | self.raised, heir, part) and part != heir:
                        self.raised.add((part, heir))
                self._lose((heir, whole) for part, whole in sorted(self.lost) if part == old)
            self._lose((part, whole) for part, whole in sorted(self.inside) if whole == old)
            self.inside = {pair for pair in self.inside if old not in pair}
            self.raised = {pair for pair in self.raised if old not in pair}

    def _lose(self, pairs: Iterable[tuple[str, str]]) -> None:
        for part, whole in pairs:
            if not reach(self.replaces, part, whole):
                self.lost.add((part, whole))

    @property
    def gone(self) -> set[str]:
        """What adds nothing for what it is to another."""
        return self.repeats | {old for _, old in self.replaces} | self.backfills

    def dead(self, one: str) -> bool:
        """Whether every whole that it lay inside is gone."""
        around = [whole in self.gone or self.dead(whole) for part, whole in self.inside if part == one]
        around += [self.dead(whole) for part, whole in self.raised if part == one]
        return one not in self.gone and all(around) and bool(around or [1 for p, _ in self.lost if p == one])

    def promised(self, one: str) -> bool:
        """Whether it belongs to a promise: lies inside, replaces, raises one, or one says it again."""

        def kept(other: str) -> bool:
            return self.draws[other].nature in PROMISES

        around = {whole for part, whole in self.inside | self.raised if part == one}
        beside = {part for part, whole in self.raised if whole == one}
        beside |= {old for new, old in self.replaces if new == one}
        beside |= {said for said in self.repeats if one in self.original(said)}
        return any(map(kept, around | beside)) or any(map(self.promised, around))

    def can_count(self, one: str) -> bool:
        """Whether some question could count it."""
        drawn = self.draws[one]
        return (
            one not in self.gone
            and not self.dead(one)
            and drawn.known
            and drawn.nature in COUNTING
            and (drawn.nature is not Nature.DELIVERY or self.promised(one))
        )

    def _content(self, one: str) -> frozenset[tuple[str, int]]:
        own = {(one, place) for place in range(len(self.draws[one].coins))} if self.can_count(one) else set()
        parts = (part for part, whole in self.inside | self.raised if whole == one)
        return frozenset(own).union(*(self.content(part) for part in parts))

    def new_in(self, one: str) -> frozenset[tuple[str, int]]:
        """What of its content is new: without the levels before it that the question leaves out."""
        levels = [
            self.content(level)
            for level in self.draws
            if reach(self.raised, level, one) and self.can_count(level) and not self.draws[level].included
        ]
        return self.content(one).difference(*levels)

    def counted(self) -> set[str]:
        """What counts in the question, where no whole is cut in two ways."""
        return {one for one, drawn in self.draws.items() if drawn.included and self.can_count(one)}

    def worth(self, coins: Iterable[tuple[str, int]]) -> dict[Stage, Amounts]:
        """What coins come to, by stage."""
        sums: dict[Stage, Amounts] = {}
        for owner, place in coins:
            stage, low, chosen, high = self.draws[owner].coins[place]
            before = sums.get(stage, Amounts(low=0, chosen=0, high=0))
            sums[stage] = before + Amounts(low=low, chosen=chosen, high=high)
        return sums

    def nodes(self) -> list[Node]:
        """The announcements, with what they contain as their amounts."""
        return [self._node(one, drawn) for one, drawn in self.draws.items()]

    def _node(self, one: str, drawn: Draw) -> Node:
        worth = self.worth(self.content(one))
        amounts = sum(worth.values(), Amounts(low=0, chosen=0, high=0))
        return Node(
            id=one,
            amounts=amounts if drawn.known else None,
            holdings=tuple((stage, piece.chosen) for stage, piece in worth.items()) if drawn.known else (),
            included=drawn.included,
            keys=(one[-1],),
            nature=drawn.nature,
        )


def reach(pairs: Pairs, start: str, end: str) -> bool:
    """Whether one or more steps lead from start to end."""
    found: set[str] = set()
    while new := {whole for part, whole in pairs if part == start or part in found} - found:
        found |= new
    return end in found


@st.composite
def worlds(
    draw: st.DrawFn,
    *,
    stages: Iterable[Stage] = tuple(Stage),
    ranges: bool = False,
    cuts: bool = False,
    kinds: tuple[Kind, ...] = tuple(Kind),
) -> tuple[dict[str, Draw], list[Edge]]:
    """Announcements and relations; `World` says what they mean, or that they run in a circle."""
    drawn = draw(st.lists(draws(stages, ranges=ranges), min_size=1, max_size=9))
    named = {name(number): one for number, one in enumerate(drawn)}
    return named, draw(edges(len(drawn), kinds=kinds, cuts=cuts))
