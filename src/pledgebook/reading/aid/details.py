"""What a clause says besides who and how much: period, type of aid, delivery, mode, funds, condition."""

from __future__ import annotations

from collections.abc import Sequence

from pledgebook.reading.aid import parts
from pledgebook.reading.aid.drafts import Draft, Sort
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.words import words
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.dates import resolve_period
from pledgebook.reading.page import Sentence
from pledgebook.reading.sides import is_supported
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reference.items import item_named
from pledgebook.vocabulary.amounts import ItemLine
from pledgebook.vocabulary.claims import AidType, PledgeMode
from pledgebook.vocabulary.time import Period

_AID_TYPES = {
    "military": AidType.MILITARY,
    "humanitarian": AidType.HUMANITARIAN,
    "financial": AidType.FINANCIAL,
}
_TYPES_OF_ITEMS = {
    "humanitarian": AidType.HUMANITARIAN,
    "energy": AidType.HUMANITARIAN,
    "finance": AidType.FINANCIAL,
}
"""By the capability of an item; all others are military aid."""
_AID_REACH = 12
"""How many pieces away from a sum its type of aid may stand."""


def describe(draft: Draft, spot: Spot, context: Context) -> None:
    """Fill in the fields that the clause around a piece says."""
    draft.period = _period(spot, context)
    draft.aid_type = _aid_type(spot, draft.items)
    draft.record = any(piece.tag is Tag.RECORD for piece in spot.before(3))
    draft.conditional = is_conditional(spot.sentence)
    if draft.sort in (Sort.PLEDGE, Sort.TOTAL) and _names_recipient(spot.sentence, context):
        draft.recipient = context.recipient
    if draft.sort is Sort.PLEDGE and spot.frame is not None:
        draft.delivered = _delivered(spot.frame)
        draft.mode = _mode(spot.pieces, spot.frame)
    if draft.sort is Sort.PURCHASE:
        draft.funds = _funds(spot, context)
    if draft.sort is Sort.PLEDGE and draft.amount is not None:
        draft.part_of = parts.whole_of(spot)


def _period(spot: Spot, context: Context) -> Period | None:
    """The period of a sum: the first one behind it and before the next sum, else the last before it."""
    for piece in spot.pieces[spot.index + 1 :]:
        if piece.tag in (Tag.MONEY, Tag.BUT):
            break
        if piece.tag is Tag.DATE and not piece.value.is_day:
            return resolve_period(piece.value, context.anchor)
    frame = spot.frame
    first = frame.index if frame is not None and frame.index <= spot.index else 0
    for piece in reversed(spot.pieces[first : spot.index]):
        if piece.tag is Tag.MONEY:
            break
        if piece.tag is Tag.DATE and not piece.value.is_day:
            return resolve_period(piece.value, context.anchor)
    return None


def _aid_type(spot: Spot, given: tuple[ItemLine, ...]) -> AidType | None:
    """The type of aid named nearest to a sum, else that of the first item."""
    first, last = max(0, spot.index - _AID_REACH), min(len(spot.pieces), spot.index + _AID_REACH)
    near = sorted(
        (abs(look - spot.index), spot.pieces[look].value)
        for look in range(first, last)
        if spot.pieces[look].tag is Tag.AID
    )
    named = next((_AID_TYPES[value] for _, value in near if value in _AID_TYPES), None)
    if named is not None or not given:
        return named
    return _TYPES_OF_ITEMS.get(item_named(given[0].item).capability, AidType.MILITARY)


def _names_recipient(sentence: Sentence, context: Context) -> bool:
    named = any(piece.tag is Tag.PARTY and is_supported(piece.value.party) for piece in sentence.pieces)
    return named or context.coalition is not None


def _delivered(frame: Frame) -> bool:
    done = frame.form.form in ("past", "participle") and frame.modal is None and not frame.infinitive
    return done and frame.form.lemma in words("handed over")


def _mode(pieces: Sequence[Piece], frame: Frame) -> PledgeMode | None:
    if frame.has("make") or speaks_of_production(pieces, frame):
        return PledgeMode.PRODUCTION
    if frame.has("train"):
        return PledgeMode.TRAINING
    if frame.has("buy"):
        return PledgeMode.PROCUREMENT
    lent = any(piece.word in words("loan") for piece in pieces[frame.first : frame.last])
    return PledgeMode.LOAN if lent else None


def speaks_of_production(pieces: Sequence[Piece], frame: Frame) -> bool:
    """Whether the object of a verb is the making of things: 'increase its drone production'."""
    stretch = pieces[frame.first : frame.last]
    return any(piece.tag is Tag.CUE and piece.value == "production:production" for piece in stretch)


def tells_delivery(pieces: Sequence[Piece], frame: Frame) -> bool:
    """Whether the object of a verb is a handing over: 'will confirm the delivery of 140,000 shells'."""
    near = pieces[frame.first : frame.first + 6]
    return any(piece.tag is Tag.PACKAGE or piece.word in words("handover") for piece in near)


def funds_items(pieces: Sequence[Piece], frame: Frame) -> bool:
    """Whether a verb of funding gives the items themselves: 'pay for drones', 'increase drone production'."""
    packed = any(piece.value == "package" for piece in pieces[frame.first : frame.first + 6])
    return packed or frame.form.lemma in words("paying for") or speaks_of_production(pieces, frame)


def _funds(spot: Spot, context: Context) -> str | None:
    """From whose funds a purchase is paid."""
    frame, first, last = spot.frame, 0, len(spot.pieces)
    if frame is not None and frame.index <= spot.index:
        first, last = frame.index, frame.last
    stretch = spot.pieces[first : max(last, spot.index + 1)]
    for look, piece in enumerate(stretch):
        if piece.word.startswith("from") or piece.word in words("paid with"):
            owner = _owner_of_funds(stretch[look + 1 : look + 10], context)
            if owner is not None:
                return owner
    return None


def _owner_of_funds(stretch: Sequence[Piece], context: Context) -> str | None:
    for piece in stretch:
        if piece.tag is Tag.COALITION or (piece.tag is Tag.CUE and piece.value == "ourside:coalition"):
            return context.coalition
        if piece.tag is Tag.PARTY:
            return str(piece.value.party)
    return None


def is_conditional(sentence: Sentence) -> bool:
    """Whether the sentence makes the promise depend on something."""
    pieces = sentence.pieces
    named = any(piece.tag is Tag.CUE and piece.value == "conditional:conditional" for piece in pieces)
    return named or any(piece.tag is Tag.IF and piece.word == "if" for piece in pieces[:-1])
