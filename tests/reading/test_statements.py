"""Every quotation goes to the person who speaks it, under the canonical name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading import statements
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.vocabulary.claims import StatementClaim
from pledgebook.vocabulary.documents import Document


def _read(text: str) -> list[StatementClaim]:
    page = Page(Document(name="a.txt", text=text))
    return statements.read(page, Context(page))


def _said(text: str) -> list[tuple[str, str]]:
    return [(claim.speaker, claim.evidence[0].of(text)) for claim in _read(text) if not claim.reported]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We shall send more ships,” John Healey said.", "John Healey", "We shall send more ships,"),
        ("“We shall send more ships,” said Healey in Leeds.", "John Healey", "We shall send more ships,"),
        ("Healey told a crowd: “We shall send more ships.”", "John Healey", "We shall send more ships."),
        ("Later Healey noted that “ships are on their way.”", "John Healey", "ships are on their way."),
        ("'Our allies' ships are near,' Mr Healey added.", "John Healey", "Our allies' ships are near,"),
        ("“Thank you for the ships,” Zelensky wrote.", "Volodymyr Zelenskyy", "Thank you for the ships,"),
        ("“The ships are a surprise,” said Ann Marlowe.", "Ann Marlowe", "The ships are a surprise,"),
    ],
)
def test_the_verb_of_saying_beside_a_quotation_names_its_speaker(text: str, speaker: str, words: str) -> None:
    assert _said(text) == [(speaker, words)]


def test_he_and_the_minister_are_whoever_was_named() -> None:
    text = "Boris Pistorius came.\n\n“It is a good day,” the minister said.\n\n“A very good one,” he added."
    assert [speaker for speaker, _ in _said(text)] == ["Boris Pistorius", "Boris Pistorius"]


def test_a_quotation_goes_on_in_the_paragraphs_that_follow() -> None:
    text = (
        "Pistorius told us: ‘The road is long.\n\n‘We will walk it to the end.\n\n‘And nobody walks alone.’"
    )
    assert _said(text) == [
        ("Boris Pistorius", "The road is long."),
        ("Boris Pistorius", "We will walk it to the end."),
        ("Boris Pistorius", "And nobody walks alone."),
    ]


def test_a_colon_leads_over_to_the_next_paragraph() -> None:
    text = "The Defence Secretary, John Healey MP, said:\n\n“This fund grows with every month that passes.”"
    assert _said(text) == [("John Healey", "This fund grows with every month that passes.")]


def test_a_name_after_a_dash_signs_the_quotation() -> None:
    text = "“Our friends can count on us this winter.”\n— Mark Carney, Prime Minister of Canada\n"
    assert _said(text) == [("Mark Carney", "Our friends can count on us this winter.")]


def test_terms_in_marks_are_no_statements() -> None:
    assert not _said("Healey spoke of the “coalition of the willing” and of aid “on hold”.")


def test_whom_somebody_asks_does_not_speak() -> None:
    assert not _said("Hegseth was asked about “the long delay in deliveries to the front”.")


def test_reported_speech_is_marked() -> None:
    (claim,) = _read("Mark Rutte told ministers that five allies had joined the scheme.")
    assert (claim.speaker, claim.party, claim.reported) == ("Mark Rutte", "NATO", True)


def test_the_context_learns_whose_voice_a_quotation_is() -> None:
    page = Page(Document(name="a.txt", text="“We give,” said Troels Lund Poulsen."))
    context = Context(page)
    statements.read(page, context)
    assert context.voices[page.quotes[0].start].party == "DK"


@given(
    st.lists(
        st.sampled_from(["Healey", " said", "“", "”", "'", ": ", "\n\n", "he ", ", ", ". ", "We go", "—"])
    )
)
def test_no_order_of_marks_and_names_breaks_it(parts: list[str]) -> None:
    text = "".join(parts)
    assert all(claim.evidence[0].end <= len(text) for claim in _read(text))
