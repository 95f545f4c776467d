"""What the rules need to know of the books, wherever it is read from.

`database.Database` reads it from the tables. Whoever judges drafts without a database gives a State books of
their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

import msgspec

from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Payload, Reference, Relation, Side
from pledgebook.ledger.rules.accounts import Moved
from pledgebook.vocabulary.pledges import Visibility

Line = tuple[str, str]
"""A pledge and the key of its line, '' for its sum."""


class Known(msgspec.Struct, frozen=True):
    """A record as the books believe it.

    `seq` is the entry from which this version is believed, and what a correction has to expect. `entry`
    is the one that states it: another where a reversal brought the version back.
    """

    seq: int
    payload: Payload
    visibility: Visibility
    valid_on: date | None = None
    entry: int = 0


class Target(msgspec.Struct, frozen=True):
    """An entry that somebody wants to take back: what it says, the reversal that has done so already, and the
    version that it ended, which would be believed again, with the records that this one needs."""

    entry: Entry
    payload: Payload
    taken_back: int | None = None
    before: Known | None = None
    needs: frozenset[Reference] = frozenset()


class Later(NamedTuple):
    """An entry, and the records that it refers to."""

    seq: int
    kind: EntryKind
    subject: str
    references: frozenset[Reference]


class Books(Protocol):
    """What the rules ask of the books."""

    def records(self, kind: EntryKind, uids: Collection[str]) -> Iterator[tuple[str, Known]]:
        """The believed records of a kind."""

    def balances(self, pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
        """The believed movements of pledges, summed by line and stages, each on the last of its days."""

    def movements(self, pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
        """The believed movements of pledges, one by one."""

    def relations(self, pledges: Collection[str] | None) -> Iterator[tuple[str, Relation]]:
        """The believed relations that have one of these pledges at an end, or all."""

    def consigned(self, pledges: Collection[str]) -> Iterator[tuple[str, Line, Decimal]]:
        """What the handovers hold of these pledges that no donor has signed, by the handover's uid."""

    def signed(self, handovers: Collection[str]) -> Iterator[tuple[str, Line, Moved]]:
        """The believed movements by signatures of these handovers."""

    def targets(self, seqs: Collection[int]) -> dict[int, Target]:
        """Entries by their sequence, with what taking them back depends on; unknown ones left out."""

    def taken_back(self, records: Collection[Reference]) -> dict[int, int]:
        """The entries about these records that were taken back, each with the reversal's sequence."""

    def later(self, after: int, uids: Collection[str]) -> Iterator[Later]:
        """The entries after `after`, at least those that refer to records with these uids."""


def references_of(
    kind: EntryKind, subject: str, payload: Payload, cited: Iterable[str | None]
) -> frozenset[Reference]:
    """All records that an entry builds on: those that its payload names, its documents, and the pledge that a
    change of stage is about."""
    found = set(payload.references())
    found.update((EntryKind.DOCUMENT, document) for document in cited if document is not None)
    if kind is EntryKind.STAGE:
        found.add((EntryKind.PLEDGE, subject))
    return frozenset(found)


def signature_uid(handover: str, side: Side) -> str:
    """The uid of a side's signature."""
    return f"{handover}:{side}"


def known_from(entry: Entry, seq: int) -> Known:
    """The version of a record that an entry states, believed since entry `seq`."""
    return Known(seq, entry.content(), entry.visibility, entry.valid_on, entry.seq)


def reversal_subject(kind: EntryKind, uid: str) -> str:
    """The subject of a reversal: the record whose entry it takes back."""
    return f"{kind}:{uid}"
