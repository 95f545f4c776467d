"""All the places where a page has the same words: what a claim from a repeated paragraph can point at."""

from __future__ import annotations

from collections.abc import Iterable

from pledgebook.reading.layout.folding import FoldedSpan, fold
from pledgebook.reading.layout.model import Paragraph
from pledgebook.vocabulary.evidence import Evidence

# Shorter stretches ('he said') stand on a page many times without anything being repeated.
_SHORTEST_REPEAT = 40


def places_of(text: str, paragraph: Paragraph, start: int, end: int) -> tuple[Evidence, ...]:
    """`text[start:end]`, which lies in `paragraph`, and where the page says it again; in order.

    A place of the paragraph always has the words; an echo of it may lack them, and is then left out.
    """
    found = {Evidence(start, end)}
    if len(paragraph.places) > 1 or paragraph.echoes:
        own = FoldedSpan(text, paragraph.start, paragraph.end)
        first, last = own.index_of(start), own.index_of(end - 1)
        for place in (*paragraph.places, *paragraph.echoes):
            if place.start != paragraph.start:
                found |= _again(FoldedSpan(text, place.start, place.end), own.folded[first : last + 1], first)
    return tuple(sorted(found))


def group_same_words(text: str, spans: Iterable[Evidence]) -> dict[Evidence, tuple[Evidence, ...]]:
    """Of `spans` (sentences, say) with the same folded words, the first one with all of them, in order.

    Short spans are never grouped: the same few words are no repetition.
    """
    groups: dict[str, list[Evidence]] = {}
    for span in spans:
        words = fold(span.of(text))
        groups.setdefault(words if len(words) >= _SHORTEST_REPEAT else f"{span.start}:{words}", []).append(
            span
        )
    return {same[0]: tuple(same) for same in groups.values()}


def _again(other: FoldedSpan, words: str, expected: int) -> set[Evidence]:
    """Where `other` has `words`: at the index where the paragraph has them, or else the first time."""
    at_same_index = other.folded.startswith(words, expected)
    index = expected if at_same_index else other.folded.find(words)
    if index < 0 or not words:
        return set()
    return {Evidence(*other.span(index, index + len(words) - 1))}
