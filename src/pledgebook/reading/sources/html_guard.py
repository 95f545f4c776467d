"""Refuses pages that are built to take a parser's time or memory, before any parser sees them."""

from __future__ import annotations

import re

from pledgebook.reading.sources.limits import (
    MAX_HTML_ATTRIBUTES,
    MAX_HTML_BYTES,
    MAX_HTML_DEPTH,
    MAX_HTML_TAGS,
)
from pledgebook.vocabulary.errors import UnreadableDocument

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that never hold others, or that the next one of their kind closes; they do not add up to depth.
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param", "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot",
    "colgroup", "rt", "rp", "body", "html", "head",
})  # fmt: skip
# Scripts and styles are text to a parser, however many '<' they hold.
_RAW = re.compile(r"<(script|style|textarea|title)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
# A tag as short as this holds no dangerous number of attributes.
_SHORT_TAG = 4 * MAX_HTML_ATTRIBUTES
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_SHORT_TAG},}}")
_ATTRIBUTE = re.compile(r"""[^\s"'=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+))?""")
_REMEDY = "open it in a browser and save its text"


def refuse_bomb(name: str, size: int, html: str) -> None:
    """Raises UnreadableDocument for a page (`size` in bytes) too large, too deep or overloaded."""
    if size > MAX_HTML_BYTES:
        raise UnreadableDocument(
            name, f"is a page of {size:,} bytes; {MAX_HTML_BYTES:,} are the most that is read", _REMEDY
        )
    if html.count("<") <= MAX_HTML_DEPTH and len(html) < _SHORT_TAG:
        return
    markup = _RAW.sub("", html)
    if markup.count("<") > MAX_HTML_TAGS:
        raise UnreadableDocument(name, f"is a page of more than {MAX_HTML_TAGS:,} tags", _REMEDY)
    if _deepest(markup) > MAX_HTML_DEPTH:
        raise UnreadableDocument(name, f"nests its elements more than {MAX_HTML_DEPTH} deep", _REMEDY)
    for tag in _LONG_TAG.finditer(html):
        if _more_attributes_than(MAX_HTML_ATTRIBUTES, tag.group()):
            raise UnreadableDocument(
                name, f"has an element with more than {MAX_HTML_ATTRIBUTES} attributes", _REMEDY
            )


def _deepest(html: str) -> int:
    """The most elements open at once, at least: a closing tag that closes nothing is passed over."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _FLAT:
            continue
        if match[1]:
            depth = max(depth - 1, 0)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _more_attributes_than(most: int, tag: str) -> bool:
    return any(count > most for count, _ in enumerate(_ATTRIBUTE.finditer(tag)))
