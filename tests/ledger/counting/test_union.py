"""In a world of coins, a total is the worth of a union: every coin once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.ledger.counting.world import Circle, Draw, World, worlds

from pledgebook.ledger.counting import Amounts, Edge, Node, Result, Why, resolve
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.relations import Cut
from pledgebook.vocabulary.relations import RelationKind as Kind
from pledgebook.vocabulary.stages import Stage

NOTHING = Amounts(low=0, chosen=0, high=0)
COUNTING = tuple(stage for stage in Stage if not stage.final)
Drawn = tuple[dict[str, Draw], list[Edge]]


def check(world: World, result: Result, counted: set[str]) -> None:
    worth = world.worth(frozenset[tuple[str, int]]().union(*map(world.new_in, counted)))
    standing = {stage: piece for stage, piece in worth.items() if not stage.final}
    assert result.total == sum(standing.values(), NOTHING)
    by_stage = dict.fromkeys(standing, 0)
    for row in result.counted:
        assert row.stage is not None
        by_stage[row.stage] = by_stage.get(row.stage, 0) + row.amounts.chosen
    assert {stage: chosen for stage, chosen in by_stage.items() if chosen} == {
        stage: piece.chosen for stage, piece in standing.items()
    }


def names(result: Result) -> set[str]:
    """What was not left out as a whole for what it is."""
    ended = {Why.EXPLAINED, Why.CANCELLED, Why.EXPIRED}
    return {row.id for row in result.counted} | {row.id for row in result.left_out if row.why in ended}


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_every_coin_counts_once(drawn: Drawn) -> None:
    try:
        world = World(*drawn)
    except Circle:
        with pytest.raises(BadValue, match="circle"):
            resolve([Node(id=one) for one in drawn[0]], drawn[1])
        return
    result = resolve(world.nodes(), drawn[1])
    assert names(result) == world.counted()
    check(world, result, world.counted())


@settings(max_examples=100, deadline=None)
@given(worlds(kinds=(Kind.PART_OF, Kind.PART_OF, Kind.RAISES)))
def test_every_coin_counts_once_however_parts_and_raises_tangle(drawn: Drawn) -> None:
    world = World(*drawn)
    check(world, resolve(world.nodes(), drawn[1]), world.counted())


@settings(max_examples=100, deadline=None)
@given(worlds(stages=COUNTING, ranges=True, kinds=(Kind.PART_OF, Kind.DRAWS_DOWN, Kind.RAISES, Kind.REPEATS)))
def test_every_coin_counts_once_in_each_scenario(drawn: Drawn) -> None:
    try:
        world = World(*drawn)
    except Circle:
        return
    check(world, resolve(world.nodes(), drawn[1]), world.counted())


@settings(max_examples=100, deadline=None)
@given(worlds(cuts=True))
def test_every_coin_of_what_counts_counts_once_whatever_the_cuts(drawn: Drawn) -> None:
    try:
        world = World(*drawn)
    except Circle:
        return
    for prefer in (None, *Cut):
        result = resolve(world.nodes(), drawn[1], prefer=prefer)
        out = {row.id for row in result.left_out if row.why is Why.OTHER_CUT}
        assert names(result) | out == world.counted()
        check(world, result, names(result))
