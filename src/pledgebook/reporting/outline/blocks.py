"""What every face shows, in one order: sections made of a few kinds of block, each line with its sources.

A face only decides how a block looks. So no face can show a figure that another hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pledgebook.reporting import lookups, wording
from pledgebook.reporting.records import Citation, TotalBrief
from pledgebook.vocabulary.findings import Compared

_MEETING = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]{2,})*-\d{4}-\d{2}-\d{2}\b")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_CODES = re.compile(r"[A-Z]{2,8}(?:, [A-Z]{2,8})*")


@dataclass(frozen=True, kw_only=True)
class Line:
    """`label figure detail [notes]`: the figure is what the eye looks for; `exact` has every digit of it.

    `notes` are the numbers of its sources; `indent` says how deep a row of a table is part of those above.
    """

    label: str = ""
    figure: str = ""
    detail: str = ""
    exact: str = ""
    notes: tuple[int, ...] = ()
    indent: int = 0

    @property
    def text(self) -> str:
        """The line without its notes."""
        return " ".join(part for part in (self.label, self.figure, self.detail) if part)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Names and what belongs to each."""

    rows: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; the first column names the row. `numeric` are the columns set flush right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()
    footer: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Node:
    """A line with more about it, and the lines that are part of it."""

    head: Line
    more: tuple[Line, ...] = ()
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Wholes with their parts."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """Lines of equal rank."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Versus:
    """A dispute: its topic, what explains it, the sides and the values compared."""

    topic: str
    reason: str
    sides: tuple[Line, ...]
    compared: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart of what a total is made of, with its text alternative; `total` is what it draws."""

    alternative: str
    total: TotalBrief
    shares: tuple[Share, ...]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A stretch of the total on the chart: how deep it lies in the tree, and from where to where it runs.

    `short` names it where there is little room.
    """

    name: str
    short: str
    amount: str
    depth: int
    start: float
    end: float
    attributed: bool = True


@dataclass(frozen=True, kw_only=True)
class Note:
    """A sentence that explains."""

    text: str


Block = Facts | Grid | Tree | Bullets | Versus | Picture | Note


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with its blocks and the sections under it."""

    title: str
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """A footnote: its number, the words, and the number and the name of the document."""

    number: int
    citation: Citation
    document: int
    caption: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A whole brief, ready to be drawn. `summary` has one line for each of the first sections, the events."""

    title: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    documents: tuple[tuple[int, str, str | None], ...]
    sources: tuple[Source, ...]


@dataclass
class Notes:
    """Numbers citations in the order in which the brief first needs them; knows the numbers of documents.

    `meetings` are the short titles of the events by their ids.
    """

    documents: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    numbers: dict[Citation, int] = field(default_factory=dict)

    def of(self, citations: tuple[Citation, ...]) -> tuple[int, ...]:
        """The numbers of the citations in order, new ones where they are new."""
        return tuple(
            sorted({self.numbers.setdefault(citation, len(self.numbers) + 1) for citation in citations})
        )

    def document(self, name: str) -> str:
        """A document by its number: 'document 3'."""
        return f"document {self.documents[name]}" if name in self.documents else name

    def in_words(self, text: str, documents: Iterable[str] = ()) -> str:
        """A reason as people read it: documents by their numbers, meetings by their titles, days in words."""
        for name in sorted(set(documents), key=len, reverse=True):
            text = text.replace(name, self.document(name))
        text = _MEETING.sub(lambda meeting: self.meetings.get(meeting[0], meeting[0]), text)
        return _DAY.sub(_day_in_words, text)

    def sentence(self, text: str, documents: Iterable[str] = ()) -> str:
        """The same with a capital at its start."""
        said = self.in_words(text, documents)
        return said[:1].upper() + said[1:]

    def compared(self, row: Compared) -> str:
        """'amount: USD 590 m / GBP 450 m'; the words of a source stay as they are."""
        if row.what.startswith("words"):
            return f"{row.what}: {row.left} / {row.right}"
        return self.in_words(f"{row.what}: {_names(row.left)} / {_names(row.right)}")


def _day_in_words(day: re.Match[str]) -> str:
    try:
        return wording.day(date.fromisoformat(day[0]))
    except ValueError:  # '2025-99-99' in the name of a file
        return day[0]


def _names(value: str) -> str:
    """Codes of parties as their names; anything else as it is."""
    return wording.names(lookups.parties(value.split(", "))) if _CODES.fullmatch(value) else value
