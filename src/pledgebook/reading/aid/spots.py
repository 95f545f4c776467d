"""One piece of a sentence, with the verb that says what happens to it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag


class Spot(msgspec.Struct, frozen=True):
    """The piece at `index`; `frame` is its verb, None where it has none."""

    sentence: Sentence
    index: int
    frame: Frame | None = None

    @property
    def pieces(self) -> Sequence[Piece]:
        """The pieces of the whole sentence."""
        return self.sentence.pieces

    @property
    def piece(self) -> Piece:
        """The piece itself."""
        return self.pieces[self.index]

    def has(self, *classes: str) -> bool:
        """Whether there is a verb, and of one of these classes."""
        return self.frame is not None and self.frame.has(*classes)

    def before(self, reach: int) -> Sequence[Piece]:
        """The pieces before it, at most `reach`."""
        return self.pieces[max(0, self.index - reach) : self.index]

    def around(self, reach: int) -> Sequence[Piece]:
        """The pieces before and after it, at most `reach` on each side, and itself."""
        return self.pieces[max(0, self.index - reach) : self.index + reach + 1]

    def clause(self) -> tuple[int, int]:
        """The stretch of the flat text that says it: from the subject, or the sentence's start."""
        frame, pieces = self.frame, self.pieces
        if frame is None:
            return self.sentence.start, self.sentence.end
        subjects = (piece.start for piece in frame.subjects if piece.start >= self.sentence.start)
        last = frame.last if frame.last > self.index else len(pieces)
        end = pieces[min(last, len(pieces)) - 1].end
        return min([pieces[min(frame.index, self.index)].start, *subjects]), max(end, self.piece.end)

    def items_around(self) -> tuple[int, int]:
        """Where the items of a sum stand: in the stretch of its verb, up to the next sum."""
        frame, pieces = self.frame, self.pieces
        first, last = 0, len(pieces)
        if frame is not None and frame.index < self.index:
            first, last = min(frame.first, self.index), frame.last
        last = min(max(last, self.index + 1), len(pieces))
        sums = (look for look in range(self.index + 1, last) if pieces[look].tag is Tag.MONEY)
        last = next(sums, last)
        if any(piece.tag is Tag.MONEY for piece in pieces[first : self.index]):
            first = self.index
        return first, last
