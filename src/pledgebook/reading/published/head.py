"""The head and the tail of a text, laid out by themselves: what a page says about itself stands there."""

from __future__ import annotations

from pledgebook.reading.layout import Layout, Paragraph, lay_out
from pledgebook.vocabulary.evidence import Evidence

# A head holds the titles, the bylines and two paragraphs of every article looked at; a tail one paragraph and
# what follows it. Found on news pages; re-run tests/reading/test_published.py after a change.
_HEAD, _TAIL = 2400, 1000

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months by name and short name, in lower case."""


def ends_of(text: str) -> tuple[str, str]:
    """The stretches that `head_of` and `tail_of` lay out, as plain text."""
    return text[:_HEAD], text[-_TAIL:]


def head_of(text: str) -> Layout:
    """The layout of the first paragraphs of `text`."""
    if len(text) <= _HEAD:
        return lay_out(text)
    end = max(text.rfind("\n", 0, _HEAD), 0)
    return lay_out(text[: end or _HEAD])


def tail_of(text: str) -> tuple[Paragraph, ...]:
    """The last paragraphs of `text`."""
    offset = len(text) - _TAIL
    if offset <= 0:
        return lay_out(text).paragraphs
    line = text.find("\n", offset)
    offset = line + 1 if line >= 0 else offset
    return tuple(_moved(paragraph, offset) for paragraph in lay_out(text[offset:]).paragraphs)


def _moved(paragraph: Paragraph, offset: int) -> Paragraph:
    start, end = paragraph.start + offset, paragraph.end + offset
    return Paragraph(start=start, end=end, kind=paragraph.kind, places=(Evidence(start, end),))
