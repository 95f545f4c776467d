"""Totals worked out by hand."""

from __future__ import annotations

from tests.ledger.counting.books import MILLION, counted, left_out, pledge, said, total

from pledgebook.ledger.counting import Amounts, Role, Why, resolve
from pledgebook.vocabulary.stages import Stage

MEETING = [
    pledge("all", 21_000, keys=("UDCG",)),
    pledge("de", 11_000, keys=("DE",)),
    pledge("uk", 4_500, keys=("GB",)),
]
OF_IT = ("de part of all", "uk part of all")


def test_a_meeting_comes_to_what_was_announced_together() -> None:
    result = resolve(MEETING, said(*OF_IT))
    assert counted(result) == {"all": 5_500, "de": 11_000, "uk": 4_500}
    assert {row.id: row.role for row in result.counted} == {
        "all": Role.REST,
        "de": Role.PART,
        "uk": Role.PART,
    }
    assert {row.id: row.inside for row in result.counted} == {"all": None, "de": "all", "uk": "all"}
    assert {keys: amounts.chosen // MILLION for (keys, _), amounts in result.groups.items()} == {
        ("DE",): 11_000,
        ("GB",): 4_500,
        ("UDCG",): 5_500,
    }
    assert result.total.chosen == 21_000 * MILLION


def test_a_package_in_two_wholes_counts_once() -> None:
    year, fund, package = pledge("year", 4_500), pledge("fund", 1_000), pledge("package", 450)
    relations = ("package part of year", "package financed by fund")
    result = resolve([year, fund, package], said(*relations))
    assert counted(result) == {"year": 4_050, "fund": 550, "package": 450}


def test_a_package_in_two_wholes_counts_once_where_it_is_not_asked_for() -> None:
    year, fund = pledge("year", 4_500), pledge("fund", 1_000)
    package = pledge("package", 450, included=False)
    result = resolve([year, fund, package], said("package part of year", "package financed by fund"))
    assert counted(result) == {"year": 4_050, "fund": 1_000}
    reasons = {row.id: row.reason for row in result.counted}
    assert reasons == {"year": "package lies inside fund too and is counted there", "fund": None}


def test_a_relation_that_another_two_imply_changes_nothing() -> None:
    nodes = [
        pledge("all", 21_000),
        pledge("year", 4_500),
        pledge("package", 450, stages=Stage.DELIVERED, included=False),
        pledge("tanks", 100),
    ]
    relations = ("year part of all", "package part of year", "tanks part of package")
    result = resolve(nodes, said(*relations))
    assert resolve(nodes, said(*relations, "package part of all", "tanks part of all")) == result
    assert {row.id: row.inside for row in result.counted} == {"all": None, "year": "all", "tanks": "year"}


def test_what_nine_parts_leave_of_a_whole() -> None:
    parts = [100, 300, 50, 30, 1_000, 418, 550, 546, 1_000]
    nodes = [pledge("sek", 4_800), *(pledge(f"part{n}", amount) for n, amount in enumerate(parts))]
    result = resolve(nodes, said(*(f"part{n} part of sek" for n in range(9))))
    assert result.total.chosen == 4_800 * MILLION
    assert counted(result)["sek"] == 806


def test_a_filter_may_leave_out_what_lies_between() -> None:
    nodes = [pledge("all", 21_000), pledge("de", 11_000, included=False), pledge("tanks", 3_000)]
    result = resolve(nodes, said("de part of all", "tanks part of de"))
    assert counted(result) == {"all": 18_000, "tanks": 3_000}


def test_parts_that_exceed_their_whole_show_as_a_correction() -> None:
    result = resolve([pledge("a", 100), pledge("b", 80), pledge("c", 70)], said("b part of a", "c part of a"))
    (row,) = (row for row in result.counted if row.id == "a")
    assert (row.role, row.amounts.chosen) == (Role.OVERLAP, -50 * MILLION)
    assert row.reason == "the parts come to 50,000,000.00 more than the whole"
    assert result.total.chosen == 100 * MILLION


def test_a_whole_that_its_parts_explain_adds_nothing() -> None:
    result = resolve([pledge("a", 100), pledge("b", 60), pledge("c", 40)], said("b part of a", "c part of a"))
    assert counted(result) == {"b": 60, "c": 40}
    assert left_out(result)["a"].why is Why.EXPLAINED


def test_a_range_stays_a_range() -> None:
    result = resolve([pledge("a", 100), pledge("b", (40, 50, 60))], said("b part of a"))
    rows = {row.id: row.amounts for row in result.counted}
    assert rows["a"] == Amounts(low=60 * MILLION, chosen=50 * MILLION, high=40 * MILLION)
    assert result.total == Amounts(low=100 * MILLION, chosen=100 * MILLION, high=100 * MILLION)


def test_a_raise_adds_the_difference() -> None:
    old, new = pledge("old", 100), pledge("new", 150)
    result = resolve([old, new], said("new raises old"))
    assert counted(result) == {"old": 100, "new": 50}
    assert {row.id: row.role for row in result.counted} == {"old": Role.WHOLE, "new": Role.RAISE}


def test_a_raise_adds_the_difference_where_the_level_before_is_not_asked_for() -> None:
    first, second = pledge("first", 100, included=False), pledge("second", 150, included=False)
    assert total([first, pledge("new", 250)], "new raises first") == 150
    nodes = [first, second, pledge("new", 250)]
    assert total(nodes, "second raises first", "new raises second") == 100
    assert (
        total([first, pledge("second", 150), pledge("new", 250)], "second raises first", "new raises second")
        == 150
    )


def test_a_raise_to_a_level_whose_amount_is_unknown_counts_from_the_level_before() -> None:
    nodes = [pledge("first", 100, included=False), pledge("second", None), pledge("new", 250)]
    assert total(nodes, "second raises first", "new raises second") == 150


def test_the_level_before_counts_in_full_where_the_raise_is_not_asked_for() -> None:
    assert total([pledge("old", 100), pledge("new", 150, included=False)], "new raises old") == 100


def test_a_whole_counts_in_full_though_a_raise_inside_it_does_not() -> None:
    nodes = [pledge("year", 4_500), pledge("old", 100, included=False), pledge("new", 150)]
    result = resolve(nodes, said("new raises old", "new part of year"))
    assert counted(result) == {"year": 4_450, "new": 50}


def test_three_wordings_of_one_pledge_are_one() -> None:
    nodes = [pledge("gbp", 450), pledge("usd", 452), pledge("both", 455), pledge("year", 4_500)]
    result = resolve(nodes, said("usd repeats gbp", "both repeats usd", "both part of year"))
    assert counted(result) == {"gbp": 450, "year": 4_050}
    assert left_out(result)["both"].reason == "repeats gbp"
    assert total([pledge("gbp", 450, included=False), pledge("usd", 452)], "usd repeats gbp") == 0


def test_a_part_of_a_repeat_is_a_part_of_the_original() -> None:
    nodes = [pledge("first", 450), pledge("again", 450), pledge("repair", 160)]
    assert counted(resolve(nodes, said("again repeats first", "repair part of again"))) == {
        "first": 290,
        "repair": 160,
    }


def test_what_repeats_two_lies_with_both_in_its_whole() -> None:
    nodes = [pledge("a", 60), pledge("b", 40), pledge("sum", 100), pledge("year", 500), pledge("part", 10)]
    relations = ("sum repeats a", "sum repeats b", "sum part of year", "part part of sum")
    assert counted(resolve(nodes, said(*relations))) == {"a": 50, "b": 40, "part": 10, "year": 400}


def test_an_announcement_without_an_amount_is_transparent() -> None:
    nodes = [pledge("all", 100), pledge("package", None), pledge("tanks", 30)]
    result = resolve(nodes, said("package part of all", "tanks part of package"))
    assert counted(result) == {"all": 70, "tanks": 30}
    assert left_out(result)["package"].reason == "no amount is stated"


def test_what_cannot_be_converted_is_left_out_with_the_reason() -> None:
    nodes = [pledge("a", None, left_out_reason="no ECB rate for 2025-03-06"), pledge("b", 5)]
    result = resolve(nodes, [])
    assert counted(result) == {"b": 5}
    assert left_out(result)["a"].reason == "no ECB rate for 2025-03-06"


def test_stages_may_be_left_aside() -> None:
    node = pledge("a", 100, stages={Stage.ANNOUNCED: 60, Stage.DELIVERED: 30, Stage.CANCELLED: 10})
    (row,) = resolve([node], [], by_stage=False).counted
    assert (row.stage, row.amounts.chosen) == (None, 90 * MILLION)
