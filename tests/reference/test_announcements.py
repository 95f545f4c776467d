"""Announcements to the coalition, how they stand to each other, and what their tables refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reference.written_rows import facts, line, money, rows

from pledgebook.reference.announcements import (
    PLEDGE_COLUMNS,
    RELATION_COLUMNS,
    AnnouncedPledge,
    Basis,
    Certainty,
    announced_pledges,
    pledge_relations,
    read_pledges,
    read_relations,
)
from pledgebook.reference.rates import convert
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.errors import BadValue, ReferenceDataError
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import Cut, RelationKind

PLEDGE = {
    "coalition": "UDCG",
    "id": "P901",
    "meeting": "27",
    "date": "2025-04-11",
    "donors": "GB|NO",
    "nature": "pledge",
    "qualifier": "exact",
    "currency": "GBP",
    "amount": "450000000",
    "lines": "drone|anti-tank mine:500:about",
    "description": "a package",
    "aid_type": "military",
    "certainty": "verified",
    "source": "a test",
}
RELATION = {"coalition": "UDCG", "kind": "part of", "from": "P013", "to": "P007", "basis": "stated"}


def pledge(pledge_id: str) -> AnnouncedPledge:
    return next(pledge for pledge in announced_pledges("UDCG") if pledge.id == pledge_id)


def parts(whole: str, cut: Cut) -> set[str]:
    return {each.part for each in pledge_relations("UDCG") if each.whole == whole and each.cut is cut}


def related(kind: RelationKind) -> set[tuple[str, str]]:
    return {(each.part, each.whole) for each in pledge_relations("UDCG") if each.kind is kind}


# -- announcements -------------------------------------------------------------------------------------


def test_a_pledge_has_its_donors_its_amount_and_its_items() -> None:
    missiles = pledge("P085")

    assert (missiles.meeting, missiles.date, missiles.donors) == (33, "2026-02-12", ("GB",))
    assert missiles.amount == money("GBP", 390_000_000)
    assert missiles.lines == (line("LMM", 1000, 1000, Qualifier.EXACT, "piece"),)


def test_more_than_a_number_is_open_upwards() -> None:
    shells = line("Gepard ammunition", 200_000, None, Qualifier.MORE_THAN, "round")

    assert pledge("P039").lines == (shells,)


def test_a_month_stays_a_month() -> None:
    assert pledge("P003").date == "2025-01"
    assert pledge("P003").certainty is Certainty.INFERRED_DATE


def test_a_period_runs_from_the_first_day_to_the_last() -> None:
    period = pledge("P008").period

    assert period is not None
    assert (period.start, period.end) == (date(2025, 1, 1), date(2029, 12, 31))


def test_an_amount_of_each_year_says_so() -> None:
    assert [each.id for each in announced_pledges("UDCG") if each.per == "year"] == ["P005", "P032"]


def test_the_coalition_itself_can_give() -> None:
    assert pledge("P007").donors == ("UDCG",)


def test_givers_without_a_code_are_named_in_words() -> None:
    assert (pledge("P018").donors, pledge("P018").others) == ((), "European countries")
    assert (pledge("P040").donors, pledge("P040").others) == (("DE",), "further partners, not named")


@pytest.mark.parametrize(
    ("nature", "ids"),
    [
        (PledgeNature.TOTAL, "P007 P037 P052a P058 P060 P075 P081 P082"),
        (PledgeNature.FRAMEWORK, "P004 P012 P032 P038 P049 P066 P080"),
        (PledgeNature.STRETCH, "P018 P073"),
        (PledgeNature.RESTATEMENT, "P005"),
        (PledgeNature.INTENT, "P047 P072"),
        (PledgeNature.CONDITIONAL, "P087"),
        (PledgeNature.DELIVERY, "P050 P051 P055 P056 P074"),
        (PledgeNature.NOTHING, "P006"),
    ],
)
def test_what_is_no_plain_pledge(nature: PledgeNature, ids: str) -> None:
    assert [each.id for each in announced_pledges("UDCG") if each.nature is nature] == ids.split()


def test_an_unknown_coalition_is_refused() -> None:
    for lookup in (announced_pledges, pledge_relations):
        with pytest.raises(BadValue, match="no known coalition"):
            lookup("NOBODY")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": "X1"}, "write P, three digits"),
        ({"meeting": "99"}, "no meeting '99'"),
        ({"meeting": "last"}, "no meeting 'last'"),
        ({"date": ""}, "date is empty"),
        ({"date": "2025-13"}, "is no date"),
        ({"donors": "GB|QQ"}, "no party has the code QQ"),
        ({"donors": "GB|GB"}, "stands twice"),
        ({"donors": ""}, "nobody gives"),
        ({"nature": "gift"}, "nature is 'gift'"),
        ({"nature": ""}, "nature is empty"),
        ({"nature": "conditional"}, "has a condition"),
        ({"condition": "others give too"}, "has a condition"),
        ({"qualifier": "roughly"}, "qualifier is 'roughly'"),
        ({"qualifier": ""}, "needs its qualifier"),
        ({"currency": "XYZ"}, "'XYZ' is no currency"),
        ({"amount": "450 million"}, "plain digits"),
        ({"amount": "4.5e8"}, "plain digits"),
        ({"amount": "-1"}, "plain digits"),
        ({"amount": "", "currency": "", "qualifier": "", "per": "year"}, "no amount per year"),
        ({"per": "week"}, "per is 'week'"),
        ({"period_from": "2026", "period_to": "2025"}, "ends on 2025-12-31"),
        ({"lines": "magic wand:3"}, "'magic wand' is no item"),
        ({"lines": "drone:many"}, "plain digits"),
        ({"lines": "drone:3:perhaps"}, "'perhaps' is no qualifier"),
        ({"lines": "drone:3:about:more"}, "is no item line"),
        ({"description": ""}, "description is empty"),
        ({"aid_type": ""}, "aid_type is empty"),
        ({"certainty": "sure"}, "certainty is 'sure'"),
    ],
)
def test_a_broken_pledge_is_refused_with_its_line(change: dict[str, str], problem: str) -> None:
    with pytest.raises(ReferenceDataError, match=problem) as error:
        read_pledges(rows(PLEDGE_COLUMNS, PLEDGE, PLEDGE | {"id": "P902"} | change))

    assert (error.value.file, error.value.line) == ("test.csv", 3)


def test_an_id_stands_once() -> None:
    with pytest.raises(ReferenceDataError, match="P901 stands here a second time"):
        read_pledges(rows(PLEDGE_COLUMNS, PLEDGE, PLEDGE))


# -- relations -----------------------------------------------------------------------------------------


def test_the_27th_meeting_counts_once() -> None:
    assert parts("P007", Cut.DONOR) == {"P008", "P012"}
    assert parts("P008", Cut.PERIOD) == {"P009", "P010"}
    assert parts("P013", Cut.DONOR) == {"P014", "P015"}
    assert parts("P013", Cut.PURPOSE) == {"P016", "P017"}
    assert ("P014", "P012") in related(RelationKind.PART_OF)
    assert ("P013", "P007") in related(RelationKind.PART_OF)


def test_what_is_said_again_adds_nothing() -> None:
    assert related(RelationKind.REPEATS) == {
        ("P029", "P014"),
        ("P035", "P019"),
        ("P063", "P062"),
        ("P082", "P081"),
    }


def test_a_level_of_the_same_year_raises_the_earlier_one() -> None:
    assert related(RelationKind.RAISES) == {("P012", "P005"), ("P038", "P004")}


def test_what_we_inferred_says_so_and_why() -> None:
    inferred = [each for each in pledge_relations("UDCG") if each.basis is Basis.INFERRED]

    assert ("P035", "P019") in {(each.part, each.whole) for each in inferred}
    assert all(each.note for each in inferred)


@pytest.mark.parametrize("cut", Cut)
def test_the_parts_of_a_cut_do_not_exceed_their_whole(cut: Cut) -> None:
    open_upwards = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
    for whole in announced_pledges("UDCG"):
        if whole.amount is None or whole.amount.qualifier in open_upwards:
            continue
        amounts = [pledge(part).amount for part in parts(whole.id, cut)]
        inside = sum(_in(amount, whole) for amount in amounts if amount is not None)
        assert inside <= whole.amount.high * Decimal("1.01"), whole.id


def _in(amount: Money, whole: AnnouncedPledge) -> Decimal:
    assert whole.amount is not None
    return convert(amount.low, amount.currency, whole.amount.currency, whole.date.first).amount


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"from": "P999"}, "no pledge has the id P999"),
        ({"kind": "is"}, "kind is 'is'"),
        ({"kind": "repeats", "cut": "donor"}, "only a whole is cut"),
        ({"cut": "colour"}, "cut is 'colour'"),
        ({"basis": ""}, "basis is empty"),
        ({"from": "P013", "to": "P007"}, "said a second time"),
        (
            {"from": "P007", "to": "P013"},
            "in a circle: P007 to P013 to P007|in a circle: P013 to P007 to P013",
        ),
        ({"from": "P007", "to": "P007"}, "in a circle"),
    ],
)
def test_a_broken_relation_is_refused_with_its_line(change: dict[str, str], problem: str) -> None:
    second = RELATION | {"from": "P014", "to": "P013"} | change
    with pytest.raises(ReferenceDataError, match=problem) as error:
        read_relations(rows(RELATION_COLUMNS, RELATION, second), announced_pledges("UDCG"))

    assert error.value.line == 3


@pytest.mark.shared
def test_every_gathered_pledge_is_there_with_its_amount(shared: Path) -> None:
    gathered = facts(shared, "pledges.csv")
    ours = {each.id: each for each in announced_pledges("UDCG")}

    assert len(gathered) == 91
    assert set(ours) - {row["id"] for row in gathered} == {"P052a", "P052b"}
    for row in gathered:
        amount = ours[row["id"]].amount
        assert row["date"].startswith(ours[row["id"]].date), row["id"]
        assert (amount and amount.currency, amount and amount.low) == (
            row["currency"] or None,
            Decimal(row["amount"]) if row["amount"] else None,
        ), row["id"]
        assert row["sources"] in ("", ours[row["id"]].source), row["id"]
