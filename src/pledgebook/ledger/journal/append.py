"""The one door into the books: drafts are checked, chained, written and projected in one transaction.

    with writing(actor, batch="import kiel 7") as pen:
        for chunk in chunks:
            pen.write(chunk)

Writers queue: on PostgreSQL for an advisory lock, on SQLite for the database's one write lock. Either all
that a `writing` block wrote is in the books when it ends, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Chain, Draft, Entry, Head
from pledgebook.ledger.journal.memory import memory_at
from pledgebook.ledger.journal.store import journal_table, row_of
from pledgebook.ledger.journal.transaction import Transaction, at_the_end
from pledgebook.ledger.payloads.codec import decode_payload
from pledgebook.ledger.projection.operations import Close, Insert
from pledgebook.ledger.projection.projecting import operations
from pledgebook.ledger.projection.sink import Sink
from pledgebook.ledger.rules.checking import problems_of
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import BadValue, Fault, Refused


class Pen:
    """Writes at the end of the journal, within the transaction of `writing`."""

    def __init__(self, actor: Actor, batch: str, transaction: Transaction) -> None:
        self._actor, self._transaction = actor, transaction
        self._chain = Chain(
            transaction.head, recorded_by=actor.name, recorded_at=datetime.now(UTC), batch=batch
        )
        self._moment = transaction.wire.moment(self._chain.recorded_at)
        self._memory = memory_at(transaction.head)
        self.refused: Refused | None = None
        """Why nothing of the block may be kept."""

    @property
    def head(self) -> Head:
        """The end of the journal with what was written so far."""
        return self._chain.head

    @property
    def state(self) -> State:
        """What the books believe, with what was written so far."""
        return self._memory.state

    def write(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Write drafts as entries. Raises Refused, with every fault, and then nothing of the block is
        kept."""
        drafts = list(drafts)
        self.state.read(drafts)
        entries: list[Entry] = []
        faults: list[Fault] = []
        sink = Sink(self._transaction.wire)
        for draft in drafts:
            problems = problems_of(draft, self.state, self._actor)
            if not problems:
                try:
                    entries.append(self._take(draft, sink))
                except BadValue as error:
                    problems = [str(error)]
            faults += [Fault(f"{draft.kind} {draft.subject}", problem, draft.origin) for problem in problems]
        if faults:
            self.refused = Refused(faults)
            raise self.refused
        sink.flush()
        self._transaction.head = self.head
        return entries

    def keep_memory(self) -> None:
        """Leave what this writer knows of the books to the next one. For when all of it was committed."""
        self._memory.keep(self.head)

    def _take(self, draft: Draft, sink: Sink) -> Entry:
        """The draft as the next entry. Raises BadValue, and takes nothing, where it cannot be one."""
        entry = self._chain.following(draft)
        # What is written is what can be read: the payload goes through its own JSON.
        payload = decode_payload(entry.kind, entry.version, entry.payload)
        changes = operations(entry, payload)
        if draft.expected is None:  # a record that is new, as the rules have seen, ends no version of it
            changes = (change for change in changes if not isinstance(change, Close))
        written = Insert(table=journal_table(), values=row_of(entry, self._moment))
        sink.take([written, *changes])
        self.state.take(entry, payload)
        self._memory.grow(len(entry.payload))
        self._chain.take(entry)
        return entry


@contextmanager
def writing(actor: Actor, batch: str = "") -> Iterator[Pen]:
    """A transaction that appends to the journal; `batch` names what belongs together and can be undone
    together.

    Raises Refused for entries that break a rule, and then nothing is written; DatabaseUnavailable where the
    database fails, which says whether anything is.
    """
    with at_the_end() as transaction:
        pen = Pen(actor, batch, transaction)
        yield pen
        if pen.refused is not None:
            raise pen.refused
    pen.keep_memory()


def append(drafts: Iterable[Draft], actor: Actor, batch: str = "") -> list[Entry]:
    """Write drafts in a transaction of their own. Raises what `writing` raises."""
    with writing(actor, batch) as pen:
        return pen.write(drafts)
