"""Where operations become SQL: the only module that writes the tables of records.

Rows are gathered and written many at a time: executemany on SQLite, COPY on PostgreSQL. What is gathered is
written in two steps, first the ends of rows, then the new rows; an end that could hit a gathered row makes
the
sink write first, so the outcome is that of one operation after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

from pledgebook.ledger.projection.operations import Close, Insert, Operation, Table, Undo, Value

_BATCH = 5_000
"""Rows gathered before they are written: some megabytes of memory."""

_FEW = 50
"""Below so many rows one INSERT is quicker than starting a COPY."""


class Cursor(Protocol):
    """What the sink needs of a database cursor."""

    def execute(self, sql: str, params: Sequence[Any] = ...) -> Any:
        """Run a statement."""

    def executemany(self, sql: str, param_list: Any) -> Any:
        """Run a statement for each row of parameters."""


class Sink:
    """Writes operations through one cursor; call `flush` at the end. `vendor` is 'sqlite' or 'postgresql'."""

    def __init__(self, cursor: Cursor, vendor: str) -> None:
        self._cursor = cursor
        self._sqlite = vendor == "sqlite"
        self._inserts: dict[Table, list[tuple[Value, ...]]] = defaultdict(list)
        self._keys: set[tuple[Table, str]] = set()
        self._closes: dict[tuple[Table, str, bool], list[Close]] = defaultdict(list)
        self._gathered = 0

    def take(self, operations: Iterable[Operation]) -> None:
        """Gather operations, and write where enough are gathered or order asks for it."""
        for operation in operations:
            if isinstance(operation, Insert):
                self._insert(operation)
            elif isinstance(operation, Close):
                self._close(operation)
            else:
                self._undo(operation)

    def flush(self) -> None:
        """Write what is gathered."""
        for (table, column, origins), closes in self._closes.items():
            self._write_closes(table, column, origins, closes)
        for table, rows in self._inserts.items():
            self.write(table, rows)
        self._inserts.clear()
        self._closes.clear()
        self._keys.clear()
        self._gathered = 0

    def write(self, table: Table, rows: Sequence[tuple[Value, ...]]) -> None:
        """Write rows of one table at once."""
        columns = ", ".join(f'"{column}"' for column in table.columns)
        if not self._sqlite and len(rows) > _FEW:
            with self._cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:  # type: ignore[attr-defined]
                for values in rows:
                    copy.write_row(values)
            return
        marks = ", ".join(["%s"] * len(table.columns))
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - names are ours
        if len(rows) == 1:
            self._cursor.execute(statement, self._fitting(rows[0]))
        else:
            self._cursor.executemany(statement, [self._fitting(values) for values in rows])

    def _insert(self, operation: Insert) -> None:
        self._inserts[operation.table].append(operation.values)
        if operation.key is not None:
            self._keys.add((operation.table, operation.key))
        self._gathered += 1
        if self._gathered >= _BATCH:
            self.flush()

    def _close(self, operation: Close) -> None:
        if (operation.table, operation.key) in self._keys:
            self.flush()
        self._closes[operation.table, operation.column, operation.origins].append(operation)

    def _undo(self, operation: Undo) -> None:
        self.flush()
        for table in operation.tables:
            kept = [f'"{column}"' for column in table.columns if column not in ("seq", "until")]
            names = ", ".join(kept)
            self._cursor.execute(
                f'UPDATE "{table.name}" SET until = %s WHERE seq = %s AND until IS NULL',  # noqa: S608
                (operation.at, operation.entry),
            )
            self._cursor.execute(
                f'INSERT INTO "{table.name}" (seq, until, {names}) '  # noqa: S608
                f'SELECT %s, NULL, {names} FROM "{table.name}" WHERE until = %s',
                (operation.at, operation.entry),
            )

    def _write_closes(self, table: Table, column: str, origins: bool, closes: Sequence[Close]) -> None:
        only = " AND source = ''" if origins else ""
        if self._sqlite or len(closes) == 1:
            self._cursor.executemany(
                f'UPDATE "{table.name}" SET until = %s WHERE "{column}" = %s AND until IS NULL{only}',  # noqa: S608
                [(close.at, close.key) for close in closes],
            )
            return
        self._cursor.execute(
            f'UPDATE "{table.name}" AS t SET until = v.at '  # noqa: S608
            "FROM unnest(%s::bigint[], %s::text[]) AS v(at, key) "
            f'WHERE t."{column}" = v.key AND t.until IS NULL{only}',
            ([close.at for close in closes], [close.key for close in closes]),
        )

    def _fitting(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """The values as the driver takes them: SQLite keeps dates and moments as text, as Django does."""
        if not self._sqlite:
            return values
        return tuple(_as_text(value) if isinstance(value, date) else value for value in values)


def _as_text(value: date) -> str:
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.isoformat()
