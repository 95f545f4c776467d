"""Where a page names the chairs and founders of a coalition, or of another body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pledgebook.reading.bodies import body_at
from pledgebook.reading.chairs import (
    NEAR,
    chairs_of,
    companions,
    concerns_meeting,
    hosts,
    is_else,
    named,
    of_what,
    opening,
)
from pledgebook.reading.clauses import Frame
from pledgebook.reading.lists import actors_left, actors_right
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import is_coalition, is_cue, is_meeting, is_place, names_coalition

CHAIR, FOUNDER = "chair", "founder"
_LED = frozenset({"led", "co-led"})
_SHARED = frozenset({"co-chair", "cochair"})
"""Verbs that need no object: 'Germany has co-chaired since'."""


class Post(msgspec.Struct):
    """One place that makes somebody a chair or founder.

    `who` is the piece that names whom, `first` to `last` the pieces that say so; `body` is the body where it
    is not the coalition that the page speaks of.
    """

    role: str
    who: Piece
    sentence: Sentence
    first: int
    last: int
    body: str | None = None


_CUES = ("chairship", "running", "founding", "opening", "total", "hosts")
MARKS = ("chair", "found", "cede", "takeover", "led", "co-led", "leadership", *_CUES)
"""What a sentence must contain to name a chair or founder."""


def find(sentences: Iterable[Sentence]) -> list[Post]:
    """Every place of the sentences that names a chair or founder of the coalition or of another body."""
    return [post for sentence in sentences for post in _in_sentence(sentence)]


def _in_sentence(sentence: Sentence) -> Iterator[Post]:
    pieces = sentence.pieces
    for index, piece in enumerate(pieces):
        if piece.tag is Tag.VERB:
            classes = piece.value.classes
            if "chair" in classes or "found" in classes:
                frame = next((one for one in sentence.frames if one.index == index), None)
                if frame is not None and not frame.negated:
                    yield from _by_verb(sentence, frame)
            elif "takeover" in classes:
                yield from _taking_over(sentence, index)
        elif piece.word in _LED and _is_led(pieces, index):
            yield Post(CHAIR, pieces[index - 2], sentence, index, index)
        elif piece.tag is Tag.CUE and piece.value.partition(":")[0] in _CUES:
            yield from _by_cue(sentence, index, piece.value.partition(":")[0])
        elif piece.tag in (Tag.WORD, Tag.PARTY) and _is_chairship(sentence, piece):
            yield from _by_cue(sentence, index, "chairship")


def _taking_over(sentence: Sentence, index: int) -> Iterator[Post]:
    """'Britain and Germany took over the group', 'took over as chair'; not a ministry."""
    pieces = sentence.pieces
    for at in range(index + 1, min(index + NEAR, len(pieces))):
        piece = pieces[at]
        chair = is_cue(piece, "chairship", "hosts") and concerns_meeting(pieces)
        if names_coalition(pieces, at) or chair:
            frame = next((one for one in sentence.frames if one.index == index), None)
            if frame is None or frame.negated:
                return
            for who in actors_left(pieces, index) or frame.subjects:
                yield Post(CHAIR, who, sentence, index, at)
            return
        if piece.tag is Tag.PERSON or (piece.tag is Tag.PUNCT and piece.word != "-"):
            return
        if piece.tag is Tag.REL or (piece.tag is Tag.VERB and piece.value.form != "ing"):
            return


def _is_led(pieces: list[Piece], index: int) -> bool:
    """'the U.S.-led contact group'."""
    if index < 2 or pieces[index - 1].word != "-" or pieces[index - 2].tag is not Tag.PARTY:
        return False
    return any(is_coalition(piece) or is_meeting(piece) for piece in pieces[index + 1 : index + 4])


def _is_chairship(sentence: Sentence, piece: Piece) -> bool:
    """Whether a word that was read as something else ('leadership', a body of a party) can mean the chair."""
    entries = sentence.page.lexicon.words.get(piece.word, ())
    return any(entry.value == "chairship:chairship" for entry in entries)


def _by_verb(sentence: Sentence, frame: Frame) -> Iterator[Post]:
    """'co-chaired by Germany', 'the UK and Germany hosted the meeting', 'they founded the group'."""
    pieces = sentence.pieces
    index = frame.index
    role = CHAIR if frame.has("chair") else FOUNDER
    target = _target(sentence, index, role, frame)
    if target is None and frame.form.lemma in _SHARED and not frame.passive and frame.subjects:
        target = index
    if target is None:
        return
    body = None if names_coalition(pieces, target) or target == index else body_at(sentence, target)
    agent = _agent(pieces, index)
    if agent:
        who = named(actors_right(pieces, agent, reach=8))
    elif frame.passive:
        return
    elif pieces[index - 1].tag is Tag.PREP and index > 1 and pieces[index].value.form == "ing":
        who = actors_left(pieces, index - 1)
    else:
        near = actors_left(pieces, index)
        who = near if len(near) >= len(frame.subjects) else list(frame.subjects)
    who = [*who, *companions(pieces, max(index, target) if not agent else index)] if role == CHAIR else who
    for piece in dict.fromkeys(one.start for one in who):
        actor = next(one for one in who if one.start == piece)
        yield Post(role, actor, sentence, min(index, target), max(index, target), body)


def _agent(pieces: list[Piece], index: int) -> int:
    """Where the agent of a passive verb begins: after 'by'; 0 where there is none."""
    for at in range(index + 1, min(index + 12, len(pieces))):
        piece = pieces[at]
        if piece.tag is Tag.PREP and (
            piece.value == "by" or (piece.value == "under" and _is_party(pieces, at + 1))
        ):
            return at + 1
        if (
            piece.tag in (Tag.VERB, Tag.PUNCT)
            or is_meeting(piece)
            or (is_coalition(piece) and not is_place(piece))
        ):
            break
    return 0


def _is_party(pieces: list[Piece], at: int) -> bool:
    """'under American leadership' names who did it; 'under pressure' does not."""
    return at < len(pieces) and pieces[at].tag is Tag.PARTY


def _target(sentence: Sentence, index: int, role: str, frame: Frame) -> int | None:
    """The piece that names what is chaired or founded, near the verb: the meeting (to chair) or the body."""
    pieces = sentence.pieces
    for at in range(index + 1, min(index + 1 + NEAR, len(pieces))):
        piece = pieces[at]
        if _can_be_headed(sentence, at, role):
            return at
        if piece.tag is Tag.VERB or (piece.tag is Tag.PUNCT and piece.word not in (",", "-")):
            break
    backwards = any(piece.tag is Tag.REL for piece in pieces[max(0, index - 6) : index])
    passive = frame.passive or _agent(pieces, index) > 0 or backwards
    if not passive:
        return None
    for at in range(index - 1, max(-1, index - 2 * NEAR), -1):
        piece = pieces[at]
        if _can_be_headed(sentence, at, role):
            return at
        if piece.tag is Tag.PRON and piece.word == "it" and at == 0:
            return at
        if piece.tag is Tag.PUNCT and piece.word == ";":
            break
    return None


def _can_be_headed(sentence: Sentence, at: int, role: str) -> bool:
    piece = sentence.pieces[at]
    if names_coalition(sentence.pieces, at) or body_at(sentence, at) is not None:
        return True
    series = role == CHAIR or piece.word in ("meetings", "sessions")
    return series and is_meeting(piece) and not is_else(sentence.pieces, at)


def _by_cue(sentence: Sentence, index: int, kind: str) -> Iterator[Post]:
    """'as chair of the meeting, the UK', 'took over the running of the group', 'its launch by Austin'."""
    pieces = sentence.pieces
    who: list[Piece] = []
    role = CHAIR
    last = index
    if kind == "running":
        who = actors_left(pieces, index)
    elif kind == "opening":
        last, who = opening(pieces, index)
    elif kind == "hosts":
        who = hosts(pieces, index)
    elif kind == "chairship":
        target = of_what(pieces, index)
        who = chairs_of(sentence, index, target)
        last = index if target is None else target
    elif _founds(sentence, index):
        role = FOUNDER
        agent = _agent(pieces, index) or (index + 1 if kind == "founding" else 0)
        who = actors_right(pieces, agent) if agent else []
    for piece in who:
        yield Post(role, piece, sentence, index, last)


def _founds(sentence: Sentence, index: int) -> bool:
    """Whether a noun means the founding of the coalition: 'since its launch', 'at the initiative of'."""
    pieces = sentence.pieces
    if not any(is_coalition(piece) for piece in pieces):
        return False
    if is_cue(pieces[index], "founding"):
        return True
    entries = sentence.page.lexicon.words.get(pieces[index].word.rpartition(" ")[2], ())
    return any(entry.tag is Tag.VERB and "found" in getattr(entry.value, "classes", ()) for entry in entries)
