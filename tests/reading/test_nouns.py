"""Who is named: party, office and person of one phrase are one actor."""

from __future__ import annotations

import pytest
from tests.reading.one_sentence import sentence_of

from pledgebook.reading.tags import Actor, Tag


def _actor(text: str) -> Actor:
    actor = next(
        piece.value for piece in sentence_of(text).pieces if piece.tag in (Tag.PERSON, Tag.OFFICE, Tag.PARTY)
    )
    assert isinstance(actor, Actor)
    return actor


@pytest.mark.parametrize(
    ("text", "party", "office", "person"),
    [
        ("Germany's defence minister Boris Pistorius spoke.", "DE", "defence minister", "Boris Pistorius"),
        ("German Defence Minister Boris Pistorius spoke.", "DE", "defence minister", "Boris Pistorius"),
        ("Boris Pistorius, Germany's defence minister, spoke.", "DE", "defence minister", "Boris Pistorius"),
        ("The defence minister of Norway spoke.", "NO", "defence minister", None),
        ("Norway's embattled new defence minister spoke.", "NO", "defence minister", None),
        ("Norway's defence minister Ola Nordmann spoke.", "NO", "defence minister", "Ola Nordmann"),
        (
            "Norway's defence minister, Mr Boris Pistorius, spoke.",
            "NO",
            "defence minister",
            "Boris Pistorius",
        ),
    ],
)
def test_an_office_with_its_party_and_holder(text: str, party: str, office: str, person: str | None) -> None:
    actor = _actor(text)
    assert (actor.party, actor.office, actor.person) == (party, office, person)


@pytest.mark.parametrize(
    ("text", "former", "acting"),
    [
        ("Germany's former defence minister spoke.", True, False),
        ("Former German defence minister spoke.", True, False),
        ("Former defence minister Boris Pistorius spoke.", True, False),
        ("Boris Pistorius, Germany's former defence minister, spoke.", True, False),
        ("Germany's acting defence minister spoke.", False, True),
        ("Germany's defence minister spoke.", False, False),
    ],
)
def test_who_holds_an_office_no_more_or_for_the_time_being(text: str, former: bool, acting: bool) -> None:
    actor = _actor(text)
    assert (actor.former, actor.acting) == (former, acting)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The German government pays.", "government"),
        ("German finance and defence officials agreed.", "german"),
        ("Officials of Norway agreed.", "officials"),
    ],
)
def test_a_body_of_a_party_is_the_party(text: str, word: str) -> None:
    piece = next(piece for piece in sentence_of(text).pieces if piece.tag is Tag.PARTY)
    assert piece.word == word
    assert piece.value.party in ("DE", "NO")


@pytest.mark.parametrize(
    ("text", "word"), [("Our government pays.", "we"), ("The new government pays.", "country")]
)
def test_a_body_without_a_party_is_a_pronoun(text: str, word: str) -> None:
    assert any(piece.tag is Tag.PRON and piece.word == word for piece in sentence_of(text).pieces)
