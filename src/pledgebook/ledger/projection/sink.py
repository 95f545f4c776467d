"""Where operations become SQL: the only module that writes the tables of records.

Rows are gathered and written many at a time. What is gathered is written in two steps, first the ends of
rows, then the new rows; an end that could hit a gathered row makes the sink write first, so the outcome is
that of one operation after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pledgebook.ledger.journal.wire import Wire
from pledgebook.ledger.projection.operations import Close, Insert, Operation, Table, Undo, Value

_BATCH = 5_000
"""Rows gathered before they are written: some megabytes of memory."""


class Sink:
    """Writes operations through a wire; call `flush` at the end."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
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
        if self._inserts:
            self._wire.insert_all(
                [(table.name, table.columns, rows) for table, rows in self._inserts.items()]
            )
        self._inserts.clear()
        self._closes.clear()
        self._keys.clear()
        self._gathered = 0

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
            self._wire.run(
                f'UPDATE "{table.name}" SET until = %s WHERE until IS NULL '  # noqa: S608
                f'AND (seq = %s OR (entry = %s AND "{table.subject}" = %s))',
                (operation.at, operation.entry, operation.entry, operation.uid),
            )
            self._wire.run(
                f'INSERT INTO "{table.name}" (seq, until, {names}) '  # noqa: S608
                f'SELECT %s, NULL, {names} FROM "{table.name}" WHERE until = %s',
                (operation.at, operation.entry),
            )

    def _write_closes(self, table: Table, column: str, origins: bool, closes: Sequence[Close]) -> None:
        only = " AND source = ''" if origins else ""
        if not self._wire.sqlite and len(closes) > 1:
            self._wire.run(
                f'UPDATE "{table.name}" AS t SET until = v.at '  # noqa: S608
                "FROM unnest(%s::bigint[], %s::text[]) AS v(at, key) "
                f'WHERE t."{column}" = v.key AND t.until IS NULL{only}',
                [self._wire.listed(ends) for ends in zip(*((str(c.at), c.key) for c in closes), strict=True)],
                prepare=False,
            )
            return
        self._wire.run_each(
            f'UPDATE "{table.name}" SET until = %s WHERE "{column}" = %s AND until IS NULL{only}',  # noqa: S608
            [(close.at, close.key) for close in closes],
        )
