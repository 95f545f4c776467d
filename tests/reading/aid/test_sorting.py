"""What a sum is: pledge, total, need, purchase, or nothing that the books keep."""

from __future__ import annotations

import pytest
from tests.reading.aid.telling import claims, kinds, need, sum_of, things, total

from pledgebook.vocabulary.claims import NeedMode, PurchaseClaim


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Norway has given Ukraine EUR 3 billion since the start of the war.", id="since"),
        pytest.param("Norway has so far provided EUR 3 billion in aid to Ukraine.", id="so far"),
        pytest.param("The pledge takes Norway's support for Ukraine to EUR 3 billion.", id="level"),
        pytest.param("Norway paid out EUR 3 billion to Ukraine in 2024.", id="a past year"),
        pytest.param(
            "Norway has already delivered aid worth EUR 3 billion to Ukraine since 2022.", id="already"
        ),
    ],
)
def test_sums_over_time_are_totals(text: str) -> None:
    found = total(text)
    assert (found.parties, sum_of(found.amount)) == (("NO",), "EUR 3000m")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Norway will raise its defence budget to EUR 9 billion.", id="own budget"),
        pytest.param("Norway will give Ukraine EUR 4 billion more than Sweden.", id="comparison"),
        pytest.param("It is unclear whether Norway will give Ukraine EUR 300 million.", id="whether"),
        pytest.param("Norway refused to give Ukraine EUR 300 million.", id="refuses"),
        pytest.param("Norway will not give Ukraine EUR 300 million.", id="denied"),
        pytest.param("Norway could give Ukraine EUR 300 million.", id="possible"),
        pytest.param("The ferry cost EUR 300 million.", id="no aid"),
        pytest.param("Russian missiles and drones hit Kyiv on Monday.", id="the enemy's"),
        pytest.param("Norwegian experts spoke of drone attacks on Ukraine.", id="attacks"),
    ],
)
def test_what_nobody_gives_is_not_kept(text: str) -> None:
    assert kinds(text) == []


def test_the_largest_to_date_is_one_announcement() -> None:
    assert kinds("Norway announced its largest package to date for Ukraine, worth EUR 300 million.") == [
        "pledge"
    ]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Ukraine needs EUR 300 million for air defence.", NeedMode.DONATE),
        ("Ukraine wants to buy air defence for EUR 300 million.", NeedMode.BUY),
    ],
)
def test_needs_are_to_be_given_or_bought(text: str, mode: NeedMode) -> None:
    found = need(text)
    assert (found.party, sum_of(found.amount), things(found.items)) == ("UA", "EUR 300m", "air defence")
    assert found.mode is mode


def test_a_shortage_is_a_need() -> None:
    assert things(need("The president of Ukraine spoke of a shortage of howitzers.").items) == "howitzer"


def test_what_the_recipient_asks_others_to_give_is_a_need() -> None:
    assert things(need("Ukraine asked its partners to give 20 howitzers.").items) == "20 howitzer"


def test_lines_under_a_need_are_needs() -> None:
    text = "Ukraine needs the following:\n\n- 12 howitzers\n\n- 4 radars\n"
    assert kinds(text) == ["need", "need"]


def test_what_the_recipient_buys_is_a_purchase() -> None:
    (found,) = claims("Ukraine is buying 20 radars with funds from Norway.", PurchaseClaim)
    assert (found.party, things(found.items), found.funds) == ("UA", "20 radar", "NO")


def test_who_lets_the_recipient_buy_states_no_need() -> None:
    assert "need" not in kinds("The loan will allow Ukraine to acquire 20 radars.")
