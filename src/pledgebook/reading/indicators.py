"""Reported measures of the situation: how many were killed, what was launched, which share, since when."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.dates import resolve_period
from pledgebook.reading.limits import LONGEST_SENTENCE
from pledgebook.reading.measures import Measure, counts, listed
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.shares import percentages
from pledgebook.reading.sides import may_give
from pledgebook.reading.speakers import is_saying, reports
from pledgebook.reading.tags import Piece, Tag
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import IndicatorClaim
from pledgebook.vocabulary.time import Period

_OPEN = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})
_PLACED = frozenset({Tag.PLACE, Tag.PARTY})
_WHERE = frozenset({"in", "at", "on", "of", "near", "across", "into", "over"})
_NUMBERS = frozenset({Tag.NUMBER, Tag.PERCENT})
_MEMORY = 4
"""For how many sentences 'he' goes on meaning somebody."""
_TRAINED = "soldiers trained"


def read(page: Page, context: Context) -> list[IndicatorClaim]:
    """The indicators of a page."""
    claims: list[IndicatorClaim] = []
    for sentence in page.sentences:
        if sentence.tags.isdisjoint(_NUMBERS) or len(sentence.pieces) > LONGEST_SENTENCE:
            continue
        for measure in _measures(sentence):
            if _is_real(measure, sentence):
                claim = _claim(measure, sentence, page, context)
                if claim is not None:
                    claims.append(claim)
    return claims


def _measures(sentence: Sentence) -> Iterator[Measure]:
    if Tag.NUMBER in sentence.tags:
        yield from counts(sentence)
    if Tag.PERCENT in sentence.tags:
        yield from percentages(sentence)


def _is_real(measure: Measure, sentence: Sentence) -> bool:
    """Whether it is reported as a fact: no wish, no plan, no condition."""
    frame = _frame(measure, sentence)
    if frame is not None and (
        frame.modal is not None or frame.negated or (frame.infinitive and not frame.perfect)
    ):
        return False
    return not any(piece.tag is Tag.IF and piece.start < measure.number.start for piece in sentence.pieces)


def _frame(measure: Measure, sentence: Sentence) -> Frame | None:
    """The verb of a measure, or the one to whose stretch it belongs."""
    holding: Frame | None = None
    for frame in sentence.frames:
        if sentence.pieces[frame.index] is measure.sign:
            return frame
        if frame.first < len(sentence.pieces) and sentence.pieces[frame.first].start <= measure.number.start:
            holding = frame
    return holding


def _claim(measure: Measure, sentence: Sentence, page: Page, context: Context) -> IndicatorClaim | None:
    party = (
        _party(measure, sentence, page, context)
        if "launched" in measure.metric or measure.metric == _TRAINED
        else None
    )
    if "launched" in measure.metric and may_give(party):
        return None
    number = measure.value
    period = _period(measure, sentence, context)
    first = min(measure.number.start, measure.sign.start)
    return IndicatorClaim(
        document=page.document.name,
        evidence=page.evidence(first, max(measure.last.end, measure.number.end)),
        metric=measure.metric,
        low=number.low,
        high=None if number.open or number.qualifier in _OPEN else number.high,
        qualifier=number.qualifier if number.qualifier is not Qualifier.EXACT else None,
        unit=measure.unit,
        per=measure.per,
        party=party,
        population=measure.population,
        place=_place(measure, sentence, page),
        source=_source(measure, sentence, page, context),
        start=period.start if period is not None else None,
        end=period.end if period is not None else None,
    )


def _party(measure: Measure, sentence: Sentence, page: Page, context: Context) -> str | None:
    """Who does it: the subject of the verb, else the party or person named last before it."""
    frame = _frame(measure, sentence)
    if frame is not None and sentence.pieces[frame.index] is measure.sign:
        if frame.passive:
            return None
        for piece in frame.subjects:
            return _actor(piece, sentence, page, context)
    before = [piece for piece in sentence.pieces if piece.end <= measure.sign.start]
    for piece in reversed(before):
        if piece.tag in (Tag.PARTY, Tag.PERSON, Tag.PRON):
            return _actor(piece, sentence, page, context)
    return None


def _actor(piece: Piece, sentence: Sentence, page: Page, context: Context) -> str | None:
    """The party of an actor. In a quotation 'he' is somebody of whom the speaker spoke."""
    quote = page.quote_at(piece.start)
    if quote is not None and piece.tag is Tag.PRON and piece.word in ("he", "she"):
        speaker = context.voices.get(quote.start)
        for before in reversed(page.sentences[max(0, sentence.number - _MEMORY) : sentence.number + 1]):
            for other in before.pieces:
                told = other.tag is Tag.PERSON and other.start < piece.start
                if told and (speaker is None or other.value.person != speaker.person):
                    return str(other.value.party) if other.value.party else None
        return None
    actor = context.actor(piece, sentence)
    return actor.party if actor is not None else None


def _period(measure: Measure, sentence: Sentence, context: Context) -> Period | None:
    """The first time that the clause gives; not one with which it compares."""
    begins = max(
        (
            piece.end
            for piece in sentence.pieces
            if piece.tag is Tag.REL and piece.end <= measure.number.start
        ),
        default=sentence.start,
    )
    for piece in sentence.pieces:
        if listed("against", piece) is not None:
            return None
        if piece.tag is Tag.DATE and piece.start >= begins:
            period = resolve_period(piece.value, context.anchor)
            if period is not None:
                return period
    return None


def _place(measure: Measure, sentence: Sentence, page: Page) -> str | None:
    """Where: the first name after 'in' or 'of' behind the number, else the last before it."""
    found: list[tuple[int, str]] = []
    for index, piece in enumerate(sentence.pieces[:-1]):
        if piece.tag is Tag.PREP and piece.word in _WHERE:
            name = _place_name(sentence.pieces[index + 1 :], page)
            if name:
                found.append((piece.start, name))
    after = [name for start, name in found if start > measure.number.start]
    return after[0] if after else found[-1][1] if found else None


def _place_name(pieces: list[Piece], page: Page) -> str | None:
    text = page.flat.text
    first = 1 if pieces[0].tag is Tag.DET and len(pieces) > 1 else 0
    head = pieces[first]
    if head.tag in _PLACED:
        form = getattr(head.value, "form", "name")
        return text[head.start : head.end] if form in ("name", "capital") else None
    end = first
    while end < len(pieces) and pieces[end].tag is Tag.WORD and text[pieces[end].start].isupper():
        end += 1
    goes_on = end < len(pieces) and text[pieces[end].start].isupper() and pieces[end].tag is not Tag.DATE
    return text[pieces[first].start : pieces[end - 1].end] if end > first and not goes_on else None


def _source(measure: Measure, sentence: Sentence, page: Page, context: Context) -> str | None:
    """Who says so: 'according to U.N. estimates', 'the Mission reported', the speaker of a quotation."""
    quote = page.quote_at(measure.number.start)
    if quote is not None:
        voice = context.voices.get(quote.start)
        return (voice.person or voice.party) if voice is not None else None
    for index, piece in enumerate(sentence.pieces[:-1]):
        if listed("according", piece) is not None:
            return _named(sentence.pieces[index + 1 : index + 5], sentence, page, context)
    for frame in sentence.frames:
        free = bool(frame.subjects) and not _is_owned(frame.subjects[0], sentence)
        if free and is_saying(frame) and reports(frame, sentence.pieces):
            return _named(list(frame.subjects), sentence, page, context)
    return None


def _is_owned(piece: Piece, sentence: Sentence) -> bool:
    """Whether a preposition claims a subject, so that somebody else speaks: 'with the people of Ukraine'."""
    before = [other for other in sentence.pieces if other.end <= piece.start and other.tag is not Tag.DET]
    return bool(before) and before[-1].tag is Tag.PREP


def _named(pieces: list[Piece], sentence: Sentence, page: Page, context: Context) -> str | None:
    for piece in pieces:
        actor = context.actor(piece, sentence)
        if actor is not None and actor.person:
            return actor.person
        if piece.tag is Tag.PARTY and actor is not None:
            written = page.flat.text[piece.start : piece.end]
            return actor.party if actor.party and len(written) <= len(actor.party) + 2 else written
    return None
