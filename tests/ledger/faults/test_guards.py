"""What the database itself refuses, whoever is connected and whatever program they use."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.ledger.samples import parties

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import GENESIS
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.journal.verify import verify

pytestmark = pytest.mark.usefixtures("books")

_COLUMNS = "recorded_at, recorded_by, batch, kind, version, subject, valid_on, visibility, payload, evidence"
_NEW = f"INSERT INTO journal (seq, previous, hash, {_COLUMNS}) SELECT %s, %s, %s, {_COLUMNS} FROM journal"  # noqa: S608
OTHER = "f" * 64


def _insert(seq: int, previous: str, *, form: str = _NEW) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{form} WHERE seq = 1", [seq, previous, OTHER])


def test_a_row_that_follows_the_last_one_is_taken(secretariat: Actor) -> None:
    append(parties(), secretariat)
    _insert(6, head().hash)
    assert head().seq == 6


@pytest.mark.parametrize(
    ("seq", "previous"),
    [
        (6, OTHER),  # it does not name the last one
        (6, GENESIS),
        (7, None),  # a gap
        (5, None),  # a fork: the place is taken
        (3, None),
        (1, GENESIS),  # a second beginning
        (0, GENESIS),
        (0, ""),
        (-1, ""),
    ],
)
def test_a_gap_or_a_fork_is_refused(secretariat: Actor, seq: int, previous: str | None) -> None:
    append(parties(), secretariat)
    with pytest.raises(DatabaseError):
        _insert(seq, head().hash if previous is None else previous)
    assert verify().entries == 5


@pytest.mark.parametrize(("seq", "previous"), [(0, ""), (2, GENESIS), (1, OTHER)])
def test_the_first_entry_is_entry_1(seq: int, previous: str) -> None:
    values = f"('2025-01-01', '', '', '', 1, '', NULL, '', '', '', {seq}, '{previous}', '{OTHER}')"
    with pytest.raises(DatabaseError, match="does not follow"), transaction.atomic():
        connection.cursor().execute(f"INSERT INTO journal ({_COLUMNS}, seq, previous, hash) VALUES {values}")  # noqa: S608
    assert head().seq == 0


@pytest.mark.parametrize(
    "change",
    ["UPDATE journal SET payload = '{}'", "DELETE FROM journal", "DELETE FROM journal WHERE seq = 5"],
)
def test_no_row_is_changed_or_removed(secretariat: Actor, change: str) -> None:
    append(parties(), secretariat)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)
    assert verify().entries == 5


def test_no_row_is_replaced(secretariat: Actor) -> None:
    append(parties(), secretariat)
    if connection.vendor == "sqlite":
        statement = _NEW.replace("INSERT", "INSERT OR REPLACE") + " WHERE seq = 1"
    else:
        statement = _NEW + " WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET payload = '{}'"
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement, [5, head().hash, OTHER])
    assert verify().entries == 5


def test_the_journal_is_not_truncated(secretariat: Actor) -> None:
    append(parties(), secretariat)
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE journal")
    assert verify().entries == 5
