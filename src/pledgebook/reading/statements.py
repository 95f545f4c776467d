"""Who said what: each quotation goes to its speaker, and reported speech to whom the sentence gives it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.continuing import Continuing
from pledgebook.reading.names import Names
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.quotes import Quote
from pledgebook.reading.speakers import Speakers, is_saying, reports
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.vocabulary.claims import StatementClaim

_SHORTEST = 12
"""Fewer characters in quotation marks are a term and not words that somebody said ('on pause')."""
_TERM = 4
"""So many words without a stop, quoted in passing, are a term: 'coalition of the willing'."""

_Saying = tuple[Sentence, list[Frame]]


def read(page: Page, context: Context) -> list[StatementClaim]:
    """The statements of a page; also tells the context who speaks in each quotation."""
    names = Names(page, context)
    sayings = _sayings(page)
    for sentence, frames in sayings:
        for frame in frames:
            names.hear(sentence, frame)
    voices = _voices(page, names, sayings)
    context.voices.update((page.quotes[number].start, voice.actor) for number, voice in voices.items())
    return [*_quoted(page, voices), *_reported(page, names, sayings)]


def _sayings(page: Page) -> list[_Saying]:
    """The sentences with verbs of saying outside quotations, and those verbs."""
    found: list[_Saying] = []
    for sentence in page.sentences:
        if Tag.VERB not in sentence.tags or not any(map(_says, sentence.pieces)):
            continue
        outside = [
            frame
            for frame in sentence.frames
            if is_saying(frame) and not page.quote_at(sentence.pieces[frame.index].start)
        ]
        if outside:
            found.append((sentence, outside))
    return found


def _says(piece: Piece) -> bool:
    return piece.tag is Tag.VERB and "say" in piece.value.classes


class _Voice(NamedTuple):
    """Who speaks in a quotation; `passing` where the sentence only quotes some words of an actor."""

    actor: Actor
    passing: bool = False


def _voices(page: Page, names: Names, sayings: list[_Saying]) -> dict[int, _Voice]:
    """The speaker of each quotation, by its number, as far as the page tells."""
    if not page.quotes:
        return {}
    speakers, continuing = Speakers(page, names), Continuing(page)
    told = {sentence.paragraph: (sentence, frames[-1]) for sentence, frames in sayings}
    spoken = {number: actor for number, quote in enumerate(page.quotes) if (actor := speakers.of(quote))}
    voices: dict[int, _Voice] = {}
    for number, quote in enumerate(page.quotes):
        actor = spoken.get(number)
        if actor is None:
            before = continuing.before(number)
            actor = spoken.get(before) if before is not None else None
        if actor is None and continuing.fills(number) and continuing.paragraph_before(number) in told:
            sentence, frame = told[continuing.paragraph_before(number)]
            actor = names.subject(frame, sentence)
        if actor is not None:
            spoken[number] = actor
            voices[number] = _Voice(actor)
        elif (other := speakers.passing(quote)) is not None:
            voices[number] = _Voice(other, passing=True)
    return voices


def _quoted(page: Page, voices: dict[int, _Voice]) -> list[StatementClaim]:
    return [
        _claim(page, page.quotes[number].start, page.quotes[number].end, voice.actor, reported=False)
        for number, voice in voices.items()
        if voice.actor.person and not _is_term(page, page.quotes[number], passing=voice.passing)
    ]


def _is_term(page: Page, quote: Quote, *, passing: bool) -> bool:
    """Whether marks set off a term and not what somebody said: 'on pause', a 'coalition of the willing'."""
    words = page.flat.text[quote.start : quote.end]
    if len(words) < _SHORTEST:
        return True
    if not words[0].islower() or len(words.split()) > _TERM:
        return False
    return passing or words[-1] not in ".,!?…" or _has_article(page, quote)


def _has_article(page: Page, quote: Quote) -> bool:
    """Whether an article or 'some' stands before the marks, at most one word between."""
    position = max(bisect_right(page.sentences, quote.start, key=lambda sentence: sentence.start) - 1, 0)
    words = [
        piece
        for piece in page.sentences[position].pieces
        if piece.end <= quote.start and piece.tag not in (Tag.QUOTE, Tag.PUNCT)
    ]
    return any(piece.tag in (Tag.DET, Tag.POSS) for piece in words[-2:])


def _reported(page: Page, names: Names, sayings: list[_Saying]) -> list[StatementClaim]:
    """Indirect speech: 'He said that ...', where the sentence itself quotes nothing."""
    claims: list[StatementClaim] = []
    for sentence, frames in sayings:
        if sentence.heading or Tag.QUOTE in sentence.tags or page.quote_at(sentence.start):
            continue
        for frame in frames:
            if not reports(frame, sentence.pieces):
                continue
            actor = names.subject(frame, sentence)
            if actor is not None and actor.person:
                claims.append(_claim(page, sentence.start, sentence.end, actor, reported=True))
                break
    return claims


def _claim(page: Page, start: int, end: int, actor: Actor, *, reported: bool) -> StatementClaim:
    return StatementClaim(
        document=page.document.name,
        evidence=page.evidence(start, end),
        speaker=actor.person or "",
        party=actor.party,
        reported=reported,
    )
