"""The article of a web page, without the page."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.reading.sources.builders import page

from pledgebook.reading.sources import load
from pledgebook.vocabulary.documents import SourceFormat
from pledgebook.vocabulary.errors import UnreadableDocument

PARAGRAPH = (
    "<p>Norway will give Ukraine a further NOK 700 million for drones this year, the minister said.</p>"
)
ARTICLE = (
    f"<h1>Norway gives</h1>{PARAGRAPH}<p>The money comes from the fund &amp; is spent before the winter.</p>"
)


def test_the_article_is_read_and_the_furniture_is_not() -> None:
    around = (
        "<div class='cookie-bar'>We use cookies</div><script>var gift = 1;</script><style>p {}</style>"
        "<aside class='related-posts'>Denmark gives 12 tanks</aside><div class='newsletter'>Sign up</div>"
    )
    document = load(page(ARTICLE, around=around), name="gift.html")
    assert document.format is SourceFormat.HTML
    assert "NOK 700 million" in document.text
    assert "fund & is spent" in document.text
    assert not [word for word in ("cookies", "var", "Denmark", "Sign up", "Home") if word in document.text]


def test_lists_of_the_article_are_kept_and_menus_are_not() -> None:
    lists = (
        "<ul><li>12 tanks, <b>used</b></li><li><p>700 drones</p></li></ul>"
        "<ul><li><a href='/'>Sport</a></li></ul>"
    )
    text = load(page(ARTICLE + lists + PARAGRAPH), name="gift.html").text
    assert "- 12 tanks, used" in text
    assert "- 700 drones" in text
    assert "Sport" not in text


def linked(data: str) -> str:
    """Linked data in the head of a page."""
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (linked('{"@type": "NewsArticle", "datePublished": "2025-06-04T09:00Z"}'), 4),
        (linked('{"@graph": [{"@type": ["Article"], "datePublished": "2025-06-03"}]}'), 3),
        ('<meta property="article:published_time" content="2025-06-02T23:00:00+02:00">', 2),
        (linked("{broken") + '<meta name="date" content="1 June 2025">', 1),
    ],
)
def test_the_day_of_publication_comes_from_the_metadata(head: str, day: int) -> None:
    assert load(page(ARTICLE, head=head), name="gift.html").published == date(2025, 6, day)


def test_a_time_element_gives_the_day_for_want_of_metadata() -> None:
    document = load(page(f"<time datetime='2025-06-04'>today</time>{ARTICLE}"), name="gift.html")
    assert document.published == date(2025, 6, 4)


def test_title_publisher_address_and_language_are_noted() -> None:
    head = (
        "<title>Norway gives | Daily</title><meta property='og:site_name' content='The Daily'>"
        "<link rel='canonical' href='https://daily.example/gift'>"
    )
    document = load(page(ARTICLE, head=head), name="gift.html")
    assert (document.title, document.publisher) == ("Norway gives", "The Daily")
    assert (document.url, document.language) == ("https://daily.example/gift", "en")


def test_a_page_is_known_by_what_stands_in_it_and_decoded_as_it_says() -> None:
    head = "<meta charset='windows-1251'>"
    body = f"<p>Міністр оборони заявив.</p>{ARTICLE}"
    document = load(page(body, head=head).decode().encode("cp1251"), name="gift.txt")
    assert document.format is SourceFormat.HTML
    assert "Міністр оборони" in document.text


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<html>" + "<div>" * 100_000, "deep"),
        ("<html>" + "<b><i>" * 50_000 + "x", "deep"),
        ("<html><p " + " ".join(f"a{number}=1" for number in range(5_000)) + ">", "attributes"),
        ("<html>" + "<br>" * 300_000, "tags"),
        ("<html>" + "<p>gift" * 2_000_000, "bytes"),
        ("<html><script>" + "x" * 1000, "without an article"),
    ],
)
def test_a_page_built_to_take_time_is_refused_in_little(html: str, said: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match=said):
        load(html.encode(), name="bomb.html")
    assert time.monotonic() - started < 5


def test_entities_do_not_multiply() -> None:
    doctype = "<!doctype html [<!ENTITY a 'xx'><!ENTITY b '&a;&a;'>]>"
    assert len(load((doctype + f"<html><body>{ARTICLE}{'&b;' * 100}").encode(), name="e.html").text) < 2_000
