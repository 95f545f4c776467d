"""Numbers that measure the situation, with the words that say what they measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pledgebook.reading.numbers import Number
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import word_lists

_STOPS = frozenset({Tag.PUNCT, Tag.AND, Tag.BUT, Tag.REL, Tag.VERB, Tag.MONEY, Tag.PERCENT, Tag.QUOTE})
_BREAKS = frozenset({Tag.BUT, Tag.REL, Tag.MONEY, Tag.QUOTE, Tag.IF})
_PHRASE = frozenset({Tag.WORD, Tag.CUE, Tag.PARTY, Tag.ITEM, Tag.AID, Tag.GROUP, Tag.PACKAGE, Tag.POSS, Tag.PLACE, Tag.NEW})
_PACKED = frozenset({Tag.AID, Tag.MONEY, Tag.PACKAGE})
_LEFT, _RIGHT, _LIST, _NEAR = 9, 4, 16, 4


class Measure(msgspec.Struct, frozen=True):
    """A number and what it measures, with the first and the last piece that say so; `sign` is the word for it."""

    metric: str
    number: Number
    first: Piece
    last: Piece
    sign: Piece
    unit: str | None = None
    per: str | None = None
    population: str | None = None
    by_actor: bool = False


class _Words:
    """The table of indicator words, by kind."""

    def __init__(self) -> None:
        lists = word_lists("indicators.csv")
        self.__dict__.update(lists)
        self.harm, self.people, self.loss, self.launch = (lists[kind] for kind in ("harm", "people", "loss", "launch"))
        self.weapon, self.per, self.each = lists["weapon"], lists["per"], lists["each"]
        self.rise, self.caused, self.area = lists["rise"], lists["caused"], lists["area"]
        self.taken, self.need, self.trained, self.gdp = (lists[kind] for kind in ("taken", "need", "trained", "gdp"))


def find_measures(sentence: Sentence) -> Iterator[Measure]:
    """The measures of a sentence, in the order of their kinds. Looks at nothing without a bare number in it."""
    if Tag.NUMBER in sentence.tags:
        for index, piece in enumerate(sentence.pieces):
            yield from _at(sentence.pieces, index, piece)
    if Tag.PERCENT in sentence.tags:
        for index, piece in enumerate(sentence.pieces):
            if piece.tag is Tag.PERCENT:
                yield from _percentage(sentence.pieces, index)
