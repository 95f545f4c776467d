"""What changed between two moments of the books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.every_kind import dispute, draft, draft_without_source, handover
from tests.ledger.samples import DAY, SOURCE, money, parties, pledge, stage

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.changes import Change, ChangeKind, by_donor, changes
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Coalition,
    Consigned,
    Dispute,
    Line,
    Meeting,
    Move,
    Need,
    Relation,
    Reversal,
    Side,
    Signature,
    SupportStatus,
)
from pledgebook.vocabulary.claims import Channel, SupportState
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

Write = Callable[..., Entry]


@pytest.fixture
def write(books: str, secretariat: Actor) -> Write:  # noqa: ARG001 - the books come first
    """Writes drafts without documents one after the other, and returns the last entry."""
    append([*parties(), draft_without_source("udcg", Coalition(name="Contact Group"))], secretariat)

    def write(*drafts: Draft, by: Actor = secretariat) -> Entry:
        found = [append([msgspec.structs.replace(one, evidence=SOURCE)], by)[0] for one in drafts]
        return found[-1]

    return write


@pytest.fixture
def last_change(secretariat: Actor) -> Callable[[], Change]:
    """The one change that the last entry made."""

    def find() -> Change:
        (change,) = changes(head().seq - 1, NOW, sight_of(secretariat))
        return change

    return find


def undo(entry: Entry) -> Draft:
    return draft_without_source(f"{entry.kind}:{entry.subject}", Reversal(entry=entry.seq, reason="a slip"))


def again(entry: Entry, one: Draft) -> Draft:
    return msgspec.structs.replace(one, expected=entry.seq)


def support(state: SupportState) -> Draft:
    return draft("US", SupportStatus(party="DE", channel=Channel.MATERIEL, state=state))


def ruling(state: DisputeState, *, chosen: str | None = None) -> Draft:
    opened = dispute()
    assert isinstance(opened.payload, Dispute)
    return draft(
        "d-1", msgspec.structs.replace(opened.payload, state=state, chosen=chosen, reason="says who")
    )


LastChange = Callable[[], Change]


def test_a_new_pledge(write: Write, last_change: LastChange) -> None:
    write(draft("M-27", Meeting(coalition="udcg", held_on=DAY, status=MeetingStatus.HELD)))
    entry = write(pledge("P-1", "EUR 100", "NO DE", meeting="M-27"))
    change = last_change()
    assert (change.what, change.kind, change.uid, change.pledge) == (
        ChangeKind.NEW,
        EntryKind.PLEDGE,
        "P-1",
        "P-1",
    )
    assert (change.donors, change.meeting, change.valid_on) == (("DE", "NO"), "M-27", DAY)
    assert change.before is None
    assert change.after is not None
    assert (change.after.amount, change.after.text) == (money("EUR 100"), "EUR 100")
    assert (change.entry, change.recorded_at, change.recorded_by) == (
        entry.seq,
        entry.recorded_at,
        "secretariat",
    )
    assert change.citations == SOURCE


@pytest.mark.parametrize(
    ("amount", "what"),
    [
        ("EUR 120", ChangeKind.RAISED),
        ("EUR 90", ChangeKind.LOWERED),
        ("EUR 100", ChangeKind.CORRECTED),
        ("USD 120", ChangeKind.CORRECTED),
        (None, ChangeKind.CORRECTED),
    ],
)
def test_a_corrected_sum(amount: str | None, what: ChangeKind, write: Write, last_change: LastChange) -> None:
    first = write(pledge("P-1", "EUR 100"))
    write(again(first, pledge("P-1", amount)))
    change = last_change()
    assert change.what is what
    assert change.before is not None
    assert change.after is not None
    assert (change.before.amount, change.after.amount) == (
        money("EUR 100"),
        money(amount) if amount else None,
    )


def test_a_raise_shows_both_sums(write: Write, last_change: LastChange) -> None:
    write(pledge("P-1", "EUR 100"), pledge("P-2", "EUR 150"))
    write(draft("r-1", Relation(kind=RelationKind.RAISES, source="P-2", target="P-1")))
    change = last_change()
    assert (change.what, change.pledge, change.donors) == (ChangeKind.RAISED, "P-2", ("DE",))
    assert change.before is not None
    assert change.after is not None
    assert (change.before.text, change.after.text) == ("EUR 100", "EUR 150")


@pytest.mark.parametrize(
    ("way", "what"),
    [
        ((Stage.ANNOUNCED, Stage.CONFIRMED), ChangeKind.STAGED),
        ((Stage.ANNOUNCED, Stage.PAUSED), ChangeKind.PAUSED),
        ((Stage.ANNOUNCED, Stage.PAUSED, Stage.ANNOUNCED), ChangeKind.RESUMED),
        ((Stage.ANNOUNCED, Stage.CANCELLED), ChangeKind.WITHDRAWN),
        ((Stage.ANNOUNCED, Stage.EXPIRED), ChangeKind.EXPIRED),
    ],
)
def test_a_change_of_stage(
    way: tuple[Stage, ...], what: ChangeKind, write: Write, last_change: LastChange
) -> None:
    write(pledge("P-1", "EUR 100"))
    for source, target in pairwise(way):
        write(stage("P-1", source, target, "40"))
    change = last_change()
    assert (change.what, change.kind, change.pledge, change.donors) == (what, EntryKind.STAGE, "P-1", ("DE",))
    assert change.before is not None
    assert change.after is not None
    assert (change.before.stage, change.after.stage) == way[-2:]
    assert change.after.amount == money("EUR 40")
    assert change.after.text == f"EUR 40 {way[-1]}"


def test_a_quantity_of_a_line(write: Write, last_change: LastChange) -> None:
    write(pledge("P-1", None, lines=(Line(key="1", item="IRIS-T", unit="piece", low=Decimal(30)),)))
    moved = stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "10")
    write(
        msgspec.structs.replace(
            moved, payload=msgspec.structs.replace(moved.payload, line="1", amount=None, quantity=Decimal(10))
        )
    )
    after = last_change().after
    assert after is not None
    assert (after.text, after.quantity, after.item, after.unit) == (
        "10 IRIS-T confirmed",
        Decimal(10),
        "IRIS-T",
        "piece",
    )


def _signed(side: Side, *ways: tuple[Stage, Stage]) -> Draft:
    contents = (Consigned(pledge="P-1", amount=Decimal(40)),)
    moves = tuple(
        Move(pledge="P-1", source=source, target=target, amount=Decimal(40)) for source, target in ways
    )
    party = "DE" if side is Side.DONOR else "UA"
    signature = Signature(handover="H-1", side=side, party=party, contents=contents, moves=moves)
    return draft(f"H-1:{side}", signature)


def test_signatures_deliver_and_accept(
    write: Write, last_change: LastChange, germany: Actor, ukraine: Actor
) -> None:
    write(pledge("P-1"), *(stage("P-1", a, b, "40") for a, b in _WAY), handover("H-1"))
    given = write(_signed(Side.DONOR, (Stage.COMMITTED, Stage.DELIVERED)), by=germany)
    delivered = last_change()
    assert (delivered.what, delivered.kind, delivered.uid) == (
        ChangeKind.DELIVERED,
        EntryKind.SIGNATURE,
        "H-1:donor",
    )
    assert (delivered.pledge, delivered.donors, delivered.recorded_by) == ("P-1", ("DE",), "desk of Germany")
    received = write(_signed(Side.RECIPIENT, (Stage.DELIVERED, Stage.ACCEPTED)), by=ukraine)
    assert last_change().what is ChangeKind.ACCEPTED
    write(undo(received))
    withdrawn = last_change()
    assert (withdrawn.what, withdrawn.uid, withdrawn.reason) == (
        ChangeKind.WITHDRAWN,
        "H-1:recipient",
        "a slip",
    )
    assert given.seq < received.seq


_WAY = ((Stage.ANNOUNCED, Stage.CONFIRMED), (Stage.CONFIRMED, Stage.COMMITTED))


@pytest.mark.parametrize(
    ("states", "what"),
    [
        ([SupportState.ACTIVE], ChangeKind.NEW),
        ([SupportState.HALTED], ChangeKind.PAUSED),
        ([SupportState.ACTIVE, SupportState.PAUSED], ChangeKind.PAUSED),
        ([SupportState.PAUSED, SupportState.ACTIVE], ChangeKind.RESUMED),
        ([SupportState.PAUSED, SupportState.RESUMED], ChangeKind.RESUMED),
        ([SupportState.ACTIVE, SupportState.ENDED], ChangeKind.ENDED),
        ([SupportState.PAUSED, SupportState.PAUSED], ChangeKind.CORRECTED),
    ],
)
def test_support(states: list[SupportState], what: ChangeKind, write: Write, last_change: LastChange) -> None:
    entry = write(support(states[0]))
    for state in states[1:]:
        entry = write(again(entry, support(state)))
    assert (last_change().what, last_change().donors) == (what, ("DE",))


def test_a_dispute_is_opened_settled_and_opened_again(write: Write, last_change: LastChange) -> None:
    write(pledge("P-1"))
    opened = write(dispute())
    assert (last_change().what, last_change().donors) == (ChangeKind.DISPUTED, ("DE",))
    settled = write(again(opened, ruling(DisputeState.DECIDED, chosen="b")))
    change = last_change()
    assert (change.what, change.reason) == (ChangeKind.SETTLED, "says who")
    assert change.after is not None
    assert change.after.text == "how much: decided (90)"
    write(again(settled, dispute()))
    assert last_change().what is ChangeKind.DISPUTED


def test_what_is_taken_back(write: Write, last_change: LastChange) -> None:
    write(undo(write(pledge("P-1", "EUR 100"))))
    change = last_change()
    assert (change.what, change.uid, change.after, change.reason) == (
        ChangeKind.WITHDRAWN,
        "P-1",
        None,
        "a slip",
    )


def test_a_version_that_is_shown_again(write: Write, stranger: Actor) -> None:
    shown = write(pledge("P-1", "EUR 100"))
    hidden = write(again(shown, pledge("P-1", "EUR 120", visibility=Visibility.RESTRICTED)))
    assert changes(0, NOW, sight_of(stranger)) == ()
    back = write(undo(hidden))
    found = changes(0, NOW, sight_of(stranger))
    assert [(change.entry, change.what) for change in found] == [
        (shown.seq, ChangeKind.NEW),
        (back.seq, ChangeKind.RESTORED),
    ]


def test_a_correction_that_is_taken_back(write: Write, last_change: LastChange) -> None:
    entry = write(pledge("P-1", "EUR 100"))
    entry = write(again(entry, pledge("P-1", "EUR 120")))
    write(undo(entry))
    change = last_change()
    assert change.what is ChangeKind.CORRECTED
    assert change.before is not None
    assert change.after is not None
    assert (change.before.text, change.after.text) == ("EUR 120", "EUR 100")


def test_moments_days_and_clocks(write: Write, secretariat: Actor) -> None:
    entry = write(pledge("P-1"))
    sight, moment = sight_of(secretariat), entry.recorded_at
    assert len(changes(0, NOW, sight)) == 1
    assert len(changes(moment - timedelta(microseconds=1), moment, sight)) == 1
    assert changes(moment, NOW, sight) == ()
    assert changes(NOW, NOW, sight) == ()
    assert len(changes(moment.date() - timedelta(days=2), datetime.now(UTC).date(), sight)) == 1
    with pytest.raises(BadValue, match="exchange the two"):
        changes(entry.seq, entry.seq - 1, sight)


def test_a_stretch_of_the_world(write: Write, secretariat: Actor) -> None:
    write(
        pledge("P-1", on=date(2025, 4, 10)),
        pledge("P-2", on=date(2025, 4, 11)),
        pledge("P-3", on=date(2025, 4, 12)),
    )
    start, end = Clocks(as_of=date(2025, 4, 10), known=0), Clocks(as_of=date(2025, 4, 11))
    assert [change.uid for change in changes(start, end, sight_of(secretariat))] == ["P-2"]


def test_groups_by_donor(write: Write, secretariat: Actor) -> None:
    write(pledge("P-1", donors="DE NO"), pledge("P-2", donors="NO"), draft("N-1", Need(party="UA")))
    found = by_donor(changes(0, NOW, sight_of(secretariat)))
    assert {party: [change.uid for change in group] for party, group in found.items()} == {
        "DE": ["P-1"],
        "NO": ["P-1", "P-2"],
        "UA": ["N-1"],
    }


def test_strangers_learn_nothing_of_what_is_restricted(write: Write, stranger: Actor, germany: Actor) -> None:
    shown = write(pledge("P-1"))
    hidden = write(pledge("P-2", visibility=Visibility.RESTRICTED))
    write(stage("P-2", Stage.ANNOUNCED, Stage.CONFIRMED, "40"))
    write(
        msgspec.structs.replace(
            stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "4"), visibility=Visibility.RESTRICTED
        )
    )
    write(undo(write(pledge("P-3", visibility=Visibility.RESTRICTED))))
    found = changes(0, NOW, sight_of(stranger))
    assert [(change.entry, change.recorded_by) for change in found] == [(shown.seq, "")]
    own = changes(0, NOW, sight_of(germany))
    assert [change.uid for change in own] == ["P-1", "P-2", "P-2", "P-1", "P-3", "P-3"]
    write(again(hidden, pledge("P-2")))
    assert [change.uid for change in changes(0, NOW, sight_of(stranger))] == ["P-1", "P-2", "P-2"]


@pytest.mark.parametrize("length", [1, 20])
def test_the_number_of_queries_does_not_grow(length: int, write: Write, germany: Actor) -> None:
    write(pledge("P-0"))
    for number in range(length):
        entry = write(pledge(f"P-{number}a", "EUR 100"))
        write(
            again(entry, pledge(f"P-{number}a", "EUR 90")),
            stage(f"P-{number}a", Stage.ANNOUNCED, Stage.CONFIRMED, "1"),
            draft(f"r-{number}", Relation(kind=RelationKind.PART_OF, source=f"P-{number}a", target="P-0")),
            dispute(f"d-{number}", subject=f"P-{number}a"),
        )
    with CaptureQueriesContext(connection) as asked:
        found = changes(7, NOW, sight_of(germany))
    assert len(found) == 5 * length
    assert len(asked) == 19


_STEPS = ("new", "correct", "stage", "undo", "hide", "dispute", "relate")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(st.sampled_from(_STEPS), min_size=2, max_size=8),
    cuts=st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)),
    own=st.booleans(),
)
def test_two_stretches_are_one(
    steps: list[str], cuts: tuple[int, int, int], own: bool, write: Write, norway: Actor, secretariat: Actor
) -> None:
    start = head().seq
    story = _Story(write, start)
    for step in steps:
        story.take(step)
    first, middle, last = sorted(start + cut for cut in cuts)
    sight = sight_of(norway if own else secretariat)
    parts = [*changes(first, middle, sight), *changes(middle, last, sight)]
    whole = changes(first, last, sight)
    assert Counter(map(_key, parts)) == Counter(map(_key, whole))
    if not own:
        assert {change.entry for change in changes(start, NOW, sight)} == set(
            range(start + 1, head().seq + 1)
        )


def _key(change: Change) -> str:
    return msgspec.json.encode(change, enc_hook=str).decode()


class _Story:
    """Writes what a step says about the newest pledge of its own."""

    def __init__(self, write: Write, start: int) -> None:
        self._write, self._start, self._count = write, start, 0
        self.take("new")

    def take(self, step: str) -> None:
        getattr(self, f"_{step}")()

    @property
    def _uid(self) -> str:
        return f"P-{self._start}-{self._count}"

    def _new(self) -> None:
        self._count += 1
        self._last = self._write(pledge(self._uid, "EUR 100"))

    def _correct(self) -> None:
        self._last = self._write(again(self._last, pledge(self._uid, "EUR 120")))

    def _hide(self) -> None:
        hidden = pledge(self._uid, "EUR 110", visibility=Visibility.RESTRICTED)
        self._last = self._write(again(self._last, hidden))

    def _stage(self) -> None:
        self._write(stage(self._uid, Stage.ANNOUNCED, Stage.CONFIRMED, "1"))

    def _undo(self) -> None:
        self._write(undo(self._write(pledge(f"{self._uid}-{head().seq}"))))

    def _dispute(self) -> None:
        self._write(dispute(f"d-{head().seq}", subject=self._uid))

    def _relate(self) -> None:
        other = self._write(pledge(f"{self._uid}-{head().seq}", "EUR 150")).subject
        raised = Relation(kind=RelationKind.RAISES, source=other, target=self._uid)
        self._write(draft(f"r-{head().seq}", raised))
