"""Totals against an independent count: on random trees, and on whole random meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.reconciling import Facts, count, reconcile, shipped_facts
from pledgebook.reconciling.result import Announcement, Event, Reconciliation
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import Claim, MeetingClaim, PledgeClaim, PledgeMode, TotalClaim
from pledgebook.vocabulary.errors import BadValue, MissingRate
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.time import Period

DAY = date(2025, 4, 11)
EVENT = Event(id="UDCG-2025-04-11", coalition="UDCG", date=DAY)
RATES = {"EUR": Decimal(1), "USD": Decimal("0.8814"), "GBP": Decimal("1.1537")}


def rate(source: str, target: str, on: date) -> tuple[Decimal, date]:
    if not {source, target} <= set(RATES):
        raise MissingRate(f"no rate of {source}")
    return RATES[source] / RATES[target], on


FACTS = Facts(rate=rate)


def money(currency: str, low: int, more: int = 0) -> Money:
    return Money(currency=currency, low=Decimal(low), high=Decimal(low + more))


@st.composite
def forests(draw: st.DrawFn) -> list[Announcement]:
    """Announcements of which each may be part of one before it."""
    found: list[Announcement] = []
    for number in range(draw(st.integers(0, 12))):
        amounts = st.builds(
            money,
            st.sampled_from(["EUR", "USD", "GBP", "UAH"]),
            st.integers(0, 10**11),
            st.sampled_from([0, 0, 7, 10**9]),
        )
        found.append(
            Announcement(
                id=f"a{number}",
                event=EVENT.id,
                donors=(draw(st.sampled_from(["DE", "GB", "UDCG"])),),
                claims=(f"c{number}",),
                amount=draw(st.none() | amounts),
                mode=draw(st.sampled_from([None, None, PledgeMode.PRODUCTION, PledgeMode.LOAN])),
                conditional=draw(st.sampled_from([False, False, True])),
                delivered=draw(st.sampled_from([False, False, True])),
                parent=draw(st.none() | st.sampled_from([a.id for a in found])) if found else None,
            )
        )
    return found


def brute_force(forest: list[Announcement]) -> dict[str, tuple[Decimal, Decimal]]:
    """What counts, said in another way: it can count, and nothing that it is inside of can."""
    known = {a.id: a for a in forest}

    def can(a: Announcement) -> bool:
        plain = not (a.conditional or a.delivered) and a.mode is not PledgeMode.PRODUCTION
        return plain and a.amount is not None and a.amount.currency in RATES

    def wholes(a: Announcement) -> list[Announcement]:
        return [known[a.parent], *wholes(known[a.parent])] if a.parent else []

    def cents(value: Decimal, currency: str) -> Decimal:
        return (value * RATES[currency] / RATES["GBP"]).quantize(Decimal("0.01"), ROUND_HALF_UP)

    return {
        a.id: (cents(a.amount.low, a.amount.currency), cents(a.amount.high, a.amount.currency))
        for a in forest
        if a.amount is not None and can(a) and not any(map(can, wholes(a)))
    }


@given(forests(), st.randoms(use_true_random=False))
def test_counted_rows_are_those_of_a_brute_force_count(forest: list[Announcement], order: object) -> None:
    expected = brute_force(forest)
    shuffle: Callable[[list[Announcement]], None] = getattr(order, "shuffle")  # noqa: B009 - hypothesis types it loosely
    shuffle(forest)
    outcome = Reconciliation(events=(EVENT,), announcements=tuple(forest), findings=())
    total = count(outcome, {}, EVENT, "GBP", facts=FACTS)
    assert {
        row.announcement: (row.amount.money.low, row.amount.money.high) for row in total.counted
    } == expected
    assert total.total.low == sum((low for low, _ in expected.values()), Decimal(0))
    assert total.total.high == sum((high for _, high in expected.values()), Decimal(0))
    left = [row.announcement for row in total.left_out]
    assert sorted([*expected, *filter(None, left)]) == sorted(a.id for a in forest)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[list[Claim], Decimal]:
    """Claims of a meeting, told by several documents in several currencies, with the true total in EUR.

    All donors pay in euros, so that the euro wording is the one that counts, to the cent.
    """
    year = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))
    told: list[PledgeClaim] = []
    total = Decimal(0)
    booleans: st.SearchStrategy[bool] = st.booleans()
    for donor in draw(st.lists(st.sampled_from(["DE", "FR", "NL", "IT", "ES"]), unique=True)):
        sizes = draw(st.lists(st.integers(0, 20), unique=True, max_size=4))
        amounts = [10**6 * Decimal(150) ** Decimal(1 + size / 20).quantize(Decimal("0.01")) for size in sizes]
        packages = [amount.quantize(Decimal(1000)) for amount in amounts]
        framed: bool = draw(booleans)
        if packages and framed:
            whole = sum(packages, Decimal(0)) * 2
            told += _wordings(draw, donor, whole, year)
            total += whole
        else:
            total += sum(packages, Decimal(0))
        for package in packages:
            told += _wordings(draw, donor, package, None)
    summed_up: bool = draw(booleans)
    if told and summed_up:
        total *= 2
        told += _wordings(draw, "UDCG", total, None)
    documents = {claim.document for claim in told}
    met = [
        MeetingClaim(document=name, evidence=(Evidence(0, 9),), coalition="UDCG", date=DAY)
        for name in documents
    ]
    return draw(st.permutations([*met, *told])), total


def _wordings(draw: st.DrawFn, donor: str, euros: Decimal, period: Period | None) -> list[PledgeClaim]:
    others = draw(
        st.lists(st.tuples(st.sampled_from("bcd"), st.sampled_from(["EUR", "USD", "GBP"])), max_size=3)
    )
    return [
        PledgeClaim(
            document=document,
            evidence=(Evidence(number * 10, number * 10 + 9),),
            donors=(donor,),
            amount=_in(euros, currency),
            period=period,
        )
        for number, (document, currency) in enumerate([("a", "EUR"), ("a", "EUR"), *others], start=1)
    ]


def _in(euros: Decimal, currency: str) -> Money:
    """The amount as a newspaper converts it: four digits and the word 'about'."""
    if currency == "EUR":
        return Money(currency="EUR", low=euros, high=euros)
    value = euros / RATES[currency]
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 3))
    return Money(currency=currency, low=rounded, high=rounded, qualifier=Qualifier.ABOUT)


@settings(max_examples=60, deadline=None)
@given(meetings())
def test_a_meeting_told_many_times_comes_to_its_true_total(meeting: tuple[list[Claim], Decimal]) -> None:
    claims, total = meeting
    outcome = reconcile([], claims, facts=FACTS)
    counted = [count(outcome, claims, event, "EUR", facts=FACTS) for event in outcome.events]
    rows = [row.amount.money.low for total in counted for row in total.counted]
    assert sum(rows, Decimal(0)) == sum((c.total.low for c in counted), Decimal(0)) == total


def test_every_row_shows_its_rate_and_the_day_of_it() -> None:
    claims: list[Claim] = [
        MeetingClaim(document="a", evidence=(Evidence(0, 9),), coalition="UDCG", date=date(2025, 4, 13)),
        PledgeClaim(
            document="a", evidence=(Evidence(10, 19),), donors=("GB",), amount=money("GBP", 450 * 10**6)
        ),
    ]
    total = count(outcome := reconcile([], claims), claims, outcome.events[0], "EUR", facts=shipped_facts())
    (row,) = total.counted
    assert (row.amount.rate_date, row.amount.money.low) == (date(2025, 4, 11), Decimal("519162878.70"))


def test_a_missing_rate_is_a_row_left_out_and_never_one() -> None:
    outcome = Reconciliation(
        events=(EVENT,),
        announcements=(
            Announcement(id="a", event=EVENT.id, donors=("UA",), claims=("c",), amount=money("UAH", 5)),
        ),
        findings=(),
    )
    total = count(outcome, {}, EVENT, "EUR", facts=FACTS)
    assert total.total.low == 0
    assert not total.counted
    assert total.left_out[0].amount is None
    assert "no rate of UAH" in total.left_out[0].reason


def test_sums_over_time_are_listed_and_not_counted() -> None:
    claims: list[Claim] = [
        MeetingClaim(document="a", evidence=(Evidence(0, 9),), coalition="UDCG", date=DAY),
        TotalClaim(
            document="a", evidence=(Evidence(10, 19),), parties=("US",), amount=money("USD", 66 * 10**9)
        ),
    ]
    outcome = reconcile([], claims)
    total = count(outcome, claims, outcome.events[0], "USD")
    assert total.total.low == total.naive.low == 0
    assert [row.claim for row in total.left_out] == [claims[1].id]


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(BadValue, match="no event 'x'"):
        count(Reconciliation(events=(), announcements=(), findings=()), {}, "x", "EUR")
