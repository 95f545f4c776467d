"""The kinds of claim: what one document says in one place.

The fields of each kind are the contract of `pledgebook read --format jsonl`. A field that the document does
not state is None or empty: unknown, never zero.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingFormat
from pledgebook.vocabulary.time import PartialDate, Period


class ClaimKind(StrEnum):
    """What a claim is about."""

    MEETING = "meeting"
    COALITION = "coalition"
    ATTENDANCE = "attendance"
    ROLE = "role"
    PLEDGE = "pledge"
    TOTAL = "total"
    NEED = "need"
    PURCHASE = "purchase"
    SUPPORT_STATUS = "support_status"
    INDICATOR = "indicator"
    STATEMENT = "statement"


class AidType(StrEnum):
    """The broad type of aid, in the words of the Kiel tracker."""

    MILITARY = "military"
    HUMANITARIAN = "humanitarian"
    FINANCIAL = "financial"


class PledgeMode(StrEnum):
    """How a pledge is to be met, where that is not a plain grant of money or equipment."""

    PRODUCTION = "production"
    PROCUREMENT = "procurement"
    TRAINING = "training"
    LOAN = "loan"
    DELIVERY = "delivery"


class NeedMode(StrEnum):
    """Whether the recipient asks for a gift or wants to buy."""

    DONATE = "donate"
    BUY = "buy"


class Channel(StrEnum):
    """What kind of support flows."""

    MATERIEL = "materiel"
    INTELLIGENCE = "intelligence"
    TRAINING = "training"
    FINANCE = "finance"


class SupportState(StrEnum):
    """Whether a donor's support flows, in the source's own word for a stop."""

    ACTIVE = "active"
    PAUSED = "paused"
    HALTED = "halted"
    RESUMED = "resumed"
    ENDED = "ended"
    NO_NEW_PACKAGES = "no new packages"


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What one document says, with each place that says it, and how what is not literal was worked out."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ()

    document: str
    evidence: tuple[Evidence, ...]
    reasoning: tuple[str, ...] = ()

    @property
    def kind(self) -> ClaimKind:
        """The kind, as written in the JSON lines."""
        return ClaimKind(str(self.__struct_config__.tag))

    @property
    def id(self) -> str:
        """A short name of the claim: a hash of its document, kind and identifying fields."""
        values = [self.document, self.kind, *(repr(getattr(self, field)) for field in self.KEY_FIELDS)]
        values += [str(self.evidence[0].start)]
        return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]


class MeetingClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="meeting"):
    """A meeting took place: of a coalition, or of two or three parties."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("coalition", "parties", "date")

    coalition: str | None = None
    parties: tuple[str, ...] = ()
    date: date | None = None
    number: int | None = None
    place: str | None = None
    format: MeetingFormat | None = None
    parties_count: int | None = None
    parties_count_qualifier: Qualifier | None = None
    chairs: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()


class CoalitionClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="coalition"):
    """How many parties a coalition has."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("coalition", "parties_count")

    coalition: str
    parties_count: int
    qualifier: Qualifier | None = None


class AttendanceClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="attendance"):
    """How a person took part in the meeting that the document reports."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("person", "mode")

    person: str
    mode: AttendanceMode
    party: str | None = None
    meeting: date | None = None
    first_time: bool = False


class RoleClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="role"):
    """Who holds which role: chair or founder of a coalition, or an office."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("role", "person", "party")

    role: str
    person: str | None = None
    party: str | None = None
    coalition: str | None = None
    date: PartialDate | None = None
    change: str | None = None
    former: bool = False


class PledgeClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="pledge"):
    """Donors announce, or repeat, or have handed over, money or equipment."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("donors", "amount", "items")

    donors: tuple[str, ...]
    amount: Money | None = None
    also: Money | None = None
    items: tuple[ItemLine, ...] = ()
    recipient: str | None = None
    aid_type: AidType | None = None
    period: Period | None = None
    part_of: str | None = None
    record: bool = False
    mode: PledgeMode | None = None
    conditional: bool = False
    delivered: bool = False
    programme: str | None = None


class TotalClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="total"):
    """What parties gave or promised altogether over a stretch of time."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("parties", "amount")

    parties: tuple[str, ...]
    amount: Money
    also: Money | None = None
    aid_type: AidType | None = None
    period: Period | None = None
    recipient: str | None = None


class NeedClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="need"):
    """What a party says that it needs, asks for or wants to buy."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("party", "amount", "items")

    party: str
    amount: Money | None = None
    items: tuple[ItemLine, ...] = ()
    mode: NeedMode | None = None


class PurchaseClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="purchase"):
    """What the recipient buys, and from which funds."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("party", "items")

    party: str
    items: tuple[ItemLine, ...]
    amount: Money | None = None
    funds: str | None = None


class SupportStatusClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="support_status"):
    """Whether a donor's support flows in a channel."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("party", "channel", "state")

    party: str
    channel: Channel
    state: SupportState
    temporary: bool = False
    date: PartialDate | None = None


class IndicatorClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="indicator"):
    """A reported measure of the situation."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("metric", "low", "high", "place")

    metric: str
    low: Decimal
    high: Decimal | None = None
    qualifier: Qualifier | None = None
    unit: str | None = None
    per: str | None = None
    party: str | None = None
    population: str | None = None
    place: str | None = None
    source: str | None = None
    start: date | None = msgspec.field(default=None, name="from")
    end: date | None = msgspec.field(default=None, name="to")


class StatementClaim(Claim, frozen=True, kw_only=True, omit_defaults=True, tag="statement"):
    """Who said what; the evidence is the quotation, or the sentence that reports the words."""

    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("speaker", "evidence")

    speaker: str
    party: str | None = None
    reported: bool = False


AnyClaim = (
    MeetingClaim
    | CoalitionClaim
    | AttendanceClaim
    | RoleClaim
    | PledgeClaim
    | TotalClaim
    | NeedClaim
    | PurchaseClaim
    | SupportStatusClaim
    | IndicatorClaim
    | StatementClaim
)
"""Any claim, as a tagged union: what decoding a line of JSON gives."""
