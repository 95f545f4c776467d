"""Walk along the pieces of a sentence: who stands left or right of a word, and how far its clause goes.

The verbs of a sentence know their subjects (clauses.py); these walks serve what is no verb ('in attendance',
'as chair of the meeting') and subjects that take in whole lists of persons with their titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag

MARKING = frozenset({"without", "instead", "led", "co-led", "leadership"})
"""Plain words that `marks_of` counts among the marks: somebody was missing, or leads."""
ACTORS = frozenset({Tag.PARTY, Tag.PERSON, Tag.OFFICE})
"""The pieces that can be somebody who meets, chairs or attends."""
SINGULAR = frozenset({"he", "she"})
"""The pronouns that mean one person."""
"""How many pieces a list of persons may have."""


def is_cue(piece: Piece, *kinds: str) -> bool:
    """Whether a piece is a cue of one of these kinds ('mode', or exactly 'mode:absent')."""
    if piece.tag is not Tag.CUE:
        return False
    value: str = piece.value
    return value in kinds or value.partition(":")[0] in kinds


def is_coalition(piece: Piece) -> bool:
    """Whether a piece names a coalition, or is 'the group' or the like."""
    return piece.tag is Tag.COALITION or (piece.tag is Tag.CUE and piece.value == "ourside:coalition")


_GROUPS = frozenset({"group", "coalition", "format", "forum", "alliance", "grouping"})


def names_coalition(pieces: list[Piece], at: int) -> bool:
    """Whether a piece names the coalition, also as 'the 50-nation group' or 'the international format'."""
    if is_coalition(pieces[at]):
        return True
    if pieces[at].word not in _GROUPS:
        return False
    near = pieces[max(0, at - 4) : at]
    counted = any(piece.tag is Tag.NUMBER for piece in near) and any(piece.word == "-" for piece in near)
    return counted or any(piece.word == "international" for piece in near)


def is_place(piece: Piece) -> bool:
    """Whether the name of a coalition's meeting is at first the name of a place ('Ramstein')."""
    return piece.tag is Tag.COALITION and piece.value.form == "meeting" and " " not in piece.word


def is_meeting(piece: Piece) -> bool:
    """Whether a piece is a noun for a meeting ('session'), or the noun that looks like a verb ('meeting')."""
    if piece.tag is Tag.MEETING:
        return True
    return piece.tag is Tag.VERB and piece.value.form == "ing" and "gather" in piece.value.classes


def is_actor(piece: Piece) -> bool:
    """Whether a piece can be somebody: a party, a person, an office, 'he' or 'she'."""
    return piece.tag in ACTORS or (piece.tag is Tag.PRON and piece.word in SINGULAR)


def marks_of(pieces: list[Piece]) -> Iterator[str]:
    """The kinds of cue and the classes of verb among some pieces, and 'meeting' and 'coalition'."""
    for piece in pieces:
        tag = piece.tag
        if tag is Tag.CUE:
            yield piece.value.partition(":")[0]
        elif tag is Tag.VERB:
            yield from piece.value.classes
        elif tag is Tag.MEETING:
            yield "meeting"
        elif tag is Tag.COALITION:
            yield "coalition"
        elif piece.word in MARKING:
            yield piece.word


def any_in(pieces: list[Piece], start: int, end: int, kinds: Iterable[Tag]) -> bool:
    """Whether a piece of one of these tags stands from `start` up to `end`."""
    wanted = frozenset(kinds)
    return any(piece.tag in wanted for piece in pieces[max(0, start) : end])


def clause(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The stretch of the flat text of the clause around the pieces `first` to `last`."""
    pieces = sentence.pieces
    begin, end = first, last
    while begin > 0 and not _divides(pieces, begin - 1):
        begin -= 1
    while end + 1 < len(pieces) and not _divides(pieces, end + 1):
        end += 1
    return pieces[begin].start, pieces[end].end


def _divides(pieces: list[Piece], at: int) -> bool:
    """Whether a new clause starts at a piece: after ';' or ':', at 'but', at ', who'."""
    piece = pieces[at]
    if piece.tag is Tag.PUNCT and piece.word in (";", ":", "."):
        return True
    if piece.tag is Tag.QUOTE or piece.tag is Tag.BUT:
        return True
    return piece.tag is Tag.REL and at > 0 and pieces[at - 1].tag is Tag.PUNCT
