"""The pieces of a sentence: which reading of a word fits where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.one_sentence import sentence_of

from pledgebook.reading.flat import fold
from pledgebook.reading.lexicon import english
from pledgebook.reading.pieces import cut
from pledgebook.reading.tags import Piece, Tag


def _tag(text: str, word: str) -> Tag:
    return next(piece.tag for piece in sentence_of(text).pieces if piece.word == word)


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Berlin pledges more tanks.", "pledges", Tag.VERB),
        ("The pledges of Berlin were kept.", "pledges", Tag.PACKAGE),
        ("They will supply tanks.", "supply", Tag.VERB),
        ("The supply of tanks fell.", "supply", Tag.WORD),
        ("Oslo promised tanks.", "promised", Tag.VERB),
        ("The promised tanks are late.", "promised", Tag.WORD),
        ("Allies offer help.", "offer", Tag.VERB),
        ("He offer help.", "offer", Tag.WORD),
        ("It was recently said.", "recently", Tag.ADV),
        ("The family left.", "family", Tag.WORD),
        ("Norway's tanks.", "'s", Tag.POSS),
        ("The allies' tanks.", "'", Tag.POSS),
        ("They gave € 5 million.", "€ 5 million", Tag.MONEY),
        ("They gave nearly 40 tanks.", "nearly 40", Tag.NUMBER),
        ("They gave 40 percent.", "40 percent", Tag.PERCENT),
        ("It ends in June 2025.", "in june 2025", Tag.DATE),
    ],
)
def test_what_a_word_is(text: str, word: str, tag: Tag) -> None:
    assert _tag(text, word) is tag


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They hand over 28 tanks.", ["they", "hand over", "28"]),
        ("It sends Panzerhaubitze 2000 guns.", ["it", "sends", "panzerhaubitze 2000"]),
    ],
)
def test_of_two_readings_of_a_stretch_one_stays(text: str, words: list[str]) -> None:
    assert [piece.word for piece in sentence_of(text).pieces][: len(words)] == words


@given(st.text(max_size=80))
def test_pieces_lie_in_order_and_lose_no_letter(text: str) -> None:
    folded = fold(text)
    pieces = cut(folded, 0, len(folded), [], 0, english())
    assert all(first.end <= second.start for first, second in pairwise(pieces))
    assert all(folded[piece.start : piece.end] == piece.word for piece in pieces)
    assert "".join(piece.word for piece in pieces) == "".join(folded.split())


def test_a_span_that_leaves_the_stretch_is_not_taken() -> None:
    span = Piece(Tag.DATE, 4, 15, "green apple")
    assert [piece.word for piece in cut("an green apple", 3, 8, [span], 0, english())] == ["green"]
