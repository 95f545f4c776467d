"""Quotations are found between every kind of mark that the press uses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.quotes import find_quotes


def _quoted(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_quotes(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We are here,” she said.", ["We are here,"]),
        ('She said: "We are here." He left.', ["We are here."]),
        ("‘It’s our duty,’ he said.", ["It’s our duty,"]),
        ("'We don't rest,' he said, 'ever.'", ["We don't rest,", "ever."]),
        ("The ministers' plan was 'bold' and the allies' answer short.", ["bold"]),
        ("«Wir helfen», he said.", ["Wir helfen"]),
        ("The ministers' talks and the envoys' visit ended.", []),
    ],
)
def test_each_kind_of_mark(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_an_apostrophe_of_many_owners_closes_nothing() -> None:
    assert _quoted("'We need the allies' help now,' he said.") == ["We need the allies' help now,"]


def test_a_quotation_that_the_paragraph_does_not_close_is_open() -> None:
    (quote,) = find_quotes("“We will go on.", [(0, 15)])
    assert quote.open
    assert quote.end == 15


def test_a_lost_opening_mark_gives_the_last_sentence_back() -> None:
    assert _quoted("The road is long. We walk it together,” Peters added.") == ["We walk it together,"]


@given(st.lists(st.text(alphabet="ab s.,!?'\"‘’“”«»„—\n(", max_size=40), max_size=5))
def test_quotations_are_ordered_apart_and_inside_their_paragraph(paragraphs: list[str]) -> None:
    stretches, start = [], 0
    for paragraph in paragraphs:
        stretches.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    quotes = find_quotes("\n".join(paragraphs), stretches)
    assert all(before.end <= after.start for before, after in pairwise(quotes))
    assert all(any(a <= quote.start < quote.end <= b for a, b in stretches) for quote in quotes)
