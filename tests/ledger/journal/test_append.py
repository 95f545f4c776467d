"""Writing to the journal."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.ledger.samples import parties, pledge, stage

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import GENESIS, recomputed
from pledgebook.ledger.journal.store import entries, head
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


@pytest.mark.parametrize("statement", ["UPDATE journal SET payload = '{}'", "DELETE FROM journal"])
def test_the_database_refuses_to_change_the_journal(secretariat: Actor, statement: str) -> None:
    append(parties(), secretariat)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert head().seq == 5
