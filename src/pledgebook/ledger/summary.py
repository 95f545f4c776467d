"""The books at a glance: how far the journal goes, and what stands in them."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import connection

from pledgebook.ledger.access import Sight
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DisputeRecord, JournalEntry
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.queries.believed import believed
from pledgebook.vocabulary.disputes import DisputeState


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What the books hold: `records` are those that are believed now and seen, by kind."""

    entries: int
    last_recorded_at: datetime | None
    last_hash: str
    records: dict[EntryKind, int]
    open_disputes: int


def summary(sight: Sight) -> Summary:
    """The books as somebody sees them: one query for each kind of record."""
    last = head()
    counts = {kind: believed(RECORDS[kind][0], sight).count() for kind in EntryKind if kind in RECORDS}
    return Summary(
        entries=last.seq,
        last_recorded_at=last.recorded_at,
        last_hash=last.hash,
        records={kind: count for kind, count in counts.items() if count},
        open_disputes=believed(DisputeRecord, sight).filter(state=DisputeState.OPEN.value).count(),
    )


def has_tables() -> bool:
    """Whether the database has the tables of a ledger."""
    return JournalEntry._meta.db_table in connection.introspection.table_names()
