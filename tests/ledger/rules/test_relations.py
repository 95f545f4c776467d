"""How pledges may stand to each other."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tests.ledger.rules.judging import Desk
from tests.ledger.samples import DAY, money, pledge

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Pledge, Relation
from pledgebook.ledger.rules.relations import relation_faults
from pledgebook.ledger.rules.stages import correction_faults
from pledgebook.reference.announcements import announced_pledges, pledge_relations
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.relations import RelationKind

PART, RAISES = RelationKind.PART_OF, RelationKind.RAISES


def related(
    kind: RelationKind, source: str, target: str, uid: str = "R-1", expected: int | None = None
) -> Draft:
    return Draft(subject=uid, payload=Relation(kind=kind, source=source, target=target), expected=expected)


def sums(**amounts: str) -> Desk:
    """Pledges by their uids, their amounts written 'EUR 5' or 'about EUR 5'."""
    return Desk(*(_pledge(uid, text) for uid, text in amounts.items()))


def _pledge(uid: str, text: str, expected: int | None = None) -> Draft:
    *hedge, currency, number = text.split()
    amount: Money = money(f"{currency} {number}")
    if hedge:
        amount = msgspec.structs.replace(amount, qualifier=Qualifier(" ".join(hedge)))
    draft = pledge(uid, None, expected=expected)
    payload = msgspec.structs.replace(draft.payload, amount=amount)
    return msgspec.structs.replace(draft, payload=payload)


def test_one_pair_is_related_once() -> None:
    desk = sums(A="EUR 5", B="EUR 9")
    desk.take(related(PART, "A", "B"))
    assert desk.faults(relation_faults, related(RelationKind.REPEATS, "A", "B", "R-2")) == [
        "relation R-1 already says how pledge A stands to pledge B (part of); correct that one"
    ]
    assert desk.faults(relation_faults, related(RelationKind.DRAWS_DOWN, "A", "B", expected=9)) == []


def test_a_circle_is_refused_with_its_pledges() -> None:
    desk = sums(A="EUR 5", B="EUR 5")
    desk.take(related(PART, "A", "B"))
    assert desk.faults(relation_faults, related(PART, "B", "A", "R-2")) == [
        "the relations would run in a circle: B → A → B; take one of them out"
    ]


@pytest.mark.parametrize(
    ("kind", "part", "whole", "fits"),
    [
        (PART, "EUR 5", "EUR 5", True),
        (PART, "EUR 5.01", "EUR 5", False),
        (RelationKind.DRAWS_DOWN, "EUR 6", "EUR 5", False),
        (RelationKind.FINANCED_BY, "EUR 6", "EUR 5", False),
        (RelationKind.REPEATS, "EUR 6", "EUR 5", True),
        (PART, "EUR 5.05", "about EUR 5", True),
        (PART, "EUR 5.2", "about EUR 5", False),
        (PART, "EUR 50", "more than EUR 5", True),
        (PART, "EUR 50", "at least EUR 5", True),
        (PART, "up to EUR 50", "EUR 5", True),
        # On 2025-04-11 one euro was 1.1346 dollars.
        (PART, "USD 113", "EUR 100", True),
        (PART, "USD 115", "EUR 100", True),
        (PART, "USD 118", "EUR 100", False),
        (PART, "UAH 99999", "EUR 1", True),
        (RAISES, "EUR 6", "EUR 5", True),
        (RAISES, "EUR 5", "EUR 5", False),
        (RAISES, "EUR 4", "EUR 5", False),
        (RAISES, "at least EUR 4", "EUR 5", True),
        (RAISES, "EUR 4", "up to EUR 5", True),
        (RAISES, "USD 100", "EUR 100", False),
    ],
)
def test_a_part_fits_its_whole_and_a_raise_is_higher(
    kind: RelationKind, part: str, whole: str, fits: bool
) -> None:
    found = sums(A=part, B=whole).faults(relation_faults, related(kind, "A", "B"))
    assert (found == []) is fits


def test_the_sentence_names_relation_pledges_and_amounts() -> None:
    assert sums(A="EUR 6000", B="EUR 5000").faults(relation_faults, related(PART, "A", "B")) == [
        "relation R-1: pledge A part of pledge B, and is bigger (EUR 6,000) than that (EUR 5,000); "
        "correct an amount or the relation"
    ]


def test_what_has_no_amount_is_not_judged() -> None:
    desk = Desk(pledge("A", "EUR 6"), pledge("B", None))
    assert desk.faults(relation_faults, related(PART, "A", "B")) == []


@pytest.mark.parametrize(
    ("uid", "amount", "fits"),
    [("A", "EUR 9", True), ("A", "EUR 11", False), ("B", "EUR 4", False), ("B", "EUR 5", True)],
)
def test_a_corrected_amount_still_fits(uid: str, amount: str, fits: bool) -> None:
    desk = sums(A="EUR 5", B="EUR 10")
    desk.take(related(PART, "A", "B"))
    assert (desk.faults(correction_faults, _pledge(uid, amount, expected=6)) == []) is fits


def test_the_relations_that_we_ship_keep_the_rules() -> None:
    desk = Desk()
    for told in announced_pledges("UDCG"):
        day: date = told.date.first
        desk.take(Draft(subject=told.id, payload=Pledge(donors=(), amount=told.amount), valid_on=day or DAY))
    for relation in pledge_relations("UDCG"):
        uid = f"{relation.part}-{relation.whole}"
        draft = related(relation.kind, relation.part, relation.whole, uid)
        assert desk.faults(relation_faults, draft) == []
        desk.take(draft)
