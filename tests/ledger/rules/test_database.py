"""Rules that judge by what the database has, each entry written in a transaction of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.ledger.rules.every_kind import ENTRIES, FORTY, draft, write
from tests.ledger.rules.judging import SECRETARIAT
from tests.ledger.samples import SOURCE, parties, pledge, stage

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.reversing import reverse
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Consigned, Handover, Relation
from pledgebook.ledger.rules import state as states
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def part(source: str, target: str) -> Draft:
    """One pledge is part of another."""
    payload = Relation(kind=RelationKind.PART_OF, source=source, target=target)
    return Draft(subject=f"{source}-{target}", payload=payload, evidence=SOURCE)


@pytest.mark.parametrize("length", [2, 5, 12])
def test_a_circle_through_the_books_is_found_however_long(length: int) -> None:
    append([*parties(), *(pledge(f"P-{n}") for n in range(length))], SECRETARIAT)
    for number in range(length - 1):
        append([part(f"P-{number}", f"P-{number + 1}")], SECRETARIAT)
    with pytest.raises(Refused, match="would run in a circle"):
        append([part(f"P-{length - 1}", "P-0")], SECRETARIAT)


def test_a_correction_is_judged_by_parts_in_the_books() -> None:
    append([*parties(), pledge("P-1", "EUR 5"), pledge("P-2", "EUR 9"), part("P-1", "P-2")], SECRETARIAT)
    with pytest.raises(Refused, match=r"is bigger \(EUR 5\) than that \(EUR 4\)"):
        append([pledge("P-2", "EUR 4", expected=7)], SECRETARIAT)
    append([pledge("P-2", "EUR 5", expected=7)], SECRETARIAT)


def test_handovers_in_the_books_speak_for_what_they_hold() -> None:
    write(ENTRIES[:-2])  # H-1 holds 40 of the 50 that are committed
    ten, eleven = (Consigned(pledge="P-1", amount=Decimal(number)) for number in (10, 11))
    with pytest.raises(Refused, match="40 of it for H-1"):
        write([draft("H-2", Handover(donor="DE", recipient="UA", contents=(eleven,)))])
    write([draft("H-2", Handover(donor="DE", recipient="UA", contents=(ten,)))])


def test_a_taken_back_signature_speaks_for_it_again() -> None:
    *_, donor, recipient = write(ENTRIES)
    more = draft("H-2", Handover(donor="DE", recipient="UA", contents=FORTY))
    reverse([recipient.seq, donor.seq], SECRETARIAT, "the wrong truck")
    with pytest.raises(Refused, match="40 of it for H-1"):
        write([more])


def test_a_step_in_the_past_is_judged_by_steps_in_the_books() -> None:
    append([*parties(), pledge()], SECRETARIAT)
    append([stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60", on=date(2025, 6, 1))], SECRETARIAT)
    with pytest.raises(Refused, match="cannot leave announced: 40 stands there on 2025-06-01"):
        append([stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "41", on=date(2025, 5, 1))], SECRETARIAT)


def test_what_is_refused_leaves_no_trace(germany: Actor) -> None:
    append([*parties(), pledge()], SECRETARIAT)
    wrong = [stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1"), pledge("P-2", donors="")]
    with pytest.raises(Refused) as refused:
        append(wrong, SECRETARIAT)
    assert [str(fault) for fault in refused.value.faults] == [
        "pledge P-2: nobody gives; name at least one donor"
    ]
    with pytest.raises(Refused):
        append([pledge("P-3", donors="NO")], germany)
    assert head().seq == 6
    assert State().holdings("P-1") == {Stage.ANNOUNCED: 100}


def test_memory_is_freed_between_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    append([*parties(), pledge()], SECRETARIAT)
    monkeypatch.setattr(states, "_FULL", 0)
    state = State()
    state.read([pledge("P-1", expected=6)])
    first = state.record(EntryKind.PLEDGE, "P-1")
    state.read([])
    assert state.record(EntryKind.PLEDGE, "P-1") == first
    assert state.record(EntryKind.PLEDGE, "P-1") is not first
