"""Where a page names the chairs and founders of a coalition, or of another body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pledgebook.reading.bodies import body_at
from pledgebook.reading.clauses import Frame
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import (
    ACTORS,
    actors_left,
    actors_right,
    is_coalition,
    is_cue,
    is_meeting,
    is_place,
)

CHAIR, FOUNDER = "chair", "founder"
_OBJECT = 10
"""How many pieces after a verb what is chaired or founded may stand."""


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


_CUES = ("chairship", "running", "founding", "opening", "total")
MARKS = ("chair", "found", "cede", "takeover", *_CUES)
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
        elif piece.tag is Tag.CUE and piece.value.partition(":")[0] in _CUES:
            yield from _by_cue(sentence, index, piece.value.partition(":")[0])
        elif piece.tag is Tag.WORD and _is_chairship(sentence, piece):
            yield from _by_cue(sentence, index, "chairship")


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
    if target is None:
        return
    body = None if is_coalition(pieces[target]) else body_at(sentence, target)
    agent = _agent(pieces, index)
    if agent:
        who = actors_right(pieces, agent)
    elif frame.passive:
        return
    elif pieces[index - 1].tag is Tag.PREP and index > 1 and pieces[index].value.form == "ing":
        who = actors_left(pieces, index - 1)
    else:
        near = actors_left(pieces, index)
        who = near if len(near) >= len(frame.subjects) else list(frame.subjects)
    who = [*who, *_companions(pieces, max(index, target) if not agent else index)] if role == CHAIR else who
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
    for at in range(index + 1, min(index + 1 + _OBJECT, len(pieces))):
        piece = pieces[at]
        if _can_be_headed(sentence, at, role):
            return at
        if piece.tag is Tag.VERB or (piece.tag is Tag.PUNCT and piece.word != ","):
            break
    backwards = any(piece.tag is Tag.REL for piece in pieces[max(0, index - 6) : index])
    passive = frame.passive or _agent(pieces, index) > 0 or backwards
    if not passive:
        return None
    for at in range(index - 1, max(-1, index - 2 * _OBJECT), -1):
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
    if is_coalition(piece) or body_at(sentence, at) is not None:
        return True
    return role == CHAIR and is_meeting(piece) and not _is_else(sentence.pieces, at)


def _is_else(pieces: list[Piece], at: int) -> bool:
    return any(is_cue(piece, "othermeeting") for piece in pieces[max(0, at - 4) : at + 1])


def _companions(pieces: list[Piece], index: int) -> list[Piece]:
    """'..., alongside his German counterpart Boris Pistorius', '... together with Pistorius'."""
    for at in range(index + 1, len(pieces)):
        piece = pieces[at]
        if (piece.tag is Tag.VERB and not is_meeting(piece)) or is_cue(piece, "mode"):
            break
        if (piece.tag is Tag.PREP and piece.value == "with") or is_cue(piece, "jointly"):
            for look in range(at + 1, min(at + 8, len(pieces))):
                if pieces[look].tag in (Tag.PERSON, Tag.OFFICE):
                    return actors_right(pieces, look)
                if pieces[look].tag in (Tag.VERB, Tag.PUNCT):
                    break
    return []


def _by_cue(sentence: Sentence, index: int, kind: str) -> Iterator[Post]:
    """'as chair of the meeting, the UK', 'took over the running of the group', 'its launch by Austin'."""
    pieces = sentence.pieces
    who: list[Piece] = []
    role = CHAIR
    last = index
    if kind == "running":
        who = actors_left(pieces, index)
    elif kind == "opening":
        target = next(
            (at for at in range(index + 1, min(index + 5, len(pieces))) if _is_session(pieces[at])), None
        )
        if target is None or _is_else(pieces, target):
            return
        last = target
        who = [one for one in actors_left(pieces, index) if one.tag is not Tag.PARTY]
        who += _companions(pieces, target)
    elif kind == "chairship":
        target = _of_what(pieces, index)
        who = _under_chairs(pieces, index) if target is None else _chairs_of(sentence, index, target)
        last = index if target is None else target
    elif _founds(sentence, index):
        role = FOUNDER
        agent = _agent(pieces, index) or (index + 1 if kind == "founding" else 0)
        who = actors_right(pieces, agent) if agent else []
    for piece in who:
        yield Post(role, piece, sentence, index, last)


def _is_session(piece: Piece) -> bool:
    return is_meeting(piece) or piece.tag is Tag.COALITION


def _of_what(pieces: list[Piece], index: int) -> int | None:
    """The meeting or coalition whose chair it is: 'of the group', 'of the meetings'."""
    if index + 1 >= len(pieces) or pieces[index + 1].tag is not Tag.PREP or pieces[index + 1].value != "of":
        return None
    for at in range(index + 2, min(index + 6, len(pieces))):
        if is_coalition(pieces[at]) or (is_meeting(pieces[at]) and not _is_else(pieces, at)):
            return at
    return None


def _under_chairs(pieces: list[Piece], index: int) -> list[Piece]:
    """'met under the chairmanship of the UK and Germany'."""
    follows = (
        index + 2 < len(pieces) and pieces[index + 1].tag is Tag.PREP and pieces[index + 1].value == "of"
    )
    meets = any(
        is_meeting(piece) or (piece.tag is Tag.VERB and "gather" in piece.value.classes) for piece in pieces
    )
    if not (follows and meets):
        return []
    return [one for one in actors_right(pieces, index + 2, reach=1) if one.tag in ACTORS]


def _chairs_of(sentence: Sentence, index: int, target: int) -> list[Piece]:
    """Who has, takes or is handed the chair that stands at `index`."""
    pieces = sentence.pieces
    left = [frame for frame in sentence.frames if frame.index < index and frame.has("cede", "takeover")]
    if left:
        frame = left[-1]
        if frame.has("takeover"):
            return actors_left(pieces, frame.index) or list(frame.subjects)
        return _handed_to(pieces, target)
    if index and pieces[index - 1].tag is Tag.POSS:
        return actors_left(pieces, index)
    after = target + 1
    if after < len(pieces) and pieces[after].tag is Tag.PUNCT and pieces[after].word == ",":
        return actors_right(pieces, after + 1)
    return []


def _handed_to(pieces: list[Piece], target: int) -> list[Piece]:
    for at in range(target + 1, min(target + 5, len(pieces))):
        if pieces[at].tag is Tag.TO:
            return actors_right(pieces, at + 1)
    return []


def _founds(sentence: Sentence, index: int) -> bool:
    """Whether a noun means the founding of the coalition: 'since its launch', 'at the initiative of'."""
    pieces = sentence.pieces
    if not any(is_coalition(piece) for piece in pieces):
        return False
    if is_cue(pieces[index], "founding"):
        return True
    entries = sentence.page.lexicon.words.get(pieces[index].word.rpartition(" ")[2], ())
    return any(entry.tag is Tag.VERB and "found" in getattr(entry.value, "classes", ()) for entry in entries)
