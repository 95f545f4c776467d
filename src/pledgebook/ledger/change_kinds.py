"""What sort of change an entry made to a record: a pure function of what it ended and what it began."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pledgebook.ledger.payloads import Dispute, Payload, Relation, Side, Signature, SupportStatus
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import SupportState
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage, rung


class ChangeKind(StrEnum):
    """What an entry did.

    `raised`, `lowered`: another sum, by a relation or a correction. `staged`: an amount moved on the ladder.
    `delivered`, `accepted`: it moved there, as a rule by the donor's or the recipient's signature. `paused`,
    `resumed`, `ended`: an amount, or a donor's support. `expired`: its time ran out. `disputed`: a dispute is
    open; `settled`: it is explained or decided. `corrected`: anything else is said differently. `withdrawn`:
    an entry was taken back, or an amount cancelled. `restored`: an earlier version holds again, and the one
    that was taken back is not seen.
    """

    NEW = "new"
    RAISED = "raised"
    LOWERED = "lowered"
    STAGED = "staged"
    PAUSED = "paused"
    RESUMED = "resumed"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    SETTLED = "settled"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    ENDED = "ended"
    RESTORED = "restored"


_BY_TARGET = {
    Stage.PAUSED: ChangeKind.PAUSED,
    Stage.CANCELLED: ChangeKind.WITHDRAWN,
    Stage.EXPIRED: ChangeKind.EXPIRED,
    Stage.DELIVERED: ChangeKind.DELIVERED,
    Stage.ACCEPTED: ChangeKind.ACCEPTED,
}
_BY_STATE = {
    SupportState.PAUSED: ChangeKind.PAUSED,
    SupportState.HALTED: ChangeKind.PAUSED,
    SupportState.RESUMED: ChangeKind.RESUMED,
    SupportState.ENDED: ChangeKind.ENDED,
}
_BY_SIDE = {Side.DONOR: ChangeKind.DELIVERED, Side.RECIPIENT: ChangeKind.ACCEPTED}
_STOPPED = (SupportState.PAUSED, SupportState.HALTED)


def kind_of_record(before: Payload | None, after: Payload | None, *, undone: bool) -> ChangeKind:
    """What became of a record: `before` is the version that the entry ended, `after` the one that it began.

    There is at least one of them. `undone`: the entry takes another back.
    """
    if after is None:
        return ChangeKind.WITHDRAWN
    if before is None:
        return ChangeKind.RESTORED if undone else _new(after)
    if isinstance(before, SupportStatus) and isinstance(after, SupportStatus):
        return _support(before.state, after.state)
    if isinstance(before, Dispute) and isinstance(after, Dispute):
        return _dispute(before.state, after.state)
    return ChangeKind.CORRECTED if undone else _compared(_amount(before), _amount(after))


def kind_of_move(source: Stage, target: Stage, *, begun: bool) -> ChangeKind:
    """What an entry did by a movement. `begun`: it made the movement, or else took it back."""
    if not begun:
        return ChangeKind.WITHDRAWN
    if source is Stage.PAUSED and target.on_ladder:
        return ChangeKind.RESUMED
    if source.on_ladder and target.on_ladder and rung(target) < rung(source):
        return ChangeKind.CORRECTED  # a count that was too high
    return _BY_TARGET.get(target, ChangeKind.STAGED)


def _new(payload: Payload) -> ChangeKind:
    if isinstance(payload, SupportStatus):
        return _BY_STATE.get(payload.state, ChangeKind.NEW)
    if isinstance(payload, Dispute):
        return ChangeKind.DISPUTED if payload.state is DisputeState.OPEN else ChangeKind.SETTLED
    if isinstance(payload, Signature):
        return _BY_SIDE[payload.side]
    raises = isinstance(payload, Relation) and payload.kind is RelationKind.RAISES
    return ChangeKind.RAISED if raises else ChangeKind.NEW


def _support(before: SupportState, after: SupportState) -> ChangeKind:
    if before is after:
        return ChangeKind.CORRECTED
    if before in _STOPPED and after is SupportState.ACTIVE:
        return ChangeKind.RESUMED
    return _BY_STATE.get(after, ChangeKind.CORRECTED)


def _dispute(before: DisputeState, after: DisputeState) -> ChangeKind:
    if before is not DisputeState.OPEN and after is DisputeState.OPEN:
        return ChangeKind.DISPUTED
    if before is DisputeState.OPEN and after is not DisputeState.OPEN:
        return ChangeKind.SETTLED
    return ChangeKind.CORRECTED


def _amount(payload: Payload) -> Money | None:
    amount = getattr(payload, "amount", None)
    return amount if isinstance(amount, Money) else None


def _compared(before: Money | None, after: Money | None) -> ChangeKind:
    """Raised or lowered where one sum is clearly above the other in the same currency."""
    if before is None or after is None or before.currency != after.currency:
        return ChangeKind.CORRECTED
    steps = (after.low - before.low, after.high - before.high)
    if max(steps) > Decimal(0) and min(steps) >= Decimal(0):
        return ChangeKind.RAISED
    if min(steps) < Decimal(0) and max(steps) <= Decimal(0):
        return ChangeKind.LOWERED
    return ChangeKind.CORRECTED
