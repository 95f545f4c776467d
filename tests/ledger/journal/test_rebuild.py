"""The records made anew."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections
from tests.ledger.journal.story import tell_the_story
from tests.ledger.journal.tampering import tamper
from tests.ledger.samples import parties, pledge

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.rebuild import rebuild
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.journal.verify import verify
from pledgebook.ledger.models import PartyRecord, PledgeDonor, PledgeRecord
from pledgebook.vocabulary.errors import BrokenBooks

pytestmark = pytest.mark.usefixtures("books")


def test_what_was_spoilt_is_right_again() -> None:
    written = tell_the_story()
    right = verify()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_pledgerecord SET low = 7")
        cursor.execute("DELETE FROM ledger_partyrecord")
        cursor.execute("INSERT INTO ledger_pledgedonor (entry, position, party) VALUES (6, 99, 'NO')")
    assert rebuild() == len(written)
    assert verify() == right


def test_a_journal_that_was_tampered_with_is_not_replayed(secretariat: Actor) -> None:
    append([*parties(), pledge()], secretariat)
    tamper("UPDATE journal SET recorded_by = 'me' WHERE seq = 6")
    with pytest.raises(BrokenBooks, match="entry 6"):
        rebuild()
    assert (PartyRecord.objects.count(), PledgeRecord.objects.count(), PledgeDonor.objects.count()) == (
        5,
        1,
        1,
    )


def test_readers_see_the_old_records_until_the_new_ones_are_complete(secretariat: Actor) -> None:
    append([*parties(), pledge()], secretariat)
    seen = []

    def look() -> None:
        seen.append(PledgeRecord.objects.count())
        connections.close_all()

    def halfway(_done: int, _whole: int) -> None:
        reader = threading.Thread(target=look)
        reader.start()
        reader.join(30)

    rebuild(halfway)
    assert seen == [1]


def test_the_journal_goes_on_after_a_rebuild(secretariat: Actor) -> None:
    append(parties(), secretariat)
    rebuild()
    append([pledge()], secretariat)
    assert verify().entries == head().seq == 6
