"""Whether the books hold together."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections
from tests.ledger.journal.story import tell_the_story
from tests.ledger.journal.tampering import tamper
from tests.ledger.samples import parties, pledge, stage

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.entries import GENESIS, recomputed
from pledgebook.ledger.journal.store import entry_at, head
from pledgebook.ledger.journal.verify import verify
from pledgebook.vocabulary.errors import BrokenBooks
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def test_empty_books_are_right() -> None:
    found = verify()
    assert (found.entries, found.hash, found.rows) == (0, GENESIS, 0)


def test_a_story_with_every_kind_of_entry_is_right() -> None:
    written = tell_the_story()
    seen: list[tuple[int, int]] = []
    found = verify(lambda done, whole: seen.append((done, whole)))
    assert (found.entries, found.hash) == (len(written), written[-1].hash)
    assert found.rows > len(written)
    assert seen[-1] == (len(written), len(written))


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE journal SET payload = '{}' WHERE seq = 2", "entry 2 .*its fields have the hash"),
        ("UPDATE journal SET recorded_by = 'me' WHERE seq = 3", "entry 3 .*its fields have the hash"),
        ("UPDATE journal SET valid_on = '2025-01-01' WHERE seq = 3", "entry 3 .*its fields have the hash"),
        ("UPDATE journal SET recorded_at = '2001-01-01' WHERE seq = 3", "entry 3 .*2001-01-01.*before"),
        ("UPDATE journal SET kind = 'rumour' WHERE seq = 4", "entry 4 .*cannot be read.*rumour"),
        ("UPDATE journal SET hash = previous WHERE seq = 4", "entry 4 .*bears"),
        ("UPDATE journal SET previous = hash WHERE seq = 5", "entry 5 .*follows an entry with the hash"),
        ("DELETE FROM journal WHERE seq = 3", "entry 3 .*missing; entry 4 comes after entry 2"),
        ("DELETE FROM journal WHERE seq = 1", "entry 1 .*missing"),
        ("DELETE FROM journal WHERE seq = 6", "P-1.* no entry of the journal makes it"),
    ],
)  # fmt: skip
def test_a_journal_that_was_tampered_with_is_found_at_its_first_entry(
    secretariat: Actor, statement: str, problem: str
) -> None:
    append([*parties(), pledge()], secretariat)
    tamper(statement)
    with pytest.raises(BrokenBooks, match=f"(?s){problem}"):
        verify()


def test_an_entry_with_a_payload_of_the_future_is_named(secretariat: Actor) -> None:
    append(parties(), secretariat)
    tamper("UPDATE journal SET version = 9 WHERE seq = 5")
    last = entry_at(5)
    assert last is not None
    tamper(f"UPDATE journal SET hash = '{recomputed(last)}' WHERE seq = 5")  # noqa: S608 - a hash of ours
    with pytest.raises(BrokenBooks, match=r"entry 5 .*version 9.*update"):
        verify()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE ledger_pledgerecord SET low = 7", r"P-1 \(seq 6\).*: low is 7, and the journal gives 10000"),
        ("UPDATE ledger_pledgerecord SET until = 7", "until is 7, and the journal gives None"),
        ("UPDATE ledger_pledgerecord SET valid_on = '2025-04-12'", "valid_on is '2025-04-12'.*'2025-04-11'"),
        ("UPDATE ledger_pledgedonor SET party = 'NO'", r"\(entry 6, position 0\).*party is 'NO'.*'DE'"),
        ("DELETE FROM ledger_partyrecord WHERE seq = 2", r"NO \(seq 2\) in ledger_partyrecord.*is missing"),
        ("UPDATE ledger_movement SET seq = 99 WHERE seq = 7", r"P-1 \(seq 7, position 0\).*is missing"),
        (
            "INSERT INTO ledger_pledgedonor (entry, position, party) VALUES (6, 1, 'NO')",
            r"\(entry 6, position 1\) in ledger_pledgedonor.*no entry of the journal makes it",
        ),
    ],
)  # fmt: skip
def test_a_record_that_is_not_what_the_journal_says_is_named_with_its_column(
    secretariat: Actor, statement: str, problem: str
) -> None:
    append([*parties(), pledge(), stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40")], secretariat)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(BrokenBooks, match=f"(?s){problem}.*pledgebook rebuild"):
        verify()


def test_a_flag_is_compared_as_a_flag() -> None:
    tell_the_story()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_officerecord SET acting = %s", [False])
    with pytest.raises(BrokenBooks, match="acting is 0, and the journal gives 1"):
        verify()


def test_others_write_while_the_books_are_verified(secretariat: Actor) -> None:
    append(parties(), secretariat)
    found = []

    def look() -> None:
        found.append(verify().entries)
        connections.close_all()

    with writing(secretariat) as pen:
        pen.write([pledge()])
        reader = threading.Thread(target=look)
        reader.start()
        reader.join(30)
    assert found == [5]
    assert head().seq == verify().entries == 6
