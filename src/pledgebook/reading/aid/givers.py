"""Whose a sum or a consignment is: subject, agent, owner or source of the clause that speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import ADVERSARIES, RECIPIENT, Context
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reference.parties import parties
from pledgebook.vocabulary.parties import PartyKind

_NP = frozenset({Tag.WORD, Tag.NEW, Tag.RECORD, Tag.AID, Tag.PACKAGE, Tag.ADV, Tag.DET, Tag.CUE, Tag.ITEM, Tag.NUMBER, Tag.POSS})
_POTS = frozenset({"total", "the total", "fund", "funds", "pot", "contributions", "donations", "pledges", "allocations", "commitments", "model", "scheme", "programme", "program"})
_BESIDE = frozenset({"(", ":", "with", "at", "–", "—", "-"})
_OWNER_REACH = 13
"""How many pieces to the left the owner of a sum may stand: 'Norway's budget for drones for Ukraine in 2025 will be'."""
_CONTAINERS = frozenset({"this", "that", "it", "these", "they", "which", "those"})


class Giver(msgspec.Struct, frozen=True):
    """The parties found, and by which rule: the rule decides how much a reader may lean on it."""

    parties: tuple[str, ...]
    rule: str


def donors(actors: Sequence[Actor]) -> tuple[str, ...]:
    """The parties of some actors, each once; the recipient and its adversary give nothing here."""
    parties = [actor.party for actor in actors if actor.party]
    kept = dict.fromkeys(party for party in parties if party != RECIPIENT and party not in ADVERSARIES)
    if len(kept) > 1 and any(actor.form in ("group", "coalition") for actor in actors):
        named = [actor.party for actor in actors if actor.form not in ("group", "coalition")]
        return tuple(dict.fromkeys(party for party in named if party in kept))
    return tuple(kept)


def of_frame(frame: Frame, sentence: Sentence, context: Context) -> Giver | None:
    """Who gives, by the verb alone: its subject, or its agent when it is passive."""
    if frame.passive:
        agent = _after(sentence.pieces, frame.index, frame.last, ("by",), context, sentence)
        return Giver(agent, "agent") if agent else None
    found = donors(context.actors(frame.subjects, sentence))
    if not found and frame.subjects and all(piece.tag is Tag.GROUP for piece in frame.subjects):
        return Giver((), "group")
    return Giver(found, "subject") if found else None


def is_recipient(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether the supported party itself is the subject."""
    actors = context.actors(frame.subjects, sentence)
    return bool(actors) and all(actor.party == RECIPIENT for actor in actors)


def is_adversary(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether a subject gives to the other side."""
    return any(actor.party in ADVERSARIES for actor in context.actors(frame.subjects, sentence))


def of_phrase(index: int, sentence: Sentence, context: Context) -> Giver | None:
    """Who gives, by the noun phrase around the piece: 'Germany's EUR 5 bn package', '$500 million from Norway'."""
    pieces = sentence.pieces
    end = min(len(pieces), index + 9)
    bought = any(piece.tag is Tag.VERB and "buy" in piece.value.classes for piece in pieces[max(0, index - 3) : end])
    source = () if bought else _after(pieces, index, end, ("from", "by"), context, sentence)
    if source:
        return Giver(source, "source")
    for look in range(index - 1, max(-1, index - _OWNER_REACH), -1):
        piece = pieces[look]
        if piece.word in ("–", "—", "-") and look and pieces[look - 1].tag is Tag.PARTY:
            continue
        if piece.tag is Tag.PARTY:
            owner = pieces[look + 1].tag is Tag.POSS or piece.value.form in ("adjective", "government")
            if look and pieces[look - 1].word == "from" and pieces[look].value.party != RECIPIENT:
                found = donors([piece.value])
                return Giver(found, "source") if found else None
            beside = look == index - 1 or (pieces[look + 1].word in _BESIDE and look >= index - 3)
            found = donors([piece.value]) if owner or beside or _describes(pieces, look) else ()
            if found:
                return Giver(found, "owner" if owner else "beside")
            if piece.value.party != RECIPIENT:
                return None
            continue
        if piece.tag in (Tag.AUX, Tag.MODAL, Tag.TO) or (piece.tag is Tag.VERB and "worth" in piece.value.classes):
            continue
        if piece.tag is Tag.DATE or (piece.tag is Tag.PREP and piece.word in ("for", "of", "in", "at", "to")):
            continue
        if piece.tag is Tag.POSS and piece.word != "'s":
            return None
        if piece.tag not in _NP:
            return None
    return None


def _describes(pieces: Sequence[Piece], look: int) -> bool:
    """Whether a party's name describes a noun of giving: 'the UK share', 'a US package'."""
    after = pieces[look + 1] if look + 1 < len(pieces) else None
    return after is not None and (after.tag in (Tag.PACKAGE, Tag.AID) or after.word in ("share", "part", "side"))


def _after(
    pieces: Sequence[Piece], index: int, last: int, words: tuple[str, ...], context: Context, sentence: Sentence
) -> tuple[str, ...]:
    """The parties behind 'by' or 'from' in a stretch."""
    for look in range(index + 1, min(last, len(pieces)) - 1):
        piece = pieces[look]
        if look > index + 1 and piece.tag in (Tag.MONEY,):
            return ()
        named = (piece.tag is Tag.PREP and piece.word in words) or (
            piece.tag is Tag.CUE and "from" in words and piece.word.startswith("from")
        )
        if not named:
            continue
        actors: list[Actor] = []
        for after in range(look + 1, min(look + 12, len(pieces))):
            follower = pieces[after]
            if follower.tag in (Tag.PARTY, Tag.PERSON, Tag.COALITION, Tag.GROUP):
                if actors and after + 2 < len(pieces) and pieces[after + 2].tag is Tag.MONEY:
                    break  # 'by Sweden, Norway - EUR 120 million': the next line of a list
                actor = context.actor(follower, sentence)
                actors += [actor] if actor else []
            elif follower.tag in (Tag.DET, Tag.AND) or follower.word == ",":
                continue
            else:
                break
        found = donors(actors)
        if found:
            return found
    return ()


def of_complement(pieces: Sequence[Piece], index: int) -> Giver | None:
    """Whose a sum is said to be: 'of that, GBP 350 million is British money'."""
    if index + 3 >= len(pieces) or pieces[index + 1].tag is not Tag.AUX:
        return None
    for look in range(index + 2, min(index + 4, len(pieces) - 1)):
        if pieces[look].tag is Tag.PARTY and pieces[look + 1].tag in (Tag.AID, Tag.PACKAGE):
            found = donors([pieces[look].value])
            return Giver(found, "source") if found else None
    return None


def of_coming(index: int, sentence: Sentence, context: Context) -> Giver | None:
    """Where a sum comes from, told behind its verb: 'the remaining GBP 100m ... will come from Norway'."""
    pieces = sentence.pieces
    for frame in sentence.frames:
        if frame.index <= index or not frame.has("come"):
            continue
        if any(piece.tag is Tag.MONEY for piece in pieces[index + 1 : frame.index]):
            return None
        found = _after(pieces, frame.index, frame.index + 6, ("from",), context, sentence)
        return Giver(found, "source") if found else None
    return None


def is_fund(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether the subject is a pot of money or a sum of gifts: what it holds is a total, and nobody's pledge."""
    head = frame.head
    if head is not None and head.word in _POTS:
        return True
    actors = context.actors(frame.subjects, sentence)
    return bool(actors) and all(actor.party in _funds() for actor in actors)


@cache
def _funds() -> frozenset[str]:
    return frozenset(code for code, party in parties().items() if party.kind is PartyKind.FUND)


def told_of_pot(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum is said to be what a pot holds: 'the donations under the model amount to DKK 18.5 billion'."""
    if index < 2 or pieces[index - 1].value != "worth:worth":
        return False
    before = pieces[max(0, index - 14) : index - 1]
    already = any(piece.word in ("already", "now") for piece in before)
    return any(piece.word in _POTS or (already and piece.tag is Tag.AID) for piece in before)


def of_objects(frame: Frame, index: int, sentence: Sentence) -> Giver | None:
    """Whom a verb of thanks thanks, where a sum stands behind them: 'thanked Norway for its EUR 1 bn'."""
    thanked = [piece.value for piece in sentence.pieces[frame.index + 1 : index] if piece.tag in (Tag.PARTY, Tag.PERSON)]
    found = donors(thanked)
    return Giver(found, "subject") if found else None


def of_lead(sentence: Sentence) -> Giver | None:
    """Who gives, by the form of a list: 'Norway: NOK 7 bn', 'Germany - four systems'."""
    pieces = sentence.pieces
    actors: list[Actor] = []
    for index, piece in enumerate(pieces[:8]):
        if piece.tag is Tag.PARTY and piece.value.form != "capital":  # a capital and a dash are a dateline
            actors.append(piece.value)
        elif piece.tag in (Tag.AND, Tag.DET, Tag.NUMBER, Tag.ADV) or piece.word in ("-", "–", "—", "•", ",", ".", ")", "*"):
            if piece.word in ("-", "–", "—") and actors and index and piece.start > pieces[index - 1].end:
                break
        elif piece.word == ":" and actors:
            break
        else:
            return None
    else:
        return None
    found = donors(actors)
    return Giver(found, "list") if found else None


def is_container(frame: Frame, sentence: Sentence) -> bool:
    """Whether the subject is the announcement spoken of before: 'the package includes', 'this will fund'."""
    head = frame.head
    if head is None:
        return False
    if head.tag in (Tag.PACKAGE, Tag.AID):
        return True
    if head.tag is Tag.PRON and head.word == "it":
        return frame.has("include") and not any(piece.tag is Tag.PARTY for piece in sentence.pieces[: frame.index])
    return head.word in _CONTAINERS
