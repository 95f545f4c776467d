"""Needs stated to the coalition, and what their table refuses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.reference.written_rows import facts, money, rows

from pledgebook.reference.needs import NEED_COLUMNS, read_needs, stated_needs
from pledgebook.reference.persons import persons
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import NeedMode
from pledgebook.vocabulary.errors import BadValue, ReferenceDataError

NEED = {
    "coalition": "UDCG",
    "id": "N91",
    "date": "2025-10-15",
    "party": "UA",
    "lines": "drone",
    "description": "drones",
    "qualifier": "range",
    "currency": "USD",
    "amount_low": "12000000000",
    "amount_high": "20000000000",
    "stated_by": "Denys Shmyhal",
    "source": "a test",
}


def test_a_need_in_money_can_be_a_range() -> None:
    need = next(need for need in stated_needs("UDCG") if need.id == "N5")

    assert need.amount == money("USD", 12_000_000_000, 20_000_000_000, Qualifier.RANGE)
    assert (need.wanted_by, need.stated_by) == ("2026", "Denys Shmyhal")


def test_what_is_asked_from_stock_is_asked_as_a_gift() -> None:
    donate = [need for need in stated_needs("UDCG") if need.mode is NeedMode.DONATE]

    assert [need.id for need in donate] == ["N6", "N7"]
    assert {line.item for need in donate for line in need.lines} == {"Patriot missile"}


def test_needs_are_stated_by_persons_that_we_know() -> None:
    assert {need.stated_by for need in stated_needs("UDCG")} <= set(persons())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"party": "UA|GB"}, "of one party"),
        ({"party": ""}, "of one party"),
        ({"amount_low": "30000000000"}, "upside down"),
        ({"amount_high": ""}, "needs its qualifier"),
        ({"mode": "lend"}, "mode is 'lend'"),
        ({"urgency": "very"}, "urgency is 'very'"),
        ({"wanted_by": "soon"}, "wanted_by"),
        ({"stated_by": ""}, "stated_by is empty"),
        (
            {"lines": "", "qualifier": "", "currency": "", "amount_low": "", "amount_high": ""},
            "neither an amount nor items",
        ),
    ],
)
def test_a_broken_need_is_refused_with_its_line(change: dict[str, str], problem: str) -> None:
    with pytest.raises(ReferenceDataError, match=problem) as error:
        read_needs(rows(NEED_COLUMNS, NEED, NEED | {"id": "N92"} | change))

    assert error.value.line == 3


def test_an_unknown_coalition_has_no_needs() -> None:
    with pytest.raises(BadValue, match="no known coalition"):
        stated_needs("NOBODY")


@pytest.mark.shared
def test_every_gathered_need_is_there_with_its_amount(shared: Path) -> None:
    gathered = facts(shared, "needs.csv")
    ours = {need.id: need for need in stated_needs("UDCG")}

    assert {row["id"] for row in gathered} == set(ours)
    for row in gathered:
        amount = ours[row["id"]].amount
        bounds = [Decimal(bound) for bound in row["amount"].split("-") if bound]
        assert row["date"] == ours[row["id"]].date
        assert (amount.low, amount.high) == (bounds[0], bounds[-1]) if amount else not bounds, row["id"]
        assert amount is None or row["currency"].startswith(amount.currency), row["id"]
