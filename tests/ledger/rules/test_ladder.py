"""From which stage to which an amount may go."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pledgebook.ledger.rules.ladder import ladder_fault
from pledgebook.vocabulary.stages import LADDER, Stage

_LADDER = [stage.value for stage in LADDER[:7]]


@pytest.mark.parametrize(("source", "target"), list(pairwise(_LADDER)))
def test_the_next_rung_is_open(source: str, target: str) -> None:
    assert ladder_fault(Stage(source), Stage(target)) is None


@pytest.mark.parametrize("beside", [Stage.PAUSED, Stage.CANCELLED, Stage.EXPIRED])
@pytest.mark.parametrize("source", _LADDER)
def test_every_rung_below_delivered_can_be_left(source: str, beside: Stage) -> None:
    assert ladder_fault(Stage(source), beside) is None


@pytest.mark.parametrize("target", [*_LADDER, "cancelled", "expired"])
def test_what_is_paused_comes_back_or_is_given_up(target: str) -> None:
    assert ladder_fault(Stage.PAUSED, Stage(target)) is None


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("announced", "allocated", "skips confirmed and committed on the way from announced to allocated"),
        ("committed", "announced", "goes back from committed to announced"),
        ("announced", "announced", "from announced to announced; name two stages"),
        (
            "in transit",
            "delivered",
            "makes it delivered; open a handover and let the donor sign",
        ),
        ("announced", "delivered", "only a signature makes it delivered"),
        (
            "delivered",
            "accepted",
            "makes it accepted; open a handover and let the recipient sign",
        ),
        ("paused", "delivered", "only a signature makes it delivered"),
        ("delivered", "paused", "what is delivered was signed for and does not become paused"),
        ("delivered", "ready", "what is delivered was signed for"),
        ("accepted", "cancelled", "what is accepted was signed for"),
        ("cancelled", "announced", "what is cancelled stays so"),
        ("expired", "paused", "what is expired stays so"),
    ],
)
def test_other_ways_are_refused_with_the_reason(source: str, target: str, sentence: str) -> None:
    assert sentence in (ladder_fault(Stage(source), Stage(target)) or "")
