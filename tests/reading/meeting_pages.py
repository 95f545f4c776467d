"""Short texts as pages with their context, for the tests of meetings, attendance, roles and dating."""

from __future__ import annotations

from datetime import date

from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.vocabulary.documents import Document


def read(text: str, published: str | None = None) -> tuple[Page, Context]:
    """The page and context of a text published on a day, or on an unknown one."""
    day = date.fromisoformat(published) if published else None
    page = Page(Document(name="text.txt", text=text, published=day))
    return page, Context(page)
