"""Reading: a document in, claims out, each with the characters that say it."""

from __future__ import annotations

from pledgebook.reading import attendance, indicators, meetings, roles, statements, statuses
from pledgebook.reading.aid import reader as aid
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.documents import Document

__all__ = ["read_document"]


def read_document(document: Document) -> tuple[Claim, ...]:
    """The claims of a document, in the order in which it makes them.

    Never raises for any text. Linear in the length of the text.
    """
    page = Page(document)
    context = Context(page)
    claims: list[Claim] = [*statements.read(page, context), *aid.read(page, context)]
    claims += [*meetings.read(page, context), *attendance.read(page, context), *roles.read(page, context)]
    claims += [*statuses.read(page, context), *indicators.read(page, context)]
    return tuple(sorted(claims, key=lambda claim: claim.evidence[0]))
