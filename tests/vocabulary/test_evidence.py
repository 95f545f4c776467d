"""Evidence: a stretch of a text that is never empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.evidence import Evidence


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_an_empty_or_negative_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(BadValue, match=f"from {start} to {end}"):
        Evidence(start, end)


def test_evidence_counts_code_points() -> None:
    assert Evidence(2, 4).of("a😀bc") == "bc"


@given(*[st.tuples(st.integers(0, 9), st.integers(1, 5))] * 2)
def test_stretches_overlap_where_they_share_a_character(one: tuple[int, int], two: tuple[int, int]) -> None:
    shared = set(range(one[0], sum(one))) & set(range(two[0], sum(two)))
    assert Evidence(one[0], sum(one)).overlaps(Evidence(two[0], sum(two))) is bool(shared)
