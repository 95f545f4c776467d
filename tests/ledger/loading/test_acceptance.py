"""What totals say of the facts that ship in the package: sums that the press tells many times over, once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pledgebook.ledger.access import PUBLIC, Actor, sight_of
from pledgebook.ledger.counting import Role, Why
from pledgebook.ledger.loading import load
from pledgebook.ledger.totals.answer import Totals
from pledgebook.ledger.totals.answering import totals
from pledgebook.ledger.totals.question import Question
from pledgebook.reference.announcements import pledge_relations
from pledgebook.reference.coalitions import coalitions

pytestmark = pytest.mark.usefixtures("books")

COALITION = coalitions()[0]


@pytest.fixture(autouse=True)
def _facts(books: str, secretariat: Actor) -> None:  # noqa: ARG001 - the ledger has to be there first
    load(COALITION, secretariat)


def answer(*meetings: str, donors: str = "", currency: str = "EUR") -> Totals:
    """What the public is told of some meetings, explained; of all, where none are named."""
    asked = Question(meetings=frozenset(meetings), donors=frozenset(donors.split()), currency=currency)
    return totals(asked, sight_of(PUBLIC), explain=True)


def counted(found: Totals) -> dict[str, Decimal]:
    """What each row adds."""
    return {row.pledge: row.amounts.chosen for row in found.counted}


def left_out(found: Totals) -> dict[str, Why]:
    """Why each row that adds nothing does not."""
    return {row.pledge: row.why for row in found.left_out}


def test_meeting_27_comes_to_21_billion_once_with_its_parts_and_the_unattributed_rest() -> None:
    found = answer("UDCG-27")
    assert found.total.chosen == 21_000_000_000
    rows = {row.pledge: row for row in found.counted}
    rest = rows["UDCG-P007"]
    assert rest.role is Role.REST
    assert 4_700_000_000 < rest.amounts.chosen < 4_900_000_000
    germany = rows["UDCG-P009"].amounts.chosen + rows["UDCG-P010"].amounts.chosen
    kingdom = rows["UDCG-P012"].amounts.chosen + rows["UDCG-P014"].amounts.chosen
    assert germany == 11_000_000_000
    assert rest.amounts.chosen + germany + kingdom == found.total.chosen


def test_every_pledge_of_meeting_27_is_counted_or_left_out_with_a_reason() -> None:
    found = answer("UDCG-27")
    told = {f"UDCG-P{number:03}" for number in range(7, 19)}
    assert counted(found).keys() | left_out(found).keys() == told
    assert not counted(found).keys() & left_out(found).keys()
    assert all(row.reason for row in found.left_out)


def test_each_explanation_adds_up() -> None:
    for meetings in ((), *((f"UDCG-{number}",) for number in range(25, 34))):
        found = answer(*meetings)
        for scenario in ("low", "chosen", "high"):
            rows = sum(getattr(row.amounts, scenario) for row in found.counted)
            assert rows == getattr(found.total, scenario), (meetings, scenario)


def test_350_million_of_the_united_kingdom_in_april_and_in_june_is_one_sum() -> None:
    found = answer("UDCG-27", "UDCG-28", donors="GB", currency="GBP")
    assert found.total.chosen == 4_500_000_000
    assert counted(found)["UDCG-P014"] == 350_000_000
    assert left_out(found)["UDCG-P029"] is Why.REPEATS


def test_4_8_billion_kronor_are_nine_parts_and_a_rest() -> None:
    found = answer("UDCG-28", donors="SE", currency="SEK")
    assert found.total.chosen == 4_800_000_000
    parts = {relation.part for relation in pledge_relations(COALITION) if relation.whole == "P019"}
    sums = {f"{COALITION}-{part}" for part in parts if part != "P035"}
    rows = counted(found)
    assert len(sums) == 9
    assert rows.keys() == {"UDCG-P019", *sums}
    assert sum(rows[part] for part in sums) == 3_994_000_000
    assert rows["UDCG-P019"] == 806_000_000


def test_90_million_euros_and_106_million_dollars_are_one_pledge() -> None:
    found = answer("UDCG-31", donors="NL", currency="USD")
    assert found.total.chosen == 106_000_000
    assert left_out(found)["UDCG-P063"] is Why.REPEATS


def test_the_33rd_meeting_has_a_low_and_a_high_sum_because_reports_disagree() -> None:
    total = answer("UDCG-33", currency="GBP").total
    assert total.chosen == 35_000_000_000
    assert total.low < total.chosen <= total.high
