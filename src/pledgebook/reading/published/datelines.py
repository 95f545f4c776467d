"""The dateline with which a news story opens: 'BRUSSELS, June 4 (Reuters) - '."""

from __future__ import annotations

import re

import msgspec

from pledgebook.reading.layout import Layout, ParagraphKind
from pledgebook.reading.published.head import MONTHS, head_of
from pledgebook.vocabulary.evidence import Evidence

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PLACE = r"(?P<place>[^\W\d_a-z][\w.'’-]*(?:[ /][^\W\d_a-z][\w.'’-]*){0,3}(?:, [^\W\d_a-z][\w.'’ -]{1,24}?)?)"
_DATE = (
    rf"(?:(?P<month1>(?i:{_MONTH}))\.? (?P<day1>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>(?i:{_MONTH})))\b"
    r"(?:,? (?P<year>20\d\d))?"
)
_AGENCY = r"\((?P<agency>[^()\n]{2,40})\)"
_DATELINE = re.compile(
    rf"{_PLACE}[.,]?(?: {_DATE})?,?(?: {_AGENCY})?\s*(?:[-–—]|--|:)\s",
)


class Dateline(msgspec.Struct, frozen=True):
    """Where a story was written and, where it says so, on which day and for which agency.

    `year` is mostly left out in datelines; without it the day is known only within a year.
    """

    place: str
    month: int | None
    day: int | None
    year: int | None
    agency: str | None
    evidence: Evidence


def find_dateline(text: str, *, head: Layout | None = None) -> Dateline | None:
    """The dateline of the first paragraph that has one; None where it holds neither a date nor an agency."""
    paragraphs = (head or head_of(text)).of_kind(
        ParagraphKind.BODY, ParagraphKind.BYLINE, ParagraphKind.HEADING
    )
    for paragraph in paragraphs[:4]:
        match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        month = match and (match["month1"] or match["month2"])
        if match and (month or match["agency"]):
            day = match["day1"] or match["day2"]
            return Dateline(
                place=match["place"],
                month=MONTHS[month.casefold()] if month else None,
                day=int(day) if day else None,
                year=int(match["year"]) if match["year"] else None,
                agency=match["agency"],
                evidence=Evidence(match.start(), match.start() + len(match.group().rstrip())),
            )
    return None
