"""Where a text quotes somebody: stretches between quotation marks, British single marks included."""

from __future__ import annotations

import re

import msgspec

_MARKS = re.compile(r"[“”\"«»„]|(?<![^\W_])['‘](?=[^\W_])|(?<=[\w.,!?…%)])['’](?![^\W_])|‘")
_LONGEST = 3000
"""A quotation longer than this has lost its closing mark."""


class Quote(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]` is quoted, marks excluded. `open` says that the paragraph ended before the mark closed."""

    start: int
    end: int
    open: bool = False


def find_quotes(text: str, stretches: list[tuple[int, int]]) -> list[Quote]:
    """The quotations of each paragraph, in order. Linear in the text."""
    found: list[Quote] = []
    for start, end in stretches:
        single = _uses_single(text, start, end)
        opened: int | None = None
        style = ""
        for match in _MARKS.finditer(text, start, end):
            mark = match.group()
            if opened is None:
                if mark in "“\"«„" or (single and mark in "‘'" and _opens(text, match.start(), start)):
                    opened, style = match.end(), mark
            elif _closes(style, mark):
                if match.start() > opened and match.start() - opened < _LONGEST:
                    found.append(Quote(opened, match.start()))
                opened = None
        if opened is not None and end - opened > 1 and end - opened < _LONGEST and style in "“\"«„‘":
            found.append(Quote(opened, end, open=True))
    return found


def _uses_single(text: str, start: int, end: int) -> bool:
    return not any(mark in text[start:end] for mark in '“"«')


def _opens(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in " \n(—–-:[“\""


def _closes(style: str, mark: str) -> bool:
    return mark in {"“": "”\"", '"': "\"”", "«": "»", "„": "“”\"", "‘": "’'", "'": "'’"}[style]
