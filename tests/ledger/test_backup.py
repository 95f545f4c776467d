"""Backups, and what comes out of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, connections
from tests.ledger.conftest import use_database
from tests.ledger.journal.story import tell_the_story
from tests.ledger.samples import parties

from pledgebook.ledger.access import Actor
from pledgebook.ledger.backup import backup, restore
from pledgebook.ledger.journal.append import append, writing
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.journal.verify import verify
from pledgebook.ledger.models import Account
from pledgebook.vocabulary.errors import DatabaseUnavailable, Refused


@pytest.fixture
def elsewhere(books: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], None]:
    """Makes another, wholly empty database of the same sort the default one."""

    def use() -> None:
        if books.startswith("sqlite"):
            use_database(f"sqlite:///{tmp_path / 'other.sqlite3'}")
            return
        name = books.rpartition("/")[2] + "_other"
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        use_database(f"{books}_other")
        request.addfinalizer(lambda: _drop(books, name))

    return use


def _drop(books: str, name: str) -> None:
    use_database(books)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    connections["default"].close()


def test_the_books_come_back_as_they_were(tmp_path: Path, elsewhere: Callable[[], None]) -> None:
    written = tell_the_story()
    right = verify()
    end = backup(tmp_path / "books.backup")
    assert (end.seq, end.hash) == (len(written), written[-1].hash)
    elsewhere()
    assert restore(tmp_path / "books.backup") == right
    assert verify() == right


def test_restored_books_go_on(tmp_path: Path, elsewhere: Callable[[], None], secretariat: Actor) -> None:
    append(parties("DE"), secretariat)
    backup(tmp_path / "books.backup")
    elsewhere()
    restore(tmp_path / "books.backup")
    append(parties("NO"), secretariat)
    assert verify().entries == 2


def test_tables_without_anything_in_them_may_be_filled(
    tmp_path: Path, elsewhere: Callable[[], None], secretariat: Actor
) -> None:
    append(parties(), secretariat)
    backup(tmp_path / "books.backup")
    elsewhere()
    call_command("migrate", verbosity=0)
    assert restore(tmp_path / "books.backup").entries == 5


@pytest.mark.usefixtures("books")
def test_a_backup_is_for_its_owner_alone_and_is_one_file(tmp_path: Path, secretariat: Actor) -> None:
    append(parties(), secretariat)
    folder = tmp_path / "backups"
    folder.mkdir()
    backup(folder / "books.backup")
    assert [path.name for path in folder.iterdir()] == ["books.backup"]
    assert stat.S_IMODE((folder / "books.backup").stat().st_mode) == 0o600


@pytest.mark.usefixtures("books")
def test_a_backup_waits_for_no_writer_and_has_what_was_kept(tmp_path: Path, secretariat: Actor) -> None:
    append(parties("DE"), secretariat)
    found = []

    def run() -> None:
        found.append(backup(tmp_path / "books.backup").seq)
        connections.close_all()

    with writing(secretariat) as pen:
        pen.write(parties("NO"))
        other = Thread(target=run)
        other.start()
        other.join(60)
    assert found == [1]


@pytest.mark.usefixtures("books")
def test_no_file_is_written_over(tmp_path: Path) -> None:
    target = tmp_path / "books.backup"
    target.write_text("mine")
    with pytest.raises(Refused, match="there is such a file already"):
        backup(target)
    assert target.read_text() == "mine"


@pytest.mark.usefixtures("books")
def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nowhere/books\.backup: it cannot be written: No such file"):
        backup(tmp_path / "nowhere" / "books.backup")


@pytest.mark.usefixtures("books")
def test_books_that_have_entries_are_not_written_over(tmp_path: Path, secretariat: Actor) -> None:
    append(parties(), secretariat)
    backup(tmp_path / "books.backup")
    with pytest.raises(Refused, match=r"it has 5 entries; let PLEDGEBOOK_DATABASE name an empty one"):
        restore(tmp_path / "books.backup")
    assert head().seq == 5


@pytest.mark.usefixtures("books")
def test_books_that_have_accounts_are_not_written_over(tmp_path: Path) -> None:
    backup(tmp_path / "books.backup")
    Account.objects.create(username="somebody")
    with pytest.raises(Refused, match="it has accounts"):
        restore(tmp_path / "books.backup")


@pytest.mark.usefixtures("books")
def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    backup(tmp_path / "books.backup")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE recipes (name text)")
    with pytest.raises(Refused, match=r"it has tables of something else \(recipes\)"):
        restore(tmp_path / "books.backup")


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "it cannot be read: No such file"),
        (b"", "it is no backup"),
        (b"Dear diary", "it is no backup"),
    ],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes | None, problem: str) -> None:
    source = tmp_path / "books.backup"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(Refused, match=problem):
        restore(source)


@pytest.mark.usefixtures("books")
def test_a_backup_of_the_other_database_is_refused(tmp_path: Path) -> None:
    other = {"sqlite": b"PGDMP", "postgresql": b"SQLite format 3\0"}[connection.vendor]
    (tmp_path / "books.backup").write_bytes(other)
    with pytest.raises(Refused, match="it is a backup from"):
        restore(tmp_path / "books.backup")


def test_half_a_backup_is_refused(tmp_path: Path, elsewhere: Callable[[], None]) -> None:
    tell_the_story()
    whole, half = tmp_path / "books.backup", tmp_path / "half.backup"
    backup(whole)
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    elsewhere()
    with pytest.raises((Refused, DatabaseUnavailable)):
        restore(half)
    assert connection.introspection.table_names() == []


@pytest.mark.parametrize("books", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("books")
def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatabaseUnavailable, match=r"pg_dump is not installed.*postgresql-client"):
        backup(tmp_path / "books.backup")
    assert not list(tmp_path.glob("books.backup*"))


@pytest.mark.parametrize("books", ["postgresql"], indirect=True)
def test_the_password_is_on_no_command_line(
    books: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said\necho "$PGPASSWORD" > {tmp_path}/secret\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    backup(tmp_path / "books.backup")
    secret = (tmp_path / "secret").read_text().strip()
    assert secret in books
    assert secret not in (tmp_path / "said").read_text()


@pytest.mark.usefixtures("books")
def test_a_backup_by_a_newer_program_says_so(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '9999_far', '2030-01-01')"
        )
    backup(tmp_path / "books.backup")
    with pytest.raises(DatabaseUnavailable, match=r"newer Pledgebook \(it has 9999_far\); update"):
        restore(tmp_path / "books.backup")
