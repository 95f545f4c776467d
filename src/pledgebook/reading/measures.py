"""Numbers that count what happens: people harmed, weapons launched or shot down, land taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from pledgebook.reading.numbers import Number
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import word_lists

_STOPS = frozenset({Tag.PUNCT, Tag.AND, Tag.BUT, Tag.REL, Tag.VERB, Tag.MONEY, Tag.PERCENT, Tag.QUOTE})
_BREAKS = frozenset({Tag.BUT, Tag.REL, Tag.MONEY, Tag.IF})
_LEFT = 9
"""How many pieces before 'were killed' the number may stand."""
_RIGHT = 4
"""How many pieces after 'killed' the number may stand, and how far from a number what it counts."""
_LIST = 18
"""How many pieces a list of launched weapons may take."""


class Measure(msgspec.Struct, frozen=True):
    """A number with what it measures; `sign` is the word that says so, `number` the piece of the number."""

    metric: str
    number: Piece
    sign: Piece
    last: Piece
    unit: str | None = None
    per: str | None = None
    population: str | None = None

    @property
    def value(self) -> Number:
        """The number itself."""
        found: Number = self.number.value
        return found


def listed(kind: str, piece: Piece) -> str | None:
    """What the table of indicator words says of a piece: of its verb where it is one, else of the word."""
    words = word_lists("indicators.csv")[kind]
    if piece.tag is Tag.VERB and piece.value.lemma in words:
        return words[piece.value.lemma]
    return words.get(piece.word)


def counts(sentence: Sentence) -> Iterator[Measure]:
    """The counts of a sentence; each number counts one thing."""
    taken: set[int] = set()
    signs = _signs()
    for index, piece in enumerate(sentence.pieces):
        if piece.tag is Tag.VERB:
            if piece.value.lemma not in signs and piece.word not in signs:
                continue
        elif piece.tag is not Tag.NUMBER and piece.word not in signs:
            continue
        for measure in _of_piece(sentence.pieces, index, piece):
            if measure.number.start not in taken:
                taken.add(measure.number.start)
                yield measure


@cache
def _signs() -> frozenset[str]:
    lists = word_lists("indicators.csv")
    return frozenset(word for kind in ("harm", "launch", "loss", "trained") for word in lists[kind])


def _of_piece(pieces: Sequence[Piece], index: int, piece: Piece) -> Iterator[Measure]:
    if piece.tag is Tag.NUMBER:
        measure = _area(pieces, index) or _need(pieces, index)
        if measure is not None:
            yield measure
        return
    harm = listed("harm", piece)
    if harm is not None:
        yield from _harm(pieces, index, harm)
    elif listed("launch", piece) is not None or listed("loss", piece) is not None:
        yield from _weapons(pieces, index, listed("loss", piece) or "launched")
    elif piece.tag is Tag.VERB and listed("trained", piece) is not None:
        yield from _trained(pieces, index)


def _harm(pieces: Sequence[Piece], index: int, metric: str) -> Iterator[Measure]:
    """'Killed at least 19 people', '12,000 civilians have been killed', '910 injured'."""
    number = _number_right(pieces, index)
    if number is None or _counts_weapons(pieces, number):
        number = _number_left(pieces, index)
    if number is None or _area(pieces, number) is not None:
        return
    population = _population(pieces, number)
    if population is not None or abs(number - index) == 1 or _are_harmed(pieces, number, index):
        rate = _rate(pieces, max(number, index))
        yield _measure(metric, pieces, number, index, per=rate, population=population or None)


def _number_right(pieces: Sequence[Piece], index: int) -> int | None:
    for look in range(index + 1, min(index + _RIGHT, len(pieces))):
        if pieces[look].tag is Tag.NUMBER:
            return look
        if pieces[look].tag in _STOPS or pieces[look].tag is Tag.PREP:
            return None
    return None


def _number_left(pieces: Sequence[Piece], index: int) -> int | None:
    for look in range(index - 1, max(-1, index - _LEFT), -1):
        if pieces[look].tag is Tag.NUMBER:
            return None if _counts_weapons(pieces, look) else look
        if pieces[look].tag in _STOPS:
            return None
    return None


def _population(pieces: Sequence[Piece], number: int) -> str | None:
    """Who is counted: '' for people of any kind, None where no people are named."""
    for look in range(number + 1, min(number + 1 + _RIGHT, len(pieces))):
        found = listed("people", pieces[look])
        if found is not None:
            following = listed("people", pieces[look + 1]) if look + 1 < len(pieces) else None
            return found or following or ""
        if pieces[look].tag in _STOPS:
            return None
    return None


def _are_harmed(pieces: Sequence[Piece], number: int, index: int) -> bool:
    """'12 were killed', '300 villagers have been displaced': whoever they are, they are people."""
    between = pieces[number + 1 : index]
    passive = bool(between) and between[-1].tag in (Tag.AUX, Tag.ADV)
    return passive and all(piece.tag in (Tag.AUX, Tag.ADV, Tag.WORD, Tag.PARTY) for piece in between)


def _weapon(pieces: Sequence[Piece], number: int) -> int | None:
    """Where the weapon that a number counts is named: '60 missiles', '44 of the 60 drones'."""
    weapons = word_lists("indicators.csv")["weapon"]
    for look in range(number + 1, min(number + 1 + _RIGHT + 1, len(pieces))):
        piece = pieces[look]
        if piece.tag in (Tag.ITEM, Tag.WORD) and not weapons.keys().isdisjoint(
            piece.word.replace("-", " ").split()
        ):
            return look
        if piece.tag in _STOPS and piece.word != "-":
            return None
    return None


def _counts_weapons(pieces: Sequence[Piece], number: int) -> bool:
    return _weapon(pieces, number) is not None


def _weapons(pieces: Sequence[Piece], index: int, done: str) -> Iterator[Measure]:
    """'Fired 60 missiles and nearly 500 drones', 'over 100 drones were launched', 'shot down 44 of them'."""
    found = False
    for look in range(index + 1, min(index + _LIST, len(pieces))):
        piece = pieces[look]
        if piece.tag in _BREAKS or (piece.tag is Tag.VERB and piece.value.form != "ing") or piece.word == ";":
            break
        counted = piece.tag is Tag.NUMBER and not _is_whole(pieces, look)
        weapon = _weapon(pieces, look) if counted else None
        if weapon is not None:
            found = True
            yield _measure(
                f"{pieces[weapon].word} {done}", pieces, look, index, weapon, per=_rate(pieces, weapon)
            )
    number = _passive_number(pieces, index) if index and not found else None
    if number is not None:
        weapon = _weapon(pieces, number) or number
        yield _measure(
            f"{pieces[weapon].word} {done}", pieces, number, index, weapon, per=_rate(pieces, index)
        )


def _is_whole(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a number is only what another is part of: '44 of the 60 missiles'."""
    left = number - 1 if pieces[number - 1].tag is not Tag.DET else number - 2
    return left > 0 and pieces[left].word == "of" and pieces[left - 1].tag is Tag.NUMBER


def _passive_number(pieces: Sequence[Piece], index: int) -> int | None:
    """The number before 'were launched', with nothing between but what it counts."""
    if pieces[index - 1].tag not in (Tag.AUX, Tag.ADV):
        return None
    for look in range(index - 1, max(-1, index - _LEFT), -1):
        if pieces[look].tag is Tag.NUMBER:
            return look if _counts_weapons(pieces, look) else None
        if pieces[look].tag in _STOPS:
            return None
    return None


def _rate(pieces: Sequence[Piece], after: int) -> str | None:
    """'Every day', 'in a single night', 'overnight', near what is counted."""
    for look in range(after + 1, min(after + 10, len(pieces))):
        unit = listed("per", pieces[look])
        if unit is not None and (listed("each", pieces[look - 1]) or pieces[look].tag is Tag.ADV):
            return unit
        if pieces[look].tag in (Tag.BUT, Tag.REL, Tag.VERB):
            return None
    return None


def _trained(pieces: Sequence[Piece], index: int) -> Iterator[Measure]:
    """'Has trained 45,000 soldiers', '51,000 recruits have been trained': done, not planned."""
    if pieces[index].value.form not in ("past", "participle"):
        return
    number = _number_right(pieces, index)
    number = number if number is not None else _number_left(pieces, index)
    if number is not None and _population(pieces, number) is not None:
        yield _measure("soldiers trained", pieces, number, index)


def _area(pieces: Sequence[Piece], index: int) -> Measure | None:
    """'Captured 240 square kilometres': land, by what was done with it."""
    unit = " ".join(piece.word for piece in pieces[index + 1 : index + 3])
    areas = word_lists("indicators.csv")["area"]
    named = areas.get(unit) or areas.get(pieces[index + 1].word if index + 1 < len(pieces) else "")
    if named is None:
        return None
    nearby = [*pieces[max(0, index - 6) : index], *pieces[index + 1 : index + 9]]
    done = next((taken for piece in nearby if (taken := listed("taken", piece))), "held")
    last = min(index + 2, len(pieces) - 1)
    return _measure(f"territory {done}", pieces, index, index, last, unit=named)


def _need(pieces: Sequence[Piece], index: int) -> Measure | None:
    """'12.7 million people need humanitarian aid', '6 million refugees'."""
    if _population(pieces, index) is None:
        return None
    text = " ".join(piece.word for piece in pieces[index + 1 : index + 8])
    for phrase, metric in word_lists("indicators.csv")["need"].items():
        at = f" {text} ".find(f" {phrase} ")
        if at >= 0:
            last = index + 1 + text[:at].count(" ") + phrase.count(" ")
            return _measure(metric, pieces, index, index, min(last, len(pieces) - 1))
    return None


def _measure(
    metric: str,
    pieces: Sequence[Piece],
    number: int,
    sign: int,
    last: int | None = None,
    *,
    unit: str | None = None,
    per: str | None = None,
    population: str | None = None,
) -> Measure:
    end = max(number, sign, last if last is not None else 0)
    return Measure(metric, pieces[number], pieces[sign], pieces[end], unit, per, population)
