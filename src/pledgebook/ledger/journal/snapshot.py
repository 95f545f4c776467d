"""The whole database as it is at one moment, read row by row while others go on writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import connection, models, transaction

from pledgebook.ledger.journal.transaction import answering
from pledgebook.ledger.journal.wire import Row

_AT_ONCE = 5_000
"""Rows that PostgreSQL sends at a time."""


class Snapshot(Protocol):
    """What can be read."""

    def rows(self, model: type[models.Model]) -> Iterator[Row]:
        """The rows of a table in the order of its key. Dates and moments are ISO 8601 text, yes is 1."""


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """The default database as it is now. Raises DatabaseUnavailable where it cannot be read and BrokenBooks
    where its file is damaged."""
    with answering():
        if connection.vendor == "sqlite":
            with closing(sqlite_file(Path(connection.settings_dict["NAME"]))) as raw:
                raw.execute("BEGIN")
                yield SqliteRows(raw)
        else:
            with _postgresql_snapshot() as found:
                yield found


def sqlite_file(file: Path) -> sqlite3.Connection:
    """A connection to a SQLite file that there is, to read it: Django's would keep the writers waiting."""
    raw = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    raw.execute("PRAGMA query_only = ON")
    return raw


class SqliteRows:
    """The rows of a SQLite connection that converts nothing."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def rows(self, model: type[models.Model]) -> Iterator[Row]:
        """The rows of a table in the order of its key, as they are kept."""
        return self._raw.execute(_selection(model, "{}", "{}"))


@contextmanager
def _postgresql_snapshot() -> Iterator[Snapshot]:
    with standing_still(), connection.wrap_database_errors:
        connection.connection.execute("SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'")
        yield _PostgresqlRows(connection.connection)


@contextmanager
def standing_still() -> Iterator[None]:
    """A transaction on PostgreSQL that sees the database as it is now, whatever others write."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class _PostgresqlRows:
    """The rows of a PostgreSQL transaction."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def rows(self, model: type[models.Model]) -> Iterator[Row]:
        """The rows of a table in the order of its key, some thousands in memory at a time."""
        with psycopg.ServerCursor(self._raw, model._meta.db_table) as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(_selection(model, "{}::text", "{}::int"))
            yield from cursor


def key_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table's key."""
    return tuple(str(field.column) for field in model._meta.pk_fields)


def _selection(model: type[models.Model], day: str, flag: str) -> str:
    columns = []
    for field in model._meta.concrete_fields:
        form = "{}"
        if isinstance(field, models.DateField):  # a DateTimeField is one
            form = day
        elif isinstance(field, models.BooleanField):
            form = flag
        columns.append(form.format(f'"{field.column}"'))
    key = ", ".join(f'"{column}"' for column in key_of(model))
    return f'SELECT {", ".join(columns)} FROM "{model._meta.db_table}" ORDER BY {key}'  # noqa: S608 - names are ours
