"""What a file is, by what stands in it; its name decides only between plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import PurePath

from pledgebook.vocabulary.documents import SourceFormat
from pledgebook.vocabulary.errors import UnreadableDocument

_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(rb"<(?:p|div|h[1-6]|article|body|span|a|br)\b[^<>]{0,300}>", re.IGNORECASE)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
SUFFIXES = frozenset({".txt", ".pdf"}) | _HTML_SUFFIXES | _MARKDOWN_SUFFIXES
"""The names of files that are read from a folder end so."""

# The first bytes of files that people take for documents, what to call them, and what to do.
_FOREIGN = (
    (b"PK\x03\x04", "a zip, Word or OpenDocument file", "save it as text or PDF, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "save it as text or PDF"),
    (b"{\\rtf", "an RTF file", "save it as text or PDF"),
    (b"\x89PNG", "a picture (PNG)", "run OCR on it and save the text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "run OCR on it and save the text"),
    (b"GIF8", "a picture (GIF)", "run OCR on it and save the text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"SQLite format 3\x00", "a database", "export its text"),
)
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b\x85"
_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)
# Above this share of control characters a file is no text; old text files hold a stray one at times.
_MOST_CONTROLS = 0.01
_SAMPLE = 100_000
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def sniff(name: str, data: bytes) -> SourceFormat:
    """The format of a file. Raises UnreadableDocument where it is none that can be read."""
    if b"%PDF-" in data[:1024]:
        return SourceFormat.PDF
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableDocument(name, f"is {what}, not a text", remedy)
    suffix = PurePath(name).suffix.casefold()
    if suffix == ".pdf":
        raise UnreadableDocument(name, "is named .pdf but is no PDF", "fetch the file again")
    if _is_binary(data):
        raise UnreadableDocument(name, "is binary, not a text", "give a text, Markdown, HTML or PDF file")
    if _HTML_START.match(data) or (suffix in _HTML_SUFFIXES and _HTML_TAG.search(data)):
        return SourceFormat.HTML
    return SourceFormat.MARKDOWN if suffix in _MARKDOWN_SUFFIXES else SourceFormat.TEXT


def looks_wide(data: bytes) -> str | None:
    """'utf-16-le' or 'utf-16-be' where every other byte is zero, as in that encoding without a mark."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    zeros_first, zeros_second = sample[0::2].count(0), sample[1::2].count(0)
    if zeros_second > half * 0.7 and zeros_first < half * 0.05:
        return "utf-16-le"
    if zeros_first > half * 0.7 and zeros_second < half * 0.05:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    if data.startswith(_WIDE_BOMS) or looks_wide(data):
        return False
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\x00" in data or controls > _MOST_CONTROLS * len(sample)
