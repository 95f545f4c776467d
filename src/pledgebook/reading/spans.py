"""All that is found in a text, sums, dates, names and numbers, as pieces of which none overlaps another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec.structs import replace

from pledgebook.reading.amounts import Sum
from pledgebook.reading.dates import When
from pledgebook.reading.numbers import Number
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import words_of
from pledgebook.vocabulary.amounts import Qualifier

_SUM, _DATE, _OTHER = range(3)
_YEAR = 4
"""Digits of a year."""
_FAR = 1 << 62
"""Beyond any text."""


def merge(
    sums: Sequence[Sum], days: Sequence[When], names: Sequence[Piece], numbers: Sequence[Number], folded: str
) -> list[Piece]:
    """The pieces that they make, in order. Of two that overlap one stays: sums go before dates, dates before
    names and bare numbers, and of these the longer before the shorter.
    """
    ranked = [(_SUM, _piece(Tag.MONEY, one, folded)) for one in sums]
    ranked += [(_OTHER if _is_year(day) else _DATE, _piece(Tag.DATE, day, folded)) for day in days]
    ranked += [(_OTHER, name) for name in names]
    ranked += [(_OTHER, _counted(number, folded)) for number in numbers]
    ranked.sort(key=_precedence)
    return _without_overlaps(piece for _, piece in ranked)


def _precedence(ranked: tuple[int, Piece]) -> tuple[int, int, int]:
    rank, piece = ranked
    return rank, piece.start - piece.end if rank == _OTHER else 0, piece.start


def _piece(tag: Tag, found: Sum | When, folded: str) -> Piece:
    return Piece(tag, found.start, found.end, folded[found.start : found.end], found)


def _is_year(day: When) -> bool:
    """Whether a date is a bare year, which may be a part of a name: 'Panzerhaubitze 2000'."""
    return day.end - day.start == _YEAR and day.year is not None


def _counted(number: Number, folded: str) -> Piece:
    """A number with its hedge, and with the sign of percent after it."""
    sign = next((len(sign) for sign in _percent_signs() if folded.startswith(sign, number.end)), 0)
    start, end = number.hedge_start, number.end + sign
    return Piece(Tag.PERCENT if sign else Tag.NUMBER, start, end, folded[start:end], number)


@cache
def _percent_signs() -> tuple[str, ...]:
    return tuple(sorted(words_of("numbers.csv", "percent"), key=len, reverse=True))


def _without_overlaps(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in order of the text, but those that overlap one that comes before them here."""
    taken: list[tuple[int, int]] = []
    kept: list[Piece] = []
    for piece in pieces:
        index = bisect_right(taken, (piece.start, _FAR))
        if index and taken[index - 1][1] > piece.start:
            if piece.tag is not Tag.NUMBER or taken[index - 1][1] > piece.value.start:
                continue
            piece = _unhedged(piece)  # 'hand over 28 tanks': 'over' belongs to the verb
        if index < len(taken) and taken[index][0] < piece.end:
            continue
        taken.insert(index, (piece.start, piece.end))
        kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def _unhedged(piece: Piece) -> Piece:
    """A number without the hedge that another name has taken."""
    number: Number = piece.value
    qualifier = Qualifier.EXACT if number.low == number.high else Qualifier.RANGE
    word = piece.word[number.start - piece.start :]
    return Piece(piece.tag, number.start, piece.end, word, replace(number, qualifier=qualifier))
