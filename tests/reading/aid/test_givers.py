"""Whose a sum or a consignment is."""

from __future__ import annotations

import pytest
from tests.reading.aid.telling import claims, given, kinds, pledge

from pledgebook.vocabulary.claims import PledgeClaim


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Norway will give Ukraine EUR 300 million.", id="subject"),
        pytest.param("EUR 300 million will be given to Ukraine by Norway.", id="agent"),
        pytest.param("Ukraine will receive EUR 300 million from Norway.", id="source"),
        pytest.param("Norway's EUR 300 million package for Ukraine was presented on Tuesday.", id="owner"),
        pytest.param("A Norwegian package worth EUR 300 million will reach Ukraine soon.", id="adjective"),
        pytest.param("Norway: EUR 300 million for Ukraine's artillery.", id="list lead"),
        pytest.param(
            "Shells will be bought for the EUR 300 million which Norway is giving to Ukraine.", id="relative"
        ),
        pytest.param("Kyiv thanked Norway for its EUR 300 million in military aid.", id="thanks"),
        pytest.param("The remaining EUR 300 million for Ukraine will come from Norway.", id="coming from"),
        pytest.param("Of that, EUR 300 million is Norwegian money.", id="complement"),
        pytest.param("Norway plans to provide Ukraine with EUR 300 million.", id="infinitive"),
        pytest.param(
            "Norway will buy missiles for Ukraine for EUR 300 million from the United States.", id="seller"
        ),
    ],
)
def test_one_giver(text: str) -> None:
    assert given(text) == [("NO", "EUR 300m")]


def test_the_package_is_that_of_the_announcement() -> None:
    text = "Norway announced aid for Ukraine worth EUR 300m. The package includes EUR 40m for radars."
    assert given(text) == [("NO", "EUR 300m"), ("NO", "EUR 40m")]


def test_a_verb_left_out_is_the_verb_before() -> None:
    text = "Norway will provide $146 million and Denmark $90 million for Ukraine."
    assert given(text) == [("NO", "USD 146m"), ("DK", "USD 90m")]


@pytest.mark.parametrize("names", ["Norway, Denmark and Sweden", "Norway, Denmark, and Sweden"])
def test_givers_of_a_list_give_together(names: str) -> None:
    assert given(f"{names} will give Ukraine EUR 300 million.") == [("NO+DK+SE", "EUR 300m")]


def test_each_gives_the_sum() -> None:
    text = "Norway and Denmark will give Ukraine EUR 300 million each."
    assert given(text) == [("NO", "EUR 300m"), ("DK", "EUR 300m")]


@pytest.mark.parametrize(
    "text",
    [
        "Russia will give Belarus EUR 300 million in military aid.",
        "Iran delivered 300 drones to Russia.",
    ],
)
def test_gifts_to_the_other_side_are_no_support(text: str) -> None:
    assert kinds(text) == []


def test_a_list_under_a_promise_is_one_announcement() -> None:
    text = "Norway will deliver to Ukraine:\n\n- 12 howitzers\n\n- 4 radars\n"
    assert given(text) == [("NO", "12 howitzer, 4 radar")]


def test_lines_that_name_their_giver_are_announcements_of_their_own() -> None:
    text = "Pledges of the day:\n\n- Norway: 12 howitzers\n\n- Denmark: 4 radars\n"
    assert given(text) == [("NO", "12 howitzer"), ("DK", "4 radar")]


def test_a_passive_without_agent_asks_the_verb_before() -> None:
    (found,) = claims("Norway ordered 500 drones to be sent to Ukraine.", PledgeClaim)
    assert found.donors == ("NO",)


def test_evidence_is_the_clause_and_not_the_page() -> None:
    text = "It rained. Norway will give Ukraine EUR 300 million. The sun shone."
    (place,) = pledge(text).evidence
    assert text[place.start : place.end].startswith("Norway will give Ukraine EUR 300 million")
