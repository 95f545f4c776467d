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
    names_coalition,
)

CHAIR, FOUNDER = "chair", "founder"
_LED = frozenset({"led", "co-led"})
_SHARED = frozenset({"co-chair", "cochair"})
"""Verbs that need no object: 'Germany has co-chaired since'."""
_OBJECT = 13
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


_CUES = ("chairship", "running", "founding", "opening", "total", "hosts")
MARKS = ("chair", "found", "cede", "takeover", "led", "co-led", *_CUES)
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
    for at in range(index + 1, min(index + _OBJECT, len(pieces))):
        piece = pieces[at]
        chair = is_cue(piece, "chairship", "hosts") and _concerns_meeting(pieces)
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


def _concerns_meeting(pieces: list[Piece]) -> bool:
    return any(is_meeting(piece) or names_coalition(pieces, at) for at, piece in enumerate(pieces))


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
        who = _named(actors_right(pieces, agent, reach=8))
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


def _named(who: list[Piece]) -> list[Piece]:
    """The persons, where their parties are named beside them: 'by the ministers of X and Y, A and B'."""
    persons = [one for one in who if one.tag is Tag.PERSON]
    return persons if len(persons) > 1 and len(persons) == len(who) - len(persons) else who


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
        if piece.tag is Tag.VERB or (piece.tag is Tag.PUNCT and piece.word not in (",", "-")):
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
    if names_coalition(sentence.pieces, at) or body_at(sentence, at) is not None:
        return True
    series = role == CHAIR or piece.word in ("meetings", "sessions")
    return series and is_meeting(piece) and not _is_else(sentence.pieces, at)


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
        last, who = _opening(pieces, index)
    elif kind == "hosts":
        who = _hosts(pieces, index)
    elif kind == "chairship":
        target = _of_what(pieces, index)
        who = _chairs_of(sentence, index, target)
        last = index if target is None else target
    elif _founds(sentence, index):
        role = FOUNDER
        agent = _agent(pieces, index) or (index + 1 if kind == "founding" else 0)
        who = actors_right(pieces, agent) if agent else []
    for piece in who:
        yield Post(role, piece, sentence, index, last)


def _opening(pieces: list[Piece], index: int) -> tuple[int, list[Piece]]:
    """'Austin opened the meeting', 'the meeting was opened by the ministers': what, and who did."""
    if index + 1 < len(pieces) and pieces[index + 1].word == "by":
        before = [at for at in range(max(0, index - 6), index) if _is_session(pieces[at])]
        return index, _named(actors_right(pieces, index + 2, reach=8)) if before else []
    stop = min(index + 6, len(pieces))
    target = next((at for at in range(index + 1, stop) if _is_session(pieces[at])), None)
    if target is None or _is_else(pieces, target):
        return index, []
    who = [one for one in actors_left(pieces, index) if one.tag is not Tag.PARTY]
    return target, who + _companions(pieces, target)


def _hosts(pieces: list[Piece], index: int) -> list[Piece]:
    """'co-hosts Britain and Germany', 'the two co-chairs, A and B, said', 'A and B, the co-chairs, said'."""
    if not _concerns_meeting(pieces):
        return []
    at = index + 1
    if at < len(pieces) and pieces[at].word in (",", "-", "–", "("):
        at += 1
    return actors_right(pieces, at, reach=1) or actors_left(pieces, index)


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
    """'met under the chairmanship of the UK and Germany', 'under joint German-British leadership'."""
    meets = any(
        is_meeting(piece) or (piece.tag is Tag.VERB and "gather" in piece.value.classes) for piece in pieces
    )
    founded = any(piece.tag is Tag.VERB and "found" in piece.value.classes for piece in pieces)
    if not meets or founded:
        return []
    if index + 2 < len(pieces) and pieces[index + 1].tag is Tag.PREP and pieces[index + 1].value == "of":
        return [one for one in actors_right(pieces, index + 2, reach=1) if one.tag in ACTORS]
    under = next((at for at in range(index - 1, max(-1, index - 8), -1) if pieces[at].word == "under"), None)
    named = [] if under is None else pieces[under + 1 : index + 1]
    return [one for one in named if one.tag in ACTORS]


def _chairs_of(sentence: Sentence, index: int, target: int | None) -> list[Piece]:
    """Who has, takes or is handed the chair that stands at `index`, of the meeting at `target` if named."""
    pieces = sentence.pieces
    end = index if target is None else target
    if index and pieces[index - 1].word == "as":
        return _serving(sentence, index, target)
    left = [frame for frame in sentence.frames if frame.index < index and frame.has("cede", "takeover")]
    if left and index - left[-1].index < _OBJECT and (target is not None or _concerns_meeting(pieces)):
        return [] if left[-1].has("takeover") else _handed_to(pieces, end)
    if left and left[-1].has("cede") and is_cue(pieces[index], "chairship:chairship"):
        return _handed_to(pieces, end)
    passed = [frame for frame in sentence.frames if 0 < frame.index - end < 6 and frame.has("cede")]
    if passed and (target is not None or _concerns_meeting(pieces)):
        return _handed_to(pieces, passed[0].index)
    if target is None:
        return _under_chairs(pieces, index)
    if index and pieces[index - 1].tag is Tag.POSS:
        return actors_left(pieces, index)
    after = target + 1
    if after < len(pieces) and pieces[after].tag is Tag.PUNCT and pieces[after].word == ",":
        return actors_right(pieces, after + 1)
    return [] if any(one.tag is Tag.VERB for one in pieces[:index]) else _under_chairs(pieces, index)


def _serving(sentence: Sentence, index: int, target: int | None) -> list[Piece]:
    """'As chair of the meeting, the UK', 'replaced Austin as chair', 'with Healey as chair'."""
    pieces = sentence.pieces
    who = [one for one in actors_left(pieces, index - 1) if one.tag is not Tag.PRON]
    if not who and target is not None and target + 1 < len(pieces) and pieces[target + 1].word == ",":
        return actors_right(pieces, target + 2)
    verbs = [frame for frame in sentence.frames if frame.index < index and frame.has("replaces")]
    if verbs and not verbs[-1].negated:
        who += actors_left(pieces, verbs[-1].index) or [*verbs[-1].subjects]
    return who


def _handed_to(pieces: list[Piece], target: int) -> list[Piece]:
    for at in range(target + 1, min(target + 5, len(pieces))):
        if pieces[at].tag is Tag.TO:
            who = actors_right(pieces, at + 1, reach=4)
            persons = [one for one in who if one.tag is Tag.PERSON]
            return persons if len(who) == 2 and len(persons) == 1 else who  # 'to his British counterpart, Healey'
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
