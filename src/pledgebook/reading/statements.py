"""Who said what: each quotation goes to its speaker, and reported speech to whom the sentence gives it."""

from __future__ import annotations

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.names import Names
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.quotes import Quote
from pledgebook.reading.speakers import Speakers, is_saying
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.vocabulary.claims import StatementClaim

_SHORTEST = 12
"""Fewer characters in quotation marks are a term and not words that somebody said ('on pause')."""
_TERM = 4
"""So many words without a stop, quoted in passing, are a term: 'coalition of the willing'."""
_PLEDGING = frozenset({"pledge", "promise"})
_LONG_ENOUGH = 4
"""How many pieces reported speech takes at least: 'he said so' reports nothing."""


def read(page: Page, context: Context) -> list[StatementClaim]:
    """The statements of a page; also tells the context who speaks in each quotation."""
    names = Names(page, context)
    sayings = list(_sayings(page))
    for sentence, frames in sayings:
        for frame in frames:
            names.hear(sentence, frame)
    return [*_quoted(page, context, Speakers(page, names)), *_reported(page, names, sayings)]


def _sayings(page: Page) -> list[tuple[Sentence, list[Frame]]]:
    """The sentences with verbs of saying outside quotations."""
    found = []
    for sentence in page.sentences:
        if any(piece.tag is Tag.VERB and "say" in piece.value.classes for piece in sentence.pieces):
            frames = [frame for frame in sentence.frames if is_saying(frame)]
            outside = [frame for frame in frames if not page.quote_at(sentence.pieces[frame.index].start)]
            if outside:
                found.append((sentence, outside))
    return found


def _quoted(page: Page, context: Context, speakers: Speakers) -> list[StatementClaim]:
    claims: list[StatementClaim] = []
    direct = [speakers.of(quote) for quote in page.quotes]
    following = _Following(page, speakers)
    for number, quote in enumerate(page.quotes):
        speaker, spoken = direct[number], True
        if speaker is None:
            before = following.goes_on(number)
            speaker = direct[before] if before is not None else None
            direct[number] = speaker
        if speaker is None:
            speaker, spoken = speakers.passing(quote), not _is_term(page, quote)
        if speaker is None:
            continue
        context.voices[quote.start] = speaker
        if speaker.person and spoken and quote.end - quote.start >= _SHORTEST:
            claims.append(_claim(page, quote.start, quote.end, speaker, reported=False))
    return claims


class _Following:
    """Which quotation goes on with another one."""

    def __init__(self, page: Page, speakers: Speakers) -> None:
        self.page = page
        self._paragraphs = [page.sentences[speakers.sentence_at(q.start)].paragraph for q in page.quotes] if page.sentences else []
        self._last = {paragraph: number for number, paragraph in enumerate(self._paragraphs)}
        self._places = _predecessors(page)

    def goes_on(self, number: int) -> int | None:
        """The quotation with which one without a speaker of its own goes on, by its number."""
        paragraph = self._paragraphs[number]
        if number and self._paragraphs[number - 1] == paragraph:
            return number - 1
        if not self._leads(self.page.quotes[number], paragraph):
            return None
        return self._last.get(self._places[paragraph]) if self._places[paragraph] is not None else None

    def _leads(self, quote: Quote, paragraph: int) -> bool:
        start, end = self.page.flat.stretches[paragraph]
        return not self.page.flat.text[start : quote.start].strip(" “\"'‘„«")
