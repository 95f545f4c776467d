"""The whole of a quotation that a claim points into: readers mark its beginning, speakers go on after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pledgebook.vocabulary.evidence import Evidence

LONGEST_QUOTATION = 3_000
"""Characters after which a quotation without a closing mark is given up: the longest of a press release
has 1,500."""

_OPENING = "“‘«„\"'"
_CLOSING = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    '"': re.compile('"'),
    "‘": re.compile(r"(?<=[.,;:!?…])’|’(?=[.,;:!?]|\s*$|\s*\n)"),
    "'": re.compile(r"(?<=[.,;:!?…])'|'(?=[.,;:!?]|\s*$|\s*\n)"),
}
_SENTENCE_END = re.compile(r"(?<=[.!?…;])[”’\"']?\s+")


def spoken(text: str, evidence: Evidence) -> str:
    """The words of the evidence, and the rest of the quotation where they stand in one."""
    opening = _opening(text, evidence)
    words = evidence.of(text)
    if opening is None:
        return words
    return words + _rest(text[evidence.end : evidence.start + LONGEST_QUOTATION], words, opening)


def _opening(text: str, evidence: Evidence) -> str | None:
    for at in (evidence.start, evidence.start - 1):
        if at >= 0 and text[at] in _OPENING:
            return text[at]
    return None


def _rest(after: str, words: str, opening: str) -> str:
    """Up to the closing mark; a paragraph without one goes on in the next if that opens with the same
    mark."""
    closing = _CLOSING[opening]
    if closing.search(words.lstrip(_OPENING)):
        return ""
    taken = ""
    for paragraph in after.split("\n"):
        if taken.strip() and paragraph.strip() and not paragraph.lstrip().startswith(opening):
            return taken
        end = closing.search(paragraph.lstrip(opening))
        if end is not None:
            offset = len(paragraph) - len(paragraph.lstrip(opening))
            return taken + paragraph[: offset + end.start()]
        taken += paragraph + "\n"
    return ""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a quotation."""
    for piece in _SENTENCE_END.split(text):
        stripped = piece.strip(" \n“”‘’\"'")
        if stripped:
            yield stripped
