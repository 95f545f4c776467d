"""A consignment is opened, and signed for by both sides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from pledgebook.ledger.access import Actor
from pledgebook.ledger.deliveries.counts import dispute_after
from pledgebook.ledger.deliveries.drafting import (
    Counts,
    batch_name,
    refusal,
    resting_on,
    told,
)
from pledgebook.ledger.deliveries.moving import moved_by, moves
from pledgebook.ledger.journal.append import Pen, append, writing
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Consigned, Handover, Side, Signature
from pledgebook.ledger.rules.books import signature_uid
from pledgebook.ledger.rules.handed import counts as counts_of
from pledgebook.ledger.rules.telling import plain
from pledgebook.vocabulary.pledges import Visibility

_LONGEST = 90
"""Longer than this, the uid of a handover would leave too little room for those of its dispute and
signatures."""


class Signed(msgspec.Struct, frozen=True):
    """What a signature wrote: its entry, and the one about the dispute where it opened or ended one."""

    signature: Entry
    dispute: Entry | None = None


def open_handover(
    uid: str,
    donor: str,
    recipient: str,
    contents: Iterable[Consigned],
    on: date,
    actor: Actor,
    *,
    dispatched: date | None = None,
    place: str | None = None,
    note: str = "",
    visibility: Visibility = Visibility.PUBLIC,
    evidence: tuple[Citation, ...] = (),
    expected: int | None = None,
) -> Entry:
    """Open a consignment on the day `on`: what one donor is about to hand over to one recipient.

    It moves nothing and reserves nothing; signatures do. One line of a pledge may be spread over several
    handovers. `expected` is the entry of the handover that it corrects. Raises Refused where a rule of the
    books says no, NotAllowed or DatabaseUnavailable where the actor or the database cannot write.
    """
    if len(uid) > _LONGEST:
        raise refusal(
            f"handover {uid[:40]}…",
            f"its uid has {len(uid)} characters, and what is about it is named after it; "
            f"use {_LONGEST} at most",
        )
    handover = Handover(
        donor=donor,
        recipient=recipient,
        contents=tuple(contents),
        dispatched=dispatched,
        place=place,
        note=note,
    )
    draft = Draft(
        subject=uid,
        payload=handover,
        valid_on=on,
        visibility=visibility,
        evidence=resting_on(evidence, actor, "stated"),
        expected=expected,
    )
    (entry,) = append([draft], actor, batch_name("handover"))
    return entry


def sign(
    handover: str,
    side: Side,
    contents: Iterable[Consigned] | None,
    on: date,
    actor: Actor,
    *,
    note: str = "",
    evidence: tuple[Citation, ...] = (),
    expected: int | None = None,
) -> Signed:
    """Sign for a handover on the day `on`: the donor for what was handed over, the recipient for what came.

    `contents` is what the side counted; None is all that the handover says, and a line that is left out is a
    count of zero. What the donor signs for is then 'delivered', and the smaller of both numbers 'accepted'.
    Where they differ the rest stays 'delivered' and a dispute is opened in the same batch. `expected` is the
    entry of the signature that this one corrects; it moves the difference, up or down.

    Raises Refused where there is no such handover, where the donor signs for more than it says or than stands
    at 'committed' or beyond, and where a rule of the books says no; nothing is written then.
    """
    with writing(actor, batch_name("signature")) as pen:
        known = _handover(pen, handover)
        counted = known.contents if contents is None else tuple(contents)
        if side is Side.DONOR:
            _check_within(pen, handover, counts_of(known.contents), counts_of(counted))
        counts: dict[Side, Counts | None] = {one: _signed_for(pen, handover, one) for one in Side}
        counts[side] = counts_of(counted)
        signature = Signature(
            handover=handover,
            side=side,
            party=known.donor if side is Side.DONOR else known.recipient,
            contents=counted,
            moves=tuple(
                moves(
                    handover,
                    counts[Side.DONOR],
                    counts[Side.RECIPIENT],
                    moved_by(handover, pen.state),
                    pen.state,
                )
            ),
            note=note,
        )
        draft = Draft(
            subject=signature_uid(handover, side),
            payload=signature,
            valid_on=on,
            visibility=_visibility(pen, handover),
            evidence=resting_on(evidence, actor, "signed"),
            expected=expected,
        )
        (entry,) = pen.write([draft])
        return Signed(entry, _dispute(pen, handover, counts, on))


def _handover(pen: Pen, uid: str) -> Handover:
    found = pen.state.handover(uid)
    if found is None:
        raise refusal(f"handover {uid}", "it is not in the books; open it first, or correct the name")
    return found


def _visibility(pen: Pen, uid: str) -> Visibility:
    """A signature is as visible as what it is about."""
    known = pen.state.record(EntryKind.HANDOVER, uid)
    return known.visibility if known is not None else Visibility.RESTRICTED


def _check_within(pen: Pen, uid: str, opened: Counts, counted: Counts) -> None:
    for place, how_much in counted.items():
        if how_much > opened.get(place, 0):
            problem = f"it is for {told(pen.state, place, how_much)}, and the handover has"
            inside = f"{plain(opened[place])} of it" if place in opened else "nothing of that line"
            raise refusal(
                f"signature {signature_uid(uid, Side.DONOR)}",
                f"{problem} {inside}; correct the handover first, or sign for less",
            )


def _signed_for(pen: Pen, uid: str, side: Side) -> Counts | None:
    found = pen.state.signature(signature_uid(uid, side))
    return None if found is None else counts_of(found.contents)


def _dispute(pen: Pen, uid: str, counts: dict[Side, Counts | None], on: date) -> Entry | None:
    donor, recipient = counts[Side.DONOR], counts[Side.RECIPIENT]
    if donor is None or recipient is None:
        return None
    draft = dispute_after(uid, donor, recipient, pen.state, _visibility(pen, uid), on)
    return None if draft is None else pen.write([draft])[0]
