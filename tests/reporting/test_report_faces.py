"""How the brief looks: the same figures in every face, and no face that a document can steer."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from itertools import pairwise

import pytest
from docx import Document

from pledgebook.reporting.brief import Brief
from pledgebook.reporting.faces import Face, render
from pledgebook.reporting.faces.chart import NARROW, svg
from pledgebook.reporting.outline.blocks import Share

TEXT_FACES = (Face.TERMINAL, Face.HTML, Face.MARKDOWN)


def words_of(brief: Brief, face: Face) -> str:
    """A face as text, whatever it is made of."""
    drawn = render(brief, face, width=100)
    if isinstance(drawn, str):
        return drawn
    page = Document(io.BytesIO(drawn))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])


@pytest.mark.parametrize("face", [*TEXT_FACES, Face.DOCX])
@pytest.mark.parametrize(
    "figure", ["EUR 10 bn", "GBP 2 bn", "0.8668 GBP/EUR, ECB 2025-04-11", "EUR 19 bn", "not stated", "Norway"]
)
def test_every_face_shows_every_figure(brief: Brief, face: Face, figure: str) -> None:
    assert figure in words_of(brief, face)


@pytest.mark.parametrize("face", [*TEXT_FACES, Face.DOCX])
def test_an_exact_number_is_said_without_a_hedge(brief: Brief, face: Face) -> None:
    assert "exact 40" not in words_of(brief, face)


@pytest.mark.parametrize("face", list(Face))
def test_no_sign_of_a_document_steers_a_face(hostile: Brief, face: Face) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", words_of(hostile, face))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_face_fits_its_width(brief: Brief, width: int) -> None:
    drawn = render(brief, Face.TERMINAL, width=width, colour=False)
    assert isinstance(drawn, str)
    assert max(len(line) for line in drawn.splitlines()) <= width


def test_colours_only_where_they_are_wanted(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in words_of_terminal(brief, colour=True)
    assert "\x1b" not in words_of_terminal(brief, colour=None)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in words_of_terminal(brief, colour=False)


def words_of_terminal(brief: Brief, *, colour: bool | None) -> str:
    drawn = render(brief, Face.TERMINAL, width=80, colour=colour)
    assert isinstance(drawn, str)
    return drawn


def test_markup_of_a_document_is_text_in_html(hostile: Brief) -> None:
    page = words_of(hostile, Face.HTML)
    assert not re.search(r"<(script|img|i|u|a|b)[ >](?!class=|href=\"#)", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_marks_of_a_document_are_text_in_markdown(hostile: Brief) -> None:
    page = words_of(hostile, Face.MARKDOWN)
    assert r"\*\*bold\*\* \| \[x\](javascript:1)" in page
    assert "<script>" not in page.replace(r"\<", "")


def test_the_page_loads_nothing_and_runs_nothing(brief: Brief) -> None:
    page = words_of(brief, Face.HTML)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}';".replace("'", "&#39;").replace("+", "&#43;")
        in page
    )
    assert not re.search(r"<script|<link|<img|\son\w+=|\sstyle=|src=|url\(|@import", page)


def test_every_mark_leads_to_its_sentence(brief: Brief) -> None:
    page = words_of(brief, Face.HTML)
    targets = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= targets
    assert len(re.findall(r'id="source-\d+"', page)) == len(
        {link for link in links if link.startswith("source-")}
    )


def test_headings_stand_in_order_and_tables_have_headers(brief: Brief) -> None:
    page = words_of(brief, Face.HTML)
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.count("<table>") == page.count("<caption>") == page.count("<thead>")
    assert not re.search(r"<th(?! scope|ead)", page)
    assert '<html lang="en">' in page


def test_the_picture_has_words_for_those_who_do_not_see_it(brief: Brief) -> None:
    page = words_of(brief, Face.HTML)
    assert 'role="img" aria-label="What the total is made of: UDCG EUR 10 bn; of it Norway EUR 4 bn;' in page
    assert page.count("<svg") == 2


def test_the_picture_escapes_names() -> None:
    shares = (Share(name="<b>&", short="<b>&", amount="EUR 1 bn", depth=0, start=0.0, end=1.0),)
    assert "&lt;b&gt;&amp;" in svg(shares, NARROW)


def test_the_word_document_has_headings_tables_and_the_picture(brief: Brief) -> None:
    drawn = render(brief, Face.DOCX)
    assert isinstance(drawn, bytes)
    page = Document(io.BytesIO(drawn))
    styles = [paragraph.style.name for paragraph in page.paragraphs if paragraph.style is not None]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= set(styles)
    assert (len(page.inline_shapes), len(page.tables) > 3) == (1, True)
    assert "Oslo gives four" in words_of(brief, Face.DOCX)
