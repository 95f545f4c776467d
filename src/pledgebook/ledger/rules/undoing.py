"""What a reversal depends on: the entry that it takes back, what that ended, and what builds on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Payload, Reference
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules.books import Books, Later, Target, references_of


class Undoing:
    """The entries that a batch takes back, read together. Costs nothing where a batch takes nothing back."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._targets: dict[int, Target] = {}
        self._taken_back: dict[int, int] = {}
        self._dependents: defaultdict[Reference, dict[int, Later]] = defaultdict(dict)

    @property
    def active(self) -> bool:
        """Whether anything is to be taken back."""
        return bool(self._targets)

    def read(self, seqs: Collection[int]) -> list[Target]:
        """Read the entries that are to be taken back, and what builds on the records that they made."""
        self._targets = self._books.targets(seqs) if seqs else {}
        self._taken_back = {seq: t.taken_back for seq, t in self._targets.items() if t.taken_back is not None}
        self._dependents.clear()
        made = {
            (target.entry.kind, target.entry.subject): seq
            for seq, target in self._targets.items()
            if target.before is None and target.entry.kind in RECORDS
        }
        if made:
            for later in self._books.later(min(made.values()), {uid for _, uid in made}):
                self._add(later, later.references & made.keys())
            staged = {(later.kind, later.subject) for later in self._later() if later.kind not in RECORDS}
            self._taken_back |= self._books.taken_back(staged)
        return list(self._targets.values())

    def dependents(self) -> set[Reference]:
        """The records that may build on what is to be taken back."""
        return {(later.kind, later.subject) for later in self._later() if later.kind in RECORDS}

    def target(self, seq: int) -> Target | None:
        """The entry to take back, None where the journal has none."""
        return self._targets.get(seq)

    def taken_back_by(self, seq: int) -> int | None:
        """The reversal that has taken an entry back already."""
        return self._taken_back.get(seq)

    def building_on(self, kind: EntryKind, uid: str) -> list[Later]:
        """The entries that refer to a record and were not taken back, in their order. Whether the books still
        go by an entry that states a record is for the caller to see."""
        found = self._dependents.get((kind, uid), {})
        return [found[seq] for seq in sorted(found) if seq not in self._taken_back]

    def note(self, entry: Entry, payload: Payload) -> None:
        """Take in an entry that is about to be written."""
        cited = (citation.document for citation in entry.citations())
        references = references_of(entry.kind, entry.subject, payload, cited)
        self._add(Later(entry.seq, entry.kind, entry.subject, references), references)

    def took_back(self, target: Target, by: int) -> None:
        """Take in that a reversal takes an entry back: what that ended is believed again, and builds on
        others again."""
        self._taken_back[target.entry.seq] = by
        if target.before is not None:
            seq, kind, subject = target.before.entry, target.entry.kind, target.entry.subject
            self._add(Later(seq, kind, subject, target.needs), target.needs)

    def _add(self, later: Later, references: Collection[Reference]) -> None:
        for reference in references:
            self._dependents[reference][later.seq] = later

    def _later(self) -> Iterator[Later]:
        for found in self._dependents.values():
            yield from found.values()
