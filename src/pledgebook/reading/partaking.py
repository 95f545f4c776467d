"""What verbs and manners say of somebody at a meeting: 'attended', 'stood in for', 'spoke by video link'."""

from __future__ import annotations

from pledgebook.reading.clauses import Frame
from pledgebook.reading.gatherings import is_other
from pledgebook.reading.lists import actors_left, actors_right
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import any_in, is_actor, is_coalition, is_cue, is_meeting

OBJECT = 10
"""How many pieces after a verb the meeting may stand that somebody attended."""
BACK = 12
"""How many pieces before 'by video' the person may stand who spoke so."""
_OPENING = 2
"""How many pieces may stand before a participle that opens a sentence: 'also attending were A and B'."""
REMOTE, ABSENT, PRESENT, NOT_IN_ROOM = "remote", "absent", "present", "not in the room"
WEAK = "weak"
"""Somebody used the meeting or spoke to it: surely there, but not surely in the room."""
_ATTENDING = ("attend", "miss", "dial")


def by_verb(sentence: Sentence, index: int) -> list[tuple[Piece, str]]:
    """'attended', 'skipped the session', 'was represented by ...', 'used the meeting to ...'."""
    pieces = sentence.pieces
    frame = next((one for one in sentence.frames if one.index == index), None)
    if frame is None:
        return []
    if frame.has("greet"):
        return _greeted(pieces, index)
    if index <= _OPENING and frame.form.form == "ing" and frame.has("attend"):
        inverted = inverted_persons(pieces, index)
        if inverted:
            return [(one, PRESENT) for one in inverted]
    reaches = _uses(pieces, index) if frame.has("employ") else at_meeting(pieces, index)
    return _taking_part(sentence, frame) if reaches else []


def _taking_part(sentence: Sentence, frame: Frame) -> list[tuple[Piece, str]]:
    """Who takes part, with the mode, where the verb reaches the meeting."""
    pieces, index = sentence.pieces, frame.index
    if frame.has("miss"):
        return [] if frame.negated else [(one, ABSENT) for one in persons(_subjects(sentence, frame))]
    if frame.passive and frame.modal:
        return []
    if frame.passive and index + 1 < len(pieces) and pieces[index + 1].tag is Tag.PREP:
        stood_in = [(one, PRESENT) for one in persons(actors_right(pieces, index + 2, reach=4))]
        absent = persons(_subjects(sentence, frame)) if frame.has("standin") else []
        return stood_in + [(one, ABSENT) for one in absent]
    mode = _mode(pieces, frame)
    if mode is None:
        return []
    who = _subjects(sentence, frame)
    if mode == PRESENT and _denied_subject(pieces, who):
        mode = ABSENT
    return [(one, mode) for one in persons(who) or inverted_persons(pieces, index)]


def _greeted(pieces: list[Piece], index: int) -> list[tuple[Piece, str]]:
    """'Austin welcomed Umerov to the session': whom he welcomed was there."""
    who = persons(actors_right(pieces, index + 1))
    if not who:
        return []
    end = max(at for at in range(index, min(index + 4 * OBJECT, len(pieces))) if pieces[at] is who[-1])
    to = end + 1 < len(pieces) and pieces[end + 1].tag is Tag.TO
    return [(one, PRESENT) for one in who] if to and at_meeting(pieces, end + 1) else []


def _mode(pieces: list[Piece], frame: Frame) -> str | None:
    """How the subject of a verb takes part; None where it is only planned."""
    following = pieces[frame.index + 1 : frame.index + 1 + OBJECT]
    after = [piece.value for piece in following if is_cue(piece, "mode")]
    if frame.infinitive or _planned(frame):
        return ABSENT if frame.negated and not frame.infinitive else None
    if frame.negated:
        return NOT_IN_ROOM if "mode:inperson" in after else ABSENT
    if "mode:remote" in after or "mode:onscreen" in after or frame.has("dial"):
        return REMOTE
    if frame.modal:
        return None
    return WEAK if frame.has("employ") else PRESENT


def by_manner(sentence: Sentence, index: int, kind: str) -> list[tuple[Piece, str]]:
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
        return [] if _planned(frame) else [(one, REMOTE) for one in persons(_subjects(sentence, frame))]
    return [(one, REMOTE) for one in _nearest_person(pieces, index)]


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
    return [(one, NOT_IN_ROOM if denied else PRESENT) for one in persons(who)]


def _speaks_to_meeting(pieces: list[Piece], index: int) -> bool:
    """Whether a sentence names the meeting or who sat in it, so that words 'by video' were spoken there."""
    if any(is_meeting(piece) or is_coalition(piece) or piece.tag is Tag.GROUP for piece in pieces):
        return True
    return any(is_cue(piece, "audience") for piece in pieces[:index])


def persons(who: list[Piece]) -> list[Piece]:
    """The persons among some actors; not those who are named as having been somebody once."""
    kinds = (Tag.PERSON, Tag.OFFICE, Tag.PRON)
    return [piece for piece in who if piece.tag in kinds and is_actor(piece) and not _is_former(piece)]


def _is_former(piece: Piece) -> bool:
    return piece.tag is not Tag.PRON and getattr(piece.value, "former", False)


def _subjects(sentence: Sentence, frame: Frame) -> list[Piece]:
    near = actors_left(sentence.pieces, frame.index)
    return near if len(near) >= len(frame.subjects) else list(frame.subjects)


def inverted_persons(pieces: list[Piece], index: int) -> list[Piece]:
    """'Also on screen, for the first time, was Umerov', 'also present at the talks were A and B'."""
    if any(is_actor(piece) or piece.tag is Tag.VERB for piece in pieces[:index]):
        return []
    for at in range(index + 1, min(index + BACK, len(pieces))):
        piece = pieces[at]
        if piece.tag is Tag.AUX and piece.value == "be":
            return persons(actors_right(pieces, at + 1))
        if is_actor(piece) and piece.tag is not Tag.PARTY:
            break
    return []


def _denied_subject(pieces: list[Piece], who: list[Piece]) -> bool:
    """'No Pentagon chief was in the room', 'neither Hegseth nor Rubio attended'."""
    for at, piece in enumerate(pieces[1:], 1):
        if who and piece is who[0]:
            return pieces[at - 1].tag is Tag.NOT
    return False


def _nearest_person(pieces: list[Piece], index: int) -> list[Piece]:
    """The person before a manner of taking part, with no other verb or group of people in between."""
    for at in range(index - 1, max(-1, index - BACK), -1):
        piece = pieces[at]
        if is_actor(piece) and piece.tag is not Tag.PARTY:
            return [piece]
        if piece.tag in (Tag.VERB, Tag.REL, Tag.QUOTE) or (piece.tag is Tag.PUNCT and piece.word != ","):
            break
    return []


def at_meeting(pieces: list[Piece], index: int) -> bool:
    """Whether what follows a verb is a meeting of many, how they took part, or nothing at all."""
    after = pieces[index + 1 : index + 1 + OBJECT]
    if pieces[index].tag is Tag.VERB and "travel" in pieces[index].value.classes:
        return goes_to(pieces, index)
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


def goes_to(pieces: list[Piece], index: int) -> bool:
    """'travelled to Brussels for the talks', 'flew in for the session': the journey leads there."""
    for at in range(index + 1, min(index + OBJECT, len(pieces))):
        piece = pieces[at]
        if is_meeting(piece) or is_coalition(piece):
            return not is_other(pieces, at)
        if piece.tag in (Tag.PUNCT, Tag.VERB, Tag.PERSON, Tag.AND):
            break
    return False


def _uses(pieces: list[Piece], index: int) -> bool:
    """Whether the object of a verb is the meeting itself: 'used the gathering to', 'addressed the group'."""
    for at in range(index + 1, min(index + OBJECT, len(pieces))):
        piece = pieces[at]
        if is_meeting(piece) or is_coalition(piece):
            return not is_other(pieces, at)
        if piece.tag in (Tag.PREP, Tag.TO, Tag.VERB, Tag.PUNCT, Tag.AND, Tag.PERSON):
            break
    return False


def _planned(frame: Frame) -> bool:
    """Whether somebody only may or could take part; 'will' announces it."""
    return frame.modal not in (None, "will")
