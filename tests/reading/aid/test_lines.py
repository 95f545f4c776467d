"""Items with how many."""

from __future__ import annotations

import pytest
from tests.reading.aid.telling import claims, kinds, pledge, things

from pledgebook.vocabulary.claims import PledgeClaim


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("12 howitzers", "12 howitzer"),
        ("12 modern howitzers", "12 howitzer"),
        ("twelve howitzers and four radars", "12 howitzer, 4 radar"),
        ("howitzers and radars", "howitzer, radar"),
        ("5,000 rounds of artillery ammunition", "5000 artillery shell"),
        ("12 fully-equipped ambulances", "12 ambulance"),
        ("12 used ambulances", "12 ambulance"),
        ("howitzers, 4 radars and drones", "howitzer, 4 radar, drone"),
    ],
)
def test_items_are_counted_by_the_number_before_them(words: str, lines: str) -> None:
    assert things(pledge(f"Norway will send {words} to Ukraine.").items) == lines


def test_a_number_of_one_item_does_not_count_the_next() -> None:
    assert (
        things(pledge("Norway will send 12 howitzers and radars to Ukraine.").items) == "12 howitzer, radar"
    )


@pytest.mark.parametrize("words", ["weapons", "military equipment"])
def test_what_is_vague_is_no_consignment(words: str) -> None:
    assert kinds(f"Norway will send {words} to Ukraine.") == []


def test_items_belong_to_the_sum_of_their_clause() -> None:
    found = pledge("Norway will give Ukraine EUR 300 million for 12 howitzers and 4 radars.")
    assert things(found.items) == "12 howitzer, 4 radar"


def test_items_of_the_package_join_the_announcement() -> None:
    found = pledge("Norway announced a package for Ukraine worth EUR 300 million. It includes 12 howitzers.")
    assert things(found.items) == "12 howitzer"


def test_the_giver_stands_in_a_relative_clause() -> None:
    (found,) = claims("The two radars that Norway pledged are late.", PledgeClaim)
    assert (found.donors, things(found.items)) == (("NO",), "2 radar")
