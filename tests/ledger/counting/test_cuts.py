"""A whole is explained along one line at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.counting.books import counted, left_out, pledge, said
from tests.ledger.counting.world import Draw, World, draws, name

from pledgebook.ledger.counting import Edge, Why, resolve
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage

PACKAGE = [
    pledge("package", 450),
    pledge("uk", 350),
    pledge("no", 90),
    pledge("repair", 160),
    pledge("drones", 250),
]
BOTH = (
    "uk part of package along donor", "no part of package along donor",
    "repair part of package along purpose", "drones part of package along purpose",
)  # fmt: skip
BY_DONOR = {"package": 10, "uk": 350, "no": 90}
BY_PURPOSE = {"package": 40, "repair": 160, "drones": 250}


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [(None, BY_DONOR), (Cut.DONOR, BY_DONOR), (Cut.PURPOSE, BY_PURPOSE), (Cut.PERIOD, BY_DONOR)],
)
def test_the_preferred_cut_is_shown_else_the_one_that_explains_most(
    prefer: Cut | None, expected: dict[str, int]
) -> None:
    assert counted(resolve(PACKAGE, said(*BOTH), prefer=prefer)) == expected


def test_the_parts_of_the_other_cut_are_named_with_their_whole() -> None:
    result = resolve(PACKAGE, said(*BOTH))
    row = left_out(result)["drones"]
    assert (row.reason, row.other) == ("another cut of package, whose parts by donor are shown", "package")
    assert result.cuts == {"package": Cut.DONOR}


def test_one_cut_is_shown_where_the_whole_is_not_asked_for() -> None:
    nodes = [pledge("package", 450, included=False), *PACKAGE[1:]]
    assert counted(resolve(nodes, said(*BOTH))) == {"uk": 350, "no": 90}


def test_a_cut_of_which_nothing_is_asked_for_does_not_compete() -> None:
    nodes = [PACKAGE[0], pledge("uk", 450, included=False), *PACKAGE[3:]]
    result = resolve(nodes, said("uk part of package along donor", *BOTH[2:]))
    assert counted(result) == BY_PURPOSE


def test_a_tie_goes_to_the_first_name() -> None:
    nodes = [pledge("all", 100), pledge("repair", 60), pledge("year", 60)]
    result = resolve(nodes, said("repair part of all along purpose", "year part of all along period"))
    assert result.cuts == {"all": Cut.PERIOD}


def test_parts_without_a_cut_go_along() -> None:
    result = resolve([*PACKAGE, pledge("gift", 5)], said(*BOTH, "gift part of package"))
    assert counted(result) == BY_DONOR | {"package": 5, "gift": 5}


def test_what_lies_inside_an_unchosen_part_goes_with_it() -> None:
    result = resolve([*PACKAGE, pledge("tools", 10)], said(*BOTH, "tools part of repair"))
    assert counted(result) == BY_DONOR
    assert left_out(result)["tools"].why is Why.OTHER_CUT


def test_two_cuts_inside_an_unchosen_part_are_left_out_for_that_part() -> None:
    nodes = [*PACKAGE, pledge("tools", 10), pledge("may", 5)]
    relations = ("tools part of repair along purpose", "may part of repair along period")
    result = resolve(nodes, said(*BOTH, *relations))
    assert counted(result) == BY_DONOR
    assert {left_out(result)[one].other for one in ("tools", "may")} == {"package"}


def test_what_lies_inside_an_unchosen_part_counts_where_it_lies_inside_a_chosen_one() -> None:
    nodes = [*PACKAGE, pledge("tools", 10)]
    result = resolve(nodes, said(*BOTH, "tools part of repair", "tools part of uk"))
    assert counted(result) == BY_DONOR | {"uk": 340, "tools": 10}


def test_an_unchosen_part_counts_where_it_lies_inside_something_else() -> None:
    nodes = [*PACKAGE, pledge("fund", 1_000)]
    result = resolve(nodes, said(*BOTH, "repair financed by fund"))
    assert counted(result) == {"package": -150, "uk": 350, "no": 90, "repair": 160, "fund": 840}


def test_an_unchosen_part_of_two_wholes_is_in_the_total_once() -> None:
    nodes = [pledge("a", 100), pledge("b", 90), pledge("uk", 60), pledge("no", 50), pledge("repair", 40)]
    relations = (
        "uk part of a along donor",
        "no part of b along donor",
        "repair part of a along purpose",
        "repair part of b along purpose",
    )
    result = resolve(nodes, said(*relations))
    assert left_out(result)["repair"].why is Why.OTHER_CUT
    assert sum(counted(result).values()) == 100 + 90 - 40


def test_a_way_around_the_whole_to_what_contains_it_is_no_other_way() -> None:
    nodes = [*PACKAGE, pledge("year", 4_500)]
    relations = (*BOTH, "package part of year", "repair part of year")
    assert counted(resolve(nodes, said(*relations))) == BY_DONOR | {"year": 4_050}


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, Draw], list[Edge]]:
    """Every announcement inside one earlier one, along any line."""
    drawn = draw(st.lists(draws(tuple(Stage), ranges=False), min_size=1, max_size=12))
    cut = st.sampled_from([None, *Cut])
    found = [
        Edge(
            kind=RelationKind.PART_OF,
            source=name(later),
            target=name(draw(st.integers(0, later - 1))),
            cut=draw(cut),
        )
        for later in range(1, len(drawn))
    ]
    return {name(number): one for number, one in enumerate(drawn)}, found


@settings(max_examples=150, deadline=None)
@given(trees(), st.sampled_from([None, *Cut]))
def test_no_whole_is_explained_along_two_lines(
    drawn: tuple[dict[str, Draw], list[Edge]], prefer: Cut | None
) -> None:
    world = World(*drawn)
    result = resolve(world.nodes(), drawn[1], prefer=prefer)
    out = {row.id for row in result.left_out if row.why is Why.OTHER_CUT}
    shown: dict[str, set[Cut]] = {}
    above = {edge.source: edge for edge in drawn[1]}
    for row in world.counted() - out:
        one = row
        while (edge := above.get(one)) is not None:
            if edge.cut is not None:
                shown.setdefault(edge.target, set()).add(edge.cut)
            one = edge.target
    assert all(len(cuts) == 1 for cuts in shown.values())
