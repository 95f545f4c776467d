"""The flat text: what it drops, and that every character of it leads back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.flat import Flat, fold

_AWKWARD = " \t\n\u00a0\u202f\u200b\u00ad\u0301İßﬁÅ’“‑*[]()\\<>aZ9."
_TEXTS = st.text(st.sampled_from(_AWKWARD) | st.characters(exclude_categories=["Cs"]), max_size=80)


def _flat(source: str, *, markup: bool = False) -> Flat:
    return Flat(source, [(0, len(source))], markup=markup)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("two  words\n  on lines", "two words on lines"),
        ("EUR\u00a05\u202fbillion", "EUR 5 billion"),
        ("co\u00adopera\u200btion", "cooperation"),
        ("no *marks* here", "no *marks* here"),
    ],
)
def test_white_space_is_one_blank_and_what_prints_nothing_is_gone(source: str, text: str) -> None:
    assert _flat(source).text == text + "\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**EUR 5** billion", "EUR 5 billion"),
        ("the [new package](https://a.example/x) of aid", "the new package of aid"),
        ("a [note] stays", "a [note] stays"),
        ("Mr\\. Healey", "Mr. Healey"),
        ("<em>today</em>", "today"),
    ],
)
def test_marks_of_markdown_are_gone(source: str, text: str) -> None:
    assert _flat(source, markup=True).text == text + "\n"


def test_evidence_of_words_that_break_over_lines_is_the_stretch_of_the_source() -> None:
    source = "Oslo gives  EUR\n   5 million now."
    flat = _flat(source)
    start = flat.text.index("EUR")
    assert flat.evidence(start, start + len("EUR 5")).of(source) == "EUR\n   5"


def test_stretches_are_parted_by_line_breaks() -> None:
    flat = Flat("one|two", [(0, 3), (4, 7)])
    assert flat.text == "one\ntwo\n"
    assert flat.stretches == [(0, 3), (4, 7)]


@given(_TEXTS, st.booleans())
def test_every_character_maps_to_the_same_character_of_the_source(source: str, markup: bool) -> None:
    flat = _flat(source, markup=markup)
    offsets = [flat.source_offset(at) for at in range(len(flat.text) - 1)]
    assert offsets == sorted(set(offsets))
    for char, at in zip(flat.text, offsets, strict=False):
        assert char == source[at] or (char == " " and source[at].isspace())


@given(_TEXTS)
def test_what_is_dropped_is_white_space_or_prints_nothing(source: str) -> None:
    kept = "".join(char for char in source if not char.isspace() and char not in "\u00ad\u2060\ufeff")
    kept = "".join(char for char in kept if not "\u200b" <= char <= "\u200f")
    assert "".join(_flat(source).text.split()) == "".join(kept.split())


@given(_TEXTS)
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for low, char in zip(folded, text, strict=True):
        assert low in (char, char.lower()) or low in "'\"-" or char == "Σ"
