"""A document prepared for reading: flat text, sentences in pieces, quotations, and what all readers share."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from operator import attrgetter, itemgetter

from pledgebook.reading import (
    amounts,
    attaching,
    clauses,
    dates,
    layout,
    nouns,
    numbers,
    pieces,
    quotes,
    sentences,
    spans,
)
from pledgebook.reading.flat import Flat
from pledgebook.reading.lexicon import Lexicon, english
from pledgebook.reading.limits import LONGEST_SENTENCE
from pledgebook.reading.tags import Tag
from pledgebook.reading.wordlists import table_rows
from pledgebook.vocabulary.documents import Document, SourceFormat
from pledgebook.vocabulary.evidence import Evidence

_start, _end = attrgetter("start"), attrgetter("end")
_READ = frozenset({layout.ParagraphKind.BODY, layout.ParagraphKind.LIST_ITEM, layout.ParagraphKind.HEADING})


class Sentence:
    """One sentence: its pieces, and its verbs with their subjects.

    `start` to `end` is its stretch of the flat text of its page, `number` its place among the sentences
    there, `paragraph` the index of its paragraph, of which `heading` and `list_item` say the kind.
    """

    def __init__(self, page: Page, number: int, stretch: tuple[int, int], paragraph: int) -> None:
        self.page = page
        self.number = number
        self.start, self.end = stretch
        self.paragraph = paragraph
        kind = page.paragraphs[paragraph].kind
        self.heading = kind is layout.ParagraphKind.HEADING
        self.list_item = kind is layout.ParagraphKind.LIST_ITEM
        first = bisect_right(page.spans, self.start, key=_end)
        cut = pieces.cut(page.flat.folded, self.start, self.end, page.spans, first, page.lexicon)
        self.pieces = nouns.join_actors(cut, page.flat.text)

    @cached_property
    def frames(self) -> list[clauses.Frame]:
        """The verbs with their subjects, worked out when first asked for; none in what is too long."""
        return attaching.frames(self.pieces) if len(self.pieces) <= LONGEST_SENTENCE else []

    @cached_property
    def tags(self) -> frozenset[Tag]:
        """Which kinds of piece occur, to pass quickly over what cannot matter."""
        return frozenset([piece.tag for piece in self.pieces])

    @property
    def words(self) -> str:
        """The folded text of the sentence."""
        return self.page.flat.folded[self.start : self.end]


class Page:
    """A document, read once into what every reader needs.

    `paragraphs` are those that are read, in the order of the flat text; `sums`, `dates` and `quotes` are all
    that stand there, `spans` these with the names and numbers, none overlapping another.
    """

    def __init__(self, document: Document, lexicon: Lexicon | None = None) -> None:
        """`lexicon` is English where none is given."""
        self.document = document
        self.lexicon = lexicon or english()
        self.layout = layout.lay_out(document.text)
        self.paragraphs = [part for part in self.layout.paragraphs if part.kind in _READ]
        stretches = ((part.start, part.end) for part in self.paragraphs)
        self.flat = Flat(document.text, stretches, markup=document.format is SourceFormat.MARKDOWN)
        text, folded = self.flat.text, self.flat.folded
        found = list(numbers.find_numbers(folded))
        names = list(self.lexicon.find(text, folded))
        self.sums = amounts.find_sums(text, folded, found)
        self.dates = list(dates.find_dates(text, folded))
        self.spans = spans.merge(self.sums, self.dates, names, found, folded)
        self.quotes = quotes.find_quotes(text, self.flat.stretches)
        self.sentences = self._sentences()

    def _sentences(self) -> list[Sentence]:
        made: list[Sentence] = []
        for paragraph, (start, end) in enumerate(self.flat.stretches):
            for stretch in sentences.split(self.flat.text, start, end, _abbreviations()):
                made.append(Sentence(self, len(made), stretch, paragraph))
        return made

    def quote_at(self, offset: int) -> quotes.Quote | None:
        """The quotation in which a character of the flat text stands."""
        index = bisect_right(self.quotes, offset, key=_start) - 1
        if index >= 0 and self.quotes[index].end > offset:
            return self.quotes[index]
        return None

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The places of the source that say a stretch of the flat text: one, or one for each repetition."""
        place = self.flat.evidence(start, end)
        words = place.of(self.document.text)
        paragraph = bisect_right(self.flat.stretches, start, key=itemgetter(0)) - 1
        others = [other for other in self.paragraphs[paragraph].places if not other.overlaps(place)]
        found = (_find_words(words, self.document.text, other) for other in others)
        return (place, *(again for again in found if again is not None))


def _find_words(words: str, text: str, place: Evidence) -> Evidence | None:
    """Where a repetition says the same words, with whatever white space between them."""
    at = text.find(words, place.start, place.end)
    if at >= 0:
        return Evidence(at, at + len(words))
    spaced = re.compile(r"\s+".join(map(re.escape, words.split())))
    match = spaced.search(text, place.start, place.end)
    return Evidence(*match.span()) if match else None


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in table_rows("abbreviations.csv"))
