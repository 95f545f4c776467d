"""What the books believe about the records that a batch of drafts is about: read once, then kept up to date.

The rules ask a State and never the database, so that a batch costs a few queries whatever its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Handover,
    Payload,
    Pledge,
    Reference,
    Relation,
    Reversal,
    Side,
    Signature,
    StageChange,
)
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules import asking
from pledgebook.ledger.rules.accounts import Account, Moved
from pledgebook.ledger.rules.balances import Accounts, changed, origins, reoriginated, signed
from pledgebook.ledger.rules.books import Books, Known, Line, Target, signature_uid
from pledgebook.ledger.rules.database import Database
from pledgebook.ledger.rules.handed import Handed, Promises
from pledgebook.ledger.rules.related import Relations
from pledgebook.ledger.rules.undoing import Undoing
from pledgebook.vocabulary.stages import Stage

__all__ = ["Known", "State", "origins", "signature_uid"]

_FULL = 200_000
"""So many records and accounts may be kept from one batch of a transaction to the next; above that the memory
is freed, and what is needed is read again."""

_STEPS = 8
"""So many steps from relation to relation are read one by one."""

_FIRST_TO_SEE_A_DAY = timedelta(hours=14)
"""How far ahead of UTC the first clocks on earth are."""


class State:
    """The records, holdings and relations that a batch needs.

    `today` is the last day on which anything can have happened; by default the day that it is somewhere on
    earth. `books` is where records are read from, by default the database. `refused` holds the records whose
    drafts were refused in this batch.
    """

    def __init__(self, books: Books | None = None, today: date | None = None) -> None:
        self._books: Books = Database() if books is None else books
        self._today = today
        self.undoing = Undoing(self._books)
        self.refused: set[Reference] = set()
        self._forget()

    def _forget(self) -> None:
        self._records: dict[Reference, Known] = {}
        self._looked_up: set[Reference] = set()
        self._accounts = Accounts(self._books)
        self.promises = Promises(self._books)
        self.handed = Handed(self._books)
        self.relations = Relations()
        self._relations_read: set[str] = set()
        self._all_relations_read = False

    @cached_property
    def today(self) -> date:
        """The last day on which anything can have happened."""
        return self._today or (datetime.now(UTC) + _FIRST_TO_SEE_A_DAY).date()

    def record(self, kind: EntryKind, uid: str) -> Known | None:
        """The believed record, None where there is none."""
        if (kind, uid) not in self._looked_up:
            self._read_records([(kind, uid)])
        return self._records.get((kind, uid))

    def pledge(self, uid: str) -> Pledge | None:
        """The believed pledge, None where there is none."""
        known = self.record(EntryKind.PLEDGE, uid)
        return known.payload if known is not None and isinstance(known.payload, Pledge) else None

    def handover(self, uid: str) -> Handover | None:
        """The believed handover, None where there is none."""
        known = self.record(EntryKind.HANDOVER, uid)
        return known.payload if known is not None and isinstance(known.payload, Handover) else None

    def signature(self, uid: str) -> Signature | None:
        """The believed signature, None where there is none."""
        known = self.record(EntryKind.SIGNATURE, uid)
        return known.payload if known is not None and isinstance(known.payload, Signature) else None

    def holdings(self, pledge: str, line: str = "") -> dict[Stage, Decimal]:
        """What of a pledge's line stands at which stage: money for the line '', else a quantity. Not a
        copy."""
        return self._accounts.of(pledge, line).held

    def account(self, pledge: str, line: str = "") -> Account:
        """How a pledge's sum (the line '') or line has moved. Not a copy."""
        return self._accounts.of(pledge, line)

    def read(self, drafts: Sequence[Draft]) -> None:
        """Read what the rules will ask about these drafts. All that was taken before must be in the
        database."""
        if len(self._records) + len(self._accounts) > _FULL:
            self._forget()
        self.refused.clear()
        targets = self.undoing.read([d.payload.entry for d in drafts if isinstance(d.payload, Reversal)])
        wanted = asking.records_of(drafts) | asking.records_around(targets) | self.undoing.dependents()
        wanted |= self._read_relations(drafts, targets)
        self._read_records(wanted - self._looked_up)
        self._accounts.read(asking.pledges_moved(drafts, targets))
        self._accounts.read_trails(asking.pledges_by_day(drafts, targets, self._accounts))
        self.promises.read({p for d in drafts if d.kind is EntryKind.HANDOVER for p in _pledges(d)})
        self.handed.read(asking.handovers_signed(drafts, targets))

    def take(self, entry: Entry, payload: Payload) -> None:
        """Bring the state up to date with an entry that is about to be written."""
        if isinstance(payload, StageChange):
            day = entry.valid_on or date.min
            self._accounts.move((entry.subject, payload.line), changed(day, payload, entry.seq))
        elif isinstance(payload, Reversal):
            self._take_back(payload.entry, entry.seq)
        else:
            if isinstance(payload, Signature):
                self._sign(payload, signed(entry.valid_on or date.min, payload, entry.seq))
            known = Known(entry.seq, payload, entry.visibility, entry.valid_on, entry.seq)
            self._replace((entry.kind, entry.subject), known)
        if self.undoing.active:
            self.undoing.note(entry, payload)

    def _take_back(self, seq: int, by: int) -> None:
        target = self.undoing.target(seq)
        if target is None:  # the rules refuse it
            return
        entry, before, day = target.entry, target.before, target.entry.valid_on or date.min
        if isinstance(target.payload, StageChange):
            moved = changed(day, target.payload, seq)
            self._accounts.move((entry.subject, target.payload.line), moved.back())
        else:
            if isinstance(target.payload, Signature):
                self._sign(
                    target.payload, [(line, moved.back()) for line, moved in signed(day, target.payload)]
                )
            again = None
            if before is not None:
                again = Known(by, before.payload, before.visibility, before.valid_on, before.entry)
            self._replace((entry.kind, entry.subject), again)
        self.undoing.took_back(target, by)

    def _replace(self, reference: Reference, known: Known | None) -> None:
        """Put a version of a record in the place of the one that is believed; None takes it out."""
        before = self._records.pop(reference, None)
        self._looked_up.add(reference)
        if known is not None:
            self._records[reference] = known
        kind, uid = reference
        if kind is EntryKind.PLEDGE:
            for line, moved in reoriginated(before, known):
                self._accounts.move((uid, line), moved)
        elif kind is EntryKind.RELATION:
            self._relate(uid, known)
        elif kind is EntryKind.HANDOVER:
            self._promise(uid)
        elif kind is EntryKind.SIGNATURE:
            self._promise(uid.rpartition(":")[0])

    def _relate(self, uid: str, known: Known | None) -> None:
        if known is not None and isinstance(known.payload, Relation):
            self.relations.put(uid, known.payload)
        else:
            self.relations.drop(uid)

    def _promise(self, handover: str) -> None:
        """A handover holds what is in it until the donor signs."""
        held = self.handover(handover)
        if held is None or self.signature(signature_uid(handover, Side.DONOR)) is not None:
            self.promises.drop(handover)
        else:
            self.promises.put(handover, held)

    def _sign(self, signature: Signature, moves: Iterable[tuple[Line, Moved]]) -> None:
        """A signature adds its moves to those before it, also where it corrects one."""
        for line, moved in moves:
            self._accounts.move(line, moved)
            self.handed.move(signature.handover, line, moved)

    def _read_records(self, wanted: Iterable[Reference]) -> None:
        by_kind: defaultdict[EntryKind, list[str]] = defaultdict(list)
        for kind, uid in wanted:
            by_kind[kind].append(uid)
            self._looked_up.add((kind, uid))
        for kind, uids in by_kind.items():
            if kind in RECORDS:
                for uid, known in self._books.records(kind, uids):
                    self._records[kind, uid] = known

    def _read_relations(self, drafts: Sequence[Draft], targets: Sequence[Target]) -> set[Reference]:
        """Read the relations that can make a circle or set limits to amounts. The pledges that these limits
        come from."""
        self._read_web(asking.pledges_related(drafts, targets))
        pledges = asking.pledges_compared(drafts, targets)
        self._read_relations_of(pledges)
        return {(EntryKind.PLEDGE, end) for uid in pledges for end in self._tied(uid)}

    def _read_web(self, pledges: set[str]) -> None:
        """Read the relations of pledges, of what they are related to, and so on: a circle can run through any
        of them. After some steps all are read at once, because a long chain would take a query for each."""
        seen, reached = set(pledges), pledges
        for _ in range(_STEPS):
            self._read_relations_of(reached)
            reached = {end for uid in reached for end in self._tied(uid)} - seen
            seen |= reached
            if not reached:
                return
        self._put_relations(None)

    def _read_relations_of(self, pledges: set[str]) -> None:
        wanted = pledges - self._relations_read
        if wanted and not self._all_relations_read:
            self._put_relations(wanted)
            self._relations_read |= wanted

    def _put_relations(self, pledges: set[str] | None) -> None:
        """Read the relations of some pledges, or all."""
        if self._all_relations_read:
            return
        self._all_relations_read = pledges is None
        for uid, relation in self._books.relations(pledges):
            self.relations.put(uid, relation)

    def _tied(self, uid: str) -> Iterator[str]:
        """The pledges at the other ends of its relations, and itself."""
        for _, relation in self.relations.of(uid):
            yield relation.source
            yield relation.target


def _pledges(draft: Draft) -> Iterable[str]:
    return asking.pledges_of(draft.subject, draft.payload)
