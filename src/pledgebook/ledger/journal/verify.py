"""Whether the books hold together: the chain of the journal, and every record against a replay of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import msgspec
from django.db import models

from pledgebook.ledger.journal.replay import Progress, replay, silent
from pledgebook.ledger.journal.snapshot import Snapshot, SqliteRows, key_of, snapshot
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.journal.transaction import cause_of
from pledgebook.ledger.journal.wire import Row, Wire
from pledgebook.ledger.models import JournalEntry
from pledgebook.ledger.projection.operations import projected, table_of
from pledgebook.ledger.projection.sink import Sink
from pledgebook.vocabulary.errors import BrokenBooks, DatabaseUnavailable


class Verified(msgspec.Struct, frozen=True):
    """What was found to be right: so many entries, the hash of the last, and so many rows of records."""

    entries: int
    hash: str
    rows: int


def verify(progress: Progress = silent) -> Verified:
    """Check the chain of the journal, and every table of records against a replay in a temporary file.

    Others may go on reading and writing. Raises BrokenBooks that names the first entry, or the first record
    and its column, that differs, and DatabaseUnavailable where the database or the temporary file fails.
    """
    with snapshot() as books, _scratch() as raw:
        sink = Sink(Wire(raw.cursor(), sqlite=True, guard=_Room()))
        end = replay(books.rows(JournalEntry), sink, head().seq, progress)
        due = SqliteRows(raw)
        rows = sum(_compare(model, books, due) for model in projected())
    return Verified(end.seq, end.hash, rows)


class _Room:
    """Says where room is missing when the temporary file cannot grow."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError):
            raise DatabaseUnavailable(
                f"the replay in {gettempdir()} failed: {cause_of(error)}; make room there, or let TMPDIR "
                "name another folder"
            ) from error


@contextmanager
def _scratch() -> Iterator[sqlite3.Connection]:
    """A database with empty tables of records, for one process and for a while: nothing of it is synced."""
    with TemporaryDirectory(prefix="pledgebook-verify-") as folder:
        file = Path(folder) / "replay.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None)) as raw:
            with _Room():
                raw.executescript(
                    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
                    "PRAGMA cache_size = -65536;"
                )
                for model in projected():
                    _create(raw, model)
                raw.execute("BEGIN")
            yield raw


def _create(raw: sqlite3.Connection, model: type[models.Model]) -> None:
    """A table that keeps what it is given, with the indexes that the sink looks rows up by."""
    table = table_of(model)
    columns = ", ".join(f'"{column}"' for column in table.columns)
    key = ", ".join(f'"{column}"' for column in key_of(model))
    raw.execute(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID')
    if "until" in table.columns:
        raw.execute(f'CREATE INDEX "{table.name}_subject" ON "{table.name}" ("{table.subject}")')
        raw.execute(f'CREATE INDEX "{table.name}_until" ON "{table.name}" (until) WHERE until IS NOT NULL')


def _compare(model: type[models.Model], books: Snapshot, due: Snapshot) -> int:
    """The number of rows of a table, which are those of the replay. Raises BrokenBooks for the first that is
    not."""
    kept, made, number = books.rows(model), due.rows(model), 0
    row, right = next(kept, None), next(made, None)
    while row is not None or right is not None:
        if row != right:
            raise BrokenBooks(_difference(model, row, right))
        number += 1
        row, right = next(kept, None), next(made, None)
    return number


def _difference(model: type[models.Model], row: Row | None, right: Row | None) -> str:
    """What is to be said of a row that differs from that of the replay; all before them are equal."""
    table, key, due = table_of(model), _key(model, row), _key(model, right)
    if row is not None and right is not None and key == due:
        place = next(i for i, value in enumerate(row) if value != right[i])
        problem = f"{table.columns[place]} is {row[place]!r}, and the journal gives {right[place]!r}"
    elif right is None or (row is not None and _before(key, due)):
        problem, right = "no entry of the journal makes it", row
    else:
        problem = "it is missing, and the journal makes it"
    return (
        f"the record {_name(model, right or ())} in {table.name} is not what the journal says: {problem}; "
        "run `pledgebook rebuild`"
    )


def _key(model: type[models.Model], row: Row | None) -> Row:
    columns = table_of(model).columns
    return () if row is None else tuple(row[columns.index(column)] for column in key_of(model))


def _before(key: Row, other: Row) -> bool:
    try:
        return key < other
    except TypeError:  # no key of ours
        return True


def _name(model: type[models.Model], row: Row) -> str:
    table = table_of(model)
    values = dict(zip(table.columns, row, strict=True))
    key = ", ".join(f"{column} {values[column]}" for column in key_of(model))
    return f"{values[table.subject]} ({key})" if table.subject in values else f"({key})"
