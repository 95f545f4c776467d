"""Who said what: each quotation goes to its speaker, and reported speech to whom the sentence gives it."""

from __future__ import annotations

from bisect import bisect_right

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.quotes import Quote
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.vocabulary.claims import StatementClaim

_SPEECH = frozenset({"say", "announce", "pledge"})
_SHORTEST = 12
"""Fewer characters in quotation marks are a term and not words that somebody said ('on pause')."""
_NEAR = 160
"""How far, in characters, the verb of saying may stand from the quotation that it introduces or closes."""
_SPEAKERS = frozenset({Tag.PERSON, Tag.OFFICE, Tag.PRON, Tag.PARTY})


def read(page: Page, context: Context) -> list[StatementClaim]:
    """The statements of a page; also tells the context who speaks in each quotation."""
    claims: list[StatementClaim] = []
    starts = [sentence.start for sentence in page.sentences]
    previous: tuple[Quote, Actor] | None = None
    for quote in page.quotes:
        first = max(bisect_right(starts, quote.start) - 1, 0)
        last = max(bisect_right(starts, quote.end) - 1, 0)
        speaker = _speaker(page, context, quote, first, last)
        if speaker is None and previous is not None and _continues(page, previous[0], quote, first, starts):
            speaker = previous[1]
        if speaker is None:
            continue
        context.voices[quote.start] = speaker
        previous = (quote, speaker)
        if speaker.person and quote.end - quote.start >= _SHORTEST:
            evidence = page.evidence(quote.start, quote.end)
            claims.append(
                StatementClaim(document=page.document.name, evidence=evidence, speaker=speaker.person, party=speaker.party)
            )
    return claims + _reported(page, context)


def _continues(page: Page, before: Quote, quote: Quote, first: int, starts: list[int]) -> bool:
    """Whether a quotation without a speaker goes on where another one stopped."""
    sentence = page.sentences[first]
    last = page.sentences[max(bisect_right(starts, before.end) - 1, 0)]
    near = sentence.paragraph - last.paragraph <= 1
    leads = page.flat.text[sentence.start : quote.start].strip(" “\"'‘") == ""
    return near and (sentence.paragraph == last.paragraph or leads or before.open)


def _speaker(page: Page, context: Context, quote: Quote, first: int, last: int) -> Actor | None:
    """Who says a quotation: the subject of the nearest verb of saying outside it, else of the verb before it."""
    best: tuple[int, Frame, Sentence] | None = None
    paragraph = page.sentences[first].paragraph
    for number in range(max(first - 1, 0), min(last + 2, len(page.sentences))):
        sentence = page.sentences[number]
        if sentence.paragraph != paragraph:
            continue
        for frame in sentence.frames:
            verb = sentence.pieces[frame.index]
            if not frame.has("say", "announce") or page.quote_at(verb.start) is not None:
                continue
            if number < first and not _leads_over(page, sentence, quote):
                continue
            distance = verb.start - quote.end if verb.start >= quote.end else quote.start - verb.end
            if number > last and distance > 3:
                continue
            if distance <= _NEAR and (best is None or distance < best[0]):
                best = (distance, frame, sentence)
    if best is not None:
        actor = _who(best[1], best[2], context)
        if actor is not None:
            return actor
    return _governing(page, context, quote, page.sentences[first])


def _leads_over(page: Page, sentence: Sentence, quote: Quote) -> bool:
    return page.flat.text[sentence.end - 1] == ":" and sentence.end <= quote.start


def _who(frame: Frame, sentence: Sentence, context: Context) -> Actor | None:
    candidates = list(frame.subjects)
    if not candidates or _inverted(frame, sentence):
        for piece in sentence.pieces[frame.index + 1 : frame.index + 6]:
            if piece.tag in _SPEAKERS:
                candidates = [piece]
                break
            if piece.tag in (Tag.PUNCT, Tag.VERB, Tag.QUOTE):
                break
    for piece in candidates:
        actor = context.actor(piece, sentence)
        if actor is not None and actor.form != "group":
            return actor
    return None


def _inverted(frame: Frame, sentence: Sentence) -> bool:
    """'..., said Healey': the subject found on the left belongs to the quotation."""
    after = sentence.pieces[frame.index + 1 : frame.index + 3]
    before = sentence.pieces[frame.index - 1] if frame.index else None
    closed = before is not None and (before.tag is Tag.QUOTE or before.word in ("'", ","))
    return closed and bool(after) and any(piece.tag in (Tag.PERSON, Tag.OFFICE) for piece in after)


def _governing(page: Page, context: Context, quote: Quote, sentence: Sentence) -> Actor | None:
    """The person who acts in the sentence before words that it quotes in passing."""
    for frame in reversed(sentence.frames):
        verb = sentence.pieces[frame.index]
        if verb.start < quote.start and page.quote_at(verb.start) is None:
            for piece in frame.subjects:
                actor = context.actor(piece, sentence)
                if actor is not None and actor.person:
                    return actor
    return None


def _reported(page: Page, context: Context) -> list[StatementClaim]:
    """Indirect speech: 'He said that ...', where the sentence itself quotes nothing."""
    claims: list[StatementClaim] = []
    for sentence in page.sentences:
        if sentence.heading or Tag.QUOTE in sentence.tags or Tag.VERB not in sentence.tags:
            continue
        for frame in sentence.frames:
            if not frame.has("say") or frame.form.lemma in ("pledge", "promise") or page.quote_at(sentence.start):
                continue
            if frame.last - frame.first < 4 or not _complement(sentence.pieces, frame.first):
                continue
            actor = _who(frame, sentence, context)
            if actor is not None and actor.person:
                claims.append(
                    StatementClaim(
                        document=page.document.name,
                        evidence=page.evidence(sentence.start, sentence.end),
                        speaker=actor.person,
                        party=actor.party,
                        reported=True,
                    )
                )
                break
    return claims


def _complement(pieces: list[Piece], first: int) -> bool:
    return first < len(pieces) and pieces[first].tag not in (Tag.PUNCT, Tag.PREP, Tag.TO)
