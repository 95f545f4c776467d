"""The article of a web page, as text."""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DOMNode, HTMLTree

from pledgebook.reading.sources.decoding import decode
from pledgebook.reading.sources.html_guard import refuse_bomb
from pledgebook.reading.sources.html_metadata import PageMetadata, metadata_of
from pledgebook.reading.sources.limits import MAX_HTML_BYTES
from pledgebook.vocabulary.errors import UnreadableDocument

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
# Furniture by what it is and by the names that sites give it; the extraction drops most of it, not all.
_FURNITURE = (
    "script, style, noscript, template, svg, iframe, nav, form, button, dialog, "
    "[role=navigation], [role=dialog], [role=contentinfo], [aria-hidden=true], [hidden], "
    "[class*=cookie], [id*=cookie], [class*=consent], [id*=consent], [class*=newsletter], [class*=related], "
    "[class*=comments], [id=comments], [class*=share-], [class*=social-], [class*=paywall]"
)
# A list is the article's own unless most of its words are links: menus and 'read also' are nothing else.
_MOST_LINKS = 0.5
# Characters that say where a browser may break a word; they are no part of it.
_BREAKS = dict.fromkeys(map(ord, "\u200b\u00ad\u2060\ufeff"))


def read_html(name: str, data: bytes) -> tuple[str, PageMetadata]:
    """The text of the article on a page, and what the page says about itself.

    Raises UnreadableDocument for a page without an article, or one that is built to take a parser's time.
    """
    if len(data) > MAX_HTML_BYTES:
        refuse_bomb(name, len(data), "")
    declared = _CHARSET.search(data[:4096])
    html = decode(name, data, declared.group(1).decode("ascii", "ignore") if declared else None)
    refuse_bomb(name, len(data), html)
    tree = HTMLTree.parse(html)
    metadata = metadata_of(tree)
    text = _article(tree).translate(_BREAKS).strip()
    if not text:
        raise UnreadableDocument(
            name, "is a page without an article in it", "open it in a browser and save it when it has loaded"
        )
    return text, metadata


def _article(tree: HTMLTree) -> str:
    if tree.body is None:
        return ""
    for node in tree.body.query_selector_all(_FURNITURE):
        if node.tag not in ("body", "main", "article") and not node.query_selector("article, main, h1"):
            node.decompose()
    _keep_lists(tree)
    article = _extract(tree, main_content=True)
    return article if len(article) >= 200 else max(article, _extract(tree, main_content=False), key=len)


def _extract(tree: HTMLTree, *, main_content: bool) -> str:
    text = extract_plain_text(
        tree, preserve_formatting=True, main_content=main_content, alt_texts=False, comments=False
    )
    return str(text)


def _keep_lists(tree: HTMLTree) -> None:
    """Lists become paragraphs with a dash: the extraction takes every list for a menu, and pledges come in lists."""
    for items in reversed(list(tree.body.get_elements_by_tag_name("ul"))):
        if items.parent is None or _is_menu(items):
            continue
        box = tree.create_element("div")
        for item in list(items.child_nodes):
            if item.tag == "li":
                box.append_child(_as_paragraph(tree, item))
        items.parent.replace_child(box, items)


def _is_menu(items: DOMNode) -> bool:
    words = len("".join(items.text.split()))
    linked = sum(len("".join(link.text.split())) for link in items.get_elements_by_tag_name("a"))
    return words == 0 or linked > _MOST_LINKS * words


def _as_paragraph(tree: HTMLTree, item: DOMNode) -> DOMNode:
    paragraph = tree.create_element("p")
    paragraph.append_child(tree.create_text_node("- "))
    for child in list(item.child_nodes):
        # A paragraph cannot hold a paragraph, which would tear the dash from its words.
        parts = list(child.child_nodes) if child.tag == "p" else [child]
        for part in parts:
            paragraph.append_child(part)
    return paragraph
