"""What became of promises, typed: the answers of this package.

Silence is no answer. What nobody has confirmed since it was announced is `unconfirmed`, which says nothing
about whether it was done.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from pledgebook.ledger.counting import Why
from pledgebook.ledger.payloads import ActionState
from pledgebook.ledger.totals.answer import Totals
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage
from pledgebook.vocabulary.time import PartialDate


class Progress(StrEnum):
    """How far a promise has come, in one word.

    `accepted`: the recipient has signed for all of it that was not taken back. `under way`: somebody has
    confirmed something of it since it was announced. `paused`: what is not accepted waits.
    `withdrawn`: all of it was cancelled or has expired. `unconfirmed`: nobody has said anything since.
    """

    ACCEPTED = "accepted"
    UNDER_WAY = "under way"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    UNCONFIRMED = "unconfirmed"


class At(msgspec.Struct, frozen=True):
    """So much stands at a stage: money in the currency of the sum, or a quantity in the unit of the line."""

    stage: Stage
    how_much: Decimal


class Confirmation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who confirmed something last, and when.

    `by` is a party's code, `days` the age on the day of the report; both are None where they were not told.
    `signed` says that it was a signature under a handover. `entry` is its place in the journal.
    """

    entry: int
    by: str | None = None
    on: date | None = None
    days: int | None = None
    signed: bool = False


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where the sum of a pledge (`line` is '') or one of its lines stands.

    `promised` and `high` are the bounds that were announced, None where no number is known, and then nothing
    can stand anywhere; what stands where is told of the lower bound. `furthest` is the highest rung that
    something of it has reached, or the place beside the ladder where all of it is.
    """

    line: str
    item: str | None
    unit: str | None
    currency: str | None
    promised: Decimal | None
    high: Decimal | None
    at: tuple[At, ...]
    furthest: Stage
    progress: Progress
    confirmation: Confirmation | None
    qualifier: Qualifier | None = None


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """Another announcement of the same promise.

    Read `kind` from the later to the earlier: in `since` the other one repeats, raises or replaces the row,
    in `before` the row does so to the other.
    """

    kind: RelationKind
    pledge: str
    announced: date | None
    meeting: str | None
    amount: Money | None


class Consignment(msgspec.Struct, frozen=True, kw_only=True):
    """A handover with something of a pledge in it; the days of its signatures, None where there is none."""

    handover: str
    opened: date | None
    donor_signed: date | None
    recipient_signed: date | None
    place: str | None = None


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """An open dispute, with what each version says."""

    dispute: str
    entry: int
    topic: str
    kind: DisputeKind
    versions: tuple[str, ...]


class PledgeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One pledge of a meeting, and what became of it.

    `entry` leads to its evidence, of which `evidence` counts the different sources, those of its steps with
    them. `left_out` says why it adds nothing to the meeting's total, `why` which sort of reason that is.
    `same_as` is the earlier announcement that it repeats: what stands where is told there, and shown here.
    `parts` are the pledges inside it, also those that other meetings announced.
    """

    uid: str
    entry: int
    announced: date
    announced_as: PartialDate | None
    meeting: str | None
    donors: tuple[str, ...]
    recipient: str | None
    nature: PledgeNature
    amount: Money | None
    what: str
    progress: Progress
    furthest: Stage
    confirmation: Confirmation | None
    days_silent: int
    standings: tuple[Standing, ...]
    evidence: int
    left_out: str | None
    why: Why | None
    same_as: str | None
    before: tuple[Related, ...]
    since: tuple[Related, ...]
    handovers: tuple[Consignment, ...]
    disputes: tuple[Disagreement, ...]
    parts: tuple[PledgeRow, ...]


class ActionRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something agreed at the meeting. `overdue` counts the days since it was due, None where it is not."""

    uid: str
    entry: int
    what: str
    party: str | None
    due: date | None
    state: ActionState
    overdue: int | None


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the promises of a meeting by the day `as_of`.

    `sequence` is the last entry of the journal that was asked. `total` is the meeting's total by stage, with
    the rows counted and left out. `disputes` are those about the meeting itself.
    """

    meeting: str
    number: int | None
    coalition: str
    held_on: date
    status: MeetingStatus
    place: str | None
    as_of: date
    sequence: int
    total: Totals
    pledges: tuple[PledgeRow, ...]
    disputes: tuple[Disagreement, ...]
    actions: tuple[ActionRow, ...]


class Shares(msgspec.Struct, frozen=True, kw_only=True):
    """What of a number of promises that were due has come how far.

    All but the rates are amounts of one currency, or numbers of lines. `accepted`, `under_way`, `unconfirmed`
    and `withdrawn` (cancelled or expired) sum to `due`. `delivered` and `committed` count what stands there
    or further, so they contain the accepted. Each rate is one of them over `due`: what is known to be kept,
    which can be more as long as something is unconfirmed. It is None, unknown and not zero, where all is
    unconfirmed or nothing was due.
    """

    due: Decimal
    accepted: Decimal
    under_way: Decimal
    unconfirmed: Decimal
    withdrawn: Decimal
    delivered: Decimal
    committed: Decimal
    rate: Decimal | None
    delivered_rate: Decimal | None
    committed_rate: Decimal | None


class DuePledge(msgspec.Struct, frozen=True, kw_only=True):
    """A pledge behind a rate: what it is, its due date (None: due by its age), and what it adds."""

    uid: str
    entry: int
    what: str
    announced: date
    due_on: date | None
    shares: Shares
    confirmation: Confirmation | None


class NotMeasured(msgspec.Struct, frozen=True):
    """A pledge of the donor that no rate counts, and why."""

    uid: str
    reason: str


class DonorRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How a donor has kept what was due; several donors together where nobody says how much is whose.

    `money` counts sums in `currency`. `things` counts lines of pledges that name no sum, each line as one.
    `pledges` and `thing_pledges` are the pledges behind each.
    """

    donors: tuple[str, ...]
    currency: str
    money: Shares | None
    things: Shares | None
    pledges: tuple[DuePledge, ...]
    thing_pledges: tuple[DuePledge, ...]
    not_due: tuple[str, ...]
    not_measured: tuple[NotMeasured, ...]
