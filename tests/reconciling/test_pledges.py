"""Same pledge, part of, repeats: on claims built here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count as numbers

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.reconciling import count, reconcile
from pledgebook.reconciling.figures import plain
from pledgebook.reconciling.result import Announcement, Reconciliation
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import Claim, MeetingClaim, PledgeClaim, PledgeMode
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.time import Period

APRIL, JUNE = date(2025, 4, 11), date(2025, 6, 4)
THIS_YEAR = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))
_place = numbers(100, 50)


def met(document: str, day: date = APRIL, number: int | None = None) -> MeetingClaim:
    return MeetingClaim(
        document=document, evidence=(Evidence(0, 50),), coalition="UDCG", date=day, number=number
    )


def pledge(
    document: str,
    donors: str,
    amount: str = "",
    *items: str,
    part_of: str | None = None,
    period: Period | None = None,
    mode: PledgeMode | None = None,
    conditional: bool = False,
    delivered: bool = False,
) -> PledgeClaim:
    """pledge('a', 'GB NO', 'GBP 450e6', 'drone')."""
    at = next(_place)
    return PledgeClaim(
        document=document,
        evidence=(Evidence(at, at + 40),),
        donors=tuple(donors.split()),
        amount=money(amount) if amount else None,
        items=tuple(ItemLine(item=item) for item in items),
        part_of=part_of,
        period=period,
        mode=mode,
        conditional=conditional,
        delivered=delivered,
    )


def money(text: str) -> Money:
    currency, bounds = text.split()
    low, _, high = bounds.partition("-")
    return Money(currency=currency, low=Decimal(low), high=Decimal(high or low))


def reconciled(*pledges: Claim, day: date = APRIL) -> Reconciliation:
    """The pledges with a meeting claim for each of their documents."""
    names = sorted({claim.document for claim in pledges})
    return reconcile(
        [Document(name=name, text="") for name in names], [*(met(n, day) for n in names), *pledges]
    )


def tree(outcome: Reconciliation) -> dict[str, str | None]:
    """Amounts (or items) of announcements, each with the amount of its whole."""
    known = {a.id: a for a in outcome.announcements}
    return {_name(a): _name(known[a.parent]) if a.parent else None for a in outcome.announcements}


def _name(announcement: Announcement) -> str:
    if announcement.amount:
        return f"{' '.join(announcement.donors)} {plain(announcement.amount)}"
    return f"{' '.join(announcement.donors)} {' '.join(line.item for line in announcement.items)}"


@pytest.mark.parametrize(
    ("one", "other", "announcements"),
    [
        (("GB", "GBP 450e6"), ("GB", "USD 590e6"), 1),
        (("GB", "GBP 450e6", "drone"), ("GB NO", "USD 589e6", "radar", "drone"), 1),
        (("GB", "GBP 450e6", "drone"), ("GB", "GBP 450e6", "radar"), 1),
        (("GB", "GBP 450e6", "drone"), ("GB NO", "USD 589e6", "radar"), 2),
        (("GB", "GBP 450e6"), ("NO", "GBP 450e6"), 2),
        (("GB NO", "GBP 450e6"), ("GB SE", "GBP 450e6"), 2),
        (("GB", "GBP 450e6"), ("GB", "GBP 350e6"), 2),
        (("DE", "USD 500e6"), ("DE", "EUR 500e6"), 1),
        (("UDCG", "EUR 38e9"), ("UDCG", "GBP 35e9"), 1),
        (("GB", "", "drone"), ("GB", "", "drone", "radar"), 1),
        (("GB", "", "drone"), ("GB", "", "radar"), 2),
    ],
)
def test_one_pledge_or_two(one: Sequence[str], other: Sequence[str], announcements: int) -> None:
    outcome = reconciled(pledge("a", *one), pledge("b", *other))
    assert len(outcome.announcements) == announcements


def test_one_document_that_lists_two_equal_amounts_means_two() -> None:
    outcome = reconciled(pledge("a", "GB", "GBP 50e6", "drone"), pledge("a", "GB", "GBP 50e6", "radar"))
    assert len(outcome.announcements) == 2


def test_a_near_third_amount_joins_only_the_closest() -> None:
    outcome = reconciled(
        pledge("a", "GB", "GBP 450e6"), pledge("b", "GB", "USD 589e6"), pledge("c", "GB", "USD 597e6")
    )
    assert sorted(len(a.claims) for a in outcome.announcements) == [1, 2]


def test_production_stands_apart_from_money() -> None:
    outcome = reconciled(
        pledge("a", "GB", "GBP 50e6"), pledge("b", "GB", "GBP 50e6", mode=PledgeMode.PRODUCTION)
    )
    assert len(outcome.announcements) == 2
    assert count(outcome, {}, outcome.events[0], "GBP").total.low == 50 * 10**6


def test_donors_as_most_sources_say_and_the_rest_as_disputed() -> None:
    outcome = reconciled(
        *(pledge(name, donors, "GBP 9e6") for name, donors in (("a", "GB"), ("b", "GB NO"), ("c", "GB NO")))
    )
    (announcement,) = outcome.announcements
    assert (announcement.donors, announcement.disputed_donors) == (("GB", "NO"), (("GB",),))


def test_a_package_is_part_of_the_years_sum_of_its_donor_and_that_of_the_sum_of_all() -> None:
    outcome = reconciled(
        pledge("a", "UDCG", "EUR 21e9"),
        pledge("b", "GB", "GBP 4.5e9", period=THIS_YEAR),
        pledge("c", "GB", "USD 590e6"),
        pledge("c", "GB", "USD 100e6", part_of="the package"),
    )
    assert tree(outcome) == {
        "UDCG EUR 21 billion": None,
        "GB GBP 4.5 billion": "UDCG EUR 21 billion",
        "GB USD 590 million": "GB GBP 4.5 billion",
        "GB USD 100 million": "GB USD 590 million",
    }


def test_next_years_package_is_no_part_of_this_years_sum() -> None:
    next_year = Period(start=date(2026, 1, 1), end=date(2026, 12, 31))
    outcome = reconciled(
        pledge("a", "GB", "GBP 4.5e9", period=THIS_YEAR), pledge("a", "GB", "GBP 50e6", period=next_year)
    )
    assert set(tree(outcome).values()) == {None}


def test_a_part_bigger_than_its_whole_is_flagged_and_stands_apart() -> None:
    text = "a package of 450 million. then 500 million of it"
    claims = [
        met("a"),
        PledgeClaim(document="a", evidence=(Evidence(0, 24),), donors=("GB",), amount=money("GBP 450e6")),
        PledgeClaim(
            document="a",
            evidence=(Evidence(26, 48),),
            donors=("GB",),
            amount=money("GBP 500e6"),
            part_of="package",
        ),
    ]
    outcome = reconcile([Document(name="a", text=text)], claims)
    assert set(tree(outcome).values()) == {None}
    assert "part bigger than whole" in {finding.topic for finding in outcome.findings}


def test_a_state_that_gives_more_than_all_makes_their_sum_unclear() -> None:
    outcome = reconciled(pledge("a", "UDCG", "EUR 1e9"), pledge("b", "DE", "EUR 5e9"))
    total = count(outcome, {}, outcome.events[0], "EUR")
    assert total.total.low == 5 * 10**9
    assert "twice" in total.left_out[0].reason


def test_parts_that_exceed_their_whole_are_a_contradiction() -> None:
    outcome = reconciled(
        pledge("a", "UDCG", "EUR 10e9"), pledge("b", "DE", "EUR 8e9"), pledge("b", "GB", "EUR 7e9")
    )
    total = count(outcome, {}, outcome.events[0], "EUR")
    assert "parts exceed the whole" in {finding.topic for finding in outcome.findings}
    assert total.unattributed is not None
    assert total.total.low == 10 * 10**9
    assert total.unattributed.low == 0


def test_what_is_presented_again_at_the_next_meeting_adds_nothing() -> None:
    claims = [
        met("a"),
        met("b", JUNE),
        pledge("a", "GB", "GBP 350e6", "drone"),
        pledge("b", "GB", "GBP 350e6", "drone"),
    ]
    outcome = reconcile([], claims)
    april, june = outcome.events
    assert count(outcome, claims, april, "GBP").total.low == 350 * 10**6
    again = count(outcome, claims, june, "GBP")
    assert again.total.low == 0
    assert "already announced on 2025-04-11" in again.left_out[0].reason


def test_the_same_claim_again_is_a_repeat() -> None:
    outcome = reconciled(
        pledge("a", "GB", "GBP 9e6"), pledge("a", "GB", "GBP 9e6"), pledge("b", "GB", "GBP 9e6")
    )
    assert len([f for f in outcome.findings if f.kind is FindingKind.REPEATS]) == 2
    assert len(outcome.announcements) == 1


SEVERAL: list[Claim] = [
    *(met(name) for name in "abcd"),
    *(
        pledge(document, donors, amount)
        for document, donors in (("a", "GB"), ("b", "GB NO"), ("c", "GB"), ("d", "UDCG"))
        for amount in ("GBP 450e6", "USD 590e6", "USD 589e6", "USD 597e6", "EUR 520e6", "EUR 2e9")
    ),
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(SEVERAL))
def test_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    assert reconcile([], claims) == reconcile([], SEVERAL)
