"""The records made anew from the journal, where they are not what it says."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.journal.replay import Progress, replay, silent
from pledgebook.ledger.journal.store import journal_table
from pledgebook.ledger.journal.transaction import at_the_end
from pledgebook.ledger.journal.wire import Row, Wire
from pledgebook.ledger.projection.operations import projected, table_of
from pledgebook.ledger.projection.sink import Sink

_CHUNK = 5_000
"""Entries in memory at a time."""


def rebuild(progress: Progress = silent) -> int:
    """Empty every table of records and fill it from the journal. The number of entries.

    Writers wait meanwhile, and everybody reads the old records until the new ones are complete. Raises
    BrokenBooks for an entry that is not as it was written and DatabaseUnavailable where the database fails;
    in both cases the old records stay.
    """
    with at_the_end() as transaction:
        wire, last = transaction.wire, transaction.head.seq
        for model in projected():
            wire.run(f'DELETE FROM "{table_of(model).name}"', prepare=False)  # noqa: S608 - names are ours
        return replay(_rows(wire), Sink(wire), last, progress).seq


def _rows(wire: Wire) -> Iterator[Row]:
    table = journal_table()
    columns = ", ".join(f'"{column}"' for column in table.columns)
    statement = f"SELECT {columns} FROM {table.name} WHERE seq > %s ORDER BY seq LIMIT {_CHUNK}"  # noqa: S608
    after = 0
    while chunk := wire.rows(statement, [after]):
        yield from chunk
        after = chunk[-1][0]
