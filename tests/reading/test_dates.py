"""Dates, and the days that they mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading.dates import When, find_dates, resolve_day, resolve_partial, resolve_period
from pledgebook.reading.flat import fold

_FRIDAY = date(2025, 4, 11)


def _found(text: str) -> list[When]:
    return list(find_dates(text, fold(text)))


def _one(text: str) -> When:
    (when,) = _found(text)
    return when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Wednesday", "2025-04-09"),
        ("on Friday", "2025-04-11"),
        ("last Friday", "2025-04-04"),
        ("next Friday", "2025-04-18"),
        ("next Monday", "2025-04-14"),
        ("today", "2025-04-11"),
        ("yesterday", "2025-04-10"),
        ("2025-03-06", "2025-03-06"),
        ("6.3.2025", "2025-03-06"),
        ("6 March 2025", "2025-03-06"),
        ("March 6th, 2025", "2025-03-06"),
        ("the 6th of March", "2025-03-06"),
        ("December 20", "2024-12-20"),
        ("January 5", "2025-01-05"),
        ("February 29", "2024-02-29"),
    ],
)
def test_the_day_that_words_of_11_april_2025_mean(text: str, day: str) -> None:
    assert resolve_day(_one(text), _FRIDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "partial"),
    [("in 2026", "2026"), ("next year", "2026"), ("in February", "2025-02"), ("in June", "2024-06")],
)
def test_a_year_or_month_stays_one(text: str, partial: str) -> None:
    assert resolve_partial(_one(text), _FRIDAY) == partial


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("through 2029", None, "2029-12-31"),
        ("by the end of 2025", None, "2025-12-31"),
        ("2026-2027", "2026-01-01", "2027-12-31"),
        ("2026/27", "2026-01-01", "2027-12-31"),
        ("from January through to March", "2025-01-01", "2025-03-31"),
        ("from 2024", "2024-01-01", None),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("until 6 June 2025", None, "2025-06-06"),
    ],
)
def test_the_period_that_words_span(text: str, start: str | None, end: str | None) -> None:
    period = resolve_period(_one(text), _FRIDAY)
    assert period is not None
    found = (period.start and period.start.isoformat(), period.end and period.end.isoformat())
    assert found == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "he may come",
        "a long march",
        "31 February 2025",
        "2025-13-01",
        "2,025 tanks",
        "2025 million",
        "sat down",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [when for when in _found(text) if when.is_day or when.month] == []


def test_without_a_day_of_writing_a_weekday_means_nothing() -> None:
    when = _one("on Friday")
    assert resolve_day(when, None) is None
    assert resolve_partial(when, None) is None
    assert resolve_period(when, None) is None


@given(st.dates(), st.integers(min_value=0, max_value=6))
def test_a_bare_weekday_is_the_latest_one(anchor: date, weekday: int) -> None:
    day = resolve_day(When(0, 1, weekday=weekday), anchor)
    if day is not None:  # the first days of the calendar have none before them
        assert day.weekday() == weekday
        assert 0 <= (anchor - day).days < 7


@given(st.dates())
def test_every_written_day_is_read_back(day: date) -> None:
    if day.year < 1900 or day.year > 2099:
        day = day.replace(year=2024)
    for form in ("%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert resolve_day(_one(day.strftime(form)), None) == day


@given(
    st.dates(), st.sampled_from(["tomorrow", "yesterday", "next year", "on 1 June", "next Monday", "in May"])
)
def test_no_day_of_writing_is_too_early_or_too_late(anchor: date, words: str) -> None:
    resolve_period(_one(words), anchor)
