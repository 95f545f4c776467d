"""Dates that a source gives in part, and stretches of time."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import msgspec

from pledgebook.vocabulary.errors import BadValue

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDate(str):
    """A year, a month of it or a day, as exactly as the source says it: '2025', '2025-02', '2025-02-14'.

    It is its ISO 8601 text, so it sorts, hashes and travels as one. Raises BadValue for anything else.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> PartialDate:
        match = _ISO.fullmatch(text)
        if match is None:
            raise BadValue(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            date(year, month, day)
        except ValueError as error:
            raise BadValue(f"{text!r} is no date: {error}; correct the day or the month") from error
        return super().__new__(cls, text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The whole date."""
        return cls(day.isoformat())

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date.fromisoformat(f"{self}-01-01"[:10] if len(self) == 4 else f"{self}-01"[:10])

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        if len(self) == 10:
            return self.first
        month = self.first.month if len(self) == 7 else 12
        return date(self.first.year, month, monthrange(self.first.year, month)[1])


class Period(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of time, both ends included; an end that the source leaves open is None."""

    start: date | None = msgspec.field(default=None, name="from")
    end: date | None = msgspec.field(default=None, name="to")

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise BadValue("a period needs at least one end; leave the period out instead")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise BadValue(f"the period ends on {self.end} and starts on {self.start}; exchange the two")
