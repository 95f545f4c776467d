"""Rulings of people on findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pledgebook.ledger.access import Actor
from pledgebook.ledger.intake import Queued, decide, document_uid, take_in
from pledgebook.ledger.journal.store import entries
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DisputeRecord, RelationRecord
from pledgebook.ledger.payloads import Dispute, Verdict
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.errors import Refused

pytestmark = pytest.mark.usefixtures("coalition")
Clippings = dict[str, Document]
Waiting = Callable[..., list[Queued]]
ACCEPT, REJECT, REOPEN = Verdict.ACCEPT, Verdict.REJECT, Verdict.REOPEN


def test_a_contradiction_makes_a_dispute_about_the_record(
    clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
) -> None:
    take_in([clippings["08"], clippings["09"]], analyst)
    uid = accept("£35 billion")
    (other,) = waiting("pledge", "$38 billion")
    assert other.supports == ((EntryKind.PLEDGE, uid),)
    (row,) = waiting("contradicts")
    decide(row.uid, ACCEPT, analyst, "both are on record")
    stated = next(p for entry in entries() if isinstance(p := entry.content(), Dispute))
    assert (stated.about, stated.subject, stated.state) == (EntryKind.PLEDGE, uid, "open")
    assert {str(version.amount) for version in stated.versions} == {
        "GBP 35,000,000,000",
        "USD 38,000,000,000",
    }
    decide(row.uid, REOPEN, analyst, "one is a misprint")
    assert not DisputeRecord.objects.filter(until__isnull=True).exists()


def test_a_part_waits_for_its_pledges_and_becomes_a_relation(
    clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
) -> None:
    take_in([clippings["05"]], analyst)
    (row,) = waiting("part of", "EUR 3 billion")
    with pytest.raises(Refused, match="decide on that claim first"):
        decide(row.uid, ACCEPT, analyst, "clear")
    whole, part = accept("11 billion euros"), accept("3 billion euros")
    decide(row.uid, ACCEPT, analyst, "clear")
    relation = RelationRecord.objects.get()
    assert (relation.kind, relation.source, relation.target) == ("part of", part, whole)
    assert relation.cut == "period"


def test_a_wrong_copy_is_a_source_of_its_own(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["01"], clippings["02"]], analyst)
    assert len(waiting("pledge", "21 billion")) == 1
    decide(f"{document_uid(clippings['02'])}:copy", REJECT, analyst, "their own reporter was there")
    assert len(waiting("pledge", "21 billion")) == 2
