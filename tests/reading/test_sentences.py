"""Where a paragraph is cut into sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading import sentences

_ABBREVIATIONS = frozenset({"mr", "gen", "u.s"})


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text, 0, len(text), _ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Oslo gave. Berlin waits.", ["Oslo gave.", "Berlin waits."]),
        ("He met Mr. Healey. They spoke.", ["He met Mr. Healey.", "They spoke."]),
        ("U.S. Army Gen. Cavoli left.", ["U.S. Army Gen. Cavoli left."]),
        ("It costs 3.5 million. Next.", ["It costs 3.5 million.", "Next."]),
        ("J. Smith wrote it.", ["J. Smith wrote it."]),
        ('"We pay." Then he left.', ['"We pay."', "Then he left."]),
        ("Really?! Yes... No", ["Really?!", "Yes...", "No"]),
        ("It gave: - tanks; - guns", ["It gave:", "- tanks;", "- guns"]),
        ("worth approx. five", ["worth approx. five"]),
        ("", []),
    ],
)
def test_a_stop_ends_a_sentence_unless_it_belongs_to_a_word(text: str, parts: list[str]) -> None:
    assert _split(text) == parts


@given(st.text("ab .!?\"'’\nAÖ1€-:;", max_size=120))
def test_sentences_cover_all_but_blanks_in_order(text: str) -> None:
    stretches = sentences.split(text, 0, len(text), _ABBREVIATIONS)
    assert all(start < end for start, end in stretches)
    assert all(first[1] <= second[0] for first, second in pairwise(stretches))
    assert "".join("".join(_split(text)).split()) == "".join(text.split())


def test_a_long_run_of_stops_takes_no_long_time() -> None:
    dots = "." * 100_000
    assert _split(dots) == [dots]
