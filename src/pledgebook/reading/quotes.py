"""Where a text quotes somebody: stretches between quotation marks, British single marks included."""

from __future__ import annotations

import re

import msgspec

_MARKS = re.compile(r"[“”\"«»„]|(?<![^\W_])['‘](?=[^\W_])|(?<=[\w.,!?…%)])['’](?![^\W_])|‘")
_SPOKEN_END = re.compile(r"[.,!?…]['’](?![^\W_])|[\s(]['‘](?=[^\W_])")
_CLOSING = {"“": '”"', '"': '"”', "«": "»", "„": '“”"', "‘": "’'", "'": "'’"}
_SENTENCE_ENDS = (". ", "! ", "? ")
_LONGEST = 3000
"""A quotation longer than this has lost its closing mark."""
_LOST = 600
"""How far before a closing mark without an opening one the quotation may begin, in characters."""


class Quote(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]` is quoted, marks excluded.

    `open` says that the paragraph ended before the mark closed.
    """

    start: int
    end: int
    open: bool = False


def find_quotes(text: str, stretches: list[tuple[int, int]]) -> list[Quote]:
    """The quotations of each paragraph, in order, none overlapping another. Linear in the text."""
    found: list[Quote] = []
    for start, end in stretches:
        _read_paragraph(text, start, end, found)
    return found


def _read_paragraph(text: str, start: int, end: int, found: list[Quote]) -> None:
    single = _uses_single(text, start, end)
    opened: int | None = None
    style = ""
    done = start
    for match in _MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            if _can_open(mark, single) and (mark not in "‘'" or _opens(text, at, start)):
                opened, style = match.end(), mark
            elif mark == "”":
                _recover(text, done, at, found)
                done = match.end()
        elif mark in _CLOSING[style] and not (style in "‘'" and _is_plural_owner(text, at, end)):
            if 0 < at - opened < _LONGEST:
                found.append(Quote(opened, at))
            opened, done = None, match.end()
    if opened is not None and 1 < end - opened < _LONGEST and style != "'":
        found.append(Quote(opened, end, open=True))


def _can_open(mark: str, single: bool) -> bool:
    return mark in '“"«„' or (single and mark in "‘'")


def _uses_single(text: str, start: int, end: int) -> bool:
    return not any(text.find(mark, start, end) >= 0 for mark in '“"«')


def _opens(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in ' \n(—–-:[“"'


def _is_plural_owner(text: str, at: int, end: int) -> bool:
    """Whether a mark only says whose: 'the allies' help', inside a quotation that goes on to its own end."""
    if text[at - 1] != "s" or not text[at + 1 : at + 2].isspace() or not text[at + 2 : at + 3].islower():
        return False
    later = _SPOKEN_END.search(text, at + 1, min(end, at + _LOST))
    return later is not None and not later.group()[0].isspace() and later.group()[0] != "("


def _recover(text: str, done: int, at: int, found: list[Quote]) -> None:
    """A closing mark whose opening one the page has lost: what it closes begins with its last sentence."""
    if at == done or text[at - 1] not in ".,!?…":
        return
    left = max(done, at - _LOST)
    begin = max(
        (
            text.rfind(sign, left, at - 1) + len(sign)
            for sign in _SENTENCE_ENDS
            if text.find(sign, left, at - 1) >= 0
        ),
        default=left,
    )
    while begin < at and text[begin].isspace():
        begin += 1
    if begin < at:
        found.append(Quote(begin, at))
