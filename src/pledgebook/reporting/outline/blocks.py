"""What every face shows, in one order: sections made of a few kinds of block, each line with its sources.

A face only decides how a block looks. So no face can show a figure that another hides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pledgebook.reporting.records import Citation, TotalBrief


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
    """Numbers citations in the order in which the brief first needs them; knows the numbers of documents."""

    documents: dict[str, int] = field(default_factory=dict)
    numbers: dict[Citation, int] = field(default_factory=dict)

    def of(self, citations: tuple[Citation, ...]) -> tuple[int, ...]:
        """The numbers of the citations in order, new ones where they are new."""
        return tuple(
            sorted(self.numbers.setdefault(citation, len(self.numbers) + 1) for citation in citations)
        )

    def document(self, name: str) -> str:
        """A document by its number: 'document 3'."""
        return f"document {self.documents[name]}" if name in self.documents else name
