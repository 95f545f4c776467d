"""The bench's own arithmetic on coders' notes, with a reader that says what the test wants it to say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bench.kiel import (
    Package,
    Reading,
    countable_items,
    findable,
    measure,
    plain_reader,
    standing_items,
    values_of,
)
from bench.kiel.reader import same_item


def package(
    text: str, value: str = "5000000", currency: str = "EUR", *items: tuple[str, int], donor: str = ""
) -> Package:
    coded = tuple((name, Decimal(n)) for name, n in items)
    return Package("X1", text, donor, None, currency, Decimal(value), coded)


@pytest.mark.parametrize(
    "text",
    [
        "worth 5 million EUR", "EUR 5 million", "5 EUR million", "€5m", "5,000,000 euros", "5.000.000 EUR",
        "5 000 000 EUR", "EUR 5'000'000", "5.0 mln euros", "0,005 bn EUR", "about 5.02 million EUR",
    ],
)  # fmt: skip
def test_a_coded_value_is_findable_in_the_ways_the_notes_write_it(text: str) -> None:
    assert findable(package(text))


@pytest.mark.parametrize("text", ["5 million USD", "5 million", "5 EUR", "15 million EUR", "5.1 million EUR"])
def test_another_amount_or_currency_is_not_the_coded_one(text: str) -> None:
    assert not findable(package(text))


def test_crowns_are_the_donors() -> None:
    assert findable(package("worth 17 million crowns", "17000000", "CZK", donor="Czech Republic"))
    assert not findable(package("worth 17 million crowns", "17000000", "CZK", donor="Norway"))


def test_a_quantity_counts_only_where_it_numbers_something() -> None:
    tents = ("tent", 15)
    assert countable_items(package("15 family tents", "1", "EUR", tents))
    accident = package("tents, on April 15, 2022, for 15 million EUR", "1", "EUR", tents)
    assert standing_items(accident)
    assert not countable_items(accident)


def test_an_article_counts_for_one_where_the_item_follows() -> None:
    assert countable_items(package("sent another ambulance", "1", "EUR", ("ambulance H", 1)))
    assert not countable_items(package("sent a convoy of medicines", "1", "EUR", ("ambulance H", 1)))


def test_numbers_in_groups() -> None:
    assert values_of("1,5") == [Decimal("1.5")]
    assert values_of("661.226.068") == [Decimal(661226068)]


def test_a_perfect_and_an_empty_reader() -> None:
    sent = package("5 million EUR and 20 tents", "5000000", "EUR", ("tent", 20))
    five = ("EUR", Decimal(5000000), Decimal(5000000))
    perfect = measure([sent], lambda _: Reading([five], [five], [("tents", Decimal(20), None)]))
    assert (perfect.found_share, perfect.chosen_share) == (1, 1)
    assert (perfect.items_share, perfect.countable_share) == (1, 1)
    empty = measure([sent], lambda _: Reading())
    assert (empty.found, empty.chosen, empty.items_right_countable) == (0, 0, 0)
    assert empty.not_found == empty.not_chosen == ("X1",)
    assert empty.items_missed == (("X1", "tent", Decimal(20)),)


def test_choosing_every_amount_is_choosing_the_first() -> None:
    sent = package("3 million EUR, then 5 million EUR")
    both = [("EUR", Decimal(3000000), Decimal(3000000)), ("EUR", Decimal(5000000), Decimal(5000000))]
    result = measure([sent], lambda _: Reading(both, both))
    assert (result.found, result.chosen) == (1, 0)


def test_the_wrong_item_is_not_right_unless_the_caller_says_so() -> None:
    sent = package("20 body shields", "1", "EUR", ("ballistic vest", 20))

    def reader(_: Package) -> Reading:
        return Reading(items=[("body shield", Decimal(20), Decimal(20))])

    assert measure([sent], reader).items_right_countable == 0
    assert measure([sent], reader, same_item=lambda *_: True).items_right_countable == 1


def test_the_peers_differ_in_their_choice() -> None:
    sent = package("5 million EUR of 9 million EUR")
    assert measure([sent], plain_reader("first")).chosen == 1
    assert measure([sent], plain_reader("largest")).chosen == 0


@pytest.mark.parametrize(
    ("coded", "found", "same"),
    [
        ("liter of diesel M", "fuel", True),
        ("NLAW", "AT4", True),
        ("gun sight for L119 Light Field gun", "optics", True),
        ("ballistic vest", "body armour", True),
        ("helmet", "ambulance", False),
        ("tent", "blanket", False),
    ],
)
def test_the_taxonomy_tells_which_items_are_one(coded: str, found: str, same: bool) -> None:
    assert same_item(coded, found) is same
