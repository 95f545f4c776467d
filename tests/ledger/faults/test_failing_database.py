"""A disk that is full, a connection that breaks: a clear error, and the journal as it was."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection, connections
from tests.ledger.conftest import use_database
from tests.ledger.samples import parties, pledge

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.store import entry_at, head
from pledgebook.ledger.journal.verify import verify
from pledgebook.vocabulary.errors import DatabaseUnavailable


@contextmanager
def full_disk() -> Iterator[None]:
    """A database that cannot grow. On PostgreSQL the error is raised in its name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        else:
            cursor.execute(
                "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING "
                "ERRCODE = '53100', MESSAGE = 'could not extend file: No space left on device'; END $$;"
                "CREATE TRIGGER full_disk BEFORE INSERT ON ledger_movement EXECUTE FUNCTION fill()"
            )
        yield
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA max_page_count = {2**30}")
        else:
            cursor.execute("DROP TRIGGER full_disk ON ledger_movement")


def many(number: int) -> list[str]:
    """Uids of new pledges, enough to fill some pages."""
    return [f"P-{index}" for index in range(number)]


@pytest.mark.usefixtures("books")
def test_a_full_disk_leaves_the_journal_as_it_was(secretariat: Actor) -> None:
    append(parties(), secretariat)
    before = verify()
    with full_disk(), pytest.raises(DatabaseUnavailable, match=r"its disk is full.*nothing of this was kept"):
        append([pledge(uid) for uid in many(500)], secretariat)
    assert verify() == before
    append([pledge(uid) for uid in many(500)], secretariat)
    assert verify().entries == before.entries + 500


@pytest.mark.usefixtures("books")
def test_a_file_that_may_not_be_written_says_so(secretariat: Actor) -> None:
    append(parties(), secretariat)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET default_transaction_read_only = on")
    with pytest.raises(DatabaseUnavailable, match=r"may not be written|takes no changes"):
        append([pledge()], secretariat)


@pytest.mark.parametrize("books", ["postgresql"], indirect=True)
def test_a_connection_that_breaks_leaves_the_journal_as_it_was(books: str, secretariat: Actor) -> None:
    append(parties(), secretariat)
    with pytest.raises(DatabaseUnavailable, match=r"connection to it broke.*nothing of this was kept"):
        _interrupted(books, secretariat)
    assert head().seq == 5
    append([pledge()], secretariat)
    assert verify().entries == 6


def _interrupted(books: str, actor: Actor) -> None:
    with writing(actor) as pen:
        pen.write([pledge()])
        _end(books, connection.connection.info.backend_pid)
        pen.write([pledge("P-2")])


def _end(books: str, backend: int) -> None:
    with psycopg.connect(books, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [backend])


@pytest.mark.parametrize("books", ["postgresql"], indirect=True)
def test_an_idle_connection_that_broke_is_made_anew(books: str, secretariat: Actor) -> None:
    append(parties(), secretariat)
    _end(books, connection.connection.info.backend_pid)
    with suppress(DatabaseUnavailable):  # whoever comes first finds out
        append([pledge("P-1")], secretariat)
    append([pledge("P-2")], secretariat)
    assert verify().entries in (6, 7)


@pytest.mark.parametrize("books", ["sqlite"], indirect=True)
def test_a_writer_that_waits_too_long_says_so(books: str, secretariat: Actor) -> None:
    append(parties(), secretariat)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(books.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match=r"others held it for too long.*nothing of this was kept"):
        append([pledge()], secretariat)
    other.close()
    append([pledge()], secretariat)


@pytest.mark.parametrize("books", ["postgresql"], indirect=True)
def test_where_the_answer_to_a_commit_is_lost_nobody_claims_to_know(books: str, secretariat: Actor) -> None:
    append(parties(), secretariat)
    with _deaf_after_commit(books) as address:
        use_database(address)
        with pytest.raises(DatabaseUnavailable, match="it is not known whether") as lost:
            append([pledge()], secretariat)
        connections.close_all()
    use_database(books)
    kept = entry_at(6)
    assert kept is not None  # it was committed, and the message says how to find out
    assert f"entry 6 has the hash {kept.hash}" in str(lost.value)
    assert verify().entries == 6


@contextmanager
def _deaf_after_commit(address: str) -> Iterator[str]:
    """A way to the server that passes everything on, but the answer to a COMMIT."""
    parts = urlsplit(address)
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        threading.Thread(target=_pass_on, args=(door, (parts.hostname, parts.port)), daemon=True).start()
        yield address.replace(f":{parts.port}/", f":{port}/")


def _pass_on(door: socket.socket, server: tuple[str, int]) -> None:
    client, _ = door.accept()
    committed = threading.Event()

    def note(data: bytes) -> bool:
        if b"COMMIT" in data:
            committed.set()
        return False

    with client, socket.create_connection(server) as behind:
        ahead = threading.Thread(target=_copy, args=(client, behind, note), daemon=True)
        ahead.start()
        _copy(behind, client, lambda _: committed.is_set())
        client.shutdown(socket.SHUT_RDWR)


def _copy(source: socket.socket, target: socket.socket, ends: Callable[[bytes], bool]) -> None:
    with suppress(OSError):
        while (data := source.recv(65536)) and not ends(data):
            target.sendall(data)
