"""What laying out a text gives: its paragraphs, each of one kind, with every place where the page has it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from pledgebook.vocabulary.evidence import Evidence


class ParagraphKind(StrEnum):
    """What a paragraph is for on its page."""

    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"
    FRONT_MATTER = "front matter"


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """`text[start:end]`, without white space around it.

    `places` are all the stretches of the page with these words (this one among them), apart from quotation
    marks, dashes, white space and case. `echoes` are stretches that say the same in nearly these words or
    break off early; they are not paragraphs of the layout, nor are the other places.
    """

    start: int
    end: int
    kind: ParagraphKind
    places: tuple[Evidence, ...]
    echoes: tuple[Evidence, ...] = ()


class Layout(msgspec.Struct, frozen=True):
    """The paragraphs of a text in the order of their starts; they do not overlap."""

    paragraphs: tuple[Paragraph, ...]

    def of_kind(self, *kinds: ParagraphKind) -> tuple[Paragraph, ...]:
        """The paragraphs of these kinds, in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind in kinds)
