"""The words behind a claim, and the sentence around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reporting.citing import Citer
from pledgebook.reporting.plain import escaped_json, printable
from pledgebook.reporting.records import Citation
from pledgebook.vocabulary.claims import StatementClaim
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.evidence import Evidence


def cite(text: str, start: int, end: int) -> Citation:
    claim = StatementClaim(document="a", evidence=(Evidence(start=start, end=end),), speaker="Eve")
    return Citer([Document(name="a", text=text)], [claim]).of([claim])[0]


def test_a_citation_is_read_in_its_sentence() -> None:
    text = "First one. The U.S. army gave ten tanks to them. Last one."
    start = text.index("gave")
    citation = cite(text, start, start + len("gave ten tanks"))
    assert (citation.before, citation.words, citation.after) == (
        "The U.S. army ",
        "gave ten tanks",
        " to them.",
    )


def test_a_quotation_keeps_its_closing_mark() -> None:
    text = "He said: “We go on.” Then he left."
    start = text.index("We")
    citation = cite(text, start, start + len("We go on."))
    assert (citation.before, citation.after) == ("He said: “", "”")


@given(st.text(min_size=1), st.data())
def test_what_is_shown_stands_so_in_the_document(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = cite(text, start, end)
    assert citation.words == text[start:end]
    assert citation.before + citation.words + citation.after in text


@pytest.mark.parametrize(
    "sign", ["\x1b[31m", "\x9b2J", "\x07", "\u202e", "\u2066", "\ufeff", "\x00", "\r", "\ud800"]
)
def test_signs_that_steer_are_not_printed(sign: str) -> None:
    assert sign[0] not in printable(f"a{sign}b")
    assert sign[0] not in escaped_json(f'"a{sign}b"')


def test_text_that_steers_nothing_is_left_alone() -> None:
    assert printable("Zelenskyy’s “plan” – 10 % für Київ") == "Zelenskyy’s “plan” – 10 % für Київ"
