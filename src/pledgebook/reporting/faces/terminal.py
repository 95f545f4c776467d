"""The brief in a terminal: colours where there is one that shows them, plain text in a pipe."""

from __future__ import annotations

import io
import os
import shutil
import sys

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree as RichTree

from pledgebook.reporting.outline.blocks import (
    Block,
    Bullets,
    Facts,
    Grid,
    Line,
    Node,
    Note,
    Outline,
    Picture,
    Section,
    Source,
    Tree,
    Versus,
)
from pledgebook.reporting.plain import printable

_MIN_WIDTH, _MAX_WIDTH = 40, 120
_NAME_WIDTH = 34
_BAR, _EMPTY_BAR = "█", "░"


def draw(outline: Outline, *, width: int | None = None, colour: bool | None = None) -> str:
    """The outline as lines of at most `width` columns; without colour there is no escape sequence in it."""
    columns = width or shutil.get_terminal_size((80, 24)).columns
    columns = max(_MIN_WIDTH, min(_MAX_WIDTH, columns))
    colour = _wants_colour() if colour is None else colour
    console = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    with console.capture() as captured:
        console.print(_page(outline, columns))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _page(outline: Outline, columns: int) -> Group:
    parts: list[RenderableType] = [Text(printable(outline.title), style="bold"), Text()]
    parts += [
        _summary(section, line) for section, line in zip(outline.sections, outline.summary, strict=False)
    ]
    for section in outline.sections:
        parts += [Text(), Rule(style="cyan"), Text(printable(section.title), style="bold"), Text()]
        parts += [_block(block, columns) for block in section.blocks]
        for inner in section.sections:
            parts += _section(inner, columns)
    parts += _sources(outline)
    return Group(*parts)


def _summary(section: Section, line: Line) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(overflow="fold")
    title = Text(printable(section.title), style="bold")
    table.add_row(Text("•", style="cyan"), Group(title, _text(line)))
    return table


def _section(section: Section, columns: int) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(), Text(printable(section.title).upper(), style="bold cyan")]
    return parts + [_block(block, columns) for block in section.blocks]


def _block(block: Block, columns: int) -> RenderableType:
    if isinstance(block, Picture):
        return _picture(block, columns)
    if isinstance(block, Facts):
        return _facts(block)
    if isinstance(block, Grid):
        return _grid(block)
    return _lines(block)


def _lines(block: Tree | Bullets | Versus | Note) -> RenderableType:
    match block:
        case Tree():
            return _tree(block)
        case Bullets():
            return Group(*(_bullet(line) for line in block.lines))
        case Versus():
            return _versus(block)
        case Note():
            return Text(printable(block.text), style="italic")


def _text(line: Line) -> Text:
    """A line: label plain, figure bold, detail plain, the numbers of its sources dim."""
    text = Text()
    for part, style in ((line.label, ""), (line.figure, "bold green"), (line.detail, "")):
        if part:
            text.append(" " if text.plain else "").append(printable(part), style=style)
    if line.notes:
        text.append(" ").append("".join(f"[{number}]" for number in line.notes), style="dim")
    return text


def _cell(line: Line) -> RenderableType:
    return Padding(_text(line), (0, 0, 0, 2 * line.indent)) if line.indent else _text(line)


def _bullet(line: Line) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(overflow="fold")
    table.add_row(Text("•", style="cyan"), _text(line))
    return table


def _facts(block: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, lines in block.rows:
        table.add_row(Text(printable(name)), Group(*(_text(line) for line in lines)))
    return table


def _grid(block: Grid) -> Group:
    table = Table(box=SIMPLE_HEAD, show_footer=bool(block.footer), pad_edge=False, expand=False)
    empty = {
        column for column in range(len(block.columns)) if not any(row[column].text for row in block.rows)
    }
    for column, title in enumerate(block.columns):
        if column in empty:
            continue
        footer = _text(block.footer[column]) if block.footer else Text()
        table.add_column(
            Text(printable(title)), footer=footer, justify="right" if column in block.numeric else "left"
        )
    for row in block.rows:
        table.add_row(*(_cell(line) for column, line in enumerate(row) if column not in empty))
    return Group(Text(), Text(printable(block.caption), style="bold"), table)


def _tree(block: Tree) -> Group:
    trees = []
    for node in block.nodes:
        root = RichTree(_node(node), guide_style="cyan")
        _grow(root, node)
        trees.append(root)
    return Group(*trees)


def _grow(tree: RichTree, node: Node) -> None:
    for part in node.parts:
        _grow(tree.add(_node(part)), part)


def _node(node: Node) -> Group:
    return Group(_text(node.head), *(Padding(_text(line), (0, 0, 0, 2), style="dim") for line in node.more))


def _versus(block: Versus) -> Group:
    parts: list[RenderableType] = [Text(), Text(printable(block.topic), style="bold yellow")]
    parts.append(Padding(Text(printable(block.reason)), (0, 0, 0, 2)))
    parts += [Padding(_bullet(line), (0, 0, 0, 2)) for line in block.sides]
    parts += [Padding(Text(printable(value), style="dim"), (0, 0, 0, 2)) for value in block.compared]
    return Group(*parts)


def _picture(block: Picture, columns: int) -> Table:
    """The shares as bars below each other, each where it lies in the whole."""
    names = max(len(printable(share.name)) + 2 * share.depth for share in block.shares)
    amounts = max(len(share.amount) for share in block.shares)
    room = max(10, columns - min(names, _NAME_WIDTH) - amounts - 6)
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=_NAME_WIDTH)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    whole = max(share.end for share in block.shares)
    for share in block.shares:
        start = round(room * share.start / whole)
        length = max(1, round(room * (share.end - share.start) / whole))
        bar = (_BAR if share.attributed else _EMPTY_BAR) * length
        table.add_row(
            Padding(Text(printable(share.name)), (0, 0, 0, 2 * share.depth)),
            Text(share.amount, style="bold"),
            Text(" " * start + bar, style="cyan"),
        )
    return table


def _sources(outline: Outline) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(), Rule(style="cyan"), Text("Sources", style="bold"), Text()]
    for number, caption, link in outline.documents:
        address = f" {link}" if link else ""
        parts.append(Text(f"Document {number}: {printable(caption)}{printable(address)}"))
    parts.append(Text())
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for source in outline.sources:
        table.add_row(f"[{source.number}]", _quotation(source))
    return [*parts, table]


def _quotation(source: Source) -> Text:
    citation = source.citation
    text = Text(f"Document {source.document}, characters {citation.start}–{citation.end}: ", style="dim")
    before, after = printable(citation.before), printable(citation.after)
    text.append(before, style="dim")
    text.append(printable(citation.words), style="bold")
    return text.append(after, style="dim")
