"""From bytes to a document: its text, and what it says about itself."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pledgebook.reading.layout import Layout, ParagraphKind
from pledgebook.reading.published import find_agency, find_published, front_matter
from pledgebook.reading.published.days import address
from pledgebook.reading.published.head import head_of
from pledgebook.reading.sources.decoding import decode
from pledgebook.reading.sources.html import read_html
from pledgebook.reading.sources.html_metadata import PageMetadata
from pledgebook.reading.sources.limits import MAX_BYTES, MAX_CHARACTERS, MAX_PDF_BYTES
from pledgebook.reading.sources.pdf import read_pdf
from pledgebook.reading.sources.sniffing import sniff
from pledgebook.vocabulary.documents import Document, SourceFormat
from pledgebook.vocabulary.errors import UnreadableDocument

_LONGEST_TITLE = 250


def load(
    source: Path | bytes, *, name: str | None = None, published: date | None = None, today: date | None = None
) -> Document:
    """The document in a file, or in bytes that came from somewhere else.

    `name` is what the document is called, the file's name if left out. `published` is taken for the day of
    publication whatever the document says. `today` bounds what can be one; it is the day on the clock if left
    out. Raises UnreadableDocument for whatever cannot become a document, and nothing else.
    """
    if isinstance(source, Path):
        name = name or source.name
        data = read_file(source, name)
    else:
        name = name or "-"
        data = source
    return document_of(name, data, published=published, today=today)


def read_file(path: Path, name: str) -> bytes:
    """The bytes of a file, no more than any format allows. Raises UnreadableDocument where there are none."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_PDF_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableDocument(name, "does not exist", "check the spelling of its name") from error
    except IsADirectoryError as error:
        raise UnreadableDocument(name, "is a folder", "name the files in it") from error
    except PermissionError as error:
        raise UnreadableDocument(name, "may not be read by you", "change its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableDocument(name, f"cannot be read ({reason})", "copy it to another place") from error


def document_of(
    name: str, data: bytes, *, published: date | None = None, today: date | None = None
) -> Document:
    """The document that `data` holds. Raises UnreadableDocument as `load` does."""
    if not data:
        raise UnreadableDocument(name, "is empty", "fetch it again, or take it off the list")
    kind = sniff(name, data)
    if kind in (SourceFormat.TEXT, SourceFormat.MARKDOWN) and len(data) > MAX_BYTES:
        raise _too_long(name)
    text, metadata = _text_of(name, data, kind)
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    if not text.strip():
        raise UnreadableDocument(
            name, "holds nothing but white space", "fetch it again, or take it off the list"
        )
    return _described(name, data, kind, text, metadata, published, today or date.today())


def _text_of(name: str, data: bytes, kind: SourceFormat) -> tuple[str, PageMetadata]:
    if kind is SourceFormat.HTML:
        return read_html(name, data)
    if kind is SourceFormat.PDF:
        text, title = read_pdf(name, data)
        return text, PageMetadata(title=title)
    text = decode(name, data)
    return text, _in_front_matter(text)


def _in_front_matter(text: str) -> PageMetadata:
    """What a text file says about itself; its day of publication is found with that of texts without any."""
    values = front_matter(text)
    return PageMetadata(
        title=values.get("title"),
        publisher=values.get("publisher") or values.get("site"),
        url=address(text),
        language=values.get("language") or values.get("lang"),
    )


def _described(
    name: str,
    data: bytes,
    kind: SourceFormat,
    text: str,
    metadata: PageMetadata,
    published: date | None,
    today: date,
) -> Document:
    head = head_of(text)
    agency = find_agency(text, head=head)
    return Document(
        name=name,
        text=text,
        format=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        title=metadata.title or _title(text, head),
        url=metadata.url,
        publisher=metadata.publisher or _host(metadata.url),
        published=published or _published(name, text, metadata, head, today),
        language=metadata.language or "en",
        agency=agency.name if agency else None,
    )


def _published(name: str, text: str, metadata: PageMetadata, head: Layout, today: date) -> date | None:
    """The day of publication that the document gives. Raises UnreadableDocument for one that is to come."""
    hint = None if metadata.published else find_published(text, url=metadata.url, head=head)
    day = metadata.published or (hint.date if hint else None)
    # Where the page was published it may be tomorrow already.
    if day is None or day <= today + timedelta(days=1):
        return day
    if hint is not None and not hint.stated:
        return None
    raise UnreadableDocument(
        name,
        f"says that it was published on {day}, which is after today",
        "give the right day with --published",
    )


def _title(text: str, head: Layout) -> str | None:
    """The heading over the article, where it has one."""
    for paragraph in head.paragraphs:
        if paragraph.kind is ParagraphKind.BODY:
            return None
        if paragraph.kind is ParagraphKind.HEADING and paragraph.end - paragraph.start <= _LONGEST_TITLE:
            return " ".join(text[paragraph.start : paragraph.end].lstrip("#").replace("**", "").split())
    return None


def _host(url: str | None) -> str | None:
    """The site of an address, for want of the publisher's name."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _too_long(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        name, f"holds more than {MAX_CHARACTERS:,} characters, too many for a clipping", "split it"
    )
