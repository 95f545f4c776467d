"""How donors have kept what was due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.ledger.follow_up.scene import (
    ALL,
    GERMANY,
    SECRETARIAT,
    UKRAINE,
    announced,
    line,
    relation,
    written,
)
from tests.ledger.samples import pledge

from pledgebook.ledger.deliveries import advance, cancel, open_handover, sign
from pledgebook.ledger.follow_up import promise_keeping
from pledgebook.ledger.follow_up.sharing import shares_of
from pledgebook.ledger.follow_up.types import DonorRecord, NotMeasured, Shares
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Consigned, Donor, Pledge, Side
from pledgebook.reference.rates import convert
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage
from pledgebook.vocabulary.time import Period

pytestmark = pytest.mark.usefixtures("books")

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)
TWO_YEARS_ON = date(2027, 4, 11)
THROUGH_2025 = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))
THROUGH_2029 = Period(start=date(2025, 1, 1), end=date(2029, 12, 31))


def _record(*donors: str, today: date = TWO_YEARS_ON, currency: str = "EUR") -> DonorRecord:
    found = promise_keeping(ALL, today=today, currency=currency)
    return next(record for record in found if record.donors == donors)


def _money(*donors: str, today: date = TWO_YEARS_ON, currency: str = "EUR") -> Shares:
    money = _record(*donors, today=today, currency=currency).money
    assert money is not None
    return money


def _accept(consigned: Consigned) -> None:
    open_handover("H-1", "DE", "UA", [consigned], JUNE, GERMANY)
    sign("H-1", Side.DONOR, None, JUNE, GERMANY)
    sign("H-1", Side.RECIPIENT, None, JUNE, UKRAINE)


def _numbers(shares: Shares) -> list[Decimal]:
    return [shares.due, shares.accepted, shares.under_way, shares.unconfirmed, shares.withdrawn]


def test_what_was_due_is_accepted_under_way_withdrawn_or_silence() -> None:
    written(announced("P-1", "EUR 1000"), announced("P-2", "EUR 500"))
    advance("P-1", "", Stage.COMMITTED, Decimal(700), MAY, GERMANY)
    _accept(Consigned(pledge="P-1", amount=Decimal(400)))
    cancel("P-1", "", Decimal(100), JUNE, GERMANY)
    money = _money("DE")
    assert _numbers(money) == [1500, 400, 300, 700, 100]
    assert [money.delivered, money.committed] == [400, 700]
    assert [money.rate, money.delivered_rate, money.committed_rate] == [
        Decimal("0.2667"),
        Decimal("0.2667"),
        Decimal("0.4667"),
    ]


def test_nothing_due_is_an_unknown_rate_and_not_zero() -> None:
    written(announced("P-1", "EUR 1000", period=THROUGH_2029))
    assert (_record("DE").not_due, _record("DE").money) == (("P-1",), None)
    assert shares_of({}, confirmed=True).rate is None


@pytest.mark.parametrize(
    ("period", "today", "due"),
    [
        (THROUGH_2025, date(2025, 12, 30), False),
        (THROUGH_2025, date(2025, 12, 31), True),
        (THROUGH_2029, TWO_YEARS_ON, False),
        (None, date(2026, 4, 10), False),
        (None, date(2026, 4, 11), True),
    ],
)
def test_a_pledge_is_due_when_its_period_ends_and_else_after_a_year(
    period: Period | None, today: date, due: bool
) -> None:
    written(announced("P-1", "EUR 1000", period=period))
    assert (_record("DE", today=today).money is not None) is due


def test_a_part_without_a_date_is_due_with_its_nearest_whole_that_has_one() -> None:
    written(
        announced("T-1", "EUR 9000", nature=PledgeNature.TOTAL),
        announced("P-1", "EUR 1000", period=THROUGH_2025),
        pledge("P-2", "EUR 300", on=date(2025, 12, 1)),
        pledge("P-3", "EUR 100", on=date(2025, 12, 1), period=THROUGH_2029),
        relation("P-1", RelationKind.PART_OF, "T-1"),
        relation("P-2", RelationKind.DRAWS_DOWN, "P-1"),
        relation("P-3", RelationKind.PART_OF, "P-2"),
    )
    record = _record("DE", today=date(2026, 1, 1))
    assert {each.uid: int(each.shares.due) for each in record.pledges} == {"P-1": 700, "P-2": 200}
    assert record.not_due == ("P-3",)


def test_a_rate_is_unknown_while_nobody_has_said_anything() -> None:
    written(announced("P-1", "EUR 1000"))
    assert _money("DE").rate is None
    advance("P-1", "", Stage.CONFIRMED, Decimal(1), MAY, GERMANY)
    assert _money("DE").rate == 0


def test_nothing_counts_twice() -> None:
    written(
        announced("T-1", "EUR 5000", "GB", nature=PledgeNature.TOTAL),
        announced("P-1", "EUR 1000"),
        announced("P-2", "EUR 1000"),
        announced("P-3", "EUR 400"),
        announced("P-4", "EUR 1500"),
        announced("P-5", "EUR 9000", nature=PledgeNature.INTENT),
        relation("P-1", RelationKind.PART_OF, "T-1"),
        relation("P-2", RelationKind.REPEATS, "P-1"),
        relation("P-3", RelationKind.PART_OF, "P-1"),
        relation("P-4", RelationKind.RAISES, "P-1"),
    )
    assert _money("DE").due == 1500
    assert [record.donors for record in promise_keeping(ALL, today=TWO_YEARS_ON)] == [("DE",)]


def test_sums_are_converted_at_the_rate_of_the_day_of_the_announcement() -> None:
    written(announced("P-1", "GBP 450"))
    rate = convert(Decimal(450), "GBP", "EUR", date(2025, 4, 11))
    assert _money("DE").due == rate.amount.quantize(Decimal("0.01"))
    assert _money("DE", currency="GBP").due == 450


def test_a_sum_without_a_rate_is_named_and_not_counted_as_zero() -> None:
    written(announced("P-1", "UAH 450"))
    record = _record("DE")
    assert record.money is None
    (left_out,) = record.not_measured
    assert left_out.uid == "P-1"
    assert "UAH" in left_out.reason


def test_a_joint_pledge_is_divided_where_all_shares_are_known() -> None:
    shares = (Donor(party="DE", share=Decimal("0.25")), Donor(party="NO", share=Decimal("0.75")))
    known = announced("P-1", "EUR 1000", "DE NO")
    assert isinstance(known.payload, Pledge)
    written(announced("P-2", "EUR 80", "DE NO"))
    payload = Pledge(donors=shares, amount=known.payload.amount, meeting="UDCG-27")
    divided = Draft(subject="P-1", payload=payload, valid_on=known.valid_on, evidence=known.evidence)
    append([divided], SECRETARIAT)
    assert [_money(*donors).due for donors in (("DE",), ("NO",), ("DE", "NO"))] == [250, 750, 80]


def test_support_in_kind_counts_by_its_lines() -> None:
    written(announced("P-1", "EUR 1000", lines=(line(4), line(None, "radar", "2"))))
    advance("P-1", "1", Stage.COMMITTED, None, MAY, GERMANY)
    _accept(Consigned(pledge="P-1", line="1", quantity=Decimal(3)))
    # Three of four systems are half of 1,000 times three quarters; of the radars nobody says anything.
    assert _numbers(_money("DE")) == [1000, 375, 125, 500, 0]


def test_things_without_a_sum_are_counted_beside_the_money() -> None:
    written(
        announced("P-1", None, lines=(line(4), line(8, "radar", "2"))),
        announced("P-2", "EUR 100"),
        announced("P-3", None, lines=(line(5),)),
        announced("P-4", None, lines=(line(None),)),
        relation("P-3", RelationKind.PART_OF, "P-2"),
    )
    advance("P-1", "1", Stage.COMMITTED, None, MAY, GERMANY)
    _accept(Consigned(pledge="P-1", line="1", quantity=Decimal(1)))
    record = _record("DE")
    assert record.things is not None
    assert _numbers(record.things) == [2, Decimal("0.25"), Decimal("0.75"), 1, 0]
    assert record.things.rate == Decimal("0.125")
    assert [each.uid for each in record.thing_pledges] == ["P-1"]
    assert record.not_measured == (
        NotMeasured("P-3", "lies inside P-2, whose sum is counted"),
        NotMeasured("P-4", "neither a sum nor a number is stated"),
    )


def test_the_record_of_a_donor_with_most_due_comes_first() -> None:
    written(announced("P-1", "EUR 100"), announced("P-2", "EUR 200", "NO"))
    assert [record.donors for record in promise_keeping(ALL, today=TWO_YEARS_ON)] == [("NO",), ("DE",)]


@pytest.mark.parametrize("asked", [{"currency": "XXY"}, {"older_than": -1}])
def test_nonsense_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        promise_keeping(ALL, **asked)  # type: ignore[arg-type]
