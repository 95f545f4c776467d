"""Where a page says how somebody took part in a meeting: in the room, by video, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.gatherings import count_of, is_other
from pledgebook.reading.numbers import Number
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import (
    actors_left,
    actors_right,
    any_in,
    is_actor,
    is_coalition,
    is_cue,
    is_meeting,
)
from pledgebook.reading.wordlists import word_lists

_OBJECT = 10
"""How many pieces after a verb the meeting may stand that somebody attended."""
_BACK = 12
"""How many pieces before 'by video' the person may stand who spoke so."""
_OTHER_DAY = (4, 12)
"""How many pieces before and after the words 'the last meeting' may stand and mean that it is about that one."""
REMOTE, ABSENT, PRESENT, NOT_IN_ROOM = "remote", "absent", "present", "not in the room"
WEAK = "weak"
"""Somebody used the meeting or spoke to it: surely there, but not surely in the room."""


class Sighting(msgspec.Struct):
    """One place that says how somebody took part; `who` is the piece that names or means the person."""

    sentence: Sentence
    index: int
    who: Piece
    mode: str
    first_time: bool = False


_CLASSES = frozenset({"attend", "miss", "dial", "travel", "employ", "greet"})
_LACKS = frozenset({"without", "instead"})
_ATTENDING = ("attend", "miss", "dial")
_CUE_MODES = {"absent": ABSENT, "dialled": REMOTE, "present": PRESENT, "inperson-not": NOT_IN_ROOM, "others": ABSENT}
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
            found = _by_verb(sentence, index)
        elif piece.word in word_lists("attendance.csv")["journey"]:
            going = _goes_to(pieces, index)
            found = [(one, PRESENT) for one in _persons(actors_left(pieces, index))] if going else []
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
        sent = any(piece.tag is Tag.VERB and piece.value.classes & {"attend", "give"} for piece in pieces[:index])
        index += 1
        if not (follows and sent):
            return []
    elif not any(is_meeting(piece) or is_coalition(piece) for piece in pieces[:index]):
        return []
    return [(one, ABSENT) for one in _persons(actors_right(pieces, index + 1))]


def _by_cue(sentence: Sentence, index: int) -> list[tuple[Piece, str]]:
    """'was absent', 'dialled in', 'Hegseth's absence', 'spoke by video link'."""
    pieces = sentence.pieces
    kind = pieces[index].value.partition(":")[2]
    if _alternative(pieces, index) or (index + 1 < len(pieces) and is_meeting(pieces[index + 1])):
        return []
    if kind in ("remote", "inperson"):
        return _by_manner(sentence, index, kind) or _inverted(pieces, index, kind)
    if kind in ("onscreen", "inroom"):
        return _by_place(pieces, index, kind)
    if kind in ("attendees", "attendanceof", "absenceof"):
        listed = _listed(pieces, index) if kind == "attendees" else actors_right(pieces, index + 1)
        return [(one, ABSENT if kind == "absenceof" else PRESENT) for one in _persons(listed)]
    if kind == "absent" and index + 1 < len(pieces) and is_cue(pieces[index + 1], "mode:inperson"):
        kind = "inperson-not"
    who = _persons(actors_left(pieces, index) or _only_person(pieces, index))
    if kind == "present" and not (_at_meeting(pieces, index) or (who and _only_ends(pieces, index))):
        return []
    if kind == "present" and _from_afar(pieces, index):
        kind = "dialled"
    found = [(one, _CUE_MODES[kind]) for one in who or _inverted_persons(pieces, index)]
    return found + [(one, _CUE_MODES[kind]) for one in _likewise(pieces, index)] if found else []


def _from_afar(pieces: list[Piece], index: int) -> bool:
    """'took part, as before, by video link': the manner comes before any other person."""
    for piece in pieces[index + 1 : index + _OBJECT]:
        if is_cue(piece, "mode:remote", "mode:onscreen"):
            return True
        if piece.tag in (Tag.PERSON, Tag.OFFICE, Tag.VERB, Tag.REL) or piece.word == ";":
            break
    return False


def _likewise(pieces: list[Piece], index: int) -> list[Piece]:
    """'..., and so did Zelensky', '..., as did Kallas': who took part in the same way."""
    for at in range(index + 1, len(pieces) - 2):
        if pieces[at].word in ("so", "as") and pieces[at + 1].tag is Tag.AUX:
            return _persons(actors_right(pieces, at + 2))
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
    named = _persons(pieces[:index])
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
    who = _persons(actors_left(pieces, at + 1)) if stands else _inverted_persons(pieces, index)
    mode = REMOTE if kind == "onscreen" else PRESENT
    return [(one, ABSENT if negated else mode) for one in who]


def _inverted(pieces: list[Piece], index: int, kind: str) -> list[tuple[Piece, str]]:
    mode = REMOTE if kind == "remote" else PRESENT
    return [(one, mode) for one in _inverted_persons(pieces, index)]


def _inverted_persons(pieces: list[Piece], index: int) -> list[Piece]:
    """'Also on screen, for the first time, was Umerov', 'also present at the talks were A and B'."""
    if any(is_actor(piece) or piece.tag is Tag.VERB for piece in pieces[:index]):
        return []
    for at in range(index + 1, min(index + _BACK, len(pieces))):
        piece = pieces[at]
        if piece.tag is Tag.AUX and piece.value == "be":
            return _persons(actors_right(pieces, at + 1))
        if is_actor(piece) and piece.tag is not Tag.PARTY:
            break
    return []


def _listed(pieces: list[Piece], index: int) -> list[Piece]:
    """'Attendees included A and B', 'A and B were among those present'."""
    left = _persons(actors_left(pieces, index))
    if left:
        return left
    at = index + 1
    stop = min(index + _OBJECT, len(pieces))
    while at < stop and pieces[at].tag is not Tag.AUX and not _includes(pieces[at]):
        if pieces[at].tag in (Tag.PERSON, Tag.VERB):
            break
        at += 1
    opened = at < stop and (pieces[at].tag is Tag.AUX or _includes(pieces[at]))
    return actors_right(pieces, at + 1 if opened else index + 1, reach=4)


def _includes(piece: Piece) -> bool:
    return (piece.tag is Tag.VERB and "include" in piece.value.classes) or piece.word == ":"


def _by_manner(sentence: Sentence, index: int, kind: str) -> list[tuple[Piece, str]]:
    """'remotely', 'by video link', 'in person': how the subject of the verb before it took part."""
    pieces = sentence.pieces
    if any(is_cue(piece, "mode:dialled", "mode:absent") for piece in pieces[max(0, index - 2) : index]):
        return []
    governing = [frame for frame in sentence.frames if frame.index < index]
    frame = governing[-1] if governing else None
    if frame is not None and any_in(pieces, frame.index, index, (Tag.PERSON, Tag.OFFICE)):
        frame = None
    attending = frame if frame is not None and frame.has(*_ATTENDING) else None
    if kind == "inperson":
        return _in_room(pieces, index, attending)
    if attending is None and not _speaks_to_meeting(pieces, index):
        return []
    if frame is not None and (attending is not None or frame.has("talk", "say", "employ")):
        return [] if _planned(frame) else [(one, REMOTE) for one in _persons(_subjects(sentence, frame))]
    return [(one, REMOTE) for one in _nearest_person(pieces, index)]


def _planned(frame: Frame) -> bool:
    """Whether somebody only may or could take part; 'will' announces it."""
    return frame.modal not in (None, "will")


def _in_room(pieces: list[Piece], index: int, attending: Frame | None) -> list[tuple[Piece, str]]:
    """'attended in person', 'were both in the room', 'has not been physically present'."""
    near = pieces[max(0, index - 3) : index]
    if attending is None and any(map(is_meeting, near)):
        return [(one, PRESENT) for one in _nearest_person(pieces, index)]
    if attending is None and not any(piece.tag is Tag.AUX for piece in near):
        return []
    if attending is not None and attending.modal and not attending.negated:
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
    """'No Pentagon chief was in the room', 'neither Hegseth nor Rubio attended'."""
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
    """'attended', 'skipped the session', 'was represented by ...', 'used the meeting to ...'."""
    pieces = sentence.pieces
    frame = next((one for one in sentence.frames if one.index == index), None)
    if frame is not None and frame.has("greet"):
        return _greeted(pieces, index)
    if index <= 2 and frame is not None and frame.form.form == "ing" and frame.has("attend"):
        inverted = [(one, PRESENT) for one in _inverted_persons(pieces, index)]
        if inverted:
            return inverted
    if frame is None or not (_uses(pieces, index) if frame.has("employ") else _at_meeting(pieces, index)):
        return []
    if frame.has("miss"):
        return [] if frame.negated else [(one, ABSENT) for one in _persons(_subjects(sentence, frame))]
    if frame.passive and index + 1 < len(pieces) and pieces[index + 1].tag is Tag.PREP:
        stood_in = [(one, PRESENT) for one in _persons(actors_right(pieces, index + 2, reach=4))]
        absent = _persons(_subjects(sentence, frame)) if frame.has("standin") else []
        return stood_in + [(one, ABSENT) for one in absent]
    mode = _mode(pieces, frame)
    if mode is None:
        return []
    who = _subjects(sentence, frame)
    if mode == PRESENT and _denied_subject(pieces, who):
        mode = ABSENT
    return [(one, mode) for one in _persons(who) or _inverted_persons(pieces, index)]


def _greeted(pieces: list[Piece], index: int) -> list[tuple[Piece, str]]:
    """'Austin welcomed Umerov to the session': whom he welcomed was there."""
    who = _persons(actors_right(pieces, index + 1))
    if not who:
        return []
    end = max(at for at in range(index, min(index + 4 * _OBJECT, len(pieces))) if pieces[at] is who[-1])
    to = end + 1 < len(pieces) and pieces[end + 1].tag is Tag.TO
    return [(one, PRESENT) for one in who] if to and _at_meeting(pieces, end + 1) else []


def _uses(pieces: list[Piece], index: int) -> bool:
    """Whether the object of a verb is the meeting itself: 'used the gathering to', 'addressed the group'."""
    for at in range(index + 1, min(index + _OBJECT, len(pieces))):
        piece = pieces[at]
        if is_meeting(piece) or is_coalition(piece):
            return not is_other(pieces, at)
        if piece.tag in (Tag.PREP, Tag.TO, Tag.VERB, Tag.PUNCT, Tag.AND, Tag.PERSON):
            break
    return False


def _mode(pieces: list[Piece], frame: Frame) -> str | None:
    """How the subject of a verb takes part; None where it is only planned."""
    after = [piece.value for piece in pieces[frame.index + 1 : frame.index + 1 + _OBJECT] if is_cue(piece, "mode")]
    if frame.infinitive or _planned(frame):
        return ABSENT if frame.negated and not frame.infinitive else None
    if frame.negated:
        return NOT_IN_ROOM if "mode:inperson" in after else ABSENT
    if "mode:remote" in after or "mode:onscreen" in after or frame.has("dial"):
        return REMOTE
    if frame.modal:
        return None
    return WEAK if frame.has("employ") else PRESENT


def _subjects(sentence: Sentence, frame: Frame) -> list[Piece]:
    near = actors_left(sentence.pieces, frame.index)
    return near if len(near) >= len(frame.subjects) else list(frame.subjects)


def _persons(who: list[Piece]) -> list[Piece]:
    """The persons among some actors; not those who are named as having been somebody once."""
    kinds = (Tag.PERSON, Tag.OFFICE, Tag.PRON)
    return [piece for piece in who if piece.tag in kinds and is_actor(piece) and not _is_former(piece)]


def _is_former(piece: Piece) -> bool:
    return piece.tag is not Tag.PRON and getattr(piece.value, "former", False)


def _at_meeting(pieces: list[Piece], index: int) -> bool:
    """Whether what follows a verb is a meeting of many, how they took part, or nothing at all."""
    after = pieces[index + 1 : index + 1 + _OBJECT]
    if pieces[index].tag is Tag.VERB and "travel" in pieces[index].value.classes:
        return _goes_to(pieces, index)
    if not after or after[0].tag in (Tag.PUNCT, Tag.AND):
        return True
    for at, piece in enumerate(after):
        if piece.tag is Tag.PREP and piece.value == "by" and at == 0:
            return True
        if (is_meeting(piece) or is_coalition(piece)) and is_other(pieces, index + 1 + at):
            return False
        if is_meeting(piece) or is_coalition(piece) or is_cue(piece, "mode"):
            return not any_in(after, 0, at, (Tag.PERSON,))
        if piece.tag is Tag.PUNCT and piece.word == ";":
            break
    return False


def _goes_to(pieces: list[Piece], index: int) -> bool:
    """'travelled to Brussels for the talks', 'flew in for the session': the meeting is the end of the journey."""
    for at in range(index + 1, min(index + _OBJECT, len(pieces))):
        piece = pieces[at]
        if is_meeting(piece) or is_coalition(piece):
            return not is_other(pieces, at)
        if piece.tag in (Tag.PUNCT, Tag.VERB, Tag.PERSON, Tag.AND):
            break
    return False
