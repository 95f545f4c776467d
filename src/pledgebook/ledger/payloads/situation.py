"""Payloads: whether support flows, what the recipient buys, how things stand, and who said what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Payload, Reference
from pledgebook.ledger.payloads.pledges import Line
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import Channel, SupportState


class SupportStatus(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a donor's support flows in a channel, from the entry's `valid_on` until `ended`."""

    KIND: ClassVar[EntryKind] = EntryKind.SUPPORT_STATUS

    party: str
    channel: Channel
    state: SupportState
    temporary: bool = False
    ended: date | None = None

    def references(self) -> Iterator[Reference]:
        """The donor."""
        yield EntryKind.PARTY, self.party


class Purchase(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """What a party buys, and from which funds."""

    KIND: ClassVar[EntryKind] = EntryKind.PURCHASE
    FIGURES: ClassVar[bool] = True

    party: str
    lines: tuple[Line, ...] = ()
    amount: Money | None = None
    funds: str | None = None

    def references(self) -> Iterator[Reference]:
        """The buyer."""
        yield EntryKind.PARTY, self.party


class Indicator(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A reported measure of the situation."""

    KIND: ClassVar[EntryKind] = EntryKind.INDICATOR
    FIGURES: ClassVar[bool] = True

    metric: str
    low: Decimal
    high: Decimal | None = None
    qualifier: Qualifier | None = None
    unit: str | None = None
    per: str | None = None
    party: str | None = None
    place: str | None = None
    start: date | None = None
    end: date | None = None

    def references(self) -> Iterator[Reference]:
        """The party it is about."""
        if self.party is not None:
            yield EntryKind.PARTY, self.party


class Statement(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """Who said what; the words are those that the citation points at."""

    KIND: ClassVar[EntryKind] = EntryKind.STATEMENT

    speaker: str
    party: str | None = None
    reported: bool = False
    meeting: str | None = None

    def references(self) -> Iterator[Reference]:
        """The speaker's party and the meeting."""
        if self.party is not None:
            yield EntryKind.PARTY, self.party
        if self.meeting is not None:
            yield EntryKind.MEETING, self.meeting
