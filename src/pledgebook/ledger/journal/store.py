"""The journal in the database: its end, its entries in order, and new rows at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from pledgebook.ledger.journal.entries import Entry, Head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import JournalEntry
from pledgebook.ledger.projection.operations import Table, table_of
from pledgebook.vocabulary.pledges import Visibility

_LOCK = 0x506C6564676562  # 'Pledgeb': the advisory lock that writers queue for on PostgreSQL
_CHUNK = 2_000
_LAST = "SELECT seq, hash, recorded_at FROM journal ORDER BY seq DESC LIMIT 1"


def journal_table() -> Table:
    """The table of the journal."""
    return table_of(JournalEntry)


def lock_head(cursor: Any) -> Head:
    """The end of the journal, held until the transaction ends: other writers wait, readers do not.

    On SQLite the transaction already is the only one that writes (BEGIN IMMEDIATE, in the settings).
    """
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    cursor.execute(_LAST)
    return _head(cursor.fetchone())


def head() -> Head:
    """The end of the journal as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        return _head(cursor.fetchone())


def row_of(entry: Entry) -> tuple[Any, ...]:
    """The entry as a row of its table, in the order of the columns."""
    return (
        entry.seq, entry.recorded_at, entry.recorded_by, entry.batch, entry.kind.value, entry.version,
        entry.subject,
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
    """A row of the table as an entry."""
    seq, moment, recorded_by, batch, kind, version, subject, valid_on, visibility, *rest = row
    payload, evidence, previous, own = rest
    return Entry(
        seq=seq,
        recorded_at=moment,
        recorded_by=recorded_by,
        batch=batch,
        kind=EntryKind(kind),
        version=version,
        subject=subject,
        valid_on=_day(valid_on),
        visibility=Visibility(visibility),
        payload=payload,
        evidence=evidence,
        previous=previous,
        hash=own,
    )


def _head(row: Sequence[Any] | None) -> Head:
    if row is None:
        return Head()
    moment = row[2]
    if isinstance(moment, str):  # SQLite keeps moments as text, in UTC
        moment = datetime.fromisoformat(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Head(row[0], row[1], moment)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
