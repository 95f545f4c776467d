"""The text of a PDF in paragraphs, or the reason why there is none."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.reading.sources.builders import pdf

from pledgebook.reading.sources import load
from pledgebook.vocabulary.documents import SourceFormat
from pledgebook.vocabulary.errors import UnreadableDocument

LINES = [
    "Norway will give Ukraine NOK 700 million for drones this",
    "year, the minister said, after a comparable gift in spring.",
    "",
    "The money comes from the fund that parliament set up.",
]


def text_of(*pages: list[str]) -> str:
    """The text that is read from a PDF with these lines."""
    return load(pdf(pages), name="gift.pdf").text


def test_lines_become_paragraphs() -> None:
    first, second = text_of(LINES).split("\n\n")
    assert first == " ".join(LINES[:2])
    assert second == LINES[3]


def test_a_broken_word_is_made_whole_and_a_hyphened_one_kept() -> None:
    text = text_of(["A compre-", "hensive and long-", "term gift, as long-term as can be, it was said."])
    assert text == "A comprehensive and long-term gift, as long-term as can be, it was said."


def test_running_heads_and_page_numbers_are_left_out() -> None:
    givers = ["Norway", "Denmark", "Finland", "Iceland"]
    pages = [
        ["The Ministry", f"{giver} will give drones.", "", f"{giver} has said so.", f"Page {number} of 4"]
        for number, giver in enumerate(givers, start=1)
    ]
    text = text_of(*pages)
    assert "Ministry" not in text
    assert "Page" not in text
    assert all(f"{giver} will give drones." in text and f"{giver} has said so." in text for giver in givers)


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert text_of(LINES[:1], LINES[1:2]) == " ".join(LINES[:2])


def test_a_pdf_is_known_by_what_stands_in_it_and_has_its_title() -> None:
    document = load(pdf([LINES], title="A gift"), name="gift.txt")
    assert (document.format, document.title) == (SourceFormat.PDF, "A gift")


def _encrypted() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, LINES[0])
    canvas.save()
    return data.getvalue()


def _scanned() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.rect(72, 72, 300, 500, fill=1)
    canvas.save()
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_encrypted(), "encrypted"),
        (_scanned(), "scanned"),
        (b"%PDF-1.4\nno more than this", "damaged"),
        (b"a plain text", "is no PDF"),
    ],
)
def test_a_pdf_without_readable_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        load(data, name="gift.pdf")
