"""One text without its typography: white space collapsed, marks of Markdown gone, every character traceable.

Phrases break over lines, sources indent, and editors use four kinds of apostrophe. All later steps read the
flat text; evidence is translated back to the characters of the source at the very end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from pledgebook.vocabulary.evidence import Evidence

_NOISE = re.compile(
    r"[\s\u00a0\u202f\u2009]{2,}|[\t\n\r\f\v\u00a0\u202f\u2009]"  # white space that is not one plain blank
    r"|[\u00ad\u200b-\u200f\u2060\ufeff]"  # characters that print nothing
)
_MARKUP = re.compile(
    _NOISE.pattern
    + r"|\*{1,3}|\\(?=[^\w\s])"  # emphasis, and the backslash that keeps a mark from being one
    + r"|\]\([^)\s]{0,2000}\)|\[(?=[^\[\]]{1,200}\]\()"  # what stands around the words of a link
    + r"|</?[a-z][^<>]{0,200}>"  # tags
)
_FOLDS = tuple(zip("’‘ʼ`“”„‑‐", "''''\"\"\"--", strict=True))


class Flat:
    """The flat text of some stretches of a source, with the way back.

    `text` is flat, `folded` the same in lower case with plain quotation marks, character by character;
    `stretches` are where the stretches of the source lie in both, with a line break after each.
    """

    __slots__ = ("_flat_starts", "_source_starts", "folded", "stretches", "text")

    def __init__(self, source: str, stretches: Iterable[tuple[int, int]], *, markup: bool = False) -> None:
        """`stretches` are read in order and must not overlap; with `markup` the marks of Markdown go too."""
        noise = _MARKUP if markup else _NOISE
        self._flat_starts: list[int] = []
        self._source_starts: list[int] = []
        self.stretches: list[tuple[int, int]] = []
        parts: list[str] = []
        length = 0
        for start, end in stretches:
            begin = length
            length = self._add(source, start, end, noise, parts, length)
            self.stretches.append((begin, length))
            self._note(length, end)
            parts.append("\n")
            length += 1
        self.text = "".join(parts)
        self.folded = fold(self.text)

    def _add(
        self, source: str, start: int, end: int, noise: re.Pattern[str], parts: list[str], length: int
    ) -> int:
        """Append the flat form of `source[start:end]`; returns the length of the flat text with it."""
        position = start
        for match in noise.finditer(source, start, end):
            piece = source[position : match.start()]
            self._note(length, position)
            parts.append(piece)
            length += len(piece)
            if match.group()[0].isspace():
                self._note(length, match.start())
                parts.append(" ")
                length += 1
            position = match.end()
        self._note(length, position)
        parts.append(source[position:end])
        return length + end - position

    def _note(self, flat: int, source: int) -> None:
        """From `flat` on, the flat text is the source from `source` on."""
        self._flat_starts.append(flat)
        self._source_starts.append(source)

    def source_offset(self, flat: int) -> int:
        """Where in the source a character of the flat text stands."""
        segment = bisect_right(self._flat_starts, flat) - 1
        return self._source_starts[segment] + flat - self._flat_starts[segment]

    def evidence(self, start: int, end: int) -> Evidence:
        """The stretch of the source that the flat stretch stands for."""
        return Evidence(self.source_offset(start), self.source_offset(end - 1) + 1)


def fold(text: str) -> str:
    """Lower case and plain quotation marks, character by character, so that offsets stay true."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for fancy, plain in _FOLDS:  # nine passes in C: str.translate takes forty times as long
        folded = folded.replace(fancy, plain)
    return folded
