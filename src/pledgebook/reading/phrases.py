"""Noun phrases: where one begins, who is named in it, and whether a preposition owns it."""

from __future__ import annotations

from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import words_of

_ACTORS = frozenset({Tag.PARTY, Tag.PERSON, Tag.COALITION, Tag.GROUP, Tag.OFFICE})
_THINGS = frozenset(
    {Tag.WORD, Tag.AID, Tag.PACKAGE, Tag.ITEM, Tag.MONEY, Tag.NUMBER, Tag.PERCENT, Tag.MEETING}
)
NOUNS = frozenset({*_ACTORS, *_THINGS, Tag.DATE, Tag.PLACE, Tag.PRON, Tag.CUE})
"""What can be the head of a noun phrase."""
_INSIDE = frozenset({*NOUNS, Tag.DET, Tag.NEW, Tag.RECORD, Tag.POSS, Tag.ADV} - {Tag.DATE})
_LISTED = frozenset({*NOUNS, Tag.DET})
_LIST_MARKS = frozenset({",", "-", "("})
_WHERE = words_of("grammar.csv", "where")
_OUR_SIDE = "ourside:coalition"


def is_actor(piece: Piece) -> bool:
    """Whether a piece names somebody who can act: a party, a person, an office, 'allies', 'the group'."""
    return piece.tag in _ACTORS or (piece.tag is Tag.CUE and piece.value == _OUR_SIDE)


def phrase_start(index: int, pieces: list[Piece]) -> int:
    """Where the noun phrase that ends at `index` begins."""
    start = index
    while start > 0:
        step = _step_left(start, pieces)
        if not step:
            break
        start -= step
    return start


def _step_left(start: int, pieces: list[Piece]) -> int:
    """How many pieces before `start` belong to the phrase that goes on there."""
    before = pieces[start - 1]
    if before.tag in _INSIDE:
        return 1
    if start == 1:
        return 0
    joins = before.tag is Tag.AND and pieces[start - 2].tag in NOUNS and pieces[start].tag in _LISTED
    if joins:
        return 1
    if start > 2 and before.tag is Tag.AND and _lists(pieces[start - 2], pieces[start - 3], pieces[start]):
        return 2  # the comma before 'and' in 'Sweden, Norway, and Denmark'
    listed = _lists(before, pieces[start - 2], pieces[start]) and not _is_place(start - 2, pieces)
    return 1 if listed else 0


def _lists(mark: Piece, left: Piece, right: Piece) -> bool:
    """Whether a comma stands between two actors of one list."""
    between = mark.tag is Tag.PUNCT and mark.word in _LIST_MARKS
    return between and left.tag in _ACTORS and (right.tag in _ACTORS or right.tag is Tag.DET)


def _is_place(index: int, pieces: list[Piece]) -> bool:
    """Whether a name says where, and begins no list: 'in Brussels, the United Kingdom and Norway pledged'."""
    before = pieces[index - 1] if index else None
    return before is not None and before.tag is Tag.PREP and before.word in _WHERE


def is_owned(index: int, pieces: list[Piece]) -> bool:
    """Whether a preposition stands before the noun phrase that ends at `index`."""
    start = phrase_start(index, pieces)
    return start > 0 and pieces[start - 1].tag is Tag.PREP


def actors(index: int, pieces: list[Piece]) -> tuple[Piece, ...]:
    """The actors of the noun phrase that ends at `index`.

    A party counts when it is the head ('Germany', 'the UK and Norway'); before another noun it only describes
    it ('UK jobs', 'German tanks').
    """
    head = pieces[index]
    if head.tag is Tag.PRON:
        return (head,)
    if not is_actor(head):
        return ()
    if head.tag is Tag.PARTY and head.value.form == "adjective":
        people = index > 0 and pieces[index - 1].tag is Tag.DET and pieces[index - 1].value == "the"
        return (head,) if people else ()
    return _coordinated(index, pieces)


def _coordinated(index: int, pieces: list[Piece]) -> tuple[Piece, ...]:
    """An actor with those that commas and 'and' join to it."""
    found = [pieces[index]]
    start = phrase_start(index, pieces)
    look = index - 1
    while look >= start:
        piece = pieces[look]
        if piece.tag in _ACTORS and pieces[look + 1].tag in (Tag.AND, Tag.PUNCT, Tag.DET):
            found.append(piece)
        elif piece.tag not in (Tag.AND, Tag.DET) and not (piece.tag is Tag.PUNCT and piece.word == ","):
            break
        look -= 1
    if pieces[index].tag is Tag.GROUP and _is_owner(look, start, pieces):
        return (pieces[index],)
    return tuple(reversed(found))


def _is_owner(index: int, start: int, pieces: list[Piece]) -> bool:
    """Whether a party's 's stands there: the allies of 'Ukraine's allies' are one group."""
    return index >= max(start, 1) and pieces[index].tag is Tag.POSS and pieces[index - 1].tag is Tag.PARTY
