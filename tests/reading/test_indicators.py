"""Numbers about the situation become indicators, with what they measure, where, when and who says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading import indicators, statements
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.vocabulary.claims import IndicatorClaim
from pledgebook.vocabulary.documents import Document


def _read(text: str) -> list[IndicatorClaim]:
    page = Page(Document(name="a.txt", text=text, published=date(2025, 4, 11)))
    context = Context(page)
    statements.read(page, context)
    return indicators.read(page, context)


def _values(text: str) -> list[tuple[str, int]]:
    return [(claim.metric, int(claim.low)) for claim in _read(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The raid killed 12 people and wounded 40.", [("killed", 12), ("injured", 40)]),
        ("Over 300 villagers have been displaced.", [("displaced", 300)]),
        ("Russia fired 8 missiles and 90 drones.", [("missiles launched", 8), ("drones launched", 90)]),
        ("Ukraine shot down 7 of the 8 missiles.", [("missiles shot down", 7)]),
        ("A swarm of 40 drones killed 3 people.", [("drones launched", 40), ("killed", 3)]),
        ("Casualties rose by 15 per cent.", [("increase in casualties", 15)]),
        ("There was a 15% fall in attacks.", [("decrease in attacks", 15)]),
        ("Some 65% of losses are caused by drones.", [("share of losses from drones", 65)]),
        ("Russian troops seized 30 square kilometres.", [("territory captured", 30)]),
        ("Around 9 million people need humanitarian aid.", [("people in need", 9_000_000)]),
        ("Canada has trained 4,500 recruits.", [("soldiers trained", 4500)]),
    ],
)
def test_what_is_measured(text: str, values: list[tuple[str, int]]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "Britain will send 900 drones.",
        "Norway gave 40 tanks and 2,000 shells.",
        "Spending is to reach 3 per cent of GDP.",
        "The strike could kill 500 people.",
        "If 500 people were killed, all would change.",
    ],
)
def test_aid_budgets_and_suppositions_measure_nothing(text: str) -> None:
    assert _values(text) == []


def test_who_where_when_and_by_whom_told() -> None:
    (claim,) = _read("According to UN estimates, at least 50 civilians were killed in Kharkiv in March.")
    assert (claim.population, claim.place, claim.source) == ("civilians", "Kharkiv", "UN")
    assert (claim.start, claim.end) == (date(2025, 3, 1), date(2025, 3, 31))
    assert (claim.qualifier, claim.high) == ("at least", None)


def test_a_rate_and_he_in_a_quotation() -> None:
    text = "“Putin said he wanted peace. He is launching 70 drones every day,” John Healey said."
    (claim,) = _read(text)
    assert (claim.party, claim.per, claim.source) == ("RU", "day", "John Healey")


def test_a_month_to_compare_with_is_not_the_time() -> None:
    (claim,) = _read("March saw a 50% rise in casualties compared to February.")
    assert claim.start == date(2025, 3, 1)


_PARTS = "killed|12|people|of|the|5%|rise|in|by|drones|launched|square kilometres|per|day|,|."


@given(st.lists(st.sampled_from(_PARTS.split("|"))))
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    assert all(claim.evidence[0].of(text) for claim in _read(text))
