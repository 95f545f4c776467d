"""Drafts judged without a database: books in which nothing is but what a test puts there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.ledger.samples import parties

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.journal.entries import GENESIS, Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Reference, Relation
from pledgebook.ledger.payloads.codec import encode_citations, encode_payload
from pledgebook.ledger.rules.accounts import Moved
from pledgebook.ledger.rules.books import Known, Later, Line, Target
from pledgebook.ledger.rules.checking import Rule
from pledgebook.ledger.rules.state import State

TODAY = date(2025, 12, 31)
SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))


class EmptyBooks:
    """Books in which nothing was ever written."""

    def records(self, _kind: EntryKind, _uids: Collection[str]) -> Iterator[tuple[str, Known]]:
        """None."""
        return iter(())

    def balances(self, _pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
        """None."""
        return iter(())

    def movements(self, _pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
        """None."""
        return iter(())

    def relations(self, _pledges: Collection[str] | None) -> Iterator[tuple[str, Relation]]:
        """None."""
        return iter(())

    def consigned(self, _pledges: Collection[str]) -> Iterator[tuple[str, Line, Decimal]]:
        """None."""
        return iter(())

    def signed(self, _handovers: Collection[str]) -> Iterator[tuple[str, Line, Moved]]:
        """None."""
        return iter(())

    def targets(self, _seqs: Collection[int]) -> dict[int, Target]:
        """None."""
        return {}

    def taken_back(self, _records: Collection[Reference]) -> dict[int, int]:
        """None."""
        return {}

    def later(self, _after: int, _uids: Collection[str]) -> Iterator[Later]:
        """None."""
        return iter(())


class Desk:
    """Takes drafts as the journal would, and says what a rule has against one more."""

    def __init__(self, *drafts: Draft) -> None:
        self.state = State(EmptyBooks(), TODAY)
        self._seq = 0
        self.take(*parties(), *drafts)

    def take(self, *drafts: Draft) -> list[Entry]:
        """Take drafts, whatever the rules say."""
        self.state.read(drafts)
        return [self._taken(draft) for draft in drafts]

    def faults(self, rule: Rule, draft: Draft) -> list[str]:
        """What a rule has against a draft."""
        self.state.read([draft])
        return list(rule(draft, self.state, SECRETARIAT))

    def _taken(self, draft: Draft) -> Entry:
        self._seq += 1
        entry = entry_of(draft, self._seq)
        self.state.take(entry, draft.payload)
        return entry


def entry_of(draft: Draft, seq: int) -> Entry:
    """A draft as an entry that nothing is chained to."""
    return Entry(
        seq=seq,
        recorded_at=datetime(2025, 12, 31, tzinfo=UTC),
        recorded_by="test",
        batch="",
        kind=draft.kind,
        version=draft.payload.VERSION,
        subject=draft.subject,
        valid_on=draft.valid_on,
        visibility=draft.visibility,
        payload=encode_payload(draft.payload),
        evidence=encode_citations(draft.evidence),
        previous=GENESIS,
        hash=GENESIS,
    )


def faults_of(rule: Rule, draft: Draft) -> list[str]:
    """What a rule that asks nothing but the draft has against it."""
    return list(rule(draft, State(EmptyBooks(), TODAY), SECRETARIAT))
