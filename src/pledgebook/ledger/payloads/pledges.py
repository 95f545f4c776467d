"""Payloads: what is needed, what is promised, and how promises stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Payload, Reference
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import AidType, NeedMode, PledgeMode
from pledgebook.vocabulary.pledges import PledgeNature, Urgency, ValuationBasis
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage
from pledgebook.vocabulary.time import PartialDate, Period


class Donor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One donor of a pledge; `share` is its part of the sum, from 0 to 1, None where nobody says."""

    party: str
    share: Decimal | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a pledge or a need: an item, how many of it, and its worth where that is told.

    `key` names the line within its record ('1', '2', ...). `item` is a name of the taxonomy and `capability`
    what that item serves, written down here so that the books do not change when the taxonomy does.
    Without `low` the number is unknown, which is not zero.
    """

    key: str
    item: str
    capability: str = ""
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier | None = None
    amount: Money | None = None
    description: str = ""


class Valuation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a pledge is worth on another basis than the announced sum, and who says so."""

    basis: ValuationBasis
    amount: Money
    source: str


class Pledge(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """An announcement of support. It holds from the entry's `valid_on`, the day it was made.

    `amount` is the sum as announced, `also` the same sum in other currencies of the source. `stage` is the
    rung on which it starts, 'reported' or 'announced'. `announced` keeps a day that is known only in part.
    """

    KIND: ClassVar[EntryKind] = EntryKind.PLEDGE
    FIGURES: ClassVar[bool] = True

    donors: tuple[Donor, ...]
    nature: PledgeNature = PledgeNature.PLEDGE
    amount: Money | None = None
    also: tuple[Money, ...] = ()
    valuation: ValuationBasis = ValuationBasis.AS_REPORTED
    valuations: tuple[Valuation, ...] = ()
    lines: tuple[Line, ...] = ()
    recipient: str | None = None
    coalition: str | None = None
    meeting: str | None = None
    aid_type: AidType | None = None
    period: Period | None = None
    programme: str | None = None
    mode: PledgeMode | None = None
    condition: str | None = None
    announced: PartialDate | None = None
    stage: Stage = Stage.ANNOUNCED
    wording: str = ""
    note: str = ""

    def references(self) -> Iterator[Reference]:
        """Donors, recipient, coalition and meeting."""
        yield from ((EntryKind.PARTY, donor.party) for donor in self.donors)
        if self.recipient is not None:
            yield EntryKind.PARTY, self.recipient
        if self.coalition is not None:
            yield EntryKind.COALITION, self.coalition
        if self.meeting is not None:
            yield EntryKind.MEETING, self.meeting


class Relation(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """How the pledge `source` stands to the pledge `target`: it repeats it, is part of it, ..."""

    KIND: ClassVar[EntryKind] = EntryKind.RELATION

    kind: RelationKind
    source: str
    target: str
    cut: Cut | None = None
    note: str = ""

    def references(self) -> Iterator[Reference]:
        """Both pledges."""
        yield EntryKind.PLEDGE, self.source
        yield EntryKind.PLEDGE, self.target


class StageChange(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """An amount or a quantity of a pledge moves from one stage to another on the entry's `valid_on`.

    Its subject is the pledge. `line` names the line, empty for the sum. `amount` is in the currency of the
    pledge and given for the sum, `quantity` in the unit of the line and given for a line.
    """

    KIND: ClassVar[EntryKind] = EntryKind.STAGE
    FIGURES: ClassVar[bool] = True
    EVENT: ClassVar[bool] = True

    source: Stage
    target: Stage
    line: str = ""
    amount: Decimal | None = None
    quantity: Decimal | None = None
    place: str | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    note: str = ""

    def references(self) -> Iterator[Reference]:
        """Who confirmed it; the pledge is the subject."""
        if self.confirmed_by is not None:
            yield EntryKind.PARTY, self.confirmed_by


class Need(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """What a party says that it needs, from the entry's `valid_on`."""

    KIND: ClassVar[EntryKind] = EntryKind.NEED
    FIGURES: ClassVar[bool] = True

    party: str
    lines: tuple[Line, ...] = ()
    amount: Money | None = None
    mode: NeedMode | None = None
    urgency: Urgency = Urgency.NORMAL
    wanted_by: date | None = None
    meeting: str | None = None
    stated_by: str | None = None
    note: str = ""

    def references(self) -> Iterator[Reference]:
        """The party and the meeting."""
        yield EntryKind.PARTY, self.party
        if self.meeting is not None:
            yield EntryKind.MEETING, self.meeting
