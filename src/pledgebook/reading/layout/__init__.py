"""The layout of a page: which stretches of a text are the article, and which are furniture around it."""

from __future__ import annotations

from pledgebook.reading.layout.blocks import Block, front_matter_end, split_blocks
from pledgebook.reading.layout.cues import ENGLISH, LayoutCues
from pledgebook.reading.layout.kinds import classify, compiled
from pledgebook.reading.layout.model import Layout, Paragraph, ParagraphKind
from pledgebook.reading.layout.places import group_same_words, places_of
from pledgebook.reading.layout.repeats import merge_repeats

__all__ = [
    "ENGLISH",
    "Layout",
    "LayoutCues",
    "Paragraph",
    "ParagraphKind",
    "group_same_words",
    "lay_out",
    "places_of",
]


def lay_out(text: str, *, cues: LayoutCues = ENGLISH) -> Layout:
    """The paragraphs of `text` with their kinds; one that the page repeats comes once, with all its places.

    Takes time in proportion to the text, whatever the text is, and raises nothing.
    """
    metadata = front_matter_end(text)
    blocks = split_blocks(text, metadata[1] if metadata else 0)
    table = compiled(cues)
    classify(text, blocks, table)
    if metadata:
        top = Block(*metadata, 0)
        top.kind = ParagraphKind.FRONT_MATTER
        top.folded = "---"
        blocks.insert(0, top)
    return Layout(tuple(merge_repeats(text, blocks, table)))
