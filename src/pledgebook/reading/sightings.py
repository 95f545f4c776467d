"""Where a page says how somebody took part in a meeting: in the room, by video, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import (
    actors_left,
    actors_right,
    any_in,
    clause,
    is_actor,
    is_coalition,
    is_cue,
    is_meeting,
)

_OBJECT = 8
"""How many pieces after a verb the meeting may stand that somebody attended."""
_BACK = 12
"""How many pieces before 'by video' the person may stand who spoke so."""
REMOTE, ABSENT, PRESENT, NOT_IN_ROOM = "remote", "absent", "present", "not in the room"


class Sighting(msgspec.Struct):
    """One place that says how somebody took part; `who` is the piece that names or means the person."""

    sentence: Sentence
    index: int
    who: Piece
    mode: str
    first_time: bool = False


def find(sentences: Iterable[Sentence]) -> list[Sighting]:
    """Every place of the sentences that says how somebody took part in a meeting."""
    return [one for sentence in sentences for one in _in_sentence(sentence)]


def _in_sentence(sentence: Sentence) -> Iterator[Sighting]:
    pieces = sentence.pieces
    if _other_meeting(pieces):
        return
    first = any(is_cue(piece, "firsttime") for piece in pieces)
    done: set[tuple[int, str]] = set()
    for index, piece in enumerate(pieces):
        if is_cue(piece, "mode"):
            found = _by_cue(sentence, index)
        elif piece.tag is Tag.VERB and not piece.value.classes.isdisjoint(_CLASSES):
            found = _by_verb(sentence, index)
        else:
            continue
        for who, mode in found:
            if (who.start, mode) not in done:
                done.add((who.start, mode))
                yield Sighting(sentence, index, who, mode, first_time=first and mode != PRESENT)


_CLASSES = frozenset({"attend", "miss", "dial"})
MARKS = ("mode", *sorted(_CLASSES))
"""What a sentence must contain to say how somebody took part."""


def _other_meeting(pieces: list[Piece]) -> bool:
    """Whether a sentence says that it is about another meeting: an earlier, a later, a separate one."""
    return any(is_cue(piece, "othermeeting", "previous", "future") for piece in pieces)


def _by_cue(sentence: Sentence, index: int) -> list[tuple[Piece, str]]:
    """'was absent', 'dialled in', 'Hegseth's absence', 'spoke by video link'."""
    pieces = sentence.pieces
    kind = pieces[index].value.partition(":")[2]
    if _alternative(pieces, index) or (index + 1 < len(pieces) and is_meeting(pieces[index + 1])):
        return []
    if kind in ("remote", "inperson"):
        return _by_manner(sentence, index, kind)
    if kind == "absent" and index + 1 < len(pieces) and is_cue(pieces[index + 1], "mode:inperson"):
        kind = "inperson-not"
    if kind == "present" and not _at_meeting(pieces, index):
        return []
    mode = {"absent": ABSENT, "dialled": REMOTE, "present": PRESENT, "inperson-not": NOT_IN_ROOM}[kind]
    return [(who, mode) for who in _persons(actors_left(pieces, index) or _only_person(pieces, index))]


def _only_person(pieces: list[Piece], index: int) -> list[Piece]:
    """'Hegseth flew to Brussels and took part': the one person before the 'and', who has both verbs."""
    if not index or pieces[index - 1].tag is not Tag.AND:
        return []
    named = _persons(pieces[:index])
    return named if len(named) == 1 else []


def _alternative(pieces: list[Piece], index: int) -> bool:
    """'virtually or physically' tells nothing."""
    near = pieces[max(0, index - 2) : index + 3]
    either = any(piece.tag is Tag.AND and piece.word == "or" for piece in near)
    return either and sum(is_cue(piece, "mode") for piece in near) > 1


def _by_manner(sentence: Sentence, index: int, kind: str) -> list[tuple[Piece, str]]:
    """'remotely', 'by video link', 'in person': how the subject of the verb before it took part."""
    pieces = sentence.pieces
    if any(is_cue(piece, "mode:dialled", "mode:absent") for piece in pieces[max(0, index - 2) : index]):
        return []
    governing = [frame for frame in sentence.frames if frame.index < index]
    frame = governing[-1] if governing else None
    if frame is not None and any_in(pieces, frame.index, index, (Tag.PERSON, Tag.OFFICE)):
        frame = None
    attending = frame if frame is not None and frame.has(*_CLASSES) else None
    if kind == "inperson":
        return _in_room(pieces, index, attending)
    if attending is None and not _speaks_to_meeting(pieces, index):
        return []
    if frame is not None and (attending is not None or frame.has("talk", "say")):
        return [(one, REMOTE) for one in _persons(_subjects(sentence, frame))]
    return [(one, REMOTE) for one in _nearest_person(pieces, index)]


def _in_room(pieces: list[Piece], index: int, attending: Frame | None) -> list[tuple[Piece, str]]:
    """'attended in person', 'were both in the room', 'has not been physically present'."""
    near = pieces[max(0, index - 3) : index]
    if attending is None and any(map(is_meeting, near)):
        return [(one, PRESENT) for one in _nearest_person(pieces, index)]
    if attending is None and not any(piece.tag is Tag.AUX for piece in near):
        return []
    who = actors_left(pieces, attending.index if attending is not None else index)
    denied = any(piece.tag is Tag.NOT for piece in near) or _denied_subject(pieces, who)
    return [(one, NOT_IN_ROOM if denied else PRESENT) for one in _persons(who)]


def _speaks_to_meeting(pieces: list[Piece], index: int) -> bool:
    """Whether a sentence names the meeting or who sat in it, so that words 'by video' were spoken there."""
    if any(is_meeting(piece) or is_coalition(piece) or piece.tag is Tag.GROUP for piece in pieces):
        return True
    return any(is_cue(piece, "audience") for piece in pieces[:index])


def _denied_subject(pieces: list[Piece], who: list[Piece]) -> bool:
    """'No Pentagon chief was in the room'."""
    for at, piece in enumerate(pieces[1:], 1):
        if who and piece is who[0]:
            return pieces[at - 1].tag is Tag.NOT
    return False


def _nearest_person(pieces: list[Piece], index: int) -> list[Piece]:
    """The person before a manner of taking part, with no other verb or group of people in between."""
    for at in range(index - 1, max(-1, index - _BACK), -1):
        piece = pieces[at]
        if is_actor(piece) and piece.tag is not Tag.PARTY:
            return [piece]
        if piece.tag in (Tag.VERB, Tag.REL, Tag.QUOTE) or (piece.tag is Tag.PUNCT and piece.word != ","):
            break
    return []


def _by_verb(sentence: Sentence, index: int) -> list[tuple[Piece, str]]:
    """'attended', 'skipped the session', 'was represented by ...'."""
    pieces = sentence.pieces
    frame = next((one for one in sentence.frames if one.index == index), None)
    if frame is None or not _at_meeting(pieces, index):
        return []
    if frame.has("miss"):
        return [] if frame.negated else [(one, ABSENT) for one in _persons(_subjects(sentence, frame))]
    if frame.passive and index + 1 < len(pieces) and pieces[index + 1].tag is Tag.PREP:
        stood_in = [(one, PRESENT) for one in _persons(actors_right(pieces, index + 2, reach=4))]
        absent = _persons(_subjects(sentence, frame)) if frame.has("standin") else []
        return stood_in + [(one, ABSENT) for one in absent]
    if frame.modal or frame.infinitive:
        return []
    after = [piece.value for piece in pieces[index + 1 : index + 1 + _OBJECT] if is_cue(piece, "mode")]
    if "mode:remote" in after or frame.has("dial"):
        mode = REMOTE
    elif frame.negated:
        mode = NOT_IN_ROOM if "mode:inperson" in after else ABSENT
    else:
        mode = PRESENT
    return [(one, mode) for one in _persons(_subjects(sentence, frame))]


def _subjects(sentence: Sentence, frame: Frame) -> list[Piece]:
    near = actors_left(sentence.pieces, frame.index)
    return near if len(near) >= len(frame.subjects) else list(frame.subjects)


def _persons(who: list[Piece]) -> list[Piece]:
    return [piece for piece in who if piece.tag in (Tag.PERSON, Tag.OFFICE, Tag.PRON) and is_actor(piece)]


def _at_meeting(pieces: list[Piece], index: int) -> bool:
    """Whether what follows a verb is a meeting of many, how they took part, or nothing at all."""
    after = pieces[index + 1 : index + 1 + _OBJECT]
    if not after or after[0].tag in (Tag.PUNCT, Tag.AND):
        return True
    for at, piece in enumerate(after):
        if piece.tag is Tag.PREP and piece.value == "by" and at == 0:
            return True
        if is_meeting(piece) or is_coalition(piece) or is_cue(piece, "mode"):
            return not any_in(after, 0, at, (Tag.PERSON,))
        if piece.tag is Tag.PUNCT and piece.word == ";":
            break
    return False
