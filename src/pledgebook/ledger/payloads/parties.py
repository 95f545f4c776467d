"""Payloads: who acts, in which office, in which coalition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Payload, Reference
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.time import PartialDate


class Party(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A state, an organisation or a fund. Its uid is its code."""

    KIND: ClassVar[EntryKind] = EntryKind.PARTY

    name: str
    kind: PartyKind


class Office(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """Who held an office of a party, both days included; without `end`, as far as is known still."""

    KIND: ClassVar[EntryKind] = EntryKind.OFFICE

    office: str
    party: str
    holder: str
    start: date
    end: date | None = None
    acting: bool = False

    def references(self) -> Iterator[Reference]:
        """The party."""
        yield EntryKind.PARTY, self.party


class Coalition(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A coalition, or a group inside one that works on a capability. Its uid is its code."""

    KIND: ClassVar[EntryKind] = EntryKind.COALITION

    name: str
    parent: str | None = None
    capability: str | None = None
    leads: tuple[str, ...] = ()
    start: PartialDate | None = None

    def references(self) -> Iterator[Reference]:
        """The coalition around it, and its leads."""
        if self.parent is not None:
            yield EntryKind.COALITION, self.parent
        yield from ((EntryKind.PARTY, lead) for lead in self.leads)


class Membership(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A party in a coalition."""

    KIND: ClassVar[EntryKind] = EntryKind.MEMBERSHIP

    coalition: str
    party: str
    role: Literal["donor", "recipient"]
    since: date | None = None
    ended: date | None = None

    def references(self) -> Iterator[Reference]:
        """The coalition and the party."""
        yield EntryKind.COALITION, self.coalition
        yield EntryKind.PARTY, self.party
