"""Plain statements to the database, for what is asked thousands of times a second.

Statements are written as psycopg takes them, with %s for each value, and go past the layers that Django puts
around a cursor; PostgreSQL keeps them prepared. They run inside Django's transaction, and fail with Django's
errors. Django has taught both drivers to take days; a moment is what `Wire.moment` makes of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import cache, lru_cache
from threading import local
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from msgspec.json import encode

Row = tuple[Any, ...]
"""A row as the driver gives it: SQLite has text for dates and moments, and 0 or 1 for yes and no."""

_COPY_FROM = 50
"""From so many rows on, starting a COPY is quicker than sending them one by one."""

_TOGETHER = 8
"""Up to so many rows are sent in one statement."""


class Wire:
    """One connection to SQLite or PostgreSQL, as the books read and write through it."""

    def __init__(
        self, cursor: Any, *, sqlite: bool, guard: AbstractContextManager[Any] | None = None
    ) -> None:
        self._cursor, self.sqlite, self._guard = cursor, sqlite, guard or nullcontext()

    @property
    def raw(self) -> Any:
        """The connection, as the driver has it."""
        return self._cursor.connection

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a query finds."""
        with self._guard:
            self._execute(statement, values, prepare=True)
            found: list[Row] = self._cursor.fetchall()
            return found

    def run(self, statement: str, values: Sequence[Any] = (), *, prepare: bool = True) -> None:
        """Run a statement. Without `prepare` it is planned anew, for the size that tables have now."""
        with self._guard:
            self._execute(statement, values, prepare=prepare)

    def run_each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of values."""
        with self._guard:
            if self.sqlite:
                self._cursor.executemany(_qmark(statement), rows)
            else:
                self._cursor.executemany(statement, rows)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Write new rows of one table, their values in the order of the columns."""
        if self.sqlite or len(rows) < _COPY_FROM:
            statement = _insertion(table, tuple(columns))
            if len(rows) == 1:
                self.run(statement, rows[0])
            else:
                self.run_each(statement, rows)
            return
        names = ", ".join(f'"{column}"' for column in columns)
        with self._guard, self._cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def insert_all(self, tables: Sequence[tuple[str, tuple[str, ...], Sequence[Row]]]) -> None:
        """Write new rows of several tables, each with its columns, as `insert` does; a few rows in one
        statement, since on PostgreSQL each is a message there and back."""
        if self.sqlite or sum(len(rows) for _, _, rows in tables) > _TOGETHER:
            for table, columns, rows in tables:
                self.insert(table, columns, rows)
            return
        statement = _insertions(tuple((table, columns, len(rows)) for table, columns, rows in tables))
        self.run(statement, [value for _, _, rows in tables for row in rows for value in row])

    def moment(self, value: datetime) -> datetime:
        """A moment as the database takes it: SQLite keeps it without its zone, in UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if self.sqlite else value

    def among(self, column: str) -> str:
        """The condition that a column of text is one of some values; its value is what `listed` makes."""
        if self.sqlite:
            return f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - names are ours
        return f"{column} = ANY(%s::text[])"

    def listed(self, values: Iterable[str]) -> str:
        """Texts as one value, so that a statement is the same however many they are."""
        if self.sqlite:
            return encode(list(values)).decode()
        return "{" + ",".join(map(_quoted, values)) + "}"

    def _execute(self, statement: str, values: Sequence[Any], *, prepare: bool) -> None:
        if self.sqlite:
            self._cursor.execute(_qmark(statement), values)
        else:
            self._cursor.execute(statement, values or None, prepare=prepare)


_mine = local()


def wire() -> Wire:
    """The default database, within the transaction that there is. The same one as long as this thread keeps
    its connection."""
    django = connections[DEFAULT_DB_ALIAS]
    django.ensure_connection()
    raw: Any = django.connection
    known: Wire | None = getattr(_mine, "wire", None)
    if known is None or known.raw is not raw:
        sqlite = django.vendor == "sqlite"
        # Not Django's own cursor, which puts the values into the text and so has it planned each time.
        cursor = sqlite3.Cursor(raw) if sqlite else psycopg.Cursor(raw)
        known = _mine.wire = Wire(cursor, sqlite=sqlite, guard=django.wrap_database_errors)
    return known


@cache
def _qmark(statement: str) -> str:
    return statement.replace("%s", "?")


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'  # noqa: S608 - names are ours


@lru_cache(256)
def _insertions(tables: tuple[tuple[str, tuple[str, ...], int], ...]) -> str:
    """One statement that writes so many rows of each table."""
    parts = []
    for table, columns, rows in tables:
        marks = f"({', '.join(['%s'] * len(columns))})"
        names = ", ".join(f'"{column}"' for column in columns)
        parts.append(f'INSERT INTO "{table}" ({names}) VALUES {", ".join([marks] * rows)}')  # noqa: S608 - names are ours
    *first, last = parts
    named = ", ".join(f"w{number} AS ({part})" for number, part in enumerate(first))
    return f"WITH {named} {last}" if first else last


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
