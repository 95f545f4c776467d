"""The faces of a brief: one outline for a terminal, a browser, a text editor, a word processor; and JSON."""

from __future__ import annotations

from enum import StrEnum

from pledgebook.reporting.brief import Brief
from pledgebook.reporting.faces import html, json, markdown, terminal
from pledgebook.reporting.outline.build import outline_of

__all__ = ["Face", "render"]


class Face(StrEnum):
    """The form in which a brief is written."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    JSON = "json"


def render(brief: Brief, face: Face, *, width: int | None = None, colour: bool | None = None) -> str | bytes:
    """The brief as text, or as bytes for a Word document.

    `width` and `colour` are for the terminal; left out, they follow the terminal that standard output is.
    """
    match face:
        case Face.JSON:
            return json.draw(brief)
        case Face.TERMINAL:
            return terminal.draw(outline_of(brief), width=width, colour=colour)
        case Face.HTML:
            return html.draw(outline_of(brief))
        case Face.MARKDOWN:
            return markdown.draw(outline_of(brief))
        case Face.DOCX:
            from pledgebook.reporting.faces import docx  # a tenth of a second that only this face needs

            return docx.draw(outline_of(brief))
