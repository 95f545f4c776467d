"""Who speaks in a quotation, as the words around it say: 'said Healey', 'he told reporters', a name below."""

from __future__ import annotations

import re
from bisect import bisect_right

from pledgebook.reading.clauses import Frame
from pledgebook.reading.limits import LONGEST_SENTENCE
from pledgebook.reading.names import Names
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.quotes import Quote
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reading.wordlists import word_lists

_NEAR = 200
"""How far, in characters, the verb of saying may stand from the quotation that it introduces or closes."""
_PHRASE = 14
"""How many pieces a speaker with titles and an aside in commas may take before the verb of saying."""
_INVERTED = 6
"""How many pieces after 'said' the speaker's name may begin."""
_COMPLEMENT = 6
"""How many pieces after a verb of saying 'that' may stand, for those to whom it is said and when."""
_CLAUSE = 14
"""How many pieces after a verb of saying what was said must have shown its own verb."""
_MARKS = frozenset({Tag.PUNCT, Tag.QUOTE})
_NO_SPEAKER = frozenset({Tag.AND, Tag.BUT, Tag.PREP, Tag.REL, Tag.VERB, Tag.TO})
_SIGNATURE = re.compile(r"""["”'’]?\s*[—–-]+\s*(?=[A-Z])(?=[^\n\d]{0,80})""")
_SIGNED = 40
"""How far from its dash, in characters, the name beneath a quotation may begin."""


def is_saying(frame: Frame) -> bool:
    """Whether a verb tells who speaks: 'he was asked' does not."""
    return frame.has("say", "announce") and not frame.passive


def reports(frame: Frame, pieces: list[Piece]) -> bool:
    """Whether a clause with what was said follows a verb of saying: 'told ministers that', 'said it was'."""
    if not frame.has("say") or frame.form.lemma in word_lists("speech.csv")["unreported"]:
        return False
    for index in range(frame.index + 1, min(frame.index + _CLAUSE, len(pieces))):
        piece = pieces[index]
        if piece.tag is Tag.REL and index <= frame.index + _COMPLEMENT:
            return piece.word == "that"
        if piece.tag in (Tag.AUX, Tag.MODAL) and index > frame.index + 1:
            return True
        if piece.tag in (Tag.PUNCT, Tag.QUOTE, Tag.TO):
            return False
    return False


class Speakers:
    """Finds the speakers of the quotations of one page."""

    def __init__(self, page: Page, names: Names) -> None:
        self.page = page
        self.names = names
        self._starts = [sentence.start for sentence in page.sentences]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence in which a character stands, or of the one before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def of(self, quote: Quote) -> Actor | None:
        """Who says a quotation, as far as the sentences beside it tell."""
        sentences = self.page.sentences[self.sentence_at(quote.start) : self.sentence_at(quote.end) + 2]
        if not sentences or max(len(sentence.pieces) for sentence in sentences) > LONGEST_SENTENCE:
            return None
        return self._after(quote) or self._before(quote) or self._signed(quote)

    def passing(self, quote: Quote) -> Actor | None:
        """The person who acts in the sentence before words that it quotes in passing."""
        sentence = self.page.sentences[self.sentence_at(quote.start)]
        if len(sentence.pieces) > LONGEST_SENTENCE:
            return None
        for frame in reversed(sentence.frames):
            verb = sentence.pieces[frame.index]
            if frame.passive or not frame.subjects:
                continue
            if verb.start < quote.start and self.page.quote_at(verb.start) is None:
                actor = self.names.subject(frame, sentence)
                if actor is not None and actor.person:
                    return actor
        return None

    def _after(self, quote: Quote) -> Actor | None:
        """The words that follow: '..., said Healey', '..., the minister wrote on Telegram'."""
        number = self.sentence_at(quote.end)
        sentence, first = self._next_piece(quote, self.page.sentences[number])
        fresh = False
        if first is None and number + 1 < len(self.page.sentences):
            following = self.page.sentences[number + 1]
            fresh = self.page.flat.text[quote.end - 1] not in "?!"
            if following.paragraph == sentence.paragraph:
                sentence, first = self._next_piece(quote, following)
        if first is None or sentence.pieces[first].start - quote.end > _NEAR:
            return None
        return self._inverted(sentence, first) or (None if fresh else self._straight(sentence, first))

    def _next_piece(self, quote: Quote, sentence: Sentence) -> tuple[Sentence, int | None]:
        for index, piece in enumerate(sentence.pieces):
            if piece.start >= quote.end and piece.tag not in _MARKS:
                return sentence, index
        return sentence, None

    def _inverted(self, sentence: Sentence, first: int) -> Actor | None:
        """'said the Defence Secretary, John Healey': a verb of saying, then who."""
        pieces = sentence.pieces
        if not _says(pieces[first]):
            return None
        stop = first + 1
        while stop < min(first + _INVERTED, len(pieces)) and pieces[stop].tag not in _MARKS | {Tag.VERB}:
            stop += 1
        return self.names.first(sentence, first + 1, stop)

    def _straight(self, sentence: Sentence, first: int) -> Actor | None:
        """'Mr Healey, who chaired the talks, told reporters': who, then a verb of saying."""
        pieces = sentence.pieces
        if pieces[first].tag in _NO_SPEAKER:
            return None
        for frame in sentence.frames:
            if frame.index > first and is_saying(frame):
                if frame.index - first > _PHRASE or self.page.quote_at(pieces[frame.index].start):
                    return None
                return self.names.first(sentence, first, frame.index)
        return None

    def _before(self, quote: Quote) -> Actor | None:
        """'Healey said: ...', in the sentence itself or in one before it that ends with a colon."""
        number = self.sentence_at(quote.start)
        sentence = self.page.sentences[number]
        if number and not self.page.flat.text[sentence.start : quote.start].strip(" “\"'‘„«"):
            before = self.page.sentences[number - 1]
            sentence = before if self.page.flat.text[before.end - 1] == ":" else sentence
        best: Frame | None = None
        for frame in sentence.frames:
            verb = sentence.pieces[frame.index]
            near = verb.end <= quote.start and quote.start - verb.end <= _NEAR
            if near and is_saying(frame) and self.page.quote_at(verb.start) is None:
                best = frame
        return self.names.subject(best, sentence) if best is not None else None

    def _signed(self, quote: Quote) -> Actor | None:
        """A name after a dash beneath the quotation: '— Mark Carney, Prime Minister of Canada'."""
        dash = _SIGNATURE.match(self.page.flat.text, quote.end)
        if dash is None:
            return None
        number = self.sentence_at(dash.end())
        for sentence in self.page.sentences[number : number + 2]:
            for piece in sentence.pieces:
                if piece.tag is Tag.PERSON and 0 <= piece.start - dash.end() <= _SIGNED:
                    return self.names.named(piece, sentence)
        return None


def _says(piece: Piece) -> bool:
    return piece.tag is Tag.VERB and not piece.value.classes.isdisjoint({"say", "announce"})
