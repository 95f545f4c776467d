"""Payloads: what is handed over, and who signs for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Payload, Reference


class Side(StrEnum):
    """Whose signature it is."""

    DONOR = "donor"
    RECIPIENT = "recipient"


class Consigned(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """So much of one line of a pledge (its sum, where `line` is empty): `amount` or `quantity`, never
    both."""

    pledge: str
    line: str = ""
    amount: Decimal | None = None
    quantity: Decimal | None = None


class Handover(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """One consignment of a donor to a recipient. `place` stays at the level of what is public."""

    KIND: ClassVar[EntryKind] = EntryKind.HANDOVER
    FIGURES: ClassVar[bool] = True

    donor: str
    recipient: str
    contents: tuple[Consigned, ...]
    dispatched: date | None = None
    place: str | None = None
    note: str = ""

    def references(self) -> Iterator[Reference]:
        """Both parties and the pledges."""
        yield EntryKind.PARTY, self.donor
        yield EntryKind.PARTY, self.recipient
        yield from ((EntryKind.PLEDGE, consigned.pledge) for consigned in self.contents)


class Signature(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """What one side signs for: how much was handed over, or how much arrived.

    Its uid is the handover's with the side: 'H-1:donor'. `moves` says from which stages the quantities are
    taken; the ledger fills it in, so that a replay needs no search.
    """

    KIND: ClassVar[EntryKind] = EntryKind.SIGNATURE
    FIGURES: ClassVar[bool] = True

    handover: str
    side: Side
    party: str
    contents: tuple[Consigned, ...]
    moves: tuple[Move, ...] = ()
    note: str = ""

    def references(self) -> Iterator[Reference]:
        """The handover, the party and the pledges."""
        yield EntryKind.HANDOVER, self.handover
        yield EntryKind.PARTY, self.party
        yield from ((EntryKind.PLEDGE, consigned.pledge) for consigned in self.contents)


class Move(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """So much of a pledge's line moves from one stage to another by a signature."""

    pledge: str
    source: str
    target: str
    line: str = ""
    amount: Decimal | None = None
    quantity: Decimal | None = None
