"""The columnar copy and the counting engine give the same answers to the hundredth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.ledger.samples import pledge, stage
from tests.ledger.totals.random_books import fill

from pledgebook.ledger.access import PUBLIC, Actor, Role, sight_of
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.totals.answering import totals
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.quick import copy
from pledgebook.vocabulary.claims import AidType
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

_D = Dimension
_SIGHTS = {
    "stranger": sight_of(PUBLIC),
    "secretariat": sight_of(Actor("s", frozenset({Role.SECRETARIAT}))),
    "Germany": sight_of(Actor("g", frozenset({Role.DONOR_DESK}), "DE")),
}
_QUESTIONS = {
    "all": Question(),
    "donor and stage": Question(by=(_D.DONOR, _D.STAGE)),
    "in dollars": Question(by=(_D.STAGE, _D.CURRENCY), currency="USD"),
    "at one rate": Question(by=(_D.CURRENCY,), rate_date=date(2025, 2, 3)),
    "of a donor": Question(by=(_D.YEAR, _D.STAGE), donors=frozenset({"DE"})),
    "filtered": Question(
        by=(_D.AID_TYPE, _D.NATURE),
        meetings=frozenset({"UDCG-27"}),
        aid_types=frozenset({AidType.MILITARY, AidType.FINANCIAL}),
        since=date(2024, 2, 1),
        until=date(2025, 3, 1),
    ),
    "as of a day": Question(by=(_D.MEETING, _D.STAGE), clocks=Clocks(as_of=date(2024, 9, 1))),
    "as known": Question(by=(_D.DONOR, _D.STAGE), clocks=Clocks(known=90)),
    "nothing known": Question(by=(_D.DONOR,), clocks=Clocks(known=0)),
}


@pytest.fixture(autouse=True)
def _own_copy() -> Iterator[None]:
    copy.cache_clear()
    yield
    copy.cache_clear()


@pytest.mark.parametrize("seed", [1, 2])
def test_both_ways_agree_on_every_question_for_everybody(secretariat: Actor, seed: int) -> None:
    fill(secretariat, seed)
    for who, sight in _SIGHTS.items():
        for name, question in _QUESTIONS.items():
            slow, quick = (totals(question, sight, quick=way) for way in (False, True))
            assert slow == quick, f"{name}, asked by {who}"


def test_the_copy_follows_the_books(secretariat: Actor) -> None:
    fill(secretariat, 3)
    question = _QUESTIONS["donor and stage"]
    before = totals(question, _SIGHTS["stranger"], quick=True)
    append([pledge("P-new", "USD 1000", "SE")], secretariat)
    append([stage("P-new", Stage.ANNOUNCED, Stage.CONFIRMED, "400")], secretariat)
    after = totals(question, _SIGHTS["stranger"], quick=True)
    assert after != before
    assert after == totals(question, _SIGHTS["stranger"], quick=False)


def test_a_kept_answer_is_of_the_right_clocks(secretariat: Actor) -> None:
    fill(secretariat, 4)
    for name in ("as known", "donor and stage", "as known"):
        question = _QUESTIONS[name]
        assert totals(question, _SIGHTS["secretariat"], quick=True) == totals(
            question, _SIGHTS["secretariat"], quick=False
        )
