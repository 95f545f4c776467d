"""Percentages that measure the situation: a share of something, or how much something rose or fell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pledgebook.reading.measures import Measure, listed
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag

_NOUNS = frozenset(
    {Tag.WORD, Tag.CUE, Tag.PARTY, Tag.ITEM, Tag.AID, Tag.GROUP, Tag.PACKAGE, Tag.POSS, Tag.PLACE}
)
_PAID = frozenset({Tag.AID, Tag.PACKAGE, Tag.MONEY})
_TREND = 10
"""How many pieces before a percentage the word for a rise or a fall may stand."""
_NAME = 5
"""How many pieces name what a percentage is of."""


def percentages(sentence: Sentence) -> Iterator[Measure]:
    """The percentages of a sentence, budgets and shares of aid left out."""
    pieces = sentence.pieces
    if any(
        listed("gdp", piece) or piece.word.startswith("defen") for piece in pieces if piece.tag is Tag.CUE
    ):
        return
    for index, piece in enumerate(pieces):
        if piece.tag is Tag.PERCENT:
            measure = _change(pieces, index) or _share(pieces, index)
            if measure is not None:
                yield measure


def _share(pieces: Sequence[Piece], index: int) -> Measure | None:
    """'70-80 per cent of casualties are caused by drones'."""
    if index + 1 >= len(pieces) or pieces[index + 1].word != "of":
        return None
    named = _phrase(pieces, index + 2)
    if not named or any(piece.tag in _PAID or listed("gdp", piece) for piece in named):
        return None
    last = pieces.index(named[-1])
    cause = _cause(pieces, index, last)
    metric = f"share of {named[-1].word}" + (f" from {cause.word}" if cause is not None else "")
    end = cause if cause is not None and cause.start > named[-1].start else named[-1]
    return Measure(metric, pieces[index], named[-1], end, unit="percent")


def _cause(pieces: Sequence[Piece], index: int, last: int) -> Piece | None:
    """What the share comes from: 'by drones' after it, else the weapon spoken of before it."""
    for look in range(last + 1, min(last + 12, len(pieces) - 1)):
        if (
            pieces[look].tag is Tag.PREP
            and listed("caused", pieces[look])
            and pieces[look + 1].tag is Tag.ITEM
        ):
            return pieces[look + 1]
    return next((piece for piece in pieces[:index] if piece.tag is Tag.ITEM), None)


def _change(pieces: Sequence[Piece], index: int) -> Measure | None:
    """'A 50 % increase in civilian casualties', 'casualties rose by 50 %', '57 per cent below it'."""
    sign = index + 1 if index + 1 < len(pieces) and listed("rise", pieces[index + 1]) else None
    sign = sign if sign is not None else _trend_before(pieces, index)
    if sign is None:
        return None
    inside = (
        _phrase(pieces, sign + 2) if sign + 2 < len(pieces) and pieces[sign + 1].word in ("in", "of") else []
    )
    object_ = _phrase(pieces[:index], sign + 1) if sign < index else []
    named = inside or object_ or _subject(pieces, min(sign, index))
    trend = listed("rise", pieces[sign])
    what = " ".join(piece.word for piece in named if piece.tag is not Tag.POSS)
    last = max((pieces[index], pieces[sign], *named), key=lambda piece: piece.end)
    metric = f"{trend} in {what}" if what else str(trend)
    return Measure(metric, pieces[index], pieces[sign], last, unit="percent")


def _trend_before(pieces: Sequence[Piece], index: int) -> int | None:
    """'Rose 50 %', 'rose by 50 %', 'the decline was limited to 43 %'."""
    for look in range(index - 1, max(-1, index - _TREND), -1):
        piece = pieces[look]
        if listed("rise", piece) is not None:
            direct = look == index - 1
            return look if direct or pieces[index - 1].tag in (Tag.PREP, Tag.TO) else None
        if piece.tag in (Tag.PUNCT, Tag.BUT, Tag.REL, Tag.PERCENT, Tag.MONEY):
            return None
    return None


def _phrase(pieces: Sequence[Piece], start: int) -> list[Piece]:
    """The noun phrase that begins at a piece."""
    while start < len(pieces) and pieces[start].tag in (Tag.DET, Tag.POSS, Tag.ADV):
        start += 1
    named: list[Piece] = []
    for piece in pieces[start : start + _NAME]:
        if piece.tag not in _NOUNS or listed("against", piece) is not None:
            break
        named.append(piece)
    return named


def _subject(pieces: Sequence[Piece], stop: int) -> list[Piece]:
    """The noun phrase before a verb of rising or falling."""
    last = stop - 1
    while last >= 0 and pieces[last].tag in (Tag.AUX, Tag.ADV, Tag.DET, Tag.VERB, Tag.PREP, Tag.REL):
        last -= 1
    named: list[Piece] = []
    for look in range(last, max(-1, last - _NAME), -1):
        if pieces[look].tag not in _NOUNS:
            break
        named.append(pieces[look])
    return named[::-1]
