"""The text of a PDF: its lines in reading order, joined into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from pledgebook.reading.sources.limits import MAX_CHARACTERS, MAX_PDF_BYTES, MAX_PDF_PAGES
from pledgebook.reading.sources.pdf_lines import Line, lines_of, paragraphs, without_running_heads
from pledgebook.vocabulary.errors import UnreadableDocument

# A page with fewer letters is a picture with a stamp or a page number on it.
_FEWEST_LETTERS = 20

# What programs write where the author gave no title.
_NO_TITLES = ("untitled", "microsoft word", "(anonymous)", "unspecified", "document1")


def read_pdf(name: str, data: bytes) -> tuple[str, str | None]:
    """The text of a PDF, a blank line between its paragraphs, and the title that it gives itself.

    Raises UnreadableDocument for a PDF that is encrypted, damaged, too large, or a scan without text.
    """
    if len(data) > MAX_PDF_BYTES:
        raise UnreadableDocument(
            name, f"is a PDF of {len(data):,} bytes; {MAX_PDF_BYTES:,} are the most that is read", "split it"
        )
    document = _open(name, data)
    try:
        pages = without_running_heads(list(_pages(name, document)))
        title = _title(document)
    finally:
        document.close()
    text = "\n\n".join(paragraphs(pages))
    if sum(character.isalpha() for character in text[:10_000]) < _FEWEST_LETTERS:
        raise UnreadableDocument(name, "is scanned: it holds pictures and no text", "run OCR over it first")
    return text, title


def _open(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise UnreadableDocument(
                name, "is an encrypted PDF", "open it with its password and save it without"
            ) from error
        raise UnreadableDocument(name, "is a damaged PDF", "fetch the file again") from error
    if len(document) > MAX_PDF_PAGES:
        document.close()
        raise UnreadableDocument(name, f"is a PDF of more than {MAX_PDF_PAGES:,} pages", "split it")
    return document


def _title(document: pypdfium2.PdfDocument) -> str | None:
    title = " ".join(document.get_metadata_value("Title").split())
    return title if title and not title.casefold().startswith(_NO_TITLES) else None


def _pages(name: str, document: pypdfium2.PdfDocument) -> Iterator[list[Line]]:
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(
                name, f"is a PDF with a damaged page {number + 1}", "fetch the file again"
            ) from error
        characters += text.count_chars()
        if characters > MAX_CHARACTERS:
            raise UnreadableDocument(
                name, f"holds more than {MAX_CHARACTERS:,} characters, too many for a clipping", "split it"
            )
        yield lines_of(text)
        text.close()
        page.close()
