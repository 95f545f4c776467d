"""The rows of a brief: one frozen type for each kind of line, every line with the words that say it.

Amounts are in units of their currency. What no source states is None or empty: unknown, never zero.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

import msgspec

from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.claims import AidType, Channel, NeedMode, PledgeMode, SupportState
from pledgebook.vocabulary.findings import Compared, FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode
from pledgebook.vocabulary.time import PartialDate, Period


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything in a brief. All fields are written to JSON, the empty ones too."""


class Citation(Record, frozen=True, kw_only=True):
    """The exact words of one document, `text[start:end]`, and the text around them for reading."""

    document: str
    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""


class PartyRef(Record, frozen=True, kw_only=True):
    """A party by code and by name."""

    code: str
    name: str


class Conversion(Record, frozen=True, kw_only=True):
    """An amount in the brief's currency; `rate` is units of it for one unit of the source's currency.

    `quoted` is the same rate as the ECB publishes it, '0.8570 GBP/EUR', `rate_date` the day on which it did.
    Both are empty for an amount in the brief's currency already.
    """

    money: Money
    rate: Decimal
    quoted: str
    rate_date: datetime.date | None


class Wording(Record, frozen=True, kw_only=True):
    """How one document words a pledge: its amount, its donors, its places.

    `also` is the same amount in another currency in the same sentence, `also_agrees` whether the two agree at
    the day's rate; None where there is nothing to compare.
    """

    document: str
    donors: tuple[PartyRef, ...]
    amount: Money | None
    converted: Conversion | None
    also: Money | None
    also_converted: Conversion | None
    also_agrees: bool | None
    recipient: PartyRef | None
    citations: tuple[Citation, ...]


class PledgeBrief(Record, frozen=True, kw_only=True):
    """One pledge behind all its wordings, with the pledges that are part of it.

    `amount` is as announced, `converted` the same in the brief's currency. `unattributed` is what the parts
    of a common pledge leave of it, in the brief's currency; None where no other donor has a part.
    `why_part` is the reason for which it is taken to be part of the pledge above it, `set_aside` the one
    for which a total leaves it out although it has an amount and is part of nothing.
    """

    id: str
    donors: tuple[PartyRef, ...]
    disputed_donors: tuple[tuple[PartyRef, ...], ...]
    recipient: PartyRef | None
    amount: Money | None
    also: tuple[Money, ...]
    converted: Conversion | None
    aid_type: AidType | None
    period: Period | None
    items: tuple[ItemLine, ...]
    mode: PledgeMode | None
    record: bool
    conditional: bool
    delivered: bool
    wordings: tuple[Wording, ...]
    why_part: str | None
    set_aside: str | None
    parts: tuple[PledgeBrief, ...]
    unattributed: Money | None
    citations: tuple[Citation, ...]


class CountedRow(Record, frozen=True, kw_only=True):
    """A pledge that the total counts, and what it adds."""

    pledge: str
    donors: tuple[PartyRef, ...]
    amount: Money
    converted: Conversion
    citations: tuple[Citation, ...]


class LeftOutRow(Record, frozen=True, kw_only=True):
    """A pledge or a sentence that adds nothing to the total, and why."""

    reason: str
    pledge: str | None
    donors: tuple[PartyRef, ...]
    amount: Money | None
    converted: Conversion | None
    citations: tuple[Citation, ...]


class TotalBrief(Record, frozen=True, kw_only=True):
    """The total of an event that counts nothing twice; `naive` is what adding every sentence would give."""

    total: Money
    counted: tuple[CountedRow, ...]
    left_out: tuple[LeftOutRow, ...]
    unattributed: Money | None
    naive: Money


class SaidAgain(Record, frozen=True, kw_only=True):
    """Claims that say what is said elsewhere, with the reason and the values compared.

    `topic` says of what sort: a pledge in other words, an amount in a second currency, or the kind of claim.
    """

    kind: FindingKind
    topic: str | None
    reason: str
    compared: tuple[Compared, ...]
    citations: tuple[Citation, ...]
    documents: tuple[str, ...]


class AttendanceBrief(Record, frozen=True, kw_only=True):
    """How a person took part."""

    person: str
    party: PartyRef | None
    mode: AttendanceMode
    first_time: bool
    citations: tuple[Citation, ...]


class PartiesCount(Record, frozen=True, kw_only=True):
    """How many parties met, as one document puts it."""

    document: str
    count: int
    qualifier: Qualifier | None
    citations: tuple[Citation, ...]


class NeedBrief(Record, frozen=True, kw_only=True):
    """What a party needs, asks for or wants to buy."""

    party: PartyRef
    mode: NeedMode | None
    amount: Money | None
    converted: Conversion | None
    items: tuple[ItemLine, ...]
    citations: tuple[Citation, ...]


class PurchaseBrief(Record, frozen=True, kw_only=True):
    """What the recipient buys, and from which funds."""

    party: PartyRef
    items: tuple[ItemLine, ...]
    amount: Money | None
    converted: Conversion | None
    funds: str | None
    citations: tuple[Citation, ...]


class SupportEntry(Record, frozen=True, kw_only=True):
    """What one document says of a donor's support; `reported` is the day it speaks of or appeared on."""

    document: str
    state: SupportState
    temporary: bool
    date: PartialDate | None
    reported: datetime.date | None
    citations: tuple[Citation, ...]


class SupportBrief(Record, frozen=True, kw_only=True):
    """One status: a stretch of a donor's support in one channel, with everything that is said of it.

    `first` and `last` are the earliest and the latest day for which a source says so, `ended` the day by
    which it was over; `entries` are oldest first; `reasons` say why they are one status. `more` counts the
    entries that an event leaves out, those of other events; the brief as a whole has them all.
    """

    party: PartyRef
    channel: Channel
    states: tuple[SupportState, ...]
    temporary: bool
    first: datetime.date | None
    last: datetime.date | None
    ended: datetime.date | None
    entries: tuple[SupportEntry, ...]
    more: int = 0
    reasons: tuple[str, ...]


class IndicatorBrief(Record, frozen=True, kw_only=True):
    """A reported measure of the situation."""

    metric: str
    low: Decimal
    high: Decimal | None
    qualifier: Qualifier | None
    unit: str | None
    per: str | None
    party: PartyRef | None
    population: str | None
    place: str | None
    source: str | None
    start: datetime.date | None
    end: datetime.date | None
    citations: tuple[Citation, ...]


class StatementBrief(Record, frozen=True, kw_only=True):
    """Who said what; each citation is one place where the words stand."""

    speaker: str
    party: PartyRef | None
    words: str
    reported: bool
    citations: tuple[Citation, ...]


class RoleBrief(Record, frozen=True, kw_only=True):
    """Who holds which role."""

    role: str
    person: str | None
    party: PartyRef | None
    coalition: str | None
    date: PartialDate | None
    change: str | None
    former: bool
    citations: tuple[Citation, ...]


class DisputeSide(Record, frozen=True, kw_only=True):
    """One side of a dispute: what a document says, and where."""

    document: str
    says: str
    citations: tuple[Citation, ...]


class DisputeBrief(Record, frozen=True, kw_only=True):
    """Claims that cannot all be right, or look so: the sides, the values compared and what explains it."""

    topic: str
    reason: str
    compared: tuple[Compared, ...]
    sides: tuple[DisputeSide, ...]


class BackgroundBrief(Record, frozen=True, kw_only=True):
    """What parties gave altogether over a stretch of time: never added to what was announced."""

    parties: tuple[PartyRef, ...]
    amount: Money
    also: Money | None
    converted: Conversion | None
    aid_type: AidType | None
    period: Period | None
    citations: tuple[Citation, ...]


class FindingBrief(Record, frozen=True, kw_only=True):
    """A finding that belongs to no event."""

    kind: FindingKind
    reason: str
    compared: tuple[Compared, ...]
    citations: tuple[Citation, ...]
    documents: tuple[str, ...]
