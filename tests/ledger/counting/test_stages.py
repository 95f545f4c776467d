"""What stage the rest of a whole stands at, and what has left the ladder."""

from __future__ import annotations

import pytest
from tests.ledger.counting.books import MILLION, counted, left_out, pledge, said, standing

from pledgebook.ledger.counting import Amounts, Why, resolve
from pledgebook.vocabulary.stages import Stage

ANNOUNCED, COMMITTED, DELIVERED = Stage.ANNOUNCED, Stage.COMMITTED, Stage.DELIVERED
PAUSED, CANCELLED, EXPIRED = Stage.PAUSED, Stage.CANCELLED, Stage.EXPIRED


@pytest.mark.parametrize(
    ("whole", "part", "rest"),
    [
        ({ANNOUNCED: 100}, {DELIVERED: 40}, {ANNOUNCED: 60}),
        ({DELIVERED: 40, ANNOUNCED: 60}, {DELIVERED: 40}, {ANNOUNCED: 60}),
        ({DELIVERED: 50, ANNOUNCED: 50}, {DELIVERED: 40}, {DELIVERED: 10, ANNOUNCED: 50}),
        ({DELIVERED: 50, ANNOUNCED: 50}, {ANNOUNCED: 40}, {DELIVERED: 50, ANNOUNCED: 10}),
        ({DELIVERED: 100}, {ANNOUNCED: 40}, {DELIVERED: 60}),
        ({COMMITTED: 30, PAUSED: 70}, {COMMITTED: 20}, {COMMITTED: 10, PAUSED: 70}),
        ({ANNOUNCED: 60, CANCELLED: 40}, {ANNOUNCED: 20}, {ANNOUNCED: 40, CANCELLED: 40}),
        ({DELIVERED: 50, ANNOUNCED: 50}, {ANNOUNCED: 60}, {DELIVERED: 40}),
        ({DELIVERED: 50, COMMITTED: 10, ANNOUNCED: 40}, {COMMITTED: 30}, {DELIVERED: 50, ANNOUNCED: 20}),
        ({ANNOUNCED: 100}, {CANCELLED: 40}, {ANNOUNCED: 60}),
        ({COMMITTED: 60, ANNOUNCED: 40}, {COMMITTED: 130}, {ANNOUNCED: -30}),
        ({ANNOUNCED: 60, CANCELLED: 40}, {ANNOUNCED: 130}, {ANNOUNCED: -30}),
    ],
)
def test_the_rest_stands_where_the_parts_do_not_account_for_what_the_whole_says(
    whole: dict[Stage, int], part: dict[Stage, int], rest: dict[Stage, int]
) -> None:
    nodes = [
        pledge("whole", sum(whole.values()), stages=whole),
        pledge("part", sum(part.values()), stages=part),
    ]
    result = resolve(nodes, said("part part of whole"))
    found = {row.stage: row.amounts.chosen // MILLION for row in result.counted if row.id == "whole"}
    found |= {r.stage: r.amounts.chosen // MILLION for r in result.left_out if r.id == "whole" and r.amounts}
    assert found == rest


def test_the_stages_add_up_over_three_levels() -> None:
    nodes = [
        pledge("all", 1000, stages={ANNOUNCED: 600, COMMITTED: 300, DELIVERED: 100}),
        pledge("de", 500, stages={ANNOUNCED: 300, COMMITTED: 140, DELIVERED: 60}),
        pledge("tanks", 100, stages={COMMITTED: 60, DELIVERED: 40}),
    ]
    result = resolve(nodes, said("de part of all", "tanks part of de"))
    assert standing(result) == {ANNOUNCED: 600, COMMITTED: 300, DELIVERED: 100}


def test_a_correction_below_what_the_whole_says_is_the_rests() -> None:
    nodes = [
        pledge("all", 200, stages={DELIVERED: 10, COMMITTED: 190}),
        pledge("de", 100, stages={COMMITTED: 50, ANNOUNCED: 50}),
        pledge("tanks", 120, stages=COMMITTED),
    ]
    result = resolve(nodes, said("de part of all", "tanks part of de"))
    assert standing(result) == {DELIVERED: 10, COMMITTED: 210, ANNOUNCED: -20}


@pytest.mark.parametrize(("end", "why"), [(CANCELLED, Why.CANCELLED), (EXPIRED, Why.EXPIRED)])
def test_what_has_ended_is_left_out_with_its_amount_and_the_rest_counts(end: Stage, why: Why) -> None:
    result = resolve([pledge("a", 100, stages={end: 40, DELIVERED: 60})], [])
    assert counted(result) == {"a": 60}
    row = left_out(result)["a"]
    assert (row.why, row.stage) == (why, end)
    assert row.amounts == Amounts(low=40 * MILLION, chosen=40 * MILLION, high=40 * MILLION)


def test_what_is_paused_counts_under_its_stage() -> None:
    assert standing(resolve([pledge("a", 100, stages=PAUSED)], [])) == {PAUSED: 100}


def test_the_scenarios_differ_at_the_lowest_stage_that_counts() -> None:
    node = pledge("a", (70, 100, 110), stages={CANCELLED: 10, ANNOUNCED: 20, DELIVERED: 70})
    result = resolve([node], [])
    rows = {row.stage: row.amounts for row in result.counted}
    assert rows[ANNOUNCED] == Amounts(low=0, chosen=20 * MILLION, high=30 * MILLION)
    assert rows[DELIVERED] == Amounts(low=60 * MILLION, chosen=70 * MILLION, high=70 * MILLION)
    assert left_out(result)["a"].amounts == Amounts(low=10 * MILLION, chosen=10 * MILLION, high=10 * MILLION)
