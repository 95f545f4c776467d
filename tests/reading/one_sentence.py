"""The first sentence of a short text, for the tests of its pieces and verbs."""

from __future__ import annotations

from pledgebook.reading.page import Page, Sentence
from pledgebook.vocabulary.documents import Document


def sentence_of(text: str) -> Sentence:
    """The first sentence, read as part of a page."""
    return Page(Document(name="text.txt", text=text)).sentences[0]
