"""What a document leaves out and its context supplies."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.meeting_pages import read

from pledgebook.reading.context import Context
from pledgebook.reading.tags import Actor, Tag


def _pronoun(text: str, word: str) -> Actor | None:
    page, context = read(text, "2025-04-12")
    for sentence in page.sentences:
        for piece in sentence.pieces:
            if piece.tag is Tag.PRON and piece.word == word:
                return context.actor(piece, sentence)
    raise AssertionError(f"no {word!r} in the text")


@pytest.mark.parametrize(
    ("text", "word", "person", "party"),
    [
        ("Boris Pistorius arrived. He spoke.", "he", "Boris Pistorius", "DE"),
        ("Boris Pistorius told John Healey. He smiled.", "he", "Boris Pistorius", "DE"),
        ("Norway arrived. It paid.", "it", None, "NO"),
        ("Norway arrived. The new government will pay.", "country", None, "NO"),
    ],
)
def test_whom_a_pronoun_means(text: str, word: str, person: str | None, party: str) -> None:
    actor = _pronoun(text, word)
    assert actor is not None
    assert actor.party == party
    assert actor.person == person


def test_a_pronoun_after_nobody_means_nobody() -> None:
    assert _pronoun("He spoke.", "he") is None


def test_he_was_named_a_long_time_ago() -> None:
    assert _pronoun("Boris Pistorius came. " + "Rain fell. " * 20 + "He spoke.", "he") is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [("All figures are in Canadian dollars.", "CAD"), ("Figures vary. Pay in dollars.", None)],
)
def test_what_a_bare_dollar_sign_means(text: str, currency: str | None) -> None:
    assert read(text)[1].dollar == currency


def _office(context: Context) -> Actor | None:
    sentence = context.page.sentences[-1]
    return context.actor(next(piece for piece in sentence.pieces if piece.tag is Tag.OFFICE), sentence)


def test_an_office_is_held_by_whom_the_document_names_or_who_held_it_that_day() -> None:
    _, context = read(
        "Germany's defence minister Ola Nordmann came. Germany's defence minister spoke.", "2025-04-12"
    )
    named = _office(context)
    _, context = read("Germany's defence minister spoke.", "2025-04-12")
    held = _office(context)
    assert named is not None
    assert held is not None
    assert (named.person, held.person) == ("Ola Nordmann", "Boris Pistorius")


def test_the_day_of_a_sentence_is_told_from_publication() -> None:
    page, context = read("They met on Friday.", "2025-04-12")
    assert context.day(page.sentences[0]) == date(2025, 4, 11)
