"""What holds for any announcements and relations, also where they contradict each other."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.ledger.counting.books import MILLION, pledge, said, total
from tests.ledger.counting.world import edges, name

from pledgebook.ledger.counting import Amounts, Edge, Node, Result, Role, resolve
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage

NOTHING = Amounts(low=0, chosen=0, high=0)


@st.composite
def nodes(draw: st.DrawFn) -> list[Node]:
    """Announcements with amounts that have nothing to do with each other."""
    natures = st.sampled_from([PledgeNature.PLEDGE] * 12 + list(PledgeNature))
    return [
        Node(
            id=name(number),
            amounts=draw(amounts) if (held := draw(holdings)) is None else within(draw, held),
            holdings=() if held is None else held,
            included=draw(st.booleans()),
            keys=(draw(st.sampled_from("AB")),),
            nature=draw(natures),
        )
        for number in range(draw(st.integers(1, 9)))
    ]


amounts = st.none() | st.builds(Amounts, low=st.just(0), chosen=st.just(0), high=st.integers(0, 9))
holdings = st.none() | st.lists(st.tuples(st.sampled_from(Stage), st.integers(0, 99)), max_size=3).map(tuple)


def within(draw: st.DrawFn, held: tuple[tuple[Stage, int], ...]) -> Amounts:
    """A range around what is held."""
    chosen = sum(amount for _, amount in held)
    return Amounts(low=draw(st.integers(0, chosen)), chosen=chosen, high=chosen + draw(st.integers(0, 50)))


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Node], list[Edge], Result]:
    """A question, and its answer."""
    given_nodes = draw(nodes())
    given_edges = draw(edges(len(given_nodes), cuts=True))
    try:
        result = resolve(given_nodes, given_edges)
    except BadValue:
        assume(False)
        raise
    return given_nodes, given_edges, result


@settings(max_examples=200, deadline=None)
@given(questions())
def test_rows_and_groups_sum_to_the_total(question: tuple[list[Node], list[Edge], Result]) -> None:
    given_nodes, given_edges, result = question
    flat = resolve(given_nodes, given_edges, by_stage=False)
    assert sum((row.amounts for row in result.counted), NOTHING) == result.total == flat.total
    for group, amount in result.groups.items():
        rows = [row.amounts for row in result.counted if (row.keys, row.stage) == group]
        assert rows
        assert sum(rows, NOTHING) == amount
    assert sum(result.groups.values(), NOTHING) == sum(flat.groups.values(), NOTHING) == result.total
    assert not any(row.stage is not None and row.stage.final for row in result.counted)


@settings(max_examples=100, deadline=None)
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(
    question: tuple[list[Node], list[Edge], Result], rng: random.Random
) -> None:
    given_nodes, given_edges, result = question
    rng.shuffle(given_nodes)
    rng.shuffle(given_edges)
    assert resolve(given_nodes, given_edges + given_edges[:2]) == result


@settings(max_examples=100, deadline=None)
@given(questions())
def test_every_announcement_asked_for_has_a_row(question: tuple[list[Node], list[Edge], Result]) -> None:
    given_nodes, _, result = question
    rows = {row.id for row in result.counted} | {row.id for row in result.left_out}
    assert rows == {node.id for node in given_nodes if node.included}
    whole = {row.id for row in result.left_out if row.stage is None}
    assert whole.isdisjoint(row.id for row in result.counted)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_a_tree_comes_to_its_roots_however_much_its_parts_exceed_it(
    held: list[int], rng: random.Random
) -> None:
    given_nodes = [pledge(name(number), amount) for number, amount in enumerate(held)]
    above = {number: rng.randrange(number) for number in range(1, len(held)) if rng.random() < 0.8}
    relations = [f"{name(part)} part of {name(whole)}" for part, whole in above.items()]
    roots = sum(amount for number, amount in enumerate(held) if number not in above)
    assert total(given_nodes, *relations) == roots


@pytest.mark.parametrize(
    ("relations", "circle"),
    [
        (["a part of a"], "a → a"),
        (["a repeats b", "b repeats a"], "a → b → a"),
        (["a replaces b", "b replaces a"], "a → b → a"),
        (["a part of b", "b draws down c", "c financed by a"], "a → b → c → a"),
        (["a part of b", "a raises b"], "a → b → a"),
        (["a part of b", "c part of a", "c repeats b"], "a → b → a"),
        (["a part of b", "b part of c", "c part of b", "d part of a"], "b → c → b"),
    ],
)
def test_a_circle_is_refused_with_its_names(relations: list[str], circle: str) -> None:
    with pytest.raises(BadValue, match=f"in a circle: {circle};"):
        resolve([pledge(one, 1) for one in "dcba"], said(*relations))


def test_a_relation_to_what_is_not_known_is_not_seen() -> None:
    assert total([pledge("a", 1)], "a part of b", "a repeats b", "b replaces a") == 1


def test_two_announcements_with_one_id_are_refused() -> None:
    with pytest.raises(BadValue, match="have the id a"):
        resolve([pledge("a", 1), pledge("a", 2)], [])


@pytest.mark.parametrize(
    ("low", "chosen", "high", "held"), [(2, 1, 3, 1), (-1, 1, 1, 1), (1, 2, 1, 2), (1, 1, 1, 2), (1, 1, 1, 0)]
)
def test_an_announcement_that_contradicts_itself_is_refused(
    low: int, chosen: int, high: int, held: int
) -> None:
    with pytest.raises(BadValue, match="a: "):
        Node(id="a", amounts=Amounts(low=low, chosen=chosen, high=high), holdings=((Stage.ANNOUNCED, held),))


@pytest.mark.parametrize("kind", list(RelationKind))
def test_five_thousand_levels_deep(kind: RelationKind) -> None:
    chain = [pledge(f"{number:05d}", 5, included=number % 3 != 0) for number in range(5_000)]
    links = [Edge(kind=kind, source=after.id, target=before.id) for before, after in pairwise(chain)]
    expected = {
        RelationKind.REPEATS: 0,
        RelationKind.REPLACES: 5,
        RelationKind.BACKFILLS: 0,
        RelationKind.RAISES: 0,
    }
    assert resolve(chain, links).total.chosen == expected.get(kind, 5) * MILLION


def test_many_announcements_with_few_relations() -> None:
    many = [pledge(f"{number:05d}", 1, keys=(str(number % 50),)) for number in range(20_000)]
    links = [
        Edge(kind=RelationKind.PART_OF, source=f"{n:05d}", target=f"{n - n % 10:05d}", cut=Cut.DONOR)
        for n in range(5_000)
        if n % 10
    ]
    result = resolve(many, links)
    assert result.total.chosen == 15_500 * MILLION
    assert sum(row.role is Role.OVERLAP for row in result.counted) == 500
