"""What cannot count, and what goes with it."""

from __future__ import annotations

import pytest
from tests.ledger.counting.books import counted, left_out, pledge, said, total

from pledgebook.ledger.counting import Why, resolve
from pledgebook.vocabulary.pledges import PledgeNature as Nature


def test_a_replacement_stands_in_the_place_of_the_replaced() -> None:
    nodes = [pledge("year", 4_500), pledge("old", 450), pledge("new", 500)]
    result = resolve(nodes, said("old part of year", "new replaces old"))
    assert counted(result) == {"year": 4_000, "new": 500}
    assert left_out(result)["old"].reason == "replaced by new"


def test_what_is_replaced_adds_nothing_even_where_its_replacement_is_not_asked_for() -> None:
    assert total([pledge("old", 450), pledge("new", 500, included=False)], "new replaces old") == 0


def test_the_parts_of_a_replaced_whole_go_with_it() -> None:
    nodes = [pledge("old", 450), pledge("new", 500), pledge("tanks", 100), pledge("leopard", 40)]
    result = resolve(nodes, said("new replaces old", "tanks part of old", "leopard part of tanks"))
    assert counted(result) == {"new": 500}
    reason = "its whole old was replaced by new"
    assert {left_out(result)[one].reason for one in ("tanks", "leopard")} == {reason}


@pytest.mark.parametrize("whole", ["new", "other"])
def test_the_parts_of_a_replaced_whole_count_where_they_lie_inside_another(whole: str) -> None:
    nodes = [pledge("old", 450), pledge("new", 500), pledge("other", 900), pledge("tanks", 100)]
    result = resolve(nodes, said("new replaces old", "tanks part of old", f"tanks part of {whole}"))
    assert counted(result) == {"new": 500, "other": 900, "tanks": 100} | {
        whole: {"new": 400, "other": 800}[whole]
    }


def test_what_replaces_a_whole_and_its_part_counts() -> None:
    nodes = [pledge("old", 450), pledge("tanks", 100), pledge("new", 500)]
    assert total(nodes, "tanks part of old", "new replaces old", "new replaces tanks") == 500


@pytest.mark.parametrize("new", ["a", "z"])
def test_what_replaces_a_part_of_a_replaced_whole_goes_with_it(new: str) -> None:
    nodes = [pledge("year", 450), pledge("next", 500), pledge("tanks", 100), pledge(new, 120)]
    relations = ("tanks part of year", "next replaces year", f"{new} replaces tanks")
    result = resolve(nodes, said(*relations))
    assert counted(result) == {"next": 500}
    assert left_out(result)[new].other == "year"


def test_what_replaces_a_raise_raises_the_level_before() -> None:
    nodes = [pledge("first", 100, included=False), pledge("raise", 150), pledge("new", 200)]
    assert counted(resolve(nodes, said("raise raises first", "new replaces raise"))) == {"new": 100}


def test_a_replacement_may_contain_what_the_replaced_lay_inside() -> None:
    nodes = [pledge("old", 450), pledge("year", 4_500), pledge("new", 9_000)]
    assert total(nodes, "old part of year", "year part of new", "new replaces old") == 9_000


def test_what_makes_good_a_gift_adds_nothing_and_takes_nothing_from_its_whole() -> None:
    nodes = [pledge("tanks", 80), pledge("leopard", 60), pledge("package", 500), pledge("lorries", 20)]
    relations = ("leopard backfills tanks", "leopard part of package", "lorries part of leopard")
    result = resolve(nodes, said(*relations))
    assert counted(result) == {"package": 500, "tanks": 80}
    assert (left_out(result)["leopard"].why, left_out(result)["leopard"].other) == (Why.BACKFILLS, "tanks")
    assert left_out(result)["lorries"].why is Why.WHOLE_BACKFILLS


@pytest.mark.parametrize(
    "nature", [Nature.RESTATEMENT, Nature.STRETCH, Nature.INTENT, Nature.NOTHING, Nature.CONDITIONAL]
)
def test_what_is_no_announcement_adds_nothing_and_takes_nothing(nature: Nature) -> None:
    nodes = [pledge("all", 100), pledge("other", 40, nature=nature), pledge("raise", 150), pledge("part", 5)]
    result = resolve(nodes, said("other part of all", "raise raises other", "part part of other"))
    assert counted(result) == {"all": 95, "raise": 145, "part": 5}
    assert left_out(result)["other"].why is Why.NATURE


@pytest.mark.parametrize("included", [True, False])
def test_a_raise_of_what_never_counts_counts_in_full(included: bool) -> None:
    will = pledge("will", 100, nature=Nature.INTENT, included=included)
    assert total([will, pledge("new", 150)], "new raises will") == 150


def test_what_holds_on_conditions_counts_where_it_is_asked_for() -> None:
    node = pledge("a", 40, nature=Nature.CONDITIONAL)
    assert total([node]) == 0
    assert total([node], conditional=True) == 40


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("delivery part of promise", {"promise": 60, "delivery": 40}),
        ("delivery replaces promise", {"delivery": 40}),
        ("promise repeats delivery", {"delivery": 40}),
        ("delivery backfills promise", {"promise": 100}),
        ("promise part of delivery", {"promise": 100}),
    ],
)
def test_a_delivery_counts_only_with_its_promise(relation: str, expected: dict[str, int]) -> None:
    nodes = [pledge("promise", 100), pledge("delivery", 40, nature=Nature.DELIVERY)]
    assert counted(resolve(nodes, said(relation))) == expected


def test_a_delivery_belongs_to_a_promise_also_over_what_is_none() -> None:
    nodes = [
        pledge("promise", 100),
        pledge("years", 70, nature=Nature.STRETCH),
        pledge("delivery", 40, nature=Nature.DELIVERY),
    ]
    result = resolve(nodes, said("years part of promise", "delivery part of years"))
    assert counted(result) == {"promise": 60, "delivery": 40}


@pytest.mark.parametrize("nature", [Nature.INTENT, Nature.STRETCH, Nature.DELIVERY])
def test_a_delivery_whose_promise_is_not_in_the_books_is_left_out(nature: Nature) -> None:
    nodes = [pledge("whole", 100, nature=nature), pledge("delivery", 40, nature=Nature.DELIVERY)]
    result = resolve(nodes, said("delivery part of whole"))
    assert counted(result) == {}
    assert left_out(result)["delivery"].why is Why.NO_PROMISE


def test_what_the_question_does_not_include_is_not_listed() -> None:
    nodes = [pledge("a", 1, included=False), pledge("b", 1, included=False, nature=Nature.INTENT)]
    result = resolve(nodes, said("b repeats a"))
    assert (result.counted, result.left_out) == ((), ())
