"""A page: paragraphs in sentences, quotations, and evidence in each place that says the same."""

from __future__ import annotations

from pledgebook.reading.page import Page
from pledgebook.vocabulary.documents import Document, SourceFormat

_BODY = (
    "Norway will give 40 tanks to Ukraine this year, its government said in Oslo on Monday after a meeting."
)


def _page(text: str, source: SourceFormat = SourceFormat.TEXT) -> Page:
    return Page(Document(name="text.txt", text=text, format=source))


def test_sentences_are_numbered_through_all_paragraphs() -> None:
    page = _page("Norway gave tanks. Sweden gave guns.\n\nDenmark gave money.")
    assert [(one.number, one.paragraph) for one in page.sentences] == [(0, 0), (1, 0), (2, 1)]


def test_a_repeated_paragraph_is_read_once_and_has_two_places() -> None:
    page = _page(f"{_BODY}\n\nAnother paragraph stands between the two, about something else.\n\n{_BODY}")
    (first,) = [one for one in page.sentences if "tanks" in one.words]
    places = page.evidence(first.start, first.end)
    assert [place.of(page.document.text) for place in places] == [_BODY, _BODY]


def test_a_quotation_is_found_by_any_of_its_characters() -> None:
    page = _page('Healey said: "We will pay." Then he left.')
    inside = page.flat.text.index("pay")
    quote = page.quote_at(inside)
    assert quote is not None
    assert page.flat.text[quote.start : quote.end] == "We will pay."
    assert page.quote_at(0) is None


def test_marks_are_dropped_of_markdown_only() -> None:
    assert "**" not in _page("Norway gave **40 tanks** now.", SourceFormat.MARKDOWN).flat.text
    assert "**" in _page("Norway gave **40 tanks** now.").flat.text


def test_a_sentence_too_long_for_one_has_no_verbs() -> None:
    (sentence,) = _page("Norway gave " + "tanks and " * 300 + "guns").sentences
    assert sentence.frames == []
