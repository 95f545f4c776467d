"""One form for words that differ only in quotation marks, dashes, white space and case."""

from __future__ import annotations

from bisect import bisect_right

_FOLDED = (
    tuple((mark, "'") for mark in '"’‘‛‚ʼ“”„‟«»`´')
    + tuple((dash, "-") for dash in "–—‐‑‒−")
    + (("…", "..."),)
)


def fold(text: str) -> str:
    """`text` in lower case, with one kind of quotation mark and dash and single spaces."""
    if '"' in text or not text.isascii():
        for written, plain in _FOLDED:
            text = text.replace(written, plain)
    return " ".join(text.casefold().split())


class FoldedSpan:
    """A stretch of a text in folded form, which knows where in the text each folded character stands."""

    def __init__(self, text: str, start: int, end: int) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        for position in range(start, end):
            folded = _fold_character(text[position])
            if folded == " " and (not pieces or pieces[-1] == " "):
                continue
            pieces.extend(folded)
            self._starts.extend([position] * len(folded))
        self.folded = "".join(pieces)

    def index_of(self, position: int) -> int:
        """The index in `folded` of the character that stands at `position` of the text, or before it."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the text of the folded characters `first` to `last` (both included)."""
        return self._starts[first], self._starts[last] + 1


_CHARACTERS = dict(_FOLDED)


def _fold_character(character: str) -> str:
    return " " if character.isspace() else _CHARACTERS.get(character, character).casefold()
