"""What the rules know of the books, kept up to date in memory, is what the books say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.samples import DAY, parties, pledge, stage

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.stages import Stage

SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))
ALL = Decimal(100)

steps = st.lists(
    st.tuples(st.sampled_from(Stage), st.sampled_from(Stage), st.integers(1, 100), st.integers(0, 4)),
    min_size=5,
    max_size=40,
)


def _held(state: State, uid: str) -> dict[Stage, Decimal]:
    return {held: amount for held, amount in state.holdings(uid).items() if amount}


def _refuses(drafts: Iterable[Draft]) -> bool:
    try:
        append(drafts, SECRETARIAT)
    except Refused:
        return True
    return False


@pytest.mark.usefixtures("books")
def test_changes_of_stage_keep_the_sum_on_every_day() -> None:
    append(parties(), SECRETARIAT)
    taken = 0

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def check(tried: list[tuple[Stage, Stage, int, int]]) -> None:
        nonlocal taken
        taken += 1
        uid = f"P-{taken}"
        append([pledge(uid, "EUR 100")], SECRETARIAT)
        good = []
        for source, target, amount, days in tried:
            draft = stage(uid, source, target, str(amount), on=DAY + timedelta(days=days))
            if not _refuses([draft]):
                good.append(draft)
        held = _held(State(), uid)
        assert sum(held.values()) == ALL
        assert min(held.values()) > 0
        _assert_every_day_holds(good)
        _assert_one_batch_is_judged_alike(f"{uid}-again", good)

    check()


def _assert_every_day_holds(good: list[Draft]) -> None:
    """No stage ever holds less than nothing, by the plainest count."""
    for days in range(5):
        day = DAY + timedelta(days=days)
        held = {Stage.ANNOUNCED: ALL}
        for draft in good:
            change = draft.payload
            assert draft.valid_on is not None
            if draft.valid_on <= day:
                for at, sign in ((change.source, -1), (change.target, 1)):  # type: ignore[attr-defined]
                    held[at] = held.get(at, Decimal(0)) + sign * change.amount  # type: ignore[attr-defined]
        assert min(held.values()) >= 0


def _assert_one_batch_is_judged_alike(uid: str, good: list[Draft]) -> None:
    """The same steps in one batch are taken too, and the state in memory is that read anew."""
    again = [
        stage(uid, d.payload.source, d.payload.target, str(d.payload.amount), on=d.valid_on) for d in good
    ]  # type: ignore[attr-defined, arg-type]
    with writing(SECRETARIAT) as pen:
        pen.write([pledge(uid, "EUR 100"), *again])
        kept = _held(pen.state, uid)
    assert kept == _held(State(), uid)


@pytest.mark.usefixtures("books")
def test_a_batch_costs_a_few_queries_however_long_it_is() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    append([*parties(), *(pledge(f"P-{n}") for n in range(60))], SECRETARIAT)

    def queries(number: int, on: date) -> int:
        drafts = [stage(f"P-{n}", Stage.ANNOUNCED, Stage.CONFIRMED, "1", on=on) for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            State().read(drafts)
        return len(captured)

    assert queries(60, DAY) == queries(1, DAY)
