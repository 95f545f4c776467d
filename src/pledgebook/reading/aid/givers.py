"""Whose a sum or a consignment is: subject, agent, owner or source of the clause that speaks of it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import ADVERSARIES, RECIPIENT, Context
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Actor, Piece, Tag

_NP = frozenset({Tag.WORD, Tag.NEW, Tag.RECORD, Tag.AID, Tag.PACKAGE, Tag.ADV, Tag.DET, Tag.CUE, Tag.ITEM, Tag.NUMBER, Tag.POSS})
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
    source = _after(pieces, index, min(len(pieces), index + 9), ("from", "by"), context, sentence)
    if source:
        return Giver(source, "source")
    for look in range(index - 1, max(-1, index - 9), -1):
        piece = pieces[look]
        if piece.tag is Tag.PARTY:
            owner = pieces[look + 1].tag is Tag.POSS or piece.value.form in ("adjective", "government")
            found = donors([piece.value]) if owner else ()
            return Giver(found, "owner") if found else None
        if piece.tag is Tag.POSS and piece.word != "'s":
            return None
        if piece.tag is Tag.PREP and piece.word in ("of", "worth") and look and pieces[look - 1].tag in (Tag.PACKAGE, Tag.AID, Tag.WORD):
            continue
        if piece.tag not in _NP or (piece.tag is Tag.CUE and piece.value.startswith("part:")):
            return None
    return None


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


def of_lead(sentence: Sentence) -> Giver | None:
    """Who gives, by the form of a list: 'Norway: NOK 7 bn', 'Germany - four systems'."""
    pieces = sentence.pieces
    actors: list[Actor] = []
    for index, piece in enumerate(pieces[:8]):
        if piece.tag is Tag.PARTY:
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
    if head.tag is Tag.PRON and head.word in _CONTAINERS:
        return True
    return head.tag is Tag.DET and head.word in _CONTAINERS
