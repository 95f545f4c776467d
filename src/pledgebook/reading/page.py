"""A document prepared for reading: flat text, sentences in pieces, quotations, and what all readers share."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from functools import cache, cached_property
from importlib import resources

import msgspec

from pledgebook.reading import amounts, clauses, dates, layout, nouns, numbers, pieces, quotes, sentences
from pledgebook.reading.flat import Flat
from pledgebook.reading.lexicon import Lexicon, english
from pledgebook.reading.tags import Piece, Tag
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.documents import Document, SourceFormat
from pledgebook.vocabulary.evidence import Evidence

_READ = frozenset({layout.ParagraphKind.BODY, layout.ParagraphKind.LIST_ITEM, layout.ParagraphKind.HEADING})


class Sentence:
    """One sentence: its stretch of the flat text, its pieces, and its verbs with their subjects."""

    __slots__ = ("__dict__", "end", "heading", "list_item", "number", "page", "paragraph", "pieces", "start")

    def __init__(self, page: Page, number: int, start: int, end: int, paragraph: int, kind: layout.ParagraphKind) -> None:
        self.page = page
        self.number = number
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.heading = kind is layout.ParagraphKind.HEADING
        self.list_item = kind is layout.ParagraphKind.LIST_ITEM
        self.pieces: list[Piece] = []

    @cached_property
    def frames(self) -> list[clauses.Frame]:
        """The verbs with their subjects, worked out when first asked for."""
        return clauses.frames(self.pieces)

    @cached_property
    def tags(self) -> frozenset[Tag]:
        """Which kinds of piece occur, to pass quickly over what cannot matter."""
        return frozenset(piece.tag for piece in self.pieces)

    @property
    def words(self) -> str:
        """The folded text of the sentence."""
        return self.page.flat.folded[self.start : self.end]


class Page:
    """A document, read once into what every reader needs."""

    def __init__(self, document: Document, lexicon: Lexicon | None = None) -> None:
        self.document = document
        self.lexicon = lexicon or english()
        self.layout = layout.lay_out(document.text)
        self.paragraphs = [part for part in self.layout.paragraphs if part.kind in _READ]
        self.flat = Flat(
            document.text,
            ((part.start, part.end) for part in self.paragraphs),
            markup=document.format is SourceFormat.MARKDOWN,
        )
        text, folded = self.flat.text, self.flat.folded
        found = list(numbers.find_numbers(folded))
        self.sums = amounts.find_sums(text, folded, found)
        self.dates = list(dates.find_dates(text, folded))
        self.quotes = quotes.find_quotes(text, self.flat.stretches)
        self.spans = _merge(self.sums, self.dates, list(self.lexicon.find(text, folded)), found, folded)
        self.sentences = list(self._sentences())
        self._quote_starts = [quote.start for quote in self.quotes]

    def _sentences(self) -> list[Sentence]:
        made: list[Sentence] = []
        ends = [span.end for span in self.spans]
        text, folded = self.flat.text, self.flat.folded
        for number, (start, end) in enumerate(self.flat.stretches):
            kind = self.paragraphs[number].kind
            for begin, stop in sentences.split(text, start, end, _abbreviations()):
                sentence = Sentence(self, len(made), begin, stop, number, kind)
                first = bisect_right(ends, begin)
                cut = pieces.cut(folded, begin, stop, self.spans, first, self.lexicon)
                sentence.pieces = nouns.join_actors(cut, text)
                made.append(sentence)
        return made

    def quote_at(self, offset: int) -> quotes.Quote | None:
        """The quotation in which a character of the flat text stands."""
        index = bisect_right(self._quote_starts, offset) - 1
        if index >= 0 and self.quotes[index].end > offset:
            return self.quotes[index]
        return None

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The places of the source that say a stretch of the flat text: one, or one for each repetition."""
        place = self.flat.evidence(start, end)
        words = place.of(self.document.text)
        index = bisect_right(self.flat.stretches, (start, 1 << 62)) - 1
        places = [place]
        for other in self.paragraphs[index].places:
            if not other.overlaps(place):
                found = _find_words(words, self.document.text, other.start, other.end)
                if found is not None:
                    places.append(found)
        return tuple(places)


def _find_words(words: str, text: str, start: int, end: int) -> Evidence | None:
    """Where a repetition says the same words, with whatever white space between them."""
    at = text.find(words, start, end)
    if at >= 0:
        return Evidence(at, at + len(words))
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start, end)
    return Evidence(*match.span()) if match else None


@cache
def _abbreviations() -> frozenset[str]:
    table = resources.files("pledgebook.reading.english") / "abbreviations.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines))


def _merge(
    sums: list[amounts.Sum], days: list[dates.When], names: list[Piece], found: list[numbers.Number], folded: str
) -> list[Piece]:
    """All spans in order, none overlapping: sums before dates before names before bare numbers."""
    spans: list[tuple[int, int, int, Piece]] = []
    spans += [(one.start, 0, one.end, Piece(Tag.MONEY, one.start, one.end, folded[one.start : one.end], one)) for one in sums]
    spans += [(day.start, 2 if _is_year(day) else 1, day.end, Piece(Tag.DATE, day.start, day.end, folded[day.start : day.end], day)) for day in days]
    spans += [(name.start, 2, name.end, name) for name in names]
    for number in found:
        tag = Tag.PERCENT if _percent(folded, number.end) else Tag.NUMBER
        end = _percent(folded, number.end) or number.end
        piece = Piece(tag, number.hedge_start, end, folded[number.hedge_start : end], number)
        spans.append((number.hedge_start, 3, end, piece))
    return _without_overlaps(spans)


def _is_year(day: dates.When) -> bool:
    """Whether a date is a bare year, which may be a part of a name: 'Panzerhaubitze 2000'."""
    return day.end - day.start == 4 and day.year is not None


def _without_overlaps(spans: list[tuple[int, int, int, Piece]]) -> list[Piece]:
    """Of overlapping spans the one of the higher rank stays, then the longer, then the earlier."""
    taken: list[tuple[int, int]] = []
    kept: list[Piece] = []
    for _, _, _, piece in sorted(spans, key=lambda span: (span[1] if span[1] < 2 else 2, -(span[2] - span[0]) if span[1] >= 2 else 0, span[0])):
        index = bisect_right(taken, (piece.start, 1 << 62))
        if index and taken[index - 1][1] > piece.start:
            if piece.tag is not Tag.NUMBER or taken[index - 1][1] > piece.value.start:
                continue
            piece = _unhedged(piece)  # 'hand over 28 tanks': 'over' belongs to the verb
        if index < len(taken) and taken[index][0] < piece.end:
            continue
        taken.insert(index, (piece.start, piece.end))
        kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def _unhedged(piece: Piece) -> Piece:
    """A number without the hedge that another name has taken."""
    number = piece.value
    plain = msgspec.structs.replace(number, qualifier=Qualifier.RANGE if number.low != number.high else Qualifier.EXACT)
    word = piece.word[number.start - piece.start :]
    return Piece(piece.tag, number.start, piece.end, word, plain)


_PERCENT = ("%", " %", " percent", " per cent", "-percent", "-per-cent", " percentage points")


def _percent(folded: str, end: int) -> int:
    """Where a percentage ends whose number ends at `end`; 0 when there is none."""
    for sign in _PERCENT:
        if folded.startswith(sign, end):
            return end + len(sign)
    return 0


