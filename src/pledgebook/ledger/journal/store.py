"""The journal in the database: its end, its entries in order, and new rows at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from pledgebook.ledger.journal.entries import Entry, Head
from pledgebook.ledger.journal.wire import Row, Wire, wire
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import JournalEntry
from pledgebook.ledger.projection.operations import Table, table_of
from pledgebook.vocabulary.pledges import Visibility

_CHUNK = 2_000
_LAST = "SELECT seq, hash, recorded_at FROM journal ORDER BY seq DESC LIMIT 1"
_LOCKED_LAST = "SELECT seq, hash, recorded_at FROM journal_lock()"
"""On PostgreSQL; see migrations/0002."""


def journal_table() -> Table:
    """The table of the journal."""
    return table_of(JournalEntry)


def lock_head(wire: Wire) -> Head:
    """The end of the journal, held until the transaction ends: other writers wait, readers do not.

    On SQLite the transaction already is the only one that writes (BEGIN IMMEDIATE, in the settings).
    """
    return _head(wire.rows(_LAST if wire.sqlite else _LOCKED_LAST))


def head() -> Head:
    """The end of the journal as it is now."""
    return _head(wire().rows(_LAST))


def row_of(entry: Entry, moment: datetime) -> Row:
    """The entry as a row of its table, in the order of the columns; `moment` is when it was recorded, as the
    wire takes it."""
    return (
        entry.seq, moment, entry.recorded_by, entry.batch, entry.kind.value, entry.version, entry.subject,
        entry.valid_on, entry.visibility.value, entry.payload, entry.evidence, entry.previous, entry.hash,
    )  # fmt: skip


def entries(after: int = 0, until: int | None = None) -> Iterator[Entry]:
    """The entries in order, those after `after` up to and with `until`, a few thousand in memory at a
    time."""
    while True:
        rows = JournalEntry.objects.filter(seq__gt=after)
        if until is not None:
            rows = rows.filter(seq__lte=until)
        chunk = list(rows.order_by("seq").values_list(*journal_table().columns)[:_CHUNK])
        yield from map(entry_of, chunk)
        if len(chunk) < _CHUNK:
            return
        after = chunk[-1][0]


def entry_at(seq: int) -> Entry | None:
    """One entry, None where the journal has none."""
    return next(entries(seq - 1, seq), None)


def entries_at(seqs: Sequence[int]) -> dict[int, Entry]:
    """Entries by their sequence; those that are not there are left out."""
    columns = journal_table().columns
    return {row[0]: entry_of(row) for row in JournalEntry.objects.filter(seq__in=seqs).values_list(*columns)}


def entry_of(row: Sequence[Any]) -> Entry:
    """A row of the table as an entry, its dates and moments as Django gives them or as text.

    Raises ValueError for what they cannot be.
    """
    seq, moment, recorded_by, batch, kind, version, subject, valid_on, visibility, *rest = row
    payload, evidence, previous, own = rest
    return Entry(
        seq=seq,
        recorded_at=moment_of(moment),
        recorded_by=recorded_by,
        batch=batch,
        kind=EntryKind(kind),
        version=version,
        subject=subject,
        valid_on=day_of(valid_on),
        visibility=Visibility(visibility),
        payload=payload,
        evidence=evidence,
        previous=previous,
        hash=own,
    )


def _head(found: Sequence[Row]) -> Head:
    if not found:
        return Head()
    seq, own, moment = found[0]
    return Head(seq, own, moment_of(moment))


def moment_of(value: datetime | str) -> datetime:
    """A moment as a driver gives it: SQLite keeps moments as text, in UTC. Raises ValueError for another
    text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def day_of(value: date | str | None) -> date | None:
    """A day as a driver gives it: SQLite keeps days as text. Raises ValueError for another text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
