"""From lines to blocks: where each paragraph starts and ends, before anyone asks what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pledgebook.reading.layout.model import ParagraphKind

SENTENCE_END = tuple(".!?…")
# So many characters at the end of a block show how it ends: a full stop and what closes after it.
_ENDING = 8
_CLOSERS = "\"'’”»)]*_ \t"

LIST_MARK = re.compile(r"(?:[-*+•–—‣▪◦●·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"#{1,6} ")

# A wrapped line is at most as wide as a page of typewritten text, and not as narrow as a heading. Found on
# official releases (72 columns) and on mail (78); re-run tests/reading/test_layout.py after a change.
_NARROWEST, _WIDEST = 45, 110
# Of the lines that stand directly over another one: how many must look broken in mid-sentence.
_WRAPPED_WIDTH_SHARE, _BROKEN_SHARE, _LOWER_CASE_SHARE = 0.6, 0.5, 0.3
# Lines looked at for the statistics: a text does not change its habit after so many.
_SAMPLE = 4000

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,200}(?:---|\.\.\.)[ \t]*(?=\r?\n|$)"
)
_STAMP = re.compile(r"\s{0,20}((?:date|published):? \d{4}-\d{2}-\d{2})(?=\s|$)")


class Block:
    """A paragraph-to-be: `text[start:end]` without white space around, `gap` blank lines before it."""

    __slots__ = ("end", "folded", "gap", "kind", "start")

    def __init__(self, start: int, end: int, gap: int) -> None:
        self.start = start
        self.end = end
        self.gap = gap
        self.kind: ParagraphKind | None = None
        self.folded = ""


def front_matter_end(text: str) -> tuple[int, int] | None:
    """Start and end of the metadata at the top of `text`: YAML between '---' lines, or a date stamp."""
    match = _FRONT_MATTER.match(text)
    if match:
        return (1 if text.startswith("\ufeff") else 0), match.end()
    stamp = _STAMP.match(text)
    return stamp.span(1) if stamp else None


def split_blocks(text: str, start: int = 0) -> list[Block]:
    """The paragraphs of `text` from `start` on, told by blank lines and, in wrapped text, by line lengths."""
    lines = list(_lines(text, start))
    width = _wrap_width(text, lines)
    return _join_wrapped(text, lines, width) if width else lines


def ends_sentence(text: str, block: Block) -> bool:
    """Whether the block ends as a sentence does, whatever closes after the full stop."""
    return text[max(block.start, block.end - _ENDING) : block.end].rstrip(_CLOSERS).endswith(SENTENCE_END)


def _lines(text: str, start: int) -> Iterator[Block]:
    position, gap = start, 0
    for line in (text[start:] if start else text).splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = position + len(line) - len(line.lstrip())
            yield Block(first, first + len(stripped), gap)
            gap = 0
        else:
            gap += 1
        position += len(line)


def _wrap_width(text: str, lines: list[Block]) -> int:
    """The width at which the lines of `text` are wrapped, or 0 when each line is a paragraph."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines[:_SAMPLE])
        if below.gap == 0 and not LIST_MARK.match(text, below.start)
    ]
    if len(pairs) < 2:
        return 0
    widths = sorted(above.end - above.start for above, _ in pairs)
    wrapped = sum(_NARROWEST <= width <= _WIDEST for width in widths)
    broken = sum(not ends_sentence(text, above) for above, _ in pairs)
    lower = sum(not text[below.start].isupper() for _, below in pairs)
    enough = (
        wrapped >= _WRAPPED_WIDTH_SHARE * len(pairs)
        and broken >= _BROKEN_SHARE * len(pairs)
        and lower >= _LOWER_CASE_SHARE * len(pairs)
    )
    return min(widths[len(widths) * 9 // 10], _WIDEST) if enough else 0


def _join_wrapped(text: str, lines: list[Block], width: int) -> list[Block]:
    blocks: list[Block] = []
    last_width = 0
    for line in lines:
        if blocks and line.gap == 0 and _continues(text, blocks[-1], line, last_width, width):
            blocks[-1].end = line.end
        else:
            blocks.append(line)
        last_width = line.end - line.start
    return blocks


def _continues(text: str, block: Block, line: Block, last_width: int, width: int) -> bool:
    if LIST_MARK.match(text, line.start) or _MARKDOWN_HEADING.match(text, line.start):
        return False
    if _MARKDOWN_HEADING.match(text, block.start):
        return False
    # A line that stops well short of the margin after a full stop ends its paragraph, blank line or not.
    return not (last_width < width * 0.6 and ends_sentence(text, block))
