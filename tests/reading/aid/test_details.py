"""What a clause says besides who and how much."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.aid.telling import claims, pledge, sum_of, things

from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import AidType, PledgeClaim, PledgeMode
from pledgebook.vocabulary.time import Period

_YEAR = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("this year", _YEAR),
        ("in 2025", _YEAR),
        ("through 2029", Period(start=None, end=date(2029, 12, 31))),
    ],
)
def test_the_period_of_a_sum(when: str, period: Period) -> None:
    assert pledge(f"Norway will give Ukraine EUR 300 million {when}.").period == period


def test_each_sum_has_its_own_period() -> None:
    text = "Norway will give Ukraine EUR 300 million in 2025 and EUR 400 million in 2026."
    assert [row.period and row.period.end for row in claims(text, PledgeClaim)] == [
        date(2025, 12, 31),
        date(2026, 12, 31),
    ]


def test_a_sum_in_brackets_is_the_same_sum() -> None:
    found = pledge("Norway will give Ukraine NOK 3.5 billion (about EUR 300 million).")
    assert (sum_of(found.amount), sum_of(found.also)) == ("NOK 3500m", "EUR 300m")
    assert found.also is not None
    assert found.also.qualifier is Qualifier.ABOUT


@pytest.mark.parametrize(
    "text",
    [
        "Norway will give Ukraine EUR 300 million, of which EUR 40 million is for radars.",
        "Norway will give Ukraine EUR 300 million, including EUR 40 million for radars.",
    ],
)
def test_a_part_names_its_whole_by_the_sum(text: str) -> None:
    whole, part = claims(text, PledgeClaim)
    assert (whole.part_of, part.part_of) == (None, str(whole.amount))
    assert (things(whole.items), things(part.items)) == ("", "radar")


def test_parts_side_by_side_are_of_the_same_whole() -> None:
    text = "Norway will give EUR 300m, including EUR 40m for radars and EUR 30m for drones."
    whole, *parts = claims(text, PledgeClaim)
    assert [part.part_of for part in parts] == [str(whole.amount)] * 2


def test_a_part_names_its_whole_in_the_source_s_words() -> None:
    found = pledge("Norway will give Ukraine EUR 40 million for drones as part of the spring package.")
    assert found.part_of == "the spring package"


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("Norway will give Ukraine EUR 300 million if parliament agrees.", True),
        ("Norway will give Ukraine EUR 300 million.", False),
    ],
)
def test_what_depends_on_something(text: str, conditional: bool) -> None:
    assert pledge(text).conditional is conditional


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Norway will build 500 drones for Ukraine.", PledgeMode.PRODUCTION),
        ("Norway will double its drone production for Ukraine.", PledgeMode.PRODUCTION),
        ("Norway will buy 500 drones for Ukraine.", PledgeMode.PROCUREMENT),
        ("Norway will train soldiers of Ukraine for EUR 30 million.", PledgeMode.TRAINING),
        ("Norway will provide Ukraine with a loan of EUR 30 million.", PledgeMode.LOAN),
        ("Norway will send 500 drones to Ukraine.", None),
    ],
)
def test_how_it_is_given(text: str, mode: PledgeMode | None) -> None:
    assert pledge(text).mode is mode


@pytest.mark.parametrize(
    ("text", "aid_type"),
    [
        ("Norway will give Ukraine EUR 300 million in military aid.", AidType.MILITARY),
        ("Norway will give Ukraine EUR 300 million in humanitarian aid.", AidType.HUMANITARIAN),
        ("Norway will give Ukraine EUR 300 million for howitzers.", AidType.MILITARY),
        ("Norway will give Ukraine 40 generators.", AidType.HUMANITARIAN),
        ("Norway will give Ukraine a loan of EUR 300 million.", AidType.FINANCIAL),
        ("Norway will give Ukraine EUR 300 million.", None),
    ],
)
def test_the_type_of_aid(text: str, aid_type: AidType | None) -> None:
    assert pledge(text).aid_type is aid_type


@pytest.mark.parametrize(
    ("verb", "delivered"),
    [("has delivered", True), ("delivered", True), ("will deliver", False), ("promised to deliver", False)],
)
def test_delivered_only_when_it_has_been(verb: str, delivered: bool) -> None:
    assert pledge(f"Norway {verb} 12 howitzers to Ukraine.").delivered is delivered


def test_a_record_is_one() -> None:
    assert pledge("Norway will give Ukraine a record EUR 300 million.").record


def test_the_same_pledge_again_is_one_claim_with_two_places() -> None:
    found = pledge("Norway will give Ukraine EUR 300m. In May Norway pledged EUR 300m for drones.")
    assert (len(found.evidence), things(found.items)) == (2, "drone")
