"""Partial dates and periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.time import PartialDate, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-02-14", "2025-02-14", "2025-02-14"),
    ],
)
def test_the_days_that_a_partial_date_can_mean(text: str, first: str, last: str) -> None:
    partial = PartialDate(text)
    assert (partial.first.isoformat(), partial.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-02-30", "2025-2-1", "yesterday", "2025-02-14T00:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="is no date"):
        PartialDate(text)


@given(st.dates())
def test_a_whole_day_is_itself(day: date) -> None:
    partial = PartialDate.of(day)
    assert partial.first == partial.last == day


def test_a_period_has_an_end_and_runs_forwards() -> None:
    with pytest.raises(BadValue, match="at least one end"):
        Period()
    with pytest.raises(BadValue, match="exchange the two"):
        Period(start=date(2025, 2, 1), end=date(2025, 1, 1))
    assert Period(end=date(2025, 1, 1)).start is None
