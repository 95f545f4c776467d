"""Where a page says how somebody took part in a meeting: in the room, by video, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pledgebook.reading.gatherings import count_of
from pledgebook.reading.lists import actors_left, actors_right
from pledgebook.reading.numbers import Number
from pledgebook.reading.page import Sentence
from pledgebook.reading.partaking import (
    ABSENT,
    NOT_IN_ROOM,
    OBJECT,
    PRESENT,
    REMOTE,
    WEAK,
    at_meeting,
    by_manner,
    by_verb,
    goes_to,
    inverted_persons,
    persons,
)
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import is_coalition, is_cue, is_meeting
from pledgebook.reading.wordlists import word_lists

_OTHER_DAY = (4, 12)
"""How many pieces before and after the words 'the last meeting' may stand that say it is about that one."""


class Sighting(msgspec.Struct):
    """One place that says how somebody took part; `who` is the piece that names or means the person."""

    sentence: Sentence
    index: int
    who: Piece
    mode: str
    first_time: bool = False


_CLASSES = frozenset({"attend", "miss", "dial", "travel", "employ", "greet"})
_LACKS = frozenset({"without", "instead"})
_CUE_MODES = {
    "absent": ABSENT,
    "dialled": REMOTE,
    "present": PRESENT,
    "inperson-not": NOT_IN_ROOM,
    "others": ABSENT,
}
MARKS = ("mode", "worth", *sorted(_CLASSES), *sorted(_LACKS))
"""What a sentence must contain to say how somebody took part."""


def find(sentences: Iterable[Sentence]) -> list[Sighting]:
    """Every place of the sentences that says how somebody took part in a meeting."""
    return [one for sentence in sentences for one in _in_sentence(sentence)]


def count(sentences: Iterable[Sentence]) -> Number | None:
    """How many parties were there: 'delegations of 51 countries took part', 'around 40 were represented'."""
    for sentence in sentences:
        pieces = sentence.pieces
        number = count_of(pieces) if Tag.NUMBER in sentence.tags else None
        if number is None or any(is_cue(piece, "othermeeting", "previous", "future") for piece in pieces):
            continue
        if any(is_cue(piece, "mode:present") or _is_attending(piece) for piece in pieces):
            return number
    return None


def _is_attending(piece: Piece) -> bool:
    return piece.tag is Tag.VERB and "attend" in piece.value.classes


def _in_sentence(sentence: Sentence) -> Iterator[Sighting]:
    pieces = sentence.pieces
    if any(is_cue(piece, "othermeeting") for piece in pieces):
        return
    first = any(is_cue(piece, "firsttime") for piece in pieces)
    done: set[tuple[int, str]] = set()
    for index, piece in enumerate(pieces):
        if is_cue(piece, "mode"):
            found = _by_cue(sentence, index)
        elif piece.tag is Tag.VERB and not piece.value.classes.isdisjoint(_CLASSES):
            found = by_verb(sentence, index)
        elif piece.word in word_lists("attendance.csv")["journey"]:
            going = goes_to(pieces, index)
            found = [(one, PRESENT) for one in persons(actors_left(pieces, index))] if going else []
        elif piece.word in _LACKS:
            found = _by_lack(pieces, index)
        else:
            continue
        if found and _of_other_day(pieces, index):
            continue
        for who, mode in found:
            if (who.start, mode) not in done:
                done.add((who.start, mode))
                yield Sighting(sentence, index, who, mode, first_time=first and mode not in (PRESENT, WEAK))


def _of_other_day(pieces: list[Piece], index: int) -> bool:
    """Whether the words are about an earlier or later meeting, or about what somebody does as a habit."""
    before, after = _OTHER_DAY
    near = pieces[max(0, index - before) : index + after]
    if any(is_cue(piece, "previous", "future") and " " in piece.word for piece in near):
        return True
    habits = word_lists("attendance.csv")["habit"]
    return any(piece.word in habits for piece in pieces[max(0, index - 2) : index + 3])


def _by_lack(pieces: list[Piece], index: int) -> list[tuple[Piece, str]]:
    """'The talks went on without Hegseth', 'sent Whitaker instead of Hegseth'."""
    if pieces[index].tag is Tag.ADV:
        follows = index + 1 < len(pieces) and pieces[index + 1].word == "of"
        verbs = [piece.value.classes for piece in pieces[:index] if piece.tag is Tag.VERB]
        sent = any(classes & {"attend", "give"} for classes in verbs)
        index += 1
        if not (follows and sent):
            return []
    elif not any(is_meeting(piece) or is_coalition(piece) for piece in pieces[:index]):
        return []
    return [(one, ABSENT) for one in persons(actors_right(pieces, index + 1))]


def _by_cue(sentence: Sentence, index: int) -> list[tuple[Piece, str]]:
    """'was absent', 'dialled in', 'Hegseth's absence', 'spoke by video link'."""
    pieces = sentence.pieces
    kind = pieces[index].value.partition(":")[2]
    if _alternative(pieces, index) or (index + 1 < len(pieces) and is_meeting(pieces[index + 1])):
        return []
    if kind in ("remote", "inperson"):
        return by_manner(sentence, index, kind) or _inverted(pieces, index, kind)
    if kind in ("onscreen", "inroom"):
        return _by_place(pieces, index, kind)
    if kind in ("attendees", "attendanceof", "absenceof"):
        listed = _listed(pieces, index) if kind == "attendees" else actors_right(pieces, index + 1)
        return [(one, ABSENT if kind == "absenceof" else PRESENT) for one in persons(listed)]
    if kind == "absent" and index + 1 < len(pieces) and is_cue(pieces[index + 1], "mode:inperson"):
        kind = "inperson-not"
    who = persons(actors_left(pieces, index) or _only_person(pieces, index))
    if kind == "present" and not (at_meeting(pieces, index) or (who and _only_ends(pieces, index))):
        return []
    if kind == "present" and _from_afar(pieces, index):
        kind = "dialled"
    found = [(one, _CUE_MODES[kind]) for one in who or inverted_persons(pieces, index)]
    return found + [(one, _CUE_MODES[kind]) for one in _likewise(pieces, index)] if found else []


def _from_afar(pieces: list[Piece], index: int) -> bool:
    """'took part, as before, by video link': the manner comes before any other person."""
    for piece in pieces[index + 1 : index + OBJECT]:
        if is_cue(piece, "mode:remote", "mode:onscreen"):
            return True
        if piece.tag in (Tag.PERSON, Tag.OFFICE, Tag.VERB, Tag.REL) or piece.word == ";":
            break
    return False


def _likewise(pieces: list[Piece], index: int) -> list[Piece]:
    """'..., and so did Zelensky', '..., as did Kallas': who took part in the same way."""
    for at in range(index + 1, len(pieces) - 2):
        if pieces[at].word in ("so", "as") and pieces[at + 1].tag is Tag.AUX:
            return persons(actors_right(pieces, at + 2))
        if pieces[at].word == ";":
            break
    return []


def _only_ends(pieces: list[Piece], index: int) -> bool:
    """'with Rutte in attendance': nothing but the end of the clause follows."""
    return index + 1 >= len(pieces) or pieces[index + 1].tag in (Tag.PUNCT, Tag.AND, Tag.BUT)


def _only_person(pieces: list[Piece], index: int) -> list[Piece]:
    """'Hegseth flew to Brussels and took part': the one person before the 'and', who has both verbs."""
    if not index or pieces[index - 1].tag is not Tag.AND:
        return []
    named = persons(pieces[:index])
    return named if len(named) == 1 else []


def _alternative(pieces: list[Piece], index: int) -> bool:
    """'virtually or physically' tells nothing."""
    near = pieces[max(0, index - 2) : index + 3]
    either = any(piece.tag is Tag.AND and piece.word == "or" for piece in near)
    return either and sum(is_cue(piece, "mode") for piece in near) > 1


def _by_place(pieces: list[Piece], index: int, kind: str) -> list[tuple[Piece, str]]:
    """'Rutte was on the line', 'the ministers A and B sat in one room', 'also on screen was Umerov'."""
    being = word_lists("attendance.csv")["being"]
    at = index - 1
    negated = False
    while at >= 0 and (pieces[at].tag in (Tag.ADV, Tag.AUX, Tag.NOT, Tag.DET) or pieces[at].word in being):
        negated |= pieces[at].tag is Tag.NOT
        at -= 1
    stands = any(piece.tag is Tag.AUX or piece.word in being for piece in pieces[at + 1 : index])
    who = persons(actors_left(pieces, at + 1)) if stands else inverted_persons(pieces, index)
    mode = REMOTE if kind == "onscreen" else PRESENT
    return [(one, ABSENT if negated else mode) for one in who]


def _inverted(pieces: list[Piece], index: int, kind: str) -> list[tuple[Piece, str]]:
    mode = REMOTE if kind == "remote" else PRESENT
    return [(one, mode) for one in inverted_persons(pieces, index)]


def _listed(pieces: list[Piece], index: int) -> list[Piece]:
    """'Attendees included A and B', 'A and B were among those present'."""
    left = persons(actors_left(pieces, index))
    if left:
        return left
    at = index + 1
    stop = min(index + OBJECT, len(pieces))
    while at < stop and pieces[at].tag is not Tag.AUX and not _includes(pieces[at]):
        if pieces[at].tag in (Tag.PERSON, Tag.VERB):
            break
        at += 1
    opened = at < stop and (pieces[at].tag is Tag.AUX or _includes(pieces[at]))
    return actors_right(pieces, at + 1 if opened else index + 1, reach=4)


def _includes(piece: Piece) -> bool:
    return (piece.tag is Tag.VERB and "include" in piece.value.classes) or piece.word == ":"
