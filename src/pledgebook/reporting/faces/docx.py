"""The brief as a Word document: real headings and tables, the picture, the sentences as a numbered list."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pledgebook.reporting.faces import chart
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
    Source,
    Tree,
    Versus,
)
from pledgebook.reporting.plain import printable

_SOFT = RGBColor(0x56, 0x60, 0x70)
_LINK = RGBColor(0x1A, 0x5A, 0x7A)
_INDENT = Cm(0.7)
_PAGE_WIDTH, _NUMBER_WIDTH = 16.0, 3.2
"""In centimetres: the text's width on the page, and that of a column of figures."""


def draw(outline: Outline) -> bytes:
    """The file's bytes."""
    page = Document()
    _prepare(page, outline)
    page.add_heading(printable(outline.title), level=0)
    for section, line in zip(outline.sections, outline.summary, strict=False):
        paragraph = page.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{printable(section.title)}, ").bold = True
        _write(paragraph, line)
    for section in outline.sections:
        page.add_heading(printable(section.title), level=1)
        for block in section.blocks:
            _block(page, block)
        for inner in section.sections:
            page.add_heading(printable(inner.title), level=2)
            for block in inner.blocks:
                _block(page, block)
    _sources(page, outline)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _prepare(page: Any, outline: Outline) -> None:
    for section in page.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21 - _PAGE_WIDTH) / 2)
    page.core_properties.title = printable(outline.title)[:255]
    page.core_properties.author = "Pledgebook"
    page.styles["Normal"].font.name = "Calibri"
    page.styles["Normal"].font.size = Pt(10.5)
    page.styles["Normal"].paragraph_format.space_after = Pt(3)


def _block(page: Any, block: Block) -> None:
    match block:
        case Facts():
            _facts(page, block)
        case Grid():
            _grid(page, block)
        case Tree():
            for node in block.nodes:
                _node(page, node, 0)
        case Bullets():
            for line in block.lines:
                _write(page.add_paragraph(style="List Bullet"), line)
        case Versus():
            _versus(page, block)
        case Picture():
            page.add_picture(io.BytesIO(chart.png(block.shares)), width=Cm(_PAGE_WIDTH))
            _describe(page.inline_shapes[-1], printable(block.alternative))
        case Note():
            page.add_paragraph().add_run(printable(block.text)).italic = True


def _describe(shape: Any, text: str) -> None:
    """The text alternative of a picture."""
    shape._inline.docPr.set("descr", text)


def _write(paragraph: Any, line: Line) -> None:
    """A line: its label, its figure in bold, its detail, and links to its sources."""
    parts = [
        (printable(text), bold)
        for text, bold in ((line.label, False), (line.figure, True), (line.detail, False))
    ]
    for place, (text, bold) in enumerate((text, bold) for text, bold in parts if text):
        paragraph.add_run(f"{' ' if place else ''}{text}").bold = bold
    for number in line.notes:
        _link(paragraph, f"[{number}]", f"source_{number}")


def _link(paragraph: Any, text: str, bookmark: str) -> None:
    run = paragraph.add_run(text)
    run.font.superscript = True
    run.font.color.rgb = _LINK
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    paragraph._p.append(link)
    link.append(run._r)


def _facts(page: Any, block: Facts) -> None:
    table = page.add_table(rows=0, cols=2)
    table.autofit = False
    for name, lines in block.rows:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(printable(name)).font.color.rgb = _SOFT
        for place, line in enumerate(lines):
            _write(cells[1].paragraphs[0] if not place else cells[1].add_paragraph(), line)
    _set_widths(table, (3.0, _PAGE_WIDTH - 3.0))


def _grid(page: Any, block: Grid) -> None:
    page.add_heading(printable(block.caption), level=3)
    table = page.add_table(rows=1, cols=len(block.columns), style="Light List Accent 1")
    table.autofit = False
    _repeat_on_every_page(table.rows[0])
    for column, title in enumerate(block.columns):
        _fill(table.rows[0].cells[column], Line(label=title), numeric=column in block.numeric)
    for row in (*block.rows, *((block.footer,) if block.footer else ())):
        cells = table.add_row().cells
        for column, line in enumerate(row):
            _fill(cells[column], line, numeric=column in block.numeric)
    numeric, text = len(block.numeric), len(block.columns) - len(block.numeric)
    rest = (_PAGE_WIDTH - numeric * _NUMBER_WIDTH) / text
    widths = [_NUMBER_WIDTH if column in block.numeric else rest for column in range(len(block.columns))]
    _set_widths(table, widths)
    page.add_paragraph()


def _set_widths(table: Any, centimetres: Sequence[float]) -> None:
    """On the columns and on every cell: some programs heed only the one, some only the other."""
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def _fill(cell: Any, line: Line, *, numeric: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.left_indent = _INDENT * line.indent
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write(paragraph, line)


def _repeat_on_every_page(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _node(page: Any, node: Node, depth: int) -> None:
    head = page.add_paragraph()
    head.paragraph_format.left_indent = _INDENT * depth
    head.paragraph_format.space_before = Pt(4)
    _write(head, node.head)
    for line in node.more:
        more = page.add_paragraph()
        more.paragraph_format.left_indent = _INDENT * depth + Cm(0.4)
        _write(more, line)
    for part in node.parts:
        _node(page, part, depth + 1)


def _versus(page: Any, block: Versus) -> None:
    page.add_heading(printable(block.topic), level=3)
    page.add_paragraph(printable(block.reason))
    for line in block.sides:
        _write(page.add_paragraph(style="List Bullet"), line)
    for value in block.compared:
        page.add_paragraph().add_run(printable(value)).font.color.rgb = _SOFT


def _sources(page: Any, outline: Outline) -> None:
    page.add_heading("Sources", level=1)
    for number, caption, link in outline.documents:
        page.add_paragraph(printable(f"Document {number}: {caption}{f', {link}' if link else ''}"))
    for source in outline.sources:
        _source(page, source)


def _source(page: Any, source: Source) -> None:
    citation = source.citation
    paragraph = page.add_paragraph()
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), str(source.number))
    start.set(qn("w:name"), f"source_{source.number}")
    end = OxmlElement("w:bookmarkEnd")
    end.set(qn("w:id"), str(source.number))
    paragraph._p.append(start)
    where = f"[{source.number}] Document {source.document}, characters {citation.start}–{citation.end}: "
    paragraph.add_run(where).font.color.rgb = _SOFT
    paragraph._p.append(end)
    paragraph.add_run(printable(citation.before))
    paragraph.add_run(printable(citation.words)).bold = True
    paragraph.add_run(printable(citation.after))
