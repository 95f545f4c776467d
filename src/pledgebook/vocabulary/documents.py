"""The documents that claims come from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class SourceFormat(StrEnum):
    """The format in which a document came."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The text of one source, kept as read: evidence points into `text` by Unicode code points.

    `name` is the file's name; `sha256` is of the bytes as they came; `published` is None where unknown;
    `agency` names the news agency where the story says that it is a copy of one.
    """

    name: str
    text: str
    format: SourceFormat = SourceFormat.TEXT
    sha256: str = ""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str = "en"
    agency: str | None = None
