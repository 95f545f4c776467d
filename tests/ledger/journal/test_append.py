"""Writing to the journal."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction
from tests.ledger.samples import parties, pledge, stage

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.entries import GENESIS, recomputed
from pledgebook.ledger.journal.store import entries, head
from pledgebook.ledger.journal.verify import verify
from pledgebook.ledger.models import Movement, PledgeRecord
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def test_entries_are_chained_from_the_first(secretariat: Actor) -> None:
    append([*parties(), pledge()], secretariat)
    found = list(entries())
    assert [entry.seq for entry in found] == [1, 2, 3, 4, 5, 6]
    assert [entry.previous for entry in found] == [GENESIS, *(entry.hash for entry in found[:-1])]
    assert all(entry.hash == recomputed(entry) for entry in found)


def test_a_refused_draft_takes_the_others_with_it_and_every_fault_is_told(secretariat: Actor) -> None:
    with pytest.raises(Refused) as refused:
        append([*parties("NO"), pledge("P-1", donors="XX"), pledge("P-2", donors="YY")], secretariat)
    assert [fault.record for fault in refused.value.faults] == ["pledge P-1", "pledge P-2"]
    assert head().seq == 0


def test_a_pledge_and_its_stages_are_projected(secretariat: Actor) -> None:
    append([*parties(), pledge(), stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40")], secretariat)
    assert PledgeRecord.objects.get().low == 100
    moved = Movement.objects.order_by("seq").values_list("source", "target", "cents")
    assert [(s, t, int(c)) for s, t, c in moved] == [("", "announced", 100), ("announced", "confirmed", 40)]


def test_whoever_hears_a_refusal_and_goes_on_keeps_nothing(secretariat: Actor) -> None:
    append(parties(), secretariat)
    with pytest.raises(Refused, match="XX"), writing(secretariat) as pen:  # noqa: PT012 - the block is the point
        pen.write([pledge("P-1")])
        with suppress(Refused):
            pen.write([pledge("P-2"), pledge("P-3", donors="XX")])
    assert head().seq == 5
    assert not PledgeRecord.objects.exists()


def test_a_block_may_write_many_times_and_see_what_it_wrote(secretariat: Actor) -> None:
    with writing(secretariat, batch="one") as pen:
        pen.write(parties())
        pen.write([pledge("P-1", "EUR 100")])
        pen.write([stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60")])
        assert pen.state.holdings("P-1") == {Stage.ANNOUNCED: 40, Stage.CONFIRMED: 60}
        assert pen.head.seq == 7
    assert head() == pen.head
    assert {(entry.batch, entry.recorded_at) for entry in entries()} == {("one", pen.head.recorded_at)}


def test_no_transaction_is_around_it(secretariat: Actor) -> None:
    """What is acknowledged is committed."""
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        append(parties(), secretariat)


def test_many_rows_at_once_are_right(secretariat: Actor) -> None:
    append([*parties(), *(pledge(f"P-{number}") for number in range(6_000))], secretariat)
    assert verify().entries == 6_005
