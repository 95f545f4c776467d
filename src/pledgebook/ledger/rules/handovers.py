"""Rules about handovers and the two signatures under each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Handover, Pledge, Side, Signature
from pledgebook.ledger.rules.accounts import NOTHING, Moved
from pledgebook.ledger.rules.balances import signed
from pledgebook.ledger.rules.books import Line, signature_uid
from pledgebook.ledger.rules.handed import add_to, counts
from pledgebook.ledger.rules.ladder import HANDED_FROM, UNSIGNED
from pledgebook.ledger.rules.stages import early
from pledgebook.ledger.rules.state import State
from pledgebook.ledger.rules.telling import listed, missing_line, named, plain, told
from pledgebook.vocabulary.stages import Stage


def handover_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """A consignment of what its donor has not pledged to its recipient, or of more than is committed; and a
    change of what is signed for."""
    handover = draft.payload
    if not isinstance(handover, Handover):
        return
    signature = state.signature(signature_uid(draft.subject, Side.DONOR))
    given = counts(signature.contents) if signature is not None else {}
    before = state.handover(draft.subject)
    if signature is not None and before is not None:
        yield from _signed_change_faults(before, handover, given)
    for place, how_much in counts(handover.contents).items():
        pledge = state.pledge(place[0])
        if pledge is None:
            continue  # told by the rule on what is in the books
        fault = _side_fault(place[0], pledge, handover) or missing_line(place[0], pledge, place[1])
        fault = fault or _stock_fault(
            draft.subject, place, pledge, how_much - given.get(place, NOTHING), state
        )
        if fault is not None:
            yield fault


def _signed_change_faults(before: Handover, after: Handover, given: Mapping[Line, Decimal]) -> Iterator[str]:
    if (before.donor, before.recipient) != (after.donor, after.recipient):
        yield (
            f"{before.donor} has signed for it, to {before.recipient}; "
            "have the signatures reversed before the parties are changed"
        )
    held = counts(after.contents)
    for (pledge, line), how_much in given.items():
        if how_much > held.get((pledge, line), NOTHING):
            yield (
                f"{before.donor} has signed for {plain(how_much)} of {named(line)} of pledge {pledge}; "
                "leave that much in it, or have the count corrected first"
            )


def _side_fault(uid: str, pledge: Pledge, handover: Handover) -> str | None:
    donors = [donor.party for donor in pledge.donors]
    if handover.donor not in donors:
        return (
            f"{handover.donor} gives nothing of pledge {uid}, its donors are {listed(donors, 8)}; "
            "correct one of the two"
        )
    if pledge.recipient is not None and handover.recipient != pledge.recipient:
        return (
            f"pledge {uid} is for {pledge.recipient}, and not for {handover.recipient}; correct the recipient"
        )
    return None


def _stock_fault(uid: str, place: Line, pledge: Pledge, wanted: Decimal, state: State) -> str | None:
    """That more is to be handed over than is committed and not spoken for."""
    held = state.holdings(*place)
    stands = sum((held.get(stage, NOTHING) for stage in HANDED_FROM), NOTHING)
    others = state.promises.by_others(place, uid)
    if wanted <= stands - sum(others.values(), NOTHING):
        return None
    lower = ", ".join(f"{plain(held[stage])} {stage}" for stage in _below() if held.get(stage))
    spoken_for = f", {plain(sum(others.values(), NOTHING))} of it for {listed(others)}" if others else ""
    return (
        f"{told(pledge, place[1], wanted)} of pledge {place[0]} is to be handed over, and {plain(stands)} "
        f"stands at committed or beyond{f' ({lower})' if lower else ''}{spoken_for}; "
        "enter first that it is committed, or hand over less"
    )


def _below() -> tuple[Stage, ...]:
    return (*(stage for stage in UNSIGNED if stage not in HANDED_FROM), Stage.PAUSED)


def signature_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """The wrong desk, the wrong order, lines that are not in the handover, and moves that are not what both
    signatures say together."""
    signature = draft.payload
    if not isinstance(signature, Signature):
        return
    handover = state.handover(signature.handover)
    if handover is None or draft.valid_on is None:
        return
    faults = [
        *_signer_faults(signature, handover, state),
        *_day_faults(signature, draft.valid_on, state),
        *_contents_faults(signature, handover),
    ]
    yield from faults or _move_faults(draft, signature, state)


def _signer_faults(signature: Signature, handover: Handover, state: State) -> Iterator[str]:
    signer = handover.donor if signature.side is Side.DONOR else handover.recipient
    if signature.party != signer:
        yield (
            f"{signature.party} cannot sign as the {signature.side} of handover {signature.handover}; "
            f"that is for the desk of {signer}"
        )
    first = state.signature(signature_uid(signature.handover, Side.DONOR))
    if signature.side is Side.RECIPIENT and first is None:
        yield (
            f"{handover.donor} has not signed for handover {signature.handover} yet; "
            "the donor signs first, then the recipient"
        )


def _day_faults(signature: Signature, day: date, state: State) -> Iterator[str]:
    for uid in dict.fromkeys(consigned.pledge for consigned in signature.contents):
        known = state.record(EntryKind.PLEDGE, uid)
        fault = early(uid, known, day) if known is not None else None
        if fault is not None:
            yield fault


def _contents_faults(signature: Signature, handover: Handover) -> Iterator[str]:
    held = counts(handover.contents)
    for (pledge, line), how_much in counts(signature.contents).items():
        what = f"{named(line)} of pledge {pledge}"
        if (pledge, line) not in held:
            yield f"{what} is not in handover {signature.handover}; sign for what is, or correct that first"
        elif signature.side is Side.DONOR and how_much > held[pledge, line]:
            yield (
                f"it is for {plain(how_much)} of {what}, and handover {signature.handover} holds "
                f"{plain(held[pledge, line])}; sign for less, or correct that first"
            )


def _move_faults(draft: Draft, signature: Signature, state: State) -> Iterator[str]:
    changes = {place: dict(change) for place, change in state.handed.changes(signature.handover).items()}
    moves: defaultdict[Line, list[Moved]] = defaultdict(list)
    for place, moved in signed(draft.valid_on or date.min, signature):
        add_to(changes.setdefault(place, {}), moved)
        moves[place].append(moved)
    yield from unsettled(signature.handover, changes, _said(signature, state))
    for place, moved_here in moves.items():
        short = state.account(*place).shortfall(moved_here)
        if short is not None:
            yield (
                f"more of {named(place[1])} of pledge {place[0]} would leave {short.stage} than the "
                f"{plain(short.stands)} that stands there on {short.day}; sign for less, "
                "or enter first what brings more there"
            )


def unsettled(
    handover: str,
    changes: Mapping[Line, Mapping[Stage, Decimal]],
    said: Mapping[Side, Mapping[Line, Decimal]],
) -> Iterator[str]:
    """Where what the signatures of a handover have moved is not what they say: the donor's count has left the
    donor, and the smaller of both counts is accepted."""
    donor, recipient = said.get(Side.DONOR, {}), said.get(Side.RECIPIENT, {})
    for place in dict.fromkeys([*changes, *donor]):
        change = changes.get(place, {})
        given = donor.get(place, NOTHING)
        arrived = min(given, recipient.get(place, NOTHING))
        accepted = change.get(Stage.ACCEPTED, NOTHING)
        gone = accepted + change.get(Stage.DELIVERED, NOTHING)
        back = [stage for stage in HANDED_FROM if change.get(stage, NOTHING) > 0]
        if (gone, accepted) != (given, arrived) or back:
            yield (
                f"{named(place[1])} of pledge {place[0]}: the signatures of handover {handover} bring "
                f"{plain(gone)} to delivered and {plain(accepted)} of it to accepted, and they are for "
                f"{plain(given)} and {plain(arrived)}; let the moves be made anew from the counts"
            )


def _said(signature: Signature, state: State) -> dict[Side, dict[Line, Decimal]]:
    """What each side signs for once this signature stands."""
    said = {}
    for side in Side:
        known = state.signature(signature_uid(signature.handover, side))
        found = signature if side is signature.side else known
        if found is not None:
            said[side] = counts(found.contents)
    return said
