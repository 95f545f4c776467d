"""Dates as people write them, and the day that they mean once the day of writing is known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import ahocorasick_rs
import msgspec

from pledgebook.reading.wordlists import alternatives, word_lists
from pledgebook.vocabulary.time import PartialDate, Period

_TABLE = "dates.csv"
_TRIGGERS = ("month", "weekday", "day", "year")
"""The kinds of word without which, or a year in digits, there is no date."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = r"-|–|—"
_BEFORE, _AFTER = 28, 32
"""How far a date reaches to either side of its trigger: 'before the end of the 24th of February, 2022'."""
_LEAP_YEAR = 2024
"""Stands in where no year is given: a 29 February must pass."""
_WEEK = 7


class When(msgspec.Struct, frozen=True, gc=False):
    """A date expression of the flat text, as far as it speaks for itself.

    `weekday` counts from Monday = 0, `days` and `years` from the day of writing. `until` says that the words
    give only an end ('by the end of 2025'), `since` only a start ('from 2024'). `until_year` is the last of a
    span of years ('2026-2027'), `until_month` of one of months ('January through March').
    `direction` is -1 for 'last Friday', 1 for 'next Friday', 0 for just 'Friday'.
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
    """The date words of a language, compiled.

    `values` gives the number of each word, `doubtful` the short names of months that also mean other things.
    `triggers` finds the words that a date has, `pattern` the whole of it.
    """

    def __init__(self) -> None:
        lists = word_lists(_TABLE)
        self.values = {(kind, word): int(value) for kind in _TRIGGERS for word, value in lists[kind].items()}
        self.doubtful = frozenset(lists["doubtful"])
        self.triggers = ahocorasick_rs.AhoCorasick(sorted(word for _, word in self.values))
        self.pattern = re.compile(_pattern({kind: f"(?:{alternatives(lists[kind])})" for kind in lists}))


def _pattern(words: dict[str, str]) -> str:
    month, day = words["month"], rf"[0-3]?\d)(?:{words['ordinal']})?"
    number = rf"(?: |-)?{words['scale']}"
    year = r"(?:19|20)\d\d"
    return (
        rf"(?:(?P<until>\b{words['until']}) |(?P<since>\b{words['from']}) |\b{words['in']} )?(?:"
        rf"(?P<iso>\b{year}-\d\d-\d\d\b)"
        rf"|(?P<dots>\b\d{{1,2}}\.\d{{1,2}}\.{year}\b)"
        rf"|\b(?P<m1>{month})\b\.? (?:{words['the']} )?(?P<d1>{day}(?![\d:]|,\d|{number})"
        rf"(?:,? (?P<y1>{year})\b)?"
        rf"|(?:{words['the']} )?\b(?P<d2>{day}(?: {words['of']})? (?P<m2>{month})\b"
        rf"(?:,? (?P<y2>{year})\b)?"
        rf"|\b(?P<m3>{month})\b(?: (?:{words['monthto']}|{_DASHES}) (?P<m3b>{month})\b)?"
        rf"(?:,? (?P<y3>{year})\b)?"
        rf"|(?:(?P<prev>\b{words['previous']}) |(?P<next>\b{words['next']}) )?"
        rf"\b(?P<wd>{words['weekday']})\b"
        rf"|\b(?P<dayword>{words['day']})\b"
        rf"|\b(?P<yearword>{words['year']})\b"
        rf"|\b(?P<span1>20\d\d)\s?(?:{_DASHES}|/|{words['yearto']})\s?"
        rf"(?P<span2>20\d\d|\d\d)\b(?![-.]\d)"
        rf"|(?P<year>\b20[0-4]\d\b)(?![-.,]\d|%|{number})"
        r")"
    )


@cache
def _tables() -> _Tables:
    return _Tables()


def find_dates(text: str, folded: str) -> Iterator[When]:
    """The date expressions of a text, in order. In `text`, as written, a month has its capital."""
    tables = _tables()
    for start, end in _windows(folded, tables):
        for match in tables.pattern.finditer(folded, start, end):
            when = _when(match, text, tables)
            if when is not None:
                yield when


def _windows(folded: str, tables: _Tables) -> list[tuple[int, int]]:
    """The stretches around the words and years that a date can have: the long pattern runs only there."""
    spots = [(start, end) for _, start, end in tables.triggers.find_matches_as_indexes(folded)]
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
    """The date of a match; None where the words mean something else or there is no such day."""
    start, end = match.span()
    until, since = match["until"] is not None, match["since"] is not None
    month = next((group for group in ("m1", "m2", "m3") if match[group]), None)
    if month is not None:
        return _monthly(match, text, tables, month)
    if match["wd"] or match["dayword"]:
        return _near_day(match, text, tables)
    if match["yearword"]:
        years = tables.values["year", match["yearword"]]
        return When(start, end, years=years, until=until, since=since)
    if match["span1"]:
        first, last = match["span1"], match["span2"]
        return When(start, end, year=int(first), until_year=int(first[: -len(last)] + last))
    if match["year"]:
        return When(start, end, year=int(match["year"]), until=until, since=since)
    return _numeric(match)


def _near_day(match: re.Match[str], text: str, tables: _Tables) -> When | None:
    """A day told from the day of writing: 'last Friday', 'today'."""
    if match["dayword"]:
        return When(*match.span(), days=tables.values["day", match["dayword"]])
    if not text[match.start("wd")].isupper():
        return None
    direction = -1 if match["prev"] else 1 if match["next"] else 0
    return When(*match.span(), weekday=tables.values["weekday", match["wd"]], direction=direction)


def _numeric(match: re.Match[str]) -> When | None:
    """A date all in digits: '2025-04-11', '11.4.2025'."""
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    else:
        day, month, year = (int(part) for part in match["dots"].split("."))
    if not _exists(year, month, day):
        return None
    until, since = match["until"] is not None, match["since"] is not None
    return When(*match.span(), year=year, month=month, day=day, until=until, since=since)


def _monthly(match: re.Match[str], text: str, tables: _Tables, group: str) -> When | None:
    """A date with the name of a month, which `group` of the pattern holds."""
    number = group.removeprefix("m")
    day = match.groupdict().get(f"d{number}")
    year = match[f"y{number}"]
    if not _is_month(match, text, tables, group, bare=day is None and year is None):
        return None
    month = tables.values["month", match[group]]
    if day is not None and not _exists(int(year or _LEAP_YEAR), month, int(day)):
        return None
    return When(
        *match.span(),
        year=int(year) if year else None,
        month=month,
        day=int(day) if day else None,
        until=match["until"] is not None,
        since=match["since"] is not None,
        until_month=tables.values["month", match["m3b"]] if match["m3b"] else None,
    )


def _is_month(match: re.Match[str], text: str, tables: _Tables, group: str, *, bare: bool) -> bool:
    """Whether a word is the name of a month: it has its capital, and 'May' alone is none."""
    start = match.start(group)
    written = text[start : match.end(group)]
    alone = bare and start == match.start()
    return written[0].isupper() and not (alone and written in tables.doubtful)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= date.max.year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def resolve_day(when: When, anchor: date | None) -> date | None:
    """The day that an expression means when written on `anchor`; None when it names none.

    A bare weekday is the latest one on or before the anchor, as the press uses it; 'next' is after it.
    A day and month without a year is the nearest such day.
    """
    if when.day is not None and when.month is not None:
        return _nearest(when.year, when.month, when.day, anchor)
    if anchor is None:
        return None
    if when.days is not None:
        return _shifted(anchor, when.days)
    if when.weekday is not None:
        return _shifted(anchor, _days_to(when.weekday, when.direction, anchor))
    return None


def _nearest(year: int | None, month: int, day: int, anchor: date | None) -> date | None:
    """The day of a given year, else the one nearest to the anchor."""
    if year is not None:
        return date(year, month, day)
    if anchor is None:
        return None
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [date(year, month, day) for year in years if _exists(year, month, day)]
    return min(days, key=lambda found: abs(found - anchor), default=None)


def _days_to(weekday: int, direction: int, anchor: date) -> int:
    back = (anchor.weekday() - weekday) % _WEEK
    if direction > 0:
        return _WEEK - back
    return -_WEEK if direction < 0 and not back else -back


def _shifted(anchor: date, days: int) -> date | None:
    """So many days later; None beyond the calendar."""
    number = anchor.toordinal() + days
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def resolve_partial(when: When, anchor: date | None) -> PartialDate | None:
    """The year, month or day that an expression means, as exactly as it says."""
    day = resolve_day(when, anchor)
    if day is not None:
        return PartialDate.of(day)
    year = _year(when, anchor)
    if year is None or not 1 <= year <= date.max.year:
        return None
    return PartialDate(f"{year:04}" if when.month is None else f"{year:04}-{when.month:02}")


def _year(when: When, anchor: date | None) -> int | None:
    """The year that an expression means; a month alone is the latest one that has begun."""
    if when.year is not None or anchor is None:
        return when.year
    if when.month is not None:
        return anchor.year if when.month <= anchor.month else anchor.year - 1
    return anchor.year + when.years if when.years is not None else None


def resolve_period(when: When, anchor: date | None) -> Period | None:
    """The stretch of time that an expression spans; open at the side that it leaves open."""
    partial = resolve_partial(when, anchor)
    if partial is None:
        return None
    first, last = partial.first, partial.last
    if when.until_year is not None and when.until_year >= first.year:
        last = date(when.until_year, 12, 31)
    if when.until_month is not None and when.until_month >= first.month:
        last = date(first.year, when.until_month, calendar.monthrange(first.year, when.until_month)[1])
    if when.until:
        return Period(end=last)
    open_end = when.since and when.until_month is None
    return Period(start=first, end=None if open_end else last)
