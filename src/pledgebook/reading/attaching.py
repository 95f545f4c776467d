"""Attach each verb of a sentence to its subject and to the stretch that it governs.

No parser: the auxiliaries before a verb and the piece before them tell how it hangs in the sentence, and that
tells where its subject is (subjects.py).
"""

from __future__ import annotations

from bisect import bisect_left

from pledgebook.reading.clauses import Frame
from pledgebook.reading.subjects import (
    BEFORE_VERB,
    find_subject,
    inherit_coordinated,
    inherit_infinitive,
    inherit_participle,
)
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import words_of

_NEGATED = tuple(words_of("grammar.csv", "negated"))
_ADVERBIAL = frozenset({"total:sofar", "joint:joint", "temporary", "firsttime:firsttime", "ago:earlier"})
"""Cues that may stand between an auxiliary and its verb: 'has so far paid'."""
_PAST = frozenset({"past", "participle"})
_BE_REACH = 3
"""How many pieces before an '-ing' form its 'be' may stand: 'is not yet sending'."""


def frames(pieces: list[Piece]) -> list[Frame]:
    """The verbs of a sentence in order, each with its subject and stretch. Linear but for a bounded reach."""
    found: list[Frame] = []
    for index, piece in enumerate(pieces):
        if piece.tag is Tag.VERB:
            frame = Frame(index=index, form=piece.value, first=index + 1)
            _attach(frame, pieces, found)
            found.append(frame)
    _close(found, pieces)
    return found


def _attach(frame: Frame, pieces: list[Piece], found: list[Frame]) -> None:
    """Find out how a verb hangs in its sentence, and give it the subject that goes with that."""
    left = _read_auxiliaries(frame, pieces)
    if left < 0:
        return
    if _is_infinitive(frame, pieces[left]):
        inherit_infinitive(frame, left, pieces, found)
    elif _is_coordinated(left, pieces):
        inherit_coordinated(frame, left, pieces, found)
    elif frame.form.form == "ing" and not _has_be(frame, pieces):
        inherit_participle(frame, left, pieces, found)
    else:
        find_subject(frame, left, pieces, found)


def _is_infinitive(frame: Frame, before: Piece) -> bool:
    bare = frame.form.form == "base" and before.tag is Tag.VERB and frame.modal is None  # 'help rebuild'
    return bare or before.tag is Tag.TO


def _is_coordinated(left: int, pieces: list[Piece]) -> bool:
    before = pieces[left]
    if before.tag is Tag.PUNCT and before.word == ",":
        return left > 0 and pieces[left - 1].tag is Tag.VERB
    return before.tag in (Tag.AND, Tag.BUT)


def _has_be(frame: Frame, pieces: list[Piece]) -> bool:
    near = pieces[max(0, frame.index - _BE_REACH) : frame.index]
    return any(piece.tag is Tag.AUX and piece.value == "be" for piece in near)


def _read_auxiliaries(frame: Frame, pieces: list[Piece]) -> int:
    """Read the auxiliaries before a verb; returns the index of the piece before them."""
    left = frame.index - 1
    be = have = False
    while left >= 0 and (pieces[left].tag in BEFORE_VERB or _is_adverbial(pieces, left)):
        piece = pieces[left]
        if piece.tag is Tag.AUX:
            be |= piece.value == "be"
            have |= piece.value == "have"
        elif piece.tag is Tag.MODAL:
            frame.modal = piece.value
        frame.negated |= piece.tag is Tag.NOT or piece.word.endswith(_NEGATED)
        left -= 1
    after = pieces[frame.index + 1] if frame.index + 1 < len(pieces) else None
    by = after is not None and after.tag is Tag.PREP and after.value == "by"
    frame.passive = frame.form.form in _PAST and (be or (by and not have))
    frame.perfect = have
    return left


def _is_adverbial(pieces: list[Piece], index: int) -> bool:
    """Whether a piece may stand between an auxiliary and its verb: 'has so far paid', 'had "cleared" it'."""
    piece = pieces[index]
    if piece.tag is Tag.QUOTE:
        return index > 0 and pieces[index - 1].tag in BEFORE_VERB
    return piece.tag is Tag.CUE and piece.value in _ADVERBIAL


def _close(found: list[Frame], pieces: list[Piece]) -> None:
    """Where the stretch of each verb ends: at the next verb with a subject of its own, or at a semicolon."""
    stops = [index for index, piece in enumerate(pieces) if piece.tag is Tag.PUNCT and piece.word == ";"]
    for number, frame in enumerate(found):
        end = len(pieces)
        for other in found[number + 1 :]:
            if other.subjects and other.subjects != frame.subjects and not other.relative:
                end = _clause_start(other, pieces)
                break
        stop = bisect_left(stops, frame.index)
        if stop < len(stops):
            end = min(end, stops[stop])
        frame.last = max(end, frame.index + 1)


def _clause_start(frame: Frame, pieces: list[Piece]) -> int:
    """Where the first subject of a verb stands; the verb itself where that is in no piece before it."""
    first = min(piece.start for piece in frame.subjects)
    before = (index for index in range(frame.index, -1, -1) if pieces[index].start <= first)
    return next(before, frame.index)
