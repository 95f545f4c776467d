"""Who does what: the subject, voice and stretch of a verb."""

from __future__ import annotations

import pytest
from tests.reading.one_sentence import sentence_of

from pledgebook.reading.clauses import Frame


def _frame(text: str, lemma: str) -> Frame:
    return next(frame for frame in sentence_of(text).frames if frame.form.lemma == lemma)


def _subjects(text: str, lemma: str) -> list[str]:
    return [piece.value.party or piece.word for piece in _frame(text, lemma).subjects]


@pytest.mark.parametrize(
    ("text", "lemma", "parties"),
    [
        ("Norway sent tanks.", "send", ["NO"]),
        ("Norway on Friday in Oslo sent tanks.", "send", ["NO"]),
        ("Norway, which borders Sweden, sent tanks.", "send", ["NO"]),
        ("Norway and Sweden sent tanks.", "send", ["NO", "SE"]),
        ("Norway, Sweden, and Denmark sent tanks.", "send", ["NO", "SE", "DK"]),
        ("In Brussels, the United Kingdom and Norway sent tanks.", "send", ["GB", "NO"]),
        ("Norway agreed to send tanks.", "send", ["NO"]),
        ("Norway urged Sweden to send tanks.", "send", ["SE"]),
        ("Norway pays and delivers tanks.", "deliver", ["NO"]),
        ("Norway moved first, sending tanks.", "send", ["NO"]),
        ("The tanks of Norway arrived.", "arrive", []),
        ("German tanks were sent.", "send", []),
        ("The Germans sent tanks.", "send", ["DE"]),
        ("Sweden's initiative to buy ammunition grew.", "buy", ["SE"]),
        ("Norway is proud to send tanks.", "send", ["NO"]),
    ],
)
def test_the_subject_of_a_verb(text: str, lemma: str, parties: list[str]) -> None:
    assert _subjects(text, lemma) == parties


def test_parties_in_an_aside_are_the_members_of_a_group() -> None:
    text = "Three allies - Estonia, Latvia and Lithuania - sent tanks."
    assert _subjects(text, "send") == ["EE", "LV", "LT"]


@pytest.mark.parametrize(
    ("text", "modal", "negated", "passive", "perfect"),
    [
        ("Tanks will be sent.", "will", False, True, False),
        ("Norway has sent tanks.", None, False, False, True),
        ("Norway has so far sent tanks.", None, False, False, True),
        ("Norway didn't send tanks.", None, True, False, False),
        ("Norway could not have sent tanks.", "can", True, False, True),
        ("Tanks sent by Norway arrived.", None, False, True, False),
        ("Norway spoke about sending tanks.", "can", False, False, False),
    ],
)
def test_what_the_auxiliaries_say(
    text: str, modal: str | None, negated: bool, passive: bool, perfect: bool
) -> None:
    frame = _frame(text, "send")
    assert (frame.modal, frame.negated, frame.passive, frame.perfect) == (modal, negated, passive, perfect)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Norway sent tanks; Sweden sent guns.", "tanks"),
        ("Norway sent tanks Sweden bought guns.", "tanks"),
    ],
)
def test_a_stretch_ends_before_the_next_subject(text: str, last: str) -> None:
    sentence = sentence_of(text)
    assert sentence.pieces[sentence.frames[0].last - 1].word == last


def test_an_infinitive_hangs_on_the_verb_above_it() -> None:
    first, second = sentence_of("Norway agreed to send tanks.").frames
    assert (first.parent, second.parent, second.infinitive) == (None, 0, True)
