"""Dates as people write them, and the day that they mean once the day of writing is known."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources

import ahocorasick_rs
import msgspec

from pledgebook.vocabulary.time import PartialDate, Period


_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE, _AFTER = 28, 32
"""How far a date reaches to either side of its month, weekday or year: 'before the end of the 24th of February, 2022'."""


class When(msgspec.Struct, frozen=True, gc=False):
    """A date expression of the flat text, as far as it speaks for itself.

    `weekday` counts from Monday = 0, `days` and `years` from the day of writing. `until` says that the words
    give only an end ('by the end of 2025'), `until_year` that they name a span of years ('2026-2027').
    `direction` is -1 for 'last Friday', 1 for 'next Friday'.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    days: int | None = None
    years: int | None = None
    until: bool = False
    since: bool = False
    until_year: int | None = None
    until_month: int | None = None
    direction: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it means one day."""
        return self.day is not None or self.weekday is not None or self.days is not None


class _Tables:
    def __init__(self) -> None:
        table = resources.files("pledgebook.reading.english") / "dates.csv"
        with table.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        self.values = {(row["kind"], word): int(row["value"]) for row in rows for word in row["words"].split("|") if row["value"].lstrip("-").isdigit()}
        words = {kind: _alternatives(rows, kind) for kind in {row["kind"] for row in rows}}
        month, weekday = words["month"], words["weekday"]
        large = r"(?: |-)?(?:million|billion)"
        lead = rf"(?:(?P<until>\b(?:{words['until']})) |(?P<since>\b(?:{words['from']})) |\b(?:{words['in']}) )?"
        kinds = ("month", "weekday", "day", "year")
        self.words = ahocorasick_rs.AhoCorasick(sorted(word for kind, word in self.values if kind in kinds))
        self.pattern = re.compile(
            rf"{lead}(?:"
            rf"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)"
            rf"|(?P<dots>\b\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d\b)"
            rf"|\b(?P<m1>{month})\b\.? (?:the )?(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|,\d|{large})"
            rf"(?:,? (?P<y1>(?:19|20)\d\d)\b)?"
            rf"|(?:the )?\b(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m2>{month})\b(?:,? (?P<y2>(?:19|20)\d\d)\b)?"
            rf"|\b(?P<m3>{month})\b(?: (?:through to|through|to|until|-|–) (?P<m3b>{month})\b)?(?:,? (?P<y3>(?:19|20)\d\d)\b)?"
            rf"|(?:(?P<prev>\b(?:{words['previous']})) |(?P<next>\b(?:{words['next']})) )?\b(?P<wd>{weekday})\b"
            rf"|\b(?P<dayword>{words['day']})\b"
            rf"|\b(?P<yearword>{words['year']})\b"
            rf"|\b(?P<span1>20\d\d)\s?(?:-|–|—|/|to|and|through)\s?(?P<span2>20\d\d|\d\d)\b(?![-.]\d)"
            rf"|(?P<year>\b20[0-4]\d\b)(?![-.,]\d|%|{large})"
            rf")"
        )


def _alternatives(rows: list[dict[str, str]], kind: str) -> str:
    words = [word for row in rows if row["kind"] == kind for word in row["words"].split("|")]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _tables() -> _Tables:
    return _Tables()


def find_dates(text: str, folded: str) -> Iterator[When]:
    """The date expressions of a text, in order. `text` is as written: a month is a month only with its capital."""
    tables = _tables()
    for start, end in _windows(folded, tables):
        for match in tables.pattern.finditer(folded, start, end):
            when = _when(match, text, tables)
            if when is not None:
                yield when


def _windows(folded: str, tables: _Tables) -> list[tuple[int, int]]:
    """The stretches around the words and years that a date can have: the long pattern runs only there."""
    spots = [(start, end) for _, start, end in tables.words.find_matches_as_indexes(folded)]
    spots += [match.span() for match in _YEAR.finditer(folded)]
    windows: list[tuple[int, int]] = []
    for start, end in sorted(spots):
        first, last = max(0, start - _BEFORE), min(len(folded), end + _AFTER)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((_word_start(folded, first), last))
    return windows


def _word_start(folded: str, offset: int) -> int:
    while offset and folded[offset - 1].isalnum():
        offset -= 1
    return offset


def _when(match: re.Match[str], text: str, tables: _Tables) -> When | None:
    groups = match.groupdict()
    start, end = match.span()
    base = {"until": groups["until"] is not None, "since": groups["since"] is not None}
    month_group = next((name for name in ("m1", "m2", "m3") if groups[name]), None)
    if month_group:
        return _monthly(match, text, tables, month_group)
    if groups["wd"]:
        if not text[match.start("wd")].isupper():
            return None
        direction = -1 if groups["prev"] else 1 if groups["next"] else 0
        return When(start, end, weekday=tables.values["weekday", groups["wd"]], direction=direction)
    if groups["dayword"]:
        return When(start, end, days=tables.values["day", groups["dayword"]])
    if groups["yearword"]:
        return When(start, end, years=tables.values["year", groups["yearword"]], **base)
    if groups["span1"]:
        second = groups["span2"]
        return When(start, end, year=int(groups["span1"]), until_year=int(second if len(second) == 4 else "20" + second))
    if groups["year"]:
        return When(start, end, year=int(groups["year"]), **base)
    return _numeric(match, base)


def _numeric(match: re.Match[str], base: dict[str, bool]) -> When | None:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    else:
        day, month, year = (int(part) for part in match["dots"].split("."))
    return When(*match.span(), year=year, month=month, day=day, **base) if _valid(year, month, day) else None


def _monthly(match: re.Match[str], text: str, tables: _Tables, group: str) -> When | None:
    number = group[1]
    written = text[match.start(group) : match.end(group)]
    day = match.groupdict().get("d" + number)
    year = match["y" + number]
    bare = day is None and year is None
    if not written[0].isupper() or (bare and written in ("May", "March", "Mar", "Sep", "Jan", "Dec") and not (match["until"] or match["since"] or match.start() < match.start(group) or written == "March")):
        return None
    value = tables.values["month", match[group]]
    if day is not None and not _valid(int(year or 2024), value, int(day)):
        return None
    second = tables.values["month", match["m3b"]] if match["m3b"] else None
    return When(
        match.start(), match.end(), year=int(year) if year else None, month=value, day=int(day) if day else None,
        until=match["until"] is not None, since=match["since"] is not None, until_month=second,
    )


def _valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def resolve_day(when: When, anchor: date | None) -> date | None:
    """The day that an expression means when written on `anchor`; None when it names none.

    A bare weekday is the latest one on or before the anchor, as the press uses it; 'next' is after it.
    A day and month without a year is the nearest such day.
    """
    if when.day is not None and when.month is not None:
        if when.year is not None:
            return date(when.year, when.month, when.day)
        return _nearest(when.month, when.day, anchor) if anchor else None
    if anchor is None:
        return None
    if when.days is not None:
        return anchor + timedelta(days=when.days)
    if when.weekday is not None:
        back = (anchor.weekday() - when.weekday) % 7
        if when.direction > 0:
            return anchor + timedelta(days=7 - back)
        return anchor - timedelta(days=back or (7 if when.direction < 0 else 0))
    return None


def _nearest(month: int, day: int, anchor: date) -> date | None:
    days = [date(year, month, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1) if _valid(year, month, day)]
    return min(days, key=lambda found: abs(found - anchor), default=None)


def resolve_partial(when: When, anchor: date | None) -> PartialDate | None:
    """The year, month or day that an expression means, as exactly as it says."""
    day = resolve_day(when, anchor)
    if day is not None:
        return PartialDate.of(day)
    if when.month is not None:
        year = when.year or (_year_of_month(when.month, anchor) if anchor else None)
        return PartialDate(f"{year:04}-{when.month:02}") if year else None
    if when.year is not None:
        return PartialDate(f"{when.year:04}")
    if when.years is not None and anchor:
        return PartialDate(f"{anchor.year + when.years:04}")
    return None


def _year_of_month(month: int, anchor: date) -> int:
    return anchor.year if month <= anchor.month else anchor.year - 1


def resolve_period(when: When, anchor: date | None) -> Period | None:
    """The stretch of time that an expression spans; open at the side that it leaves open."""
    partial = resolve_partial(msgspec.structs.replace(when, until_year=None), anchor)
    if partial is None:
        return None
    first, last = partial.first, partial.last
    if when.until_year is not None and when.until_year >= first.year:
        last = date(when.until_year, 12, 31)
    if when.until_month is not None and when.until_month >= first.month:
        last = date(first.year, when.until_month, calendar.monthrange(first.year, when.until_month)[1])
    if when.until:
        return Period(end=last)
    if when.since:
        return Period(start=first) if when.until_month is None else Period(start=first, end=last)
    return Period(start=first, end=last)
