"""Whose a sum or a consignment is, by grammar: subject, agent, owner or source of the clause that says it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

import msgspec

from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.verbs import GIVING
from pledgebook.reading.aid.words import words
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.page import Sentence
from pledgebook.reading.sides import is_opponent, is_supported, may_give
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reference.parties import parties
from pledgebook.vocabulary.parties import PartyKind

_BETWEEN = frozenset({
    Tag.WORD, Tag.NEW, Tag.RECORD, Tag.AID, Tag.PACKAGE, Tag.ADV, Tag.DET, Tag.CUE, Tag.ITEM, Tag.NUMBER,
    Tag.AUX, Tag.MODAL, Tag.TO, Tag.DATE,
})  # fmt: skip
"""What may stand between a sum and its owner, beside some prepositions and verbs."""
_DASHES = frozenset({"–", "—", "-"})
_BULLETS = frozenset({*_DASHES, "•", ",", ".", ")", "*"})
_NAMED = (Tag.PARTY, Tag.PERSON, Tag.COALITION, Tag.GROUP)
_OWNER_REACH = 13
"""How many pieces to the left the owner of a sum may stand: 'Norway's budget for drones in 2025 is'."""
_SOURCE_REACH = 9
"""How many pieces to the right of a sum 'from Norway' or 'by Norway' may stand."""
_LEAD_REACH = 8
"""How many pieces the names at the start of a line may take: 'Sweden, Norway and Denmark: ...'."""


class Rule(StrEnum):
    """How a giver was found; some rules are only as good as what stood before."""

    SUBJECT = "subject"
    AGENT = "agent"
    SOURCE = "source"
    OWNER = "owner"
    BESIDE = "beside"
    LIST = "list"
    PROMISED = "promised"
    GROUP = "group"
    FUND = "fund"
    RECEIVE = "receive"
    SPEAKER = "speaker"
    INSIDE = "inside"
    CONTAINER = "container"
    TOPIC = "topic"


class Giver(msgspec.Struct, frozen=True):
    """The parties found (none for gifts that nobody is named for), and by which rule."""

    parties: tuple[str, ...]
    rule: Rule


def donors(actors: Sequence[Actor]) -> tuple[str, ...]:
    """The parties of some actors, each once; the recipient and its opponents give nothing here."""
    kept = dict.fromkeys(actor.party for actor in actors if actor.party and may_give(actor.party))
    if len(kept) > 1 and any(actor.form in ("group", "coalition") for actor in actors):
        named = [actor.party for actor in actors if actor.form not in ("group", "coalition")]
        return tuple(dict.fromkeys(party for party in named if party in kept))
    return tuple(kept)


def _giver(actors: Sequence[Actor], rule: Rule) -> Giver | None:
    found = donors(actors)
    return Giver(found, rule) if found else None


# -- by the verb ---------------------------------------------------------------------------------------


def of_frame(frame: Frame, sentence: Sentence, context: Context) -> Giver | None:
    """Who gives, by the verb alone: its subject, or its agent when it is passive."""
    if frame.passive:
        agent = _named_after(Spot(sentence, frame.index), frame.last, ("by",), context)
        return Giver(agent, Rule.AGENT) if agent else None
    found = _giver(context.actors(frame.subjects, sentence), Rule.SUBJECT)
    if found is None and frame.subjects and all(piece.tag is Tag.GROUP for piece in frame.subjects):
        return Giver((), Rule.GROUP)
    return found


def of_verb(frame: Frame, sentence: Sentence, context: Context) -> Giver | None:
    """The giver by a verb; a passive one without an agent asks the verb that it hangs on, or those before."""
    found = of_frame(frame, sentence, context)
    while found is None and frame.passive and frame.infinitive and frame.parent is not None:
        frame = sentence.frames[frame.parent]
        found = of_frame(frame, sentence, context)
    if found is not None or not frame.passive:
        return found
    before = [other for other in sentence.frames if other.index < frame.index and other.has(*GIVING)]
    active = (of_frame(other, sentence, context) for other in before if not other.passive)
    own = [giver for giver in active if giver is not None]
    return own[-1] if own and own[-1].parties else None


def of_objects(spot: Spot) -> Giver | None:
    """Whom a verb of thanks thanks, where a sum stands behind them: 'thanked Norway for its EUR 1 bn'."""
    first = spot.frame.index + 1 if spot.frame is not None else 0
    thanked = spot.pieces[first : spot.index]
    return _giver([piece.value for piece in thanked if piece.tag in (Tag.PARTY, Tag.PERSON)], Rule.SUBJECT)


def is_recipient(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether the supported party itself is the subject."""
    actors = context.actors(frame.subjects, sentence)
    return bool(actors) and all(is_supported(actor.party) for actor in actors)


def is_adversary(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether a subject gives to the other side."""
    return any(is_opponent(actor.party) for actor in context.actors(frame.subjects, sentence))


# -- by the noun phrase --------------------------------------------------------------------------------


def of_phrase(spot: Spot, context: Context) -> Giver | None:
    """Who gives, by the noun phrase around a piece: 'Germany's EUR 5 bn package', 'EUR 5 bn from Berlin'."""
    pieces, index = spot.pieces, spot.index
    near = pieces[max(0, index - 3) : index + _SOURCE_REACH]
    bought = any(piece.tag is Tag.VERB and piece.value.classes & {"buy"} for piece in near)
    if not bought and not spot.has("buy"):  # who sells gives nothing
        source = _named_after(spot, index + _SOURCE_REACH, ("from", "by"), context)
        if source:
            return Giver(source, Rule.SOURCE)
    for look in range(index - 1, max(-1, index - _OWNER_REACH), -1):
        piece = pieces[look]
        if piece.word in _DASHES and look and pieces[look - 1].tag is Tag.PARTY:
            continue
        if piece.tag is Tag.PARTY:
            found = _party_before(pieces, look, index)
            if found is not None or not is_supported(piece.value.party):
                return found
        elif not _passes_over(piece):
            return None
    return None


def _party_before(pieces: Sequence[Piece], look: int, index: int) -> Giver | None:
    """The giver that the party at `look` is for the piece at `index`, if its words make it one."""
    party, after = pieces[look], pieces[look + 1]
    if look and pieces[look - 1].word == "from" and not is_supported(party.value.party):
        return _giver([party.value], Rule.SOURCE)
    if after.tag is Tag.POSS or party.value.form in ("adjective", "government"):
        return _giver([party.value], Rule.OWNER)
    joined = after.word in words("beside") or after.word in _DASHES or after.word in ("(", ":")
    beside = look == index - 1 or (joined and look >= index - 3)
    return _giver([party.value], Rule.BESIDE) if beside or _describes(after) else None


def _describes(after: Piece) -> bool:
    """Whether the party before a noun of giving describes it: 'the UK share', 'a US package'."""
    return after.tag in (Tag.PACKAGE, Tag.AID) or after.word in words("own part")


def _passes_over(piece: Piece) -> bool:
    """Whether a piece may stand between a sum and its owner."""
    if piece.tag is Tag.VERB:
        return bool(piece.value.classes & {"worth"})
    if piece.tag is Tag.PREP:
        return piece.word in words("between")
    if piece.tag is Tag.POSS:
        return piece.word == "'s"
    return piece.tag in _BETWEEN


def of_complement(spot: Spot) -> Giver | None:
    """Whose a sum is said to be: 'of that, GBP 350 million is British money'."""
    pieces, index = spot.pieces, spot.index
    if index + 3 >= len(pieces) or pieces[index + 1].tag is not Tag.AUX:
        return None
    for look in range(index + 2, min(index + 4, len(pieces) - 1)):
        if pieces[look].tag is Tag.PARTY and pieces[look + 1].tag in (Tag.AID, Tag.PACKAGE):
            return _giver([pieces[look].value], Rule.SOURCE)
    return None


def of_coming(spot: Spot, context: Context) -> Giver | None:
    """Where a sum comes from, told behind its verb: 'the remaining GBP 100m ... will come from Norway'."""
    come = (frame for frame in spot.sentence.frames if frame.index > spot.index and frame.has("come"))
    frame = next(come, None)
    if frame is None or any(piece.tag is Tag.MONEY for piece in spot.pieces[spot.index + 1 : frame.index]):
        return None
    found = _named_after(Spot(spot.sentence, frame.index), frame.index + 6, ("from",), context)
    return Giver(found, Rule.SOURCE) if found else None


def _named_after(spot: Spot, last: int, prepositions: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The parties behind 'by' or 'from' after a piece and before `last`."""
    pieces = spot.pieces
    for look in range(spot.index + 1, min(last, len(pieces)) - 1):
        piece = pieces[look]
        if look > spot.index + 1 and piece.tag is Tag.MONEY:
            return ()
        leads = piece.tag is Tag.PREP and piece.word in prepositions
        if leads or (piece.tag is Tag.CUE and "from" in prepositions and piece.word.startswith("from")):
            found = donors(_names_from(spot.sentence, look + 1, context))
            if found:
                return found
    return ()


def _names_from(sentence: Sentence, first: int, context: Context) -> list[Actor]:
    """The actors of a list of names that starts at a piece."""
    pieces = sentence.pieces
    actors: list[Actor] = []
    for index in range(first, min(first + 11, len(pieces))):
        piece = pieces[index]
        if piece.tag in _NAMED:
            if actors and index + 2 < len(pieces) and pieces[index + 2].tag is Tag.MONEY:
                break  # 'by Sweden, Norway - EUR 120 million': the next line of a list
            actor = context.actor(piece, sentence)
            actors += [actor] if actor else []
        elif piece.tag not in (Tag.DET, Tag.AND) and piece.word != ",":
            break
    return actors


def of_lead(sentence: Sentence) -> Giver | None:
    """Who gives, by the form of a list: 'Norway: NOK 7 bn', 'Germany - four systems'."""
    pieces = sentence.pieces
    actors: list[Actor] = []
    for index, piece in enumerate(pieces[:_LEAD_REACH]):
        if piece.tag is Tag.PARTY and piece.value.form != "capital":  # a capital and a dash are a dateline
            actors.append(piece.value)
            continue
        apart = index > 0 and piece.start > pieces[index - 1].end
        if actors and (piece.word == ":" or (piece.word in _DASHES and apart)):
            return _giver(actors, Rule.LIST)
        if piece.tag not in (Tag.AND, Tag.DET, Tag.NUMBER, Tag.ADV) and piece.word not in _BULLETS:
            return None
    return None


# -- pots of money -------------------------------------------------------------------------------------


def is_fund(spot: Spot, context: Context) -> bool:
    """Whether the subject is a pot of money or a sum of gifts: what it holds is a total."""
    if spot.frame is None:
        return False
    if spot.frame.head is not None and spot.frame.head.word in words("pot"):
        return True
    actors = context.actors(spot.frame.subjects, spot.sentence)
    return bool(actors) and all(actor.party in _funds() for actor in actors)


@cache
def _funds() -> frozenset[str]:
    return frozenset(code for code, party in parties().items() if party.kind is PartyKind.FUND)


def told_of_pot(spot: Spot) -> bool:
    """Whether a sum is said to be what a pot holds: 'the donations under the model amount to DKK 18 bn'."""
    if spot.index < 2 or spot.pieces[spot.index - 1].value != "worth:worth":
        return False
    before = spot.pieces[max(0, spot.index - 14) : spot.index - 1]
    already = any(piece.word in words("by now") for piece in before)
    return any(piece.word in words("pot") or (already and piece.tag is Tag.AID) for piece in before)
