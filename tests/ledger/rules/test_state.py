"""What the rules know of the books, kept up to date in memory, is what the books say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.rules.judging import SECRETARIAT
from tests.ledger.samples import DAY, parties, pledge, stage

from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.wire import Wire
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import Movement
from pledgebook.ledger.payloads import Reversal
from pledgebook.ledger.rules.ladder import ladder_fault
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

NOTHING = Decimal(0)
ROADS = {source: [target for target in Stage if ladder_fault(source, target) is None] for source in Stage}
"""Where a change of stage may lead, by where it begins."""


class Act(NamedTuple):
    """Something tried on a day: the pledge is corrected, an entry is taken back, or else something moves. The
    numbers choose what, from what the books have then."""

    what: int
    numbers: tuple[int, int, int]
    day: date


days = st.integers(0, 4).map(lambda days: DAY + timedelta(days=days))
number = st.integers(0, 200)
acts = st.lists(
    st.builds(Act, st.integers(0, 9), st.tuples(number, number, number), days), min_size=8, max_size=30
)


def _draft(act: Act, uid: str, written: list[Entry], state: State) -> Draft:
    first, second, third = act.numbers
    if act.what == 0:
        known = state.record(EntryKind.PLEDGE, uid)
        seq = None if known is None else known.seq
        return pledge(uid, f"EUR {first + 1}", on=act.day, expected=seq)
    if act.what == 1:
        entry = written[first % len(written)]
        return Draft(subject=f"{entry.kind}:{uid}", payload=Reversal(entry=entry.seq, reason="a test"))
    held = sorted((stage, amount) for stage, amount in _held(state, uid).items() if ROADS[stage])
    source, amount = held[first % len(held)] if held else (Stage.ANNOUNCED, NOTHING)
    target = ROADS[source][second % len(ROADS[source])]
    return stage(uid, source, target, str(1 + third % (amount + 3)), on=act.day)


def _taken(tried: list[Act], uid: str) -> list[Act]:
    """Those of the acts that the books take, each in a transaction of its own."""
    written = append([pledge(uid, "EUR 100")], SECRETARIAT)
    good = []
    for act in tried:
        try:
            written += append([_draft(act, uid, written, State())], SECRETARIAT)
            good.append(act)
        except Refused:
            continue
    return good


def _held(state: State, uid: str) -> dict[Stage, Decimal]:
    return {held: amount for held, amount in state.holdings(uid).items() if amount}


def _held_on(uid: str, day: date) -> dict[str, Decimal]:
    """What stands at each stage at the end of a day, by the tables of the database."""
    held: dict[str, Decimal] = {}
    rows = Movement.objects.filter(pledge=uid, until__isnull=True, valid_on__lte=day)
    for source, target, cents in rows.values_list("source", "target", "cents"):
        held[target] = held.get(target, NOTHING) + cents
        if source:
            held[source] = held.get(source, NOTHING) - cents
    return held


def test_whatever_is_taken_the_stages_hold_the_sum_on_every_day_and_memory_agrees() -> None:
    append(parties(), SECRETARIAT)
    examples = 0

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts)
    def check(tried: list[Act]) -> None:
        nonlocal examples
        examples += 1
        uid = f"P-{examples}"
        good = _taken(tried, uid)
        state = State()
        known = state.pledge(uid)
        amount = known.amount.low if known is not None and known.amount is not None else NOTHING
        assert sum(_held(state, uid).values()) == amount
        for day in (DAY + timedelta(days=number) for number in range(5)):
            assert min(_held_on(uid, day).values(), default=NOTHING) >= 0
        _assert_memory_agrees(f"{uid}-again", good)

    check()


def _assert_memory_agrees(uid: str, good: list[Act]) -> None:
    """The same in one transaction: all of it is taken, and the state in memory is the state read anew."""
    with writing(SECRETARIAT) as pen:
        written = pen.write([pledge(uid, "EUR 100")])
        for act in good:
            written += pen.write([_draft(act, uid, written, pen.state)])
        kept, read = pen.state, State()
        assert _held(kept, uid) == _held(read, uid)
        assert kept.record(EntryKind.PLEDGE, uid) == read.record(EntryKind.PLEDGE, uid)


def test_steps_of_one_batch_are_judged_one_after_the_other() -> None:
    announced, confirmed, committed = Stage.ANNOUNCED, Stage.CONFIRMED, Stage.COMMITTED
    early, late = DAY, DAY + timedelta(days=3)
    batch = [*parties(), pledge(), stage("P-1", announced, confirmed, "60", on=late)]
    append([*batch, stage("P-1", announced, confirmed, "40", on=early)], SECRETARIAT)
    with pytest.raises(
        Refused, match=r"EUR 41 of the sum cannot leave confirmed: 40 stands there on 2025-04-11"
    ):
        append([stage("P-1", confirmed, committed, "41", on=early)], SECRETARIAT)


def test_a_batch_costs_a_few_queries_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    append([*parties(), *(pledge(f"P-{n}") for n in range(60))], SECRETARIAT)
    asked: list[str] = []
    rows = Wire.rows

    def counted(wire: Wire, statement: str, *values: object) -> object:
        asked.append(statement)
        return rows(wire, statement, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(Wire, "rows", counted)

    def queries(number: int) -> int:
        drafts = [stage(f"P-{n}", Stage.ANNOUNCED, Stage.CONFIRMED, "1") for n in range(number)]
        asked.clear()
        with CaptureQueriesContext(connection) as captured:
            State().read(drafts)
        return len(captured) + len(asked)

    assert 0 < queries(60) == queries(1)
