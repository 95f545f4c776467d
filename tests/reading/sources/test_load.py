"""Bytes become a document whose text stands as it was, or one clear refusal."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.sources import limits, load
from pledgebook.vocabulary.documents import Document, SourceFormat
from pledgebook.vocabulary.errors import UnreadableDocument

TEXT = "“Norway’s gift” is worth £4.5 million, the minister said in the café of the parliament on Friday."
TODAY = date(2025, 6, 4)


def problem(data: bytes, name: str = "clipping.txt") -> str:
    """What is wrong with a file of these bytes."""
    with pytest.raises(UnreadableDocument) as refusal:
        load(data, name=name, today=TODAY)
    assert str(refusal.value) == f"{name}: {refusal.value.problem}; {refusal.value.remedy}"
    assert "\n" not in str(refusal.value)
    return refusal.value.problem


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_an_encoding_is_recognised(encoding: str) -> None:
    assert load(TEXT.encode(encoding), name="a.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_u"])
def test_a_cyrillic_encoding_is_recognised(encoding: str) -> None:
    text = "Міністр оборони заявив у Брюсселі, що допомога буде збільшена цього року."
    assert load(text.encode(encoding), name="a.txt").text == text


def test_line_ends_and_front_matter_stay_where_they_were() -> None:
    text = f"---\r\ntitle: A gift\r\ndate: 2025-06-01\r\n---\r\n\r\n{TEXT}\r\n"
    document = load(text.encode(), name="gift.md", today=TODAY)
    assert (document.text, document.title) == (text, "A gift")
    assert (document.published, document.format) == (date(2025, 6, 1), SourceFormat.MARKDOWN)


def test_the_day_that_the_user_gives_is_taken_before_that_of_the_document() -> None:
    data = f" date 2025-06-01 {TEXT}".encode()
    assert load(data, published=date(2025, 5, 1), today=TODAY).published == date(2025, 5, 1)


def test_address_and_agency_are_noted() -> None:
    text = f"---\nsource_url: https://www.news.example/2025/06/01/gift\n---\nOSLO (AP) — {TEXT}\n"
    document = load(text.encode(), name="a.md", today=TODAY)
    assert (document.publisher, document.agency) == ("news.example", "Associated Press")
    assert document.published == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "nothing but white space"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"PK\x03\x04" + b"\x00" * 50, "Word"),
        (b"{\\rtf1 Norway}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (TEXT.encode()[:-30] + b"\xe2\x80" + TEXT.encode()[-30:], "broken at byte"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "UTF-16-LE but breaks it at byte 2"),
        (bytes(range(128, 256)) * 20, "encoding"),
        (b" date 2031-01-01 Norway gives.", "after today"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, said: str) -> None:
    assert said in problem(data)


def test_a_text_that_is_no_clipping_is_refused_at_once() -> None:
    assert f"{limits.MAX_CHARACTERS:,} characters" in problem(b"a" * 50_000_000)


def test_a_missing_file_a_folder_and_one_without_permission_are_refused(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.txt", "does not exist"), (tmp_path, "is a folder")):
        with pytest.raises(UnreadableDocument, match=said):
            load(path)


def test_a_day_in_the_address_that_is_to_come_is_no_day() -> None:
    text = f"---\nurl: https://news.example/2031/06/01/gift\n---\n{TEXT}\n"
    assert load(text.encode(), name="a.md", today=TODAY).published is None


MAGIC = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"<html>", b"<p", b"\xff\xfe", b"\xef\xbb\xbf", b"---\n", b"PK\x03\x04"]
)
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a", "-"])


@given(MAGIC, st.binary() | st.text().map(str.encode), NAMES)
def test_any_bytes_are_a_document_or_refused(magic: bytes, data: bytes, name: str) -> None:
    try:
        document = load(magic + data, name=name)
    except UnreadableDocument:
        return
    assert isinstance(document, Document)
    assert document.text.strip()
    assert document.text.encode()
