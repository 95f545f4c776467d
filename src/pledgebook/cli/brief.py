"""`pledgebook brief`: documents in, the brief of their events out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from pledgebook.reading import read_document
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.errors import BadValue


class BriefFormat(StrEnum):
    """The faces of a brief, by name: the faces themselves take long to load, and `read` needs none."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    JSON = "json"


def brief_of(documents: Iterable[Document], currency: str, form: BriefFormat) -> str | bytes | None:
    """The rendered brief of some documents, None where there are none. Raises BadValue for a bad currency."""
    kept: list[Document] = []
    claims: list[Claim] = []
    for document in documents:
        kept.append(document)
        claims += read_document(document)
    if not kept:
        return None
    from pledgebook.reporting.brief import build_brief
    from pledgebook.reporting.faces import Face, render

    return render(build_brief(kept, claims, currency), Face(form))


def check_output(output: Path | None, form: BriefFormat) -> None:
    """Refuse before any work what could not be written after it. Raises BadValue."""
    if output is None:
        if form is BriefFormat.DOCX and sys.stdout.isatty():
            raise BadValue("a Word document is no text for a terminal; name a file with --output brief.docx")
        return
    if output.is_dir():
        raise BadValue(f"{output} is a folder; name a file in it, such as {output / 'brief'}.{form.value}")
    if not output.parent.is_dir():
        raise BadValue(f"there is no folder {output.parent}; make it, or choose another place for --output")


def write(rendered: str | bytes, output: Path | None) -> None:
    """Put the brief into a file, or on standard output. Raises BadValue where the file cannot be written."""
    data = rendered if isinstance(rendered, bytes) else rendered.encode()
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise BadValue(f"{output} cannot be written: {error.strerror}; choose another --output") from error
