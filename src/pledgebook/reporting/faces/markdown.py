"""The brief as Markdown: headings, tables, nested lists, and the sentences as footnotes."""

from __future__ import annotations

import re

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

# What Markdown, its common extensions or the HTML inside it take for a mark wherever it stands.
_MARKS = re.compile(r"[\\`*_\[\]<>|~&$@]|:(?=//)")
# What is a mark only where a line, or what follows a list's dash, begins with it.
_FIRST_MARKS = re.compile(r"^(?:[#+=-]|\d+(?=[.)]))")

_NOT_IN_ADDRESS = re.compile(r"[<>\s]")


def draw(outline: Outline) -> str:
    """CommonMark with pipe tables and footnotes, as most readers show them."""
    lines = [f"# {_plain(outline.title)}", ""]
    for section, line in zip(outline.sections, outline.summary, strict=False):
        lines.append(f"- **{_plain(section.title)}**, {_text(line)}")
    for section in outline.sections:
        lines += ["", f"## {_plain(section.title)}", "", *_blocks(section)]
        for inner in section.sections:
            lines += ["", f"### {_plain(inner.title)}", "", *_blocks(inner)]
    lines += ["", "## Sources", ""]
    lines += [f"{number}. {_plain(caption)}{_address(link)}" for number, caption, link in outline.documents]
    lines += ["", *(_footnote(source) for source in outline.sources)]
    return "\n".join(lines).rstrip() + "\n"


def _blocks(section: Section) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        lines += [*_block(block), ""]
    return lines[:-1]


def _block(block: Block) -> list[str]:
    if isinstance(block, Facts):
        return [f"- {_plain(name)}: {'; '.join(_text(line) for line in lines)}" for name, lines in block.rows]
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Versus):
        return _versus(block)
    return _list(block)


def _list(block: Tree | Bullets | Picture | Note) -> list[str]:
    match block:
        case Tree():
            return [line for node in block.nodes for line in _node(node, 0)]
        case Bullets():
            return [f"- {_text(line)}" for line in block.lines]
        case Picture():
            return [_plain(block.alternative)]
        case Note():
            return [f"*{_plain(block.text)}*"]


def _node(node: Node, depth: int) -> list[str]:
    indent = "  " * depth
    lines = [f"{indent}- {_text(node.head)}"]
    lines += [f"{indent}  - {_text(line)}" for line in node.more]
    for part in node.parts:
        lines += _node(part, depth + 1)
    return lines


def _grid(block: Grid) -> list[str]:
    rules = ["---:" if column in block.numeric else "---" for column in range(len(block.columns))]
    lines = [
        f"**{_plain(block.caption)}**",
        "",
        _row([_plain(column) for column in block.columns]),
        _row(rules),
    ]
    lines += [_row([_cell(line) for line in row]) for row in block.rows]
    if block.footer:
        lines.append(_row([_cell(line) for line in block.footer]))
    return lines


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(line: Line) -> str:
    return "– " * line.indent + _text(line)


def _versus(block: Versus) -> list[str]:
    lines = [f"**{_plain(block.topic)}**: {_plain(block.reason)}", ""]
    lines += [f"- {_text(line)}" for line in block.sides]
    return lines + [f"- {_plain(value)}" for value in block.compared]


def _text(line: Line) -> str:
    figure = f"**{_plain(line.figure)}**" if line.figure else ""
    text = " ".join(part for part in (_plain(line.label), figure, _plain(line.detail)) if part)
    return text + "".join(f"[^{number}]" for number in line.notes)


def _footnote(source: Source) -> str:
    citation = source.citation
    before, after = _plain(citation.before), _plain(citation.after)
    where = f"document {source.document}, characters {citation.start}–{citation.end}"
    return f"[^{source.number}]: {_plain(where)}: {before}**{_plain(citation.words).strip()}**{after}\n"


def _plain(text: str) -> str:
    """The text with every mark escaped, so that it shows as it is."""
    escaped = _MARKS.sub(r"\\\g<0>", printable(text))
    first = _FIRST_MARKS.match(escaped)
    if first is None:
        return escaped
    number = first.group().isdigit()
    return f"{first.group()}\\{escaped[first.end() :]}" if number else f"\\{escaped}"


def _address(link: str | None) -> str:
    return f", <{_NOT_IN_ADDRESS.sub('', printable(link))}>" if link else ""
