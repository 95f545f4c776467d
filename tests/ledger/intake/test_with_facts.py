"""Clippings beside records that rest on other sources: they support what is there, and repeat nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.ledger.samples import SOURCE, pledge

from pledgebook.ledger.access import Actor
from pledgebook.ledger.intake import Queued, accept_agreed, decide, take_in
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DisputeRecord, RelationRecord
from pledgebook.ledger.payloads import Dispute, Office, Relation, Verdict, Version
from pledgebook.reading.sources import Loaded, collect
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.relations import RelationKind

pytestmark = pytest.mark.usefixtures("coalition")
Clippings = dict[str, Document]
Waiting = Callable[..., list[Queued]]
DAY = date(2025, 4, 11)


def test_a_part_supports_the_relation_that_there_is(
    clippings: Clippings, analyst: Actor, secretariat: Actor
) -> None:
    part = Relation(kind=RelationKind.PART_OF, source="P-1", target="P-2")
    append(
        [
            pledge("P-1", "EUR 11000000000", "DE", on=DAY),
            pledge("P-2", "EUR 21000000000", "UDCG", on=DAY),
            Draft(subject="P-1-part-of-P-2", payload=part, evidence=SOURCE),
        ],
        secretariat,
    )
    take_in([clippings["01"], clippings["05"]], analyst)
    (related,) = accept_agreed(analyst).related
    assert related.relation == "P-1-part-of-P-2"
    assert RelationRecord.objects.count() == 1


def test_a_contradiction_supports_the_dispute_that_there_is(
    clippings: Clippings, analyst: Actor, secretariat: Actor, waiting: Waiting
) -> None:
    dispute = Dispute(
        topic="how many took part",
        kind=DisputeKind.COUNT,
        versions=(Version(key="A", says="50"), Version(key="B", says="40")),
        about=EntryKind.MEETING,
        subject="UDCG-27",
    )
    append([Draft(subject="D-1", payload=dispute, evidence=SOURCE)], secretariat)
    take_in([clippings["01"], clippings["05"]], analyst)
    (row,) = waiting("contradicts", "took part")
    assert row.supports == ((EntryKind.DISPUTE, "D-1"),)
    assert decide(row.uid, Verdict.SUPPORT, analyst, "the same").record == (EntryKind.DISPUTE, "D-1")
    assert DisputeRecord.objects.count() == 1


def test_a_role_supports_the_tenure_that_covers_the_day(
    clippings: Clippings, analyst: Actor, secretariat: Actor, waiting: Waiting
) -> None:
    tenures = [
        Draft(
            subject=f"T-{start.year}",
            payload=Office(office="defence minister", party="GB", holder="John Healey", start=start, end=end),
            valid_on=start,
            evidence=SOURCE,
        )
        for start, end in ((date(2019, 1, 1), date(2019, 12, 31)), (date(2024, 7, 5), None))
    ]
    append(tenures, secretariat)
    take_in([clippings["01"]], analyst)
    (row,) = waiting("role", "Healey")
    assert row.supports == ((EntryKind.OFFICE, "T-2024"),)


@pytest.mark.shared
def test_real_articles_are_taken_in_once(shared: Path, clippings: Clippings, analyst: Actor) -> None:
    found = collect([str(shared / "seeds")])
    documents = [each.document for each in found if isinstance(each, Loaded)]
    take_in(clippings.values(), analyst)
    begun = time.perf_counter()
    intake = take_in(documents, analyst)
    took = time.perf_counter() - begun
    assert len(intake.taken) == 5
    assert intake.entries > 150
    before = head()
    assert take_in(documents, analyst).entries == 0
    assert head() == before
    assert took < 30  # some 0.2 s on a quiet machine
