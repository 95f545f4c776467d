"""The lexicon: names found whole, and tables in which every row makes sense."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pledgebook.reading.flat import fold
from pledgebook.reading.lexicon import english
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import table_rows, word_lists

_KINDS = ("attendance", "dates", "grammar", "indicators", "money", "numbers", "speech", "statuses")


def _found(text: str) -> list[Piece]:
    return list(english().find(text, fold(text)))


@pytest.mark.parametrize(
    ("text", "tag", "word"),
    [
        (
            "Ministers of the Ukraine Defense Contact Group met.",
            Tag.COALITION,
            "ukraine defense contact group",
        ),
        ("The United States pays.", Tag.PARTY, "united states"),
        ("A word from Boris Pistorius.", Tag.PERSON, "boris pistorius"),
        ("They lack air defence systems.", Tag.ITEM, "air defence systems"),
    ],
)
def test_a_name_is_found_whole(text: str, tag: Tag, word: str) -> None:
    assert any(piece.tag is tag and word in piece.word for piece in _found(text))


@pytest.mark.parametrize("text", ["tell us more", "turkey for dinner", "a polish of the shoes"])
def test_a_common_word_spelled_like_a_party_is_none(text: str) -> None:
    assert [piece for piece in _found(text) if piece.tag is Tag.PARTY] == []


def test_no_two_names_overlap() -> None:
    pieces = _found(
        "Britain's Defence Secretary John Healey and the UK's Ministry of Defence told NATO allies."
    )
    assert all(first.end <= second.start for first, second in pairwise(pieces))


def test_a_tag_is_one_object_and_an_unknown_one_is_refused() -> None:
    assert Tag("party") is Tag.PARTY
    with pytest.raises(ValueError, match="'parrot' is no tag"):
        Tag("parrot")


@pytest.mark.parametrize("table", _KINDS)
def test_every_row_of_a_word_list_is_folded_and_complete(table: str) -> None:
    for row in table_rows(f"{table}.csv"):
        assert row["kind"]
        for word in row["words"].split("|"):
            assert word.strip(" ") or word == "%"
            assert word == fold(word) or row["kind"] == "doubtful"


@pytest.mark.parametrize("table", _KINDS)
def test_no_word_stands_twice_in_one_row(table: str) -> None:
    for row in table_rows(f"{table}.csv"):
        words = row["words"].split("|")
        assert len(words) == len(set(words)), row


def test_the_words_of_a_kind_have_the_value_of_their_row() -> None:
    assert word_lists("dates.csv")["month"]["feb"] == "2"
