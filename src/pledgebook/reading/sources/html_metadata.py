"""What a page says about itself to machines: title, day of publication, publisher, address, language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from resiliparse.parse.html import DocumentNode, HTMLTree

from pledgebook.reading.published.days import day_in

_TYPES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "liveblogposting",
    "webpage",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date_published", "published_time", "publish-date", "publish_date", "pubdate", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "date", "article.published",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "headline", "dc.title")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name", "copyright")
_LONGEST_JSON = 1_000_000
_LONGEST_NAME = 300


class PageMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata of one page; what it does not say is None."""

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def metadata_of(tree: HTMLTree) -> PageMetadata:
    """The metadata of a parsed page, from JSON-LD, meta and time elements, in this order of trust."""
    page = tree.document
    if page is None:
        return PageMetadata()
    linked = _linked_data(page)
    metas = dict(_metas(page))
    return PageMetadata(
        title=_words(linked.get("headline"))
        or _first(metas, _TITLES)
        or _heading(page)
        or _words(tree.title),
        published=_day(linked.get("datePublished")) or _day(_first(metas, _PUBLISHED)) or _time(page),
        publisher=_name(linked.get("publisher")) or _first(metas, _PUBLISHERS),
        url=_address(page, metas),
        language=_language(page, linked),
    )


def _linked_data(page: DocumentNode) -> dict[str, Any]:
    """The part of the page's JSON-LD that describes an article, or else the page; empty without one."""
    found: dict[int, dict[str, Any]] = {}
    for script in page.query_selector_all('script[type="application/ld+json"]')[:]:
        for node in _nodes(_parsed(script.text or "")):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            plain = [kind.casefold() for kind in names if isinstance(kind, str)]
            ranks = [_TYPES.index(kind) for kind in plain if kind in _TYPES]
            if ranks:
                found.setdefault(min(ranks), node)
    return found[min(found)] if found else {}


def _parsed(text: str) -> Any:
    if len(text) > _LONGEST_JSON:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of linked data: one, a list of them, or a graph."""
    for node in value if isinstance(value, list) else [value]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _metas(page: DocumentNode) -> Iterator[tuple[str, str]]:
    for meta in reversed(page.query_selector_all("meta[content]")[:]):
        for attribute in ("itemprop", "name", "property"):
            key, value = meta.getattr(attribute, None), _words(meta.getattr("content", None))
            if key and value:
                yield key.casefold(), value


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _heading(page: DocumentNode) -> str | None:
    heading = page.query_selector("h1")
    return _words(heading.text) if heading is not None else None


def _time(page: DocumentNode) -> date | None:
    """The day of a time element that says that it is the publication, or of the first one of the article."""
    for selector in (
        "time[itemprop=datePublished]",
        "time[pubdate]",
        "article time[datetime]",
        "time[datetime]",
    ):
        element = page.query_selector(selector)
        day = _day(element.getattr("datetime", None)) if element is not None else None
        if day is not None:
            return day
    return None


def _address(page: DocumentNode, metas: dict[str, str]) -> str | None:
    link = page.query_selector("link[rel=canonical]")
    address = link.getattr("href", None) if link is not None else None
    address = address or metas.get("og:url")
    return address if address and address.startswith(("http://", "https://")) else None


def _language(page: DocumentNode, linked: dict[str, Any]) -> str | None:
    root = page.query_selector("html[lang]")
    said = (root.getattr("lang", None) if root is not None else None) or linked.get("inLanguage")
    code = said.replace("_", "-").split("-")[0].strip().casefold() if isinstance(said, str) else ""
    return code if 2 <= len(code) <= 3 and code.isalpha() else None


def _day(value: Any) -> date | None:
    found = day_in(value[:100]) if isinstance(value, str) else None
    return found[0] if found else None


def _name(value: Any) -> str | None:
    return _words(value.get("name") if isinstance(value, dict) else value)


def _words(value: Any) -> str | None:
    return (" ".join(value[:_LONGEST_NAME].split()) or None) if isinstance(value, str) else None
