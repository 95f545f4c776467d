"""Making the database ready, before every command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext
from tests.ledger.conftest import use_database

from pledgebook.site.start import prepare_database
from pledgebook.vocabulary.errors import BadValue, DatabaseUnavailable


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that is not there yet, with the ledger in it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PLEDGEBOOK_DATA", str(folder))
    monkeypatch.delenv("PLEDGEBOOK_DATABASE", raising=False)
    use_database(f"sqlite:///{folder}/ledger.sqlite3")
    yield folder
    connections["default"].close()


def named(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name a database in the environment, and use it."""
    monkeypatch.setenv("PLEDGEBOOK_DATABASE", address)
    use_database(address)


def triggers() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'")
        count: int = cursor.fetchone()[0]
        return count


def test_the_default_file_is_made_with_its_folder_for_this_user_alone(data: Path) -> None:
    prepare_database()
    assert triggers() == 3
    assert data.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in data.glob("ledger.sqlite3*")} == {0o600}


@pytest.mark.usefixtures("data")
def test_a_database_that_is_ready_is_only_looked_at() -> None:
    prepare_database()
    with CaptureQueriesContext(connection) as asked:
        prepare_database()
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)


def test_the_folder_of_a_file_that_somebody_names_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(f"sqlite:///{tmp_path}/mounted/books.sqlite3", monkeypatch)
    with pytest.raises(BadValue, match=r"there is no folder .*/mounted; correct PLEDGEBOOK_DATABASE"):
        prepare_database()
    named(f"sqlite:///{tmp_path}", monkeypatch)
    with pytest.raises(BadValue, match="that is a folder"):
        prepare_database()


def test_a_file_that_is_no_database_is_refused_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Boris, " * 100)
    named(f"sqlite:///{file}", monkeypatch)
    with pytest.raises(DatabaseUnavailable, match=r"letter\.txt cannot be used: file is not a database"):
        prepare_database()
    assert file.read_text() == "Dear Boris, " * 100


def test_a_server_that_does_not_answer_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    named("postgresql://clerk:hush@127.0.0.1:1/books", monkeypatch)
    with pytest.raises(DatabaseUnavailable, match=r"postgresql://clerk:\*\*\*@127.0.0.1:1/books") as refused:
        prepare_database()
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("books", ["sqlite", "postgresql"], indirect=True)
def test_a_database_of_a_newer_version_is_refused(books: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named(books, monkeypatch)
    prepare_database()
    MigrationRecorder(connection).record_applied("ledger", "0999_later")
    with pytest.raises(DatabaseUnavailable, match=r"it made ledger.0999_later\); update Pledgebook"):
        prepare_database()


def test_processes_that_start_at_once_make_it_once(data: Path) -> None:
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    program = "from pledgebook.site.start import prepare_database; prepare_database()"
    started = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [process.communicate(timeout=120)[1] for process in started]
    assert [process.returncode for process in started] == [0] * 3, told
    assert triggers() == 3
    assert len((data / "secret-key").read_text()) >= 50


@pytest.mark.parametrize("books", ["postgresql"], indirect=True)
def test_on_a_server_too(books: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are gone and made again by two processes at once."""
    named(books, monkeypatch)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    program = "from pledgebook.site.start import prepare_database; prepare_database()"
    started = [subprocess.Popen([sys.executable, "-c", program], env=os.environ.copy()) for _ in range(2)]
    assert [process.wait(timeout=120) for process in started] == [0, 0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal")
        assert cursor.fetchone() == (0,)
