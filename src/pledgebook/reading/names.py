"""Whom a few words before or after a verb of saying mean: a known actor, a name no table has, 'the minister'."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reading.wordlists import word_lists

_NAMED = frozenset({Tag.PERSON, Tag.OFFICE, Tag.PARTY})
_BETWEEN = frozenset({Tag.ADV, Tag.AUX, Tag.DATE})
_HE = frozenset({"he", "she"})
_PARTS = 3
"""How many words a name that no table knows may have."""
_MEMORY = 8
"""For how many sentences 'he' goes on meaning a speaker."""


class Heard(msgspec.Struct, frozen=True):
    """Somebody who speaks in a sentence, by a name that no table knows."""

    sentence: int
    actor: Actor


class Names:
    """The actors of one page as they are named, those included whom only the page itself introduces."""

    def __init__(self, page: Page, context: Context) -> None:
        self.page = page
        self.context = context
        self._words = word_lists("speech.csv")
        self._heard: list[Heard] = []
        self._surnames: dict[str, Actor] = {}

    def hear(self, sentence: Sentence, frame: Frame) -> None:
        """Take note of the subject of a verb if it is a name that no table knows; sentences come in order."""
        if not frame.subjects:
            actor = self._introduced(sentence.pieces, _before(frame, sentence.pieces))
            if actor is not None:
                self._heard.append(Heard(sentence.number, actor))

    def subject(self, frame: Frame, sentence: Sentence) -> Actor | None:
        """Whom the subject of a verb means, if somebody who can speak."""
        for piece in frame.subjects:
            actor = self.named(piece, sentence)
            if actor is not None and actor.form != "group":
                return actor
        return None if frame.subjects else self.at(sentence, _before(frame, sentence.pieces))

    def first(self, sentence: Sentence, start: int, stop: int) -> Actor | None:
        """Whom the first name among some pieces means."""
        for index in range(start, min(stop, len(sentence.pieces))):
            piece = sentence.pieces[index]
            if piece.tag is Tag.PARTY and piece.value.form == "adjective":
                continue
            if piece.tag in _NAMED or piece.tag is Tag.PRON or piece.word in self._words["somebody"]:
                return self.at(sentence, index)
            if self._capital(piece):
                while index + 1 < stop and self._capital(sentence.pieces[index + 1]):
                    index += 1
                return self.at(sentence, index)
        return None

    def named(self, piece: Piece, sentence: Sentence) -> Actor | None:
        """Whom a piece means that is a name, an office or a pronoun."""
        if piece.tag is Tag.PRON and piece.word in _HE:
            return self._unknown(sentence) or self.context.actor(piece, sentence)
        return self.context.actor(piece, sentence)

    def at(self, sentence: Sentence, index: int) -> Actor | None:
        """Whom the words mean that end with a piece."""
        if not 0 <= index < len(sentence.pieces):
            return None
        piece = sentence.pieces[index]
        if piece.tag in _NAMED or piece.tag is Tag.PRON:
            return self.named(piece, sentence)
        if piece.word in self._words["somebody"]:
            return self._unknown(sentence) or self.context.person_before(sentence, piece.start)
        return self._introduced(sentence.pieces, index) or self._surnames.get(piece.word)

    def _unknown(self, sentence: Sentence) -> Actor | None:
        """The unknown speaker heard last, unless a known person was named since."""
        position = bisect_right(self._heard, sentence.number, key=lambda heard: heard.sentence) - 1
        if position < 0 or sentence.number - self._heard[position].sentence > _MEMORY:
            return None
        heard = self._heard[position]
        for other in self.page.sentences[heard.sentence : sentence.number + 1]:
            if any(piece.tag is Tag.PERSON and not self.page.quote_at(piece.start) for piece in other.pieces):
                return None
        return heard.actor

    def _introduced(self, pieces: list[Piece], last: int) -> Actor | None:
        """A name of two or three words with capitals that ends at a piece, known from here on by its last."""
        if not 0 <= last < len(pieces) or not self._capital(pieces[last]):
            return None
        first = last
        while first > 0 and self._capital(pieces[first - 1]) and pieces[first].start - pieces[first - 1].end <= 1:
            first -= 1
        if not 2 <= last - first + 1 <= _PARTS:
            return None
        actor = Actor(person=self.page.flat.text[pieces[first].start : pieces[last].end])
        return self._surnames.setdefault(pieces[last].word, actor)

    def _capital(self, piece: Piece) -> bool:
        """Whether a piece may be part of a person's name."""
        text = self.page.flat.text
        return (
            piece.tag is Tag.WORD
            and piece.end - piece.start > 1
            and text[piece.start].isupper()
            and not text[piece.start : piece.end].isupper()
            and piece.word not in self._words["institution"]
        )


def _before(frame: Frame, pieces: list[Piece]) -> int:
    """The index of the piece that ends the subject of a verb without a known one."""
    if frame.head is not None:
        return next((i for i in range(frame.index, -1, -1) if pieces[i] is frame.head), -1)
    left = frame.index - 1
    while left >= 0 and pieces[left].tag in _BETWEEN:
        left -= 1
    return left
