"""The one door into the books: drafts are checked, chained, written and projected in one transaction.

    with writing(actor, batch="import kiel 7") as pen:
        for chunk in chunks:
            pen.write(chunk)

Writers queue: on PostgreSQL for an advisory lock, on SQLite for the database's one write lock. Either all
that
a `writing` block wrote is in the books when it ends, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import Error as DatabaseError
from django.db import connection, transaction

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft, Entry, Head, chain
from pledgebook.ledger.journal.store import journal_table, lock_head, row_of
from pledgebook.ledger.payloads.codec import decode_payload
from pledgebook.ledger.projection.projecting import operations
from pledgebook.ledger.projection.sink import Sink
from pledgebook.ledger.rules.checking import problems_of
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import BadValue, DatabaseUnavailable, Fault, Refused


class Pen:
    """Writes at the end of the journal, within the transaction of `writing`."""

    def __init__(self, actor: Actor, batch: str, cursor: Any, head: Head, now: datetime) -> None:
        self._actor, self._batch, self._cursor, self._head, self._now = actor, batch, cursor, head, now
        self._state = State()

    @property
    def head(self) -> Head:
        """The end of the journal with what was written so far."""
        return self._head

    @property
    def state(self) -> State:
        """What the books believe, with what was written so far."""
        return self._state

    def write(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Write drafts as entries. Raises Refused, with every fault, and then nothing of the block is
        kept."""
        drafts = list(drafts)
        self._state.read(drafts)
        entries: list[Entry] = []
        faults: list[Fault] = []
        sink = Sink(self._cursor, connection.vendor)
        for draft in drafts:
            entry = self._take(draft, faults, sink)
            if entry is not None:
                entries.append(entry)
        if faults:
            raise Refused(faults)
        sink.write(journal_table(), [row_of(entry) for entry in entries])
        sink.flush()
        return entries

    def _take(self, draft: Draft, faults: list[Fault], sink: Sink) -> Entry | None:
        """The draft as the next entry, None where a rule refuses it."""
        problems = problems_of(draft, self._state, self._actor)
        if not problems:
            entry = next(
                chain(
                    [draft],
                    self._head,
                    recorded_by=self._actor.name,
                    recorded_at=self._now,
                    batch=self._batch,
                )
            )
            try:
                # What is written is what can be read: the payload goes through its own JSON.
                payload = decode_payload(entry.kind, entry.version, entry.payload)
                sink.take(operations(entry, payload))
            except BadValue as error:
                problems = [str(error)]
            else:
                self._state.take(entry, payload)
                self._head = Head(entry.seq, entry.hash, entry.recorded_at)
                return entry
        faults += [Fault(f"{draft.kind} {draft.subject}", problem, draft.origin) for problem in problems]
        return None


@contextmanager
def writing(actor: Actor, batch: str = "") -> Iterator[Pen]:
    """A transaction that appends to the journal; `batch` names what belongs together and can be undone
    together.

    Raises Refused for entries that break a rule and DatabaseUnavailable where the database fails; in both
    cases nothing is written.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            yield Pen(actor, batch, cursor, lock_head(cursor), datetime.now(UTC))
    except DatabaseError as error:
        connection.close_if_unusable_or_obsolete()
        raise DatabaseUnavailable(_explain(error)) from error


def append(drafts: Iterable[Draft], actor: Actor, batch: str = "") -> list[Entry]:
    """Write drafts in a transaction of their own. Raises what `writing` raises."""
    with writing(actor, batch) as pen:
        return pen.write(drafts)


def _explain(error: DatabaseError) -> str:
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return (
        f"the database could not write ({first}); nothing of this was kept: mend the database and try again"
    )
