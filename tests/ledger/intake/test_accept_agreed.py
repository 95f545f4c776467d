"""Accepting in bulk, by the stated rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from tests.ledger.samples import pledge

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.intake import (
    TWO_SOURCES,
    Queued,
    accept_agreed,
    decide,
    document_uid,
    evidence_of,
    take_in,
)
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.models import DecisionRecord, PledgeRecord, RelationRecord
from pledgebook.ledger.payloads import Verdict
from pledgebook.vocabulary.documents import Document

pytestmark = pytest.mark.usefixtures("coalition")
Clippings = dict[str, Document]
Waiting = Callable[..., list[Queued]]

AGREED = {("UDCG", "EUR", 21_000_000_000), ("DE", "EUR", 11_000_000_000), ("GB", "GBP", 4_500_000_000)}
"""What at least two clippings tell of the 27th meeting, and none contradicts."""


def pledges() -> set[tuple[str, str, int]]:
    rows = PledgeRecord.objects.filter(until__isnull=True)
    return {
        (donors, currency, int(low))
        for donors, currency, low in rows.values_list("donors", "currency", "low")
    }


def test_accepts_what_independent_sources_agree_on_and_nothing_else(
    clippings: Clippings, analyst: Actor
) -> None:
    take_in(clippings.values(), analyst)
    done = accept_agreed(analyst)
    assert pledges() == AGREED
    assert len(done.agreed) == 3
    assert {agreement.sources for agreement in done.agreed} == {2, 3}


def test_a_reprint_is_no_second_source(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings["01"], clippings["02"]], analyst)
    done = accept_agreed(analyst)
    assert done.agreed == ()
    assert {left.why for left in done.left} == {"told by 1 source, copies counted once"}


def test_a_disputed_one_is_left_with_the_reason(
    clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings["03"], clippings["04"]], analyst)
    (left,) = accept_agreed(analyst).left
    assert left.why == "the sources name different donors"
    assert set(left.claims) <= {row.uid for row in waiting("pledge")}


def test_one_claim_makes_the_record_and_the_others_support_it(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings[number] for number in ("01", "02", "05")], analyst)
    (germany,) = (each for each in accept_agreed(analyst).agreed if each.record[1].startswith("DE"))
    cited = evidence_of(*germany.record, sight_of(analyst))
    assert {citation.document for citation in cited} == {
        document_uid(clippings[number]) for number in ("01", "02", "05")
    }
    ruled = DecisionRecord.objects.filter(record=germany.record[1]).values_list("verdict", "rule")
    assert sorted(verdict for verdict, _ in ruled) == ["accept", "support", "support"]
    assert {rule for _, rule in ruled} == {TWO_SOURCES.text}


def test_parts_of_what_is_accepted_become_relations(clippings: Clippings, analyst: Actor) -> None:
    take_in(clippings.values(), analyst)
    accept_agreed(analyst)
    relations = RelationRecord.objects.values_list("kind", "source", "target", "cut")
    told = {(kind, source[:2], target[:4], cut) for kind, source, target, cut in relations}
    assert told == {("part of", "DE", "UDCG", "donor"), ("part of", "GB", "UDCG", "donor")}


def test_again_changes_nothing(clippings: Clippings, analyst: Actor) -> None:
    take_in(clippings.values(), analyst)
    accept_agreed(analyst)
    before = head()
    assert accept_agreed(analyst).entries == 0
    assert head() == before


def test_a_dry_run_says_the_same_and_writes_nothing(clippings: Clippings, analyst: Actor) -> None:
    take_in(clippings.values(), analyst)
    before = head()
    dry = accept_agreed(analyst, dry_run=True)
    assert head() == before
    done = accept_agreed(analyst)
    assert (dry.agreed, dry.related, dry.left) == (done.agreed, done.related, done.left)


@pytest.mark.parametrize("order", [sorted, lambda numbers: sorted(numbers, reverse=True)])
def test_the_order_of_documents_does_not_matter(
    order: Callable[[Iterable[str]], list[str]], clippings: Clippings, analyst: Actor
) -> None:
    for number in order(clippings):
        take_in([clippings[number]], analyst)
    assert {each.accepted for each in accept_agreed(analyst, dry_run=True).agreed} == {
        f"{document_uid(clippings[number])}:{rest}"
        for number, rest in (("01", "aa010a96752f"), ("01", "ad4f1dc88c40"), ("05", "8545338da8bb"))
    }


def test_a_further_report_supports_what_was_accepted(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings["01"], clippings["06"]], analyst)
    first = accept_agreed(analyst)
    take_in([clippings["05"]], analyst)
    (again,) = (each for each in accept_agreed(analyst).agreed if each.accepted is None)
    assert again.record in {each.record for each in first.agreed}


def test_what_the_books_have_is_supported(clippings: Clippings, analyst: Actor, secretariat: Actor) -> None:
    append([pledge("P-7", "EUR 11000000000", "DE", on=date(2025, 4, 11))], secretariat)
    take_in([clippings["01"], clippings["05"]], analyst)
    germany = next(each for each in accept_agreed(analyst).agreed if each.record[1] == "P-7")
    assert germany.accepted is None
    assert len(germany.supporting) == 2


def test_what_a_person_rejected_is_no_source(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["01"], clippings["05"]], analyst)
    (row,) = waiting("pledge", "11 billion euros until 2029")
    decide(row.uid, Verdict.REJECT, analyst, "misread")
    accept_agreed(analyst)
    assert pledges() == {("UDCG", "EUR", 21_000_000_000)}


def test_what_a_person_took_back_waits_for_a_person(
    clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings["01"], clippings["05"]], analyst)
    (row,) = waiting("pledge", "11 billion euros until 2029")
    for verdict in (Verdict.ACCEPT, Verdict.REOPEN):
        decide(row.uid, verdict, analyst, "on reflection")
    accept_agreed(analyst)
    assert pledges() == {("UDCG", "EUR", 21_000_000_000)}


def test_a_contradiction_that_was_ruled_out_is_none(
    clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings["08"], clippings["09"]], analyst)
    (row,) = waiting("contradicts")
    assert accept_agreed(analyst, dry_run=True).agreed == ()
    decide(row.uid, Verdict.REJECT, analyst, "two different sums")
    assert accept_agreed(analyst, dry_run=True).agreed == ()  # the sums still differ


def test_only_who_may_decide(clippings: Clippings, analyst: Actor, auditor: Actor) -> None:
    take_in(clippings.values(), analyst)
    before = head()
    done = accept_agreed(auditor)
    assert (done.agreed, done.entries, head()) == ((), 0, before)
    assert any("may not write" in left.why for left in done.left)


def test_the_rule_fits_where_it_is_kept() -> None:
    longest = DecisionRecord._meta.get_field("rule").max_length
    assert longest is not None
    assert len(TWO_SOURCES.text) <= longest
