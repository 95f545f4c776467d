"""Whom a few words before or after a verb of saying mean: an actor, an unknown name, 'the minister'."""

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
        beside = _beside(frame.index, sentence.pieces)
        if _is_free_person(sentence.pieces, beside):
            return self.named(sentence.pieces[beside], sentence)
        for piece in frame.subjects:
            actor = self.named(piece, sentence)
            if actor is not None and actor.form != "group":
                return actor
        return self.at(sentence, beside if frame.subjects else _before(frame, sentence.pieces))

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
            return self._somebody(piece, sentence)
        actor = self.context.actor(piece, sentence)
        if actor is None and piece.tag is Tag.OFFICE:
            return self._somebody(piece, sentence)
        return actor

    def at(self, sentence: Sentence, index: int) -> Actor | None:
        """Whom the words mean that end with a piece."""
        if not 0 <= index < len(sentence.pieces):
            return None
        piece = sentence.pieces[index]
        if piece.tag in _NAMED or piece.tag is Tag.PRON:
            return self.named(piece, sentence)
        if piece.word in self._words["somebody"]:
            return self._somebody(piece, sentence)
        return self._introduced(sentence.pieces, index) or self._surnames.get(piece.word)

    def _somebody(self, piece: Piece, sentence: Sentence) -> Actor | None:
        """'He' or 'the minister': the unknown speaker heard last, else the known person named last."""
        known = self.context.person_before(sentence, piece.start)
        return self._unknown(sentence) or known or self._newcomer(sentence)

    def _newcomer(self, sentence: Sentence) -> Actor | None:
        """A person with whom one of the sentences before begins: 'Ann Lee, who leads the team, ...'."""
        for before in reversed(self.page.sentences[max(0, sentence.number - 2) : sentence.number]):
            last = 0
            while last + 1 < len(before.pieces) and self._capital(before.pieces[last + 1]):
                last += 1
            actor = self._introduced(before.pieces, last)
            if actor is not None and last + 1 < len(before.pieces) and before.pieces[last + 1].word == ",":
                return actor
        return None

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
        while (
            first > 0
            and self._capital(pieces[first - 1])
            and pieces[first].start - pieces[first - 1].end <= 1
        ):
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
    return _beside(frame.index, pieces)


def _beside(index: int, pieces: list[Piece]) -> int:
    """The index of what stands right before a verb and its auxiliaries."""
    left = index - 1
    while left >= 0 and pieces[left].tag in _BETWEEN:
        left -= 1
    return left


def _is_free_person(pieces: list[Piece], index: int) -> bool:
    """Whether a piece is a person whom no preposition and no owner before claims."""
    if index < 0 or pieces[index].tag is not Tag.PERSON:
        return False
    return index == 0 or pieces[index - 1].tag not in (Tag.PREP, Tag.TO, Tag.AND, Tag.VERB)
