"""Where a document says something: a stretch of its text, in Unicode code points."""

from __future__ import annotations

import msgspec

from pledgebook.vocabulary.errors import BadValue


class Evidence(msgspec.Struct, frozen=True, order=True, gc=False):
    """`text[start:end]` of the document that the claim names. Never empty, never negative."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise BadValue(
                f"evidence runs from {self.start} to {self.end}; it must start at 0 or later and not be empty"
            )

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Evidence) -> bool:
        """Whether both point at some of the same characters."""
        return self.start < other.end and other.start < self.end
