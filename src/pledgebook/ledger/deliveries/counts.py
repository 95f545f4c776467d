"""Two counts of one handover side by side: where they differ, a dispute with both; where they agree again,
the end of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pledgebook.ledger.deliveries.drafting import Counts, Place, told
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Dispute, Side, Version
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState
from pledgebook.vocabulary.pledges import Visibility


def dispute_uid(handover: str) -> str:
    """The uid of the dispute about the counts of a handover."""
    return f"{handover}:count"


def dispute_after(
    handover: str, donor: Counts, recipient: Counts, state: State, visibility: Visibility, on: date
) -> Draft | None:
    """What both signatures make of the dispute about a handover's counts; None where nothing changes.

    Different counts open it, or open it again with the new numbers. Equal ones explain it, unless somebody
    has decided it before.
    """
    differing = [
        place
        for place in sorted({*donor, *recipient})
        if donor.get(place, Decimal(0)) != recipient.get(place, Decimal(0))
    ]
    known = state.record(EntryKind.DISPUTE, dispute_uid(handover))
    before = known.payload if known is not None and isinstance(known.payload, Dispute) else None
    if differing:
        payload = _open(handover, differing, donor, recipient, state)
        if before is not None and before.state is DisputeState.OPEN and before.versions == payload.versions:
            return None
    elif before is not None and before.state is DisputeState.OPEN:
        payload = _explained(before)
    else:
        return None
    return Draft(
        subject=dispute_uid(handover),
        payload=payload,
        valid_on=on,
        visibility=visibility,
        evidence=(Citation(source=f"the two signatures of handover {handover}"),),
        expected=None if known is None else known.seq,
    )


def _open(handover: str, differing: list[Place], donor: Counts, recipient: Counts, state: State) -> Dispute:
    return Dispute(
        topic=f"what was handed over with {handover}",
        kind=DisputeKind.QUANTITY,
        versions=(
            _version(handover, Side.DONOR, differing, donor, state),
            _version(handover, Side.RECIPIENT, differing, recipient, state),
        ),
        about=EntryKind.HANDOVER,
        subject=handover,
    )


def _explained(before: Dispute) -> Dispute:
    return Dispute(
        topic=before.topic,
        kind=before.kind,
        versions=before.versions,
        state=DisputeState.EXPLAINED,
        about=before.about,
        subject=before.subject,
        reason="a corrected count: both sides now sign for the same",
    )


def _version(handover: str, side: Side, differing: list[Place], counts: Counts, state: State) -> Version:
    said = [(place, counts.get(place, Decimal(0))) for place in differing]
    words = ", ".join(told(state, place, how_much) for place, how_much in said)
    return Version(
        key=side.value,
        says=f"the {side} signed for {words}",
        amount=_money(said[0], state) if len(said) == 1 else None,
        source=f"signature {handover}:{side}",
    )


def _money(said: tuple[Place, Decimal], state: State) -> Money | None:
    """The version as a sum, where one sum is all that it is about."""
    (uid, line), how_much = said
    pledge = state.pledge(uid)
    if line or pledge is None or pledge.amount is None:
        return None
    return Money(currency=pledge.amount.currency, low=how_much, high=how_much)
