"""What the books believe about the records that a batch of drafts is about: read once, then kept up to date.

The rules ask a State and never the database, so that a batch costs a few queries whatever its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import Movement, RelationRecord
from pledgebook.ledger.payloads import (
    Decision,
    Handover,
    Move,
    Payload,
    Pledge,
    Reference,
    Relation,
    Signature,
    StageChange,
)
from pledgebook.ledger.payloads.codec import decode_payload
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

_CHUNK = 500
"""So many uids in one query: SQLite takes 999 parameters in its oldest versions."""


class Known(msgspec.Struct, frozen=True):
    """A record as the books believe it: the entry that its version goes by, and what that says."""

    seq: int
    payload: Payload
    visibility: Visibility


class State:
    """The records, holdings and relations that a batch needs."""

    def __init__(self) -> None:
        self._records: dict[Reference, Known] = {}
        self._looked_up: set[Reference] = set()
        self._holdings: dict[tuple[str, str], dict[Stage, Decimal]] = {}
        self._holdings_read: set[str] = set()
        self.relations: dict[str, Relation] = {}
        self._relations_read = False

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
        if pledge not in self._holdings_read:
            self._read_holdings([pledge])
        return self._holdings.setdefault((pledge, line), {})

    def read(self, drafts: Sequence[Draft]) -> None:
        """Read what the rules will ask about these drafts."""
        wanted: set[Reference] = set()
        pledges: set[str] = set()
        for draft in drafts:
            wanted.update(draft.payload.references())
            wanted.update((EntryKind.DOCUMENT, c.document) for c in draft.evidence if c.document is not None)
            if draft.kind in RECORDS:
                wanted.add((draft.kind, draft.subject))
            pledges.update(_pledges_of(draft))
            if isinstance(draft.payload, Relation):
                self._read_relations()
            if isinstance(draft.payload, Decision):
                wanted.add((draft.payload.about, draft.payload.subject))
        wanted.update((EntryKind.PLEDGE, pledge) for pledge in pledges)
        self._read_records(wanted - self._looked_up)
        self._read_holdings(pledges - self._holdings_read)

    def take(self, entry: Entry, payload: Payload) -> None:
        """Bring the state up to date with an entry that is about to be written."""
        if entry.kind in RECORDS:
            reference = (entry.kind, entry.subject)
            self._looked_up.add(reference)
            before = self._records.get(reference)
            self._records[reference] = Known(entry.seq, payload, entry.visibility)
            if isinstance(payload, Pledge):
                self._repledge(entry.subject, before, payload)
            if isinstance(payload, Relation):
                self.relations[entry.subject] = payload
        if isinstance(payload, StageChange):
            self._move(
                entry.subject,
                payload.line,
                payload.source,
                payload.target,
                payload.amount or payload.quantity,
            )
        if isinstance(payload, Signature):
            self.moved(payload.moves)

    def moved(self, moves: Iterable[Move]) -> None:
        """Take in what a signature moves."""
        for move in moves:
            self._move(
                move.pledge, move.line, Stage(move.source), Stage(move.target), move.amount or move.quantity
            )

    def _move(self, pledge: str, line: str, source: Stage, target: Stage, how_much: Decimal | None) -> None:
        held = self.holdings(pledge, line)
        held[source] = held.get(source, Decimal(0)) - (how_much or 0)
        held[target] = held.get(target, Decimal(0)) + (how_much or 0)

    def _repledge(self, uid: str, before: Known | None, pledge: Pledge) -> None:
        """A pledge brings its sum and lines into being; a corrected one takes back what it did before."""
        if before is None:
            self._holdings_read.add(uid)
        elif isinstance(before.payload, Pledge):
            for line, origin in origins(before.payload).items():
                held = self.holdings(uid, line)
                held[before.payload.stage] = held.get(before.payload.stage, Decimal(0)) - origin
        for line, origin in origins(pledge).items():
            held = self.holdings(uid, line)
            held[pledge.stage] = held.get(pledge.stage, Decimal(0)) + origin

    def _read_records(self, wanted: Iterable[Reference]) -> None:
        by_kind: dict[EntryKind, list[str]] = defaultdict(list)
        for kind, uid in wanted:
            by_kind[kind].append(uid)
            self._looked_up.add((kind, uid))
        for kind, uids in by_kind.items():
            if kind in RECORDS:
                for start in range(0, len(uids), _CHUNK):
                    self._read_kind(kind, uids[start : start + _CHUNK])

    def _read_kind(self, kind: EntryKind, uids: list[str]) -> None:
        model = RECORDS[kind][0]
        rows = list(
            model._default_manager.filter(uid__in=uids, until__isnull=True).values_list("uid", "seq", "entry")
        )
        stated = entries_at([entry for _, _, entry in rows])
        for uid, seq, entry in rows:
            found = stated[entry]
            payload = decode_payload(found.kind, found.version, found.payload)
            self._records[kind, uid] = Known(seq, payload, found.visibility)

    def _read_holdings(self, pledges: Iterable[str]) -> None:
        wanted = sorted(pledges)
        self._holdings_read.update(wanted)
        for start in range(0, len(wanted), _CHUNK):
            rows = Movement.objects.filter(pledge__in=wanted[start : start + _CHUNK], until__isnull=True)
            for pledge, line, source, target, cents, thousandths in rows.values_list(
                "pledge", "line", "source", "target", "cents", "thousandths"
            ):
                held = self._holdings.setdefault((pledge, line), {})
                how_much = cents if cents is not None else thousandths
                if how_much is None:
                    continue
                if source:
                    held[Stage(source)] = held.get(Stage(source), Decimal(0)) - how_much
                held[Stage(target)] = held.get(Stage(target), Decimal(0)) + how_much

    def _read_relations(self) -> None:
        """All believed relations, once: a circle can run through any of them."""
        if self._relations_read:
            return
        self._relations_read = True
        rows = RelationRecord.objects.filter(until__isnull=True)
        for uid, kind, source, target in rows.values_list("uid", "kind", "source", "target"):
            self.relations.setdefault(uid, Relation(kind=RelationKind(kind), source=source, target=target))


def origins(pledge: Pledge) -> dict[str, Decimal]:
    """What a pledge brings into being: its sum under '', and each line whose number is known."""
    found = {line.key: line.low for line in pledge.lines if line.low is not None}
    if pledge.amount is not None:
        found[""] = pledge.amount.low
    return found


def _pledges_of(draft: Draft) -> Iterable[str]:
    payload = draft.payload
    if isinstance(payload, (StageChange, Pledge)):
        return (draft.subject,)
    if isinstance(payload, (Handover, Signature)):
        return tuple(consigned.pledge for consigned in payload.contents)
    return ()
