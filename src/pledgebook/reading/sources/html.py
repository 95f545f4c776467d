"""The article of a web page, as text."""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree, Node

from pledgebook.reading.sources.decoding import decode
from pledgebook.reading.sources.html_guard import refuse_bomb
from pledgebook.reading.sources.html_metadata import PageMetadata, metadata_of
from pledgebook.reading.sources.limits import MAX_HTML_BYTES
from pledgebook.vocabulary.errors import UnreadableDocument

# Of the encodings that a page may name, those in which pages are written.
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*((?:windows|iso|koi8|gb|big5|euc|shift|ibm|mac|latin)[\w-]{1,20})""",
    re.IGNORECASE,
)
# Furniture by what it is and by the names that sites give it; the extraction drops most of it, not all.
_FURNITURE = (
    "script, style, noscript, template, svg, iframe, nav, form, button, dialog, "
    "[role=navigation], [role=dialog], [role=contentinfo], [aria-hidden=true], [hidden], "
    "[class*=cookie], [id*=cookie], [class*=consent], [id*=consent], [class*=newsletter], [class*=related], "
    "[class*=comments], [id=comments], [class*=share-], [class*=social-], [class*=paywall]"
)
_NEVER_TEXT = frozenset({"script", "style", "template", "noscript", "svg", "iframe"})
# A list is the article's own unless most of its words are links: menus and 'read also' are nothing else.
_MOST_LINKS = 0.5
# A shorter one is taken for a failure of the extraction, and all words of the page are taken.
_SHORTEST_ARTICLE = 200
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
    _drop_furniture(tree.body)
    _keep_lists(tree, tree.body)
    article = _extract(tree, main_content=True)
    if len(article) >= _SHORTEST_ARTICLE:
        return article
    return max(article, _extract(tree, main_content=False), key=len)


def _drop_furniture(body: ElementNode) -> None:
    total = _letters(body)
    for node in body.query_selector_all(_FURNITURE)[:]:
        # A site may give such a name to the box around everything.
        holds_article = _letters(node) > total / 2 or node.query_selector("article, main, h1") is not None
        if node.parent is not None and (node.tag in _NEVER_TEXT or not holds_article):
            node.parent.remove_child(node)


def _extract(tree: HTMLTree, *, main_content: bool) -> str:
    return extract_plain_text(
        tree, preserve_formatting=True, main_content=main_content, alt_texts=False, comments=False
    )


def _keep_lists(tree: HTMLTree, body: ElementNode) -> None:
    """Lists become paragraphs with a dash: the extraction takes each for a menu, and pledges are in lists."""
    for items in reversed(body.get_elements_by_tag_name("ul")[:]):
        box = tree.create_element("div")
        if box is None or items.parent is None or _is_menu(items):
            continue
        for item in items.child_nodes[:]:
            if isinstance(item, ElementNode) and item.tag == "li":
                _add_item(tree, box, item)
        items.parent.replace_child(box, items)


def _is_menu(items: ElementNode) -> bool:
    words = _letters(items)
    linked = sum(map(_letters, items.get_elements_by_tag_name("a")[:]))
    return words == 0 or linked > _MOST_LINKS * words


def _letters(node: ElementNode) -> int:
    return len("".join((node.text or "").split()))


def _add_item(tree: HTMLTree, box: Node, item: ElementNode) -> None:
    paragraph, dash = tree.create_element("p"), tree.create_text_node("- ")
    if paragraph is None or dash is None:
        return
    paragraph.append_child(dash)
    for child in item.child_nodes[:]:
        # A paragraph cannot hold a paragraph, which would tear the dash from its words.
        inner = isinstance(child, ElementNode) and child.tag == "p"
        for part in child.child_nodes[:] if inner else [child]:
            paragraph.append_child(part)
    box.append_child(paragraph)
