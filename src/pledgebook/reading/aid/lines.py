"""Items with how many: '25 Marder infantry fighting vehicles, 15 tanks and 100,000 rounds of ammunition'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pledgebook.reading.aid.words import words
from pledgebook.reading.numbers import Number
from pledgebook.reading.sides import is_opponent
from pledgebook.reading.tags import Piece, Tag
from pledgebook.vocabulary.amounts import ItemLine, Qualifier

_BETWEEN = frozenset({Tag.WORD, Tag.NEW, Tag.PARTY, Tag.POSS, Tag.RECORD, Tag.ADV, Tag.AID, Tag.ITEM})
_STEPS = 6
"""How many pieces may stand between a number and the item that it counts ('25 more modern German Marder')."""


def lines(pieces: Sequence[Piece], first: int, last: int) -> tuple[ItemLine, ...]:
    """The items that stand in `pieces[first:last]`, each once, with its number where one stands before it."""
    found: dict[str, ItemLine] = {}
    for index in range(first, min(last, len(pieces))):
        piece = pieces[index]
        if piece.tag is not Tag.ITEM or not is_given(pieces, index):
            continue
        line = line_of(pieces, index)
        known = found.get(line.item)
        if known is None or (known.low is None and line.low is not None):
            found[line.item] = line
    return tuple(found.values())


def line_of(pieces: Sequence[Piece], index: int) -> ItemLine:
    """The item at `index` with its number, where one counts it."""
    piece, number = pieces[index], _number_of(pieces, index)
    if number is None:
        return ItemLine(item=piece.value.name)
    hedge = None if number.qualifier is Qualifier.EXACT else number.qualifier
    return ItemLine(
        item=piece.value.name,
        low=number.low,
        high=None if number.open else number.high,
        qualifier=hedge,
        unit=piece.value.unit,
    )


def is_vague(line: ItemLine) -> bool:
    """Whether a line names neither a number nor a particular thing: 'weapons', 'military equipment'."""
    return line.low is None and line.item in words("vague item")


def is_given(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an item can be handed over here: not in 'drone attacks', nor in 'Russian missiles'."""
    if index + 1 < len(pieces):
        after = pieces[index + 1]
        if after.tag is Tag.CUE and after.value in ("notitem:notitem", "threat:threat"):
            return False
        if after.tag is Tag.MEETING:
            return False
    for step in range(index - 1, max(-1, index - 4), -1):
        before = pieces[step]
        if before.tag is Tag.PARTY and is_opponent(before.value.party):
            return False
        if before.tag is Tag.PREP and before.word in words("against"):
            return False
        if before.tag not in _BETWEEN and before.tag is not Tag.DET:
            break
    return True


def _number_of(pieces: Sequence[Piece], index: int) -> Number | None:
    """The number that counts an item: before it in its noun phrase, over adjectives and 'rounds of'."""
    steps = 0
    shared = False
    for look in range(index - 1, -1, -1):
        piece = pieces[look]
        if piece.tag is Tag.NUMBER:
            number: Number = piece.value
            return number
        if piece.tag is Tag.PREP and piece.word == "of" and look and _counts(pieces[look - 1]):
            continue
        if piece.tag is Tag.AND and not shared and look and pieces[look - 1].tag is Tag.ITEM:
            return None
        if piece.tag is Tag.PUNCT and piece.word in ("-", "/"):
            continue
        if piece.tag is Tag.DET and look and pieces[look - 1].word == "of":
            continue
        if _in_compound(pieces, look) or _is_participle_after_number(pieces, look):
            continue
        if piece.tag is Tag.ITEM and not _adjacent(pieces, look):
            return None
        if piece.tag not in _BETWEEN or steps >= _STEPS:
            return None
        steps += 1
    return None


def _in_compound(pieces: Sequence[Piece], look: int) -> bool:
    """Whether a piece is a part of a word with a hyphen: 'well-equipped vans', 'hand-launched drones'."""
    if pieces[look].tag is Tag.VERB and look and pieces[look - 1].word == "-":
        return True
    return (
        look + 1 < len(pieces) and pieces[look + 1].word == "-" and pieces[look + 1].start == pieces[look].end
    )


def _is_participle_after_number(pieces: Sequence[Piece], look: int) -> bool:
    """Whether a verb form says of what kind the counted things are: '50 used vehicles'."""
    piece = pieces[look]
    participle = piece.tag is Tag.VERB and piece.value.form in ("past", "participle")
    return participle and look > 0 and pieces[look - 1].tag is Tag.NUMBER


def _adjacent(pieces: Sequence[Piece], look: int) -> bool:
    """Whether two item names stand side by side as one: 'Marder infantry fighting vehicles'."""
    return pieces[look + 1].start - pieces[look].end <= 1 and pieces[look + 1].tag in (
        Tag.ITEM,
        Tag.WORD,
        Tag.PREP,
    )


def _counts(piece: Piece) -> bool:
    return piece.word in words("counter") or piece.tag is Tag.ITEM or piece.tag is Tag.NUMBER


def merged(groups: Iterable[tuple[ItemLine, ...]]) -> tuple[ItemLine, ...]:
    """Several lists of items as one, each item once; a line that says how many before one that does not."""
    found: dict[str, ItemLine] = {}
    for group in groups:
        for line in group:
            known = found.get(line.item)
            if known is None or (known.low is None and line.low is not None):
                found[line.item] = line
    return tuple(found.values())
