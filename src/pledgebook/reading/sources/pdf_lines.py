"""Lines of a PDF's pages, and the paragraphs that they were before they were set in lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pypdfium2

_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"(?:[-•‣▪●–—]|\d{1,2}[.)])\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SENTENCE_END = tuple(".!?:…")
_CLOSERS = "\"'’”»)]"
# What PDFium gives for a hyphen at the end of a line and the line break after it.
_LINE_HYPHENS = ("\ufffe", "\x02")
_LINE = re.compile("([^\n\ufffe\x02]*)([\n\ufffe\x02]?)")
_SOFT_HYPHEN = "\u00ad"

# So many lines at the top and at the bottom of a page can be running heads; they are, when they stand on so
# many pages, apart from the page number.
_EDGE = 2
_FEWEST_PAGES = 3
_RUNNING_SHARE = 0.5
# A new paragraph starts after a gap of so many usual distances between lines, or this far right of the margin
# (in points), in letters of another size, or under a line that ends a sentence short of the right margin.
_GAP = 1.35
_INDENT = 6.0
_SIZE_STEP = 0.15
# A last line of a paragraph leaves this share of the page's width free.
_FREE = 0.15
# So many letters at either end of a line are measured: enough to see capitals and descenders.
_MEASURED = 6


class Line(msgspec.Struct, frozen=True):
    """A line of text with its box on the page, in points; `top` is measured from the foot of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the letters, roughly."""
        return self.top - self.bottom


def lines_of(page: pypdfium2.PdfTextPage) -> list[Line]:
    """The lines of a page in the order in which the PDF has them, which is that of reading."""
    lines: list[Line] = []
    for match in _LINE.finditer(page.get_text_range()):
        stripped = match[1].strip()
        if stripped:
            first = match.start() + len(match[1]) - len(match[1].lstrip())
            hyphen = "-" if match[2] in _LINE_HYPHENS else ""
            lines.append(Line(stripped + hyphen, *_box(page, first, first + len(stripped))))
    return lines


def _box(page: pypdfium2.PdfTextPage, first: int, end: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a line, by its first and last letters that have a box of their own."""
    last = min(end, page.count_chars())
    ends = {*range(first, min(last, first + _MEASURED)), *range(max(first, last - _MEASURED), last)}
    boxes = [page.get_charbox(index, loose=True) for index in sorted(ends)]
    boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    return boxes[0][0], min(box[1] for box in boxes), boxes[-1][2], max(box[3] for box in boxes)


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without the lines that stand at the top or the bottom of most of them."""
    seen = Counter(key for page in pages for key in {_running(line) for line in _edges(page)})
    most = max(_FEWEST_PAGES, _RUNNING_SHARE * len(pages))
    running = {key for key, count in seen.items() if count >= most}
    return [
        [line for index, line in enumerate(page) if not (_at_edge(index, page) and _running(line) in running)]
        for page in pages
    ]


def _at_edge(index: int, page: list[Line]) -> bool:
    return index < _EDGE or index >= len(page) - _EDGE


def _edges(page: list[Line]) -> list[Line]:
    return [line for index, line in enumerate(page) if _at_edge(index, page)]


def _running(line: Line) -> str:
    return _DIGITS.sub("0", line.text).casefold()


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """The paragraphs of all pages, each in one line, words that were broken made whole."""
    known = Counter(word.casefold() for page in pages for line in page for word in _WORD.findall(line.text))
    current = ""
    above: Line | None = None
    usual = _usual_distance(pages)
    for page in pages:
        margins = _margins(page)
        for number, line in enumerate(page):
            starts = above is None or (
                _starts_page_anew(current, line)
                if number == 0
                else _starts_anew(above, line, usual, margins, current)
            )
            if starts and current:
                yield current.replace(_SOFT_HYPHEN, "")
            current = line.text if starts else _joined(current, line.text, known)
            above = line
    if current:
        yield current.replace(_SOFT_HYPHEN, "")


def _usual_distance(pages: list[list[Line]]) -> float:
    distances = sorted(
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if above.bottom > below.bottom
    )
    return distances[(len(distances) - 1) // 2] if distances else 0.0


def _margins(page: list[Line]) -> tuple[float, float]:
    return min((line.left for line in page), default=0.0), max((line.right for line in page), default=0.0)


def _starts_page_anew(current: str, line: Line) -> bool:
    """Over a page break only the words tell whether the paragraph goes on."""
    return _ends_sentence(current) or not line.text[0].islower()


def _starts_anew(above: Line, line: Line, usual: float, margins: tuple[float, float], current: str) -> bool:
    distance = above.bottom - line.bottom
    if distance < -usual:
        return _starts_page_anew(current, line)  # the next column
    if distance > _GAP * usual or _BULLET.match(line.text):
        return True
    if above.height and abs(line.height - above.height) > _SIZE_STEP * above.height:
        return True
    left, right = margins
    indented = line.left > max(left, above.left) + _INDENT
    short = above.right < right - _FREE * (right - left)
    return (indented or short) and _ends_sentence(current)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_END)


def _joined(above: str, below: str, known: Counter[str]) -> str:
    """Two lines as one; a hyphen at the break stays where the document writes the word with it elsewhere."""
    if above.endswith(_SOFT_HYPHEN):
        return above[:-1] + below
    if not above.endswith("-") or not below[0].islower() or above.endswith((" -", "--")):
        return f"{above} {below}"
    first, second = _WORD.findall(above)[-1:], _WORD.match(below)
    if not first or second is None:
        return above + below
    whole = (first[0].rstrip("-") + second.group()).casefold()
    hyphened = f"{first[0].rstrip('-')}-{second.group()}".casefold()
    return above + below if known[hyphened] > known[whole] else above[:-1] + below
