"""Changes of stage, and corrections of pledges of which something has moved on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.ledger.rules.judging import Desk
from tests.ledger.samples import DAY, SOURCE, pledge, stage

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Line, StageChange
from pledgebook.ledger.rules.stages import correction_faults, stage_faults
from pledgebook.vocabulary.stages import Stage

ANNOUNCED, CONFIRMED, COMMITTED, PAUSED = Stage.ANNOUNCED, Stage.CONFIRMED, Stage.COMMITTED, Stage.PAUSED
EARLIER = date(2025, 4, 10)
MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)
TANKS = Line(key="1", item="tank", unit="piece", low=Decimal(10))
SOME = Line(key="2", item="drone")


def tanks(source: Stage, target: Stage, number: int, line: str = "1", on: date = DAY) -> Draft:
    """So many of the tanks of P-1 move."""
    change = StageChange(source=source, target=target, line=line, quantity=Decimal(number))
    return Draft(subject="P-1", payload=change, valid_on=on, evidence=SOURCE)


def test_what_stands_there_may_move() -> None:
    desk = Desk(pledge("P-1", "EUR 100", lines=(TANKS,)))
    assert desk.faults(stage_faults, stage("P-1", ANNOUNCED, CONFIRMED, "100")) == []
    assert desk.faults(stage_faults, tanks(ANNOUNCED, CONFIRMED, 10)) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (stage("P-9", ANNOUNCED, CONFIRMED, "1"), "there is no pledge 'P-9' in the books"),
        (
            stage("P-1", ANNOUNCED, CONFIRMED, "101"),
            "EUR 101 of the sum cannot leave announced: 100 stands",
        ),
        (stage("P-1", CONFIRMED, COMMITTED, "1"), "EUR 1 of the sum cannot leave confirmed: 0 stands there"),
        (
            stage("P-1", ANNOUNCED, CONFIRMED, "1", on=date(2025, 4, 10)),
            "before pledge P-1 was made on 2025-04-11",
        ),
        (tanks(ANNOUNCED, CONFIRMED, 11), "11 tank of line '1' cannot leave announced: 10 stands there"),
        (tanks(ANNOUNCED, CONFIRMED, 1, "7"), "pledge P-1 has no line '7', only '1', '2'"),
        (tanks(ANNOUNCED, CONFIRMED, 1, "2"), "how many line '2' of pledge P-1 has is not known"),
        (stage("P-2", ANNOUNCED, CONFIRMED, "1"), "pledge P-2 has no sum that could move"),
    ],
)
def test_what_is_not_there_cannot_move(wrong: Draft, sentence: str) -> None:
    desk = Desk(pledge("P-1", "EUR 100", lines=(TANKS, SOME)), pledge("P-2", None, lines=(TANKS,)))
    (fault,) = desk.faults(stage_faults, wrong)
    assert sentence in fault


def test_what_moved_in_the_batch_counts() -> None:
    desk = Desk(pledge("P-1", "EUR 100"), stage("P-1", ANNOUNCED, CONFIRMED, "60"))
    assert desk.faults(stage_faults, stage("P-1", CONFIRMED, COMMITTED, "60")) == []
    assert desk.faults(stage_faults, stage("P-1", ANNOUNCED, CONFIRMED, "41")) != []


@pytest.mark.parametrize(
    ("amount", "on", "fits"), [("40", MAY, True), ("41", MAY, False), ("41", DAY, False)]
)
def test_a_change_in_the_past_leaves_what_moved_on_since(amount: str, on: date, fits: bool) -> None:
    desk = Desk(pledge("P-1", "EUR 100"), stage("P-1", ANNOUNCED, CONFIRMED, "60", on=JUNE))
    assert (desk.faults(stage_faults, stage("P-1", ANNOUNCED, CONFIRMED, amount, on=on)) == []) is fits


def test_nothing_moves_on_before_it_has_come() -> None:
    desk = Desk(pledge("P-1", "EUR 100"), stage("P-1", ANNOUNCED, CONFIRMED, "60", on=JUNE))
    (fault,) = desk.faults(stage_faults, stage("P-1", CONFIRMED, COMMITTED, "60", on=MAY))
    assert "cannot leave confirmed: 0 stands there on 2025-05-01" in fault
    assert desk.faults(stage_faults, stage("P-1", CONFIRMED, COMMITTED, "60", on=JUNE)) == []


@pytest.mark.parametrize(
    ("target", "amount", "fits"),
    [
        (ANNOUNCED, "30", True),
        (CONFIRMED, "20", True),
        (CONFIRMED, "21", False),
        (COMMITTED, "1", False),
        (Stage.CANCELLED, "30", True),
    ],
)
def test_a_pause_is_no_way_to_climb(target: Stage, amount: str, fits: bool) -> None:
    desk = Desk(
        pledge("P-1", "EUR 100"),
        stage("P-1", ANNOUNCED, CONFIRMED, "50"),
        stage("P-1", CONFIRMED, PAUSED, "20"),
        stage("P-1", ANNOUNCED, PAUSED, "10"),
    )
    found = desk.faults(stage_faults, stage("P-1", PAUSED, target, amount))
    assert (found == []) is fits
    assert (
        fits or f"cannot return to {target}: {20 if target is CONFIRMED else 0} of what is paused" in found[0]
    )


def test_what_was_paused_twice_comes_back_once() -> None:
    desk = Desk(
        pledge("P-1", "EUR 100"),
        stage("P-1", ANNOUNCED, CONFIRMED, "50"),
        stage("P-1", CONFIRMED, PAUSED, "20"),
        stage("P-1", PAUSED, CONFIRMED, "20"),
        stage("P-1", ANNOUNCED, PAUSED, "50"),
    )
    assert desk.faults(stage_faults, stage("P-1", PAUSED, CONFIRMED, "1")) != []


@pytest.mark.parametrize(
    ("corrected", "sentence"),
    [
        (pledge("P-1", "EUR 60", lines=(TANKS,)), None),
        (pledge("P-1", "EUR 200", lines=(TANKS,)), None),
        (pledge("P-1", "EUR 100", lines=(TANKS,), on=MAY), None),
        (
            pledge("P-1", "EUR 59", lines=(TANKS,)),
            "EUR 60 of the sum has moved on from announced by 2025-06-01, and the correction brings 59 there",
        ),
        (pledge("P-1", "EUR 100", lines=(TANKS,), on=JULY), "the correction brings 0 there by then"),
        (pledge("P-1", "EUR 100", lines=(TANKS,), stage=Stage.REPORTED), "brings 0 there by then"),
        (pledge("P-1", None, lines=(TANKS,)), "brings 0 there by then"),
        (pledge("P-1", "EUR 100"), "10 tank of line '1' has moved on from announced by 2025-06-01"),
        (pledge("P-1", "USD 100", lines=(TANKS,)), "the sum was counted in EUR and part of it has moved on"),
        (
            pledge("P-1", "EUR 100", lines=(Line(key="1", item="drone", low=Decimal(10)),)),
            "line '1' was counted in piece of tank and part of it has moved on",
        ),
    ],
)
def test_a_correction_covers_what_has_moved_on(corrected: Draft, sentence: str | None) -> None:
    desk = Desk(
        pledge("P-1", "EUR 100", lines=(TANKS, SOME)),
        stage("P-1", ANNOUNCED, CONFIRMED, "60", on=JUNE),
        tanks(ANNOUNCED, CONFIRMED, 10, on=JUNE),
    )
    found = desk.faults(correction_faults, corrected)
    assert any(sentence in fault for fault in found) if sentence else found == []


def test_a_corrected_pledge_has_its_new_amount() -> None:
    desk = Desk(pledge("P-1", "EUR 100"), stage("P-1", ANNOUNCED, CONFIRMED, "60"), pledge("P-1", "EUR 80"))
    assert desk.state.holdings("P-1") == {ANNOUNCED: 20, CONFIRMED: 60}
