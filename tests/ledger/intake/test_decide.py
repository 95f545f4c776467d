"""Rulings of people on claims and findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from tests.ledger.samples import pledge

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.clocks import clocks
from pledgebook.ledger.intake import Queued, decide, document_uid, evidence_of, take_in
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.store import entries, head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DecisionRecord, PledgeRecord
from pledgebook.ledger.payloads import Decision, Verdict
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.errors import Refused

pytestmark = pytest.mark.usefixtures("coalition")
Clippings = dict[str, Document]
Waiting = Callable[..., list[Queued]]
ACCEPT, SUPPORT, REJECT, REOPEN = Verdict.ACCEPT, Verdict.SUPPORT, Verdict.REJECT, Verdict.REOPEN


def believed() -> set[str]:
    return set(PledgeRecord.objects.filter(until__isnull=True).values_list("uid", flat=True))


def documents_of(uid: str, actor: Actor) -> set[str | None]:
    return {citation.document for citation in evidence_of(EntryKind.PLEDGE, uid, sight_of(actor))}


class TestAccepting:
    def test_makes_the_record_with_the_claims_evidence(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str]
    ) -> None:
        take_in([clippings["03"]], analyst)
        uid = accept("Norway gives the remaining")
        row = PledgeRecord.objects.get(uid=uid)
        assert (row.donors, row.currency, row.meeting) == ("NO", "GBP", "UDCG-27")
        (citation,) = evidence_of(EntryKind.PLEDGE, uid, sight_of(analyst))
        said = clippings["03"].text[citation.start : citation.end]
        assert said == "Norway gives the remaining £100 million through the International Fund for Ukraine."

    def test_writes_the_record_before_the_decision(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str]
    ) -> None:
        take_in([clippings["07"]], analyst)
        before = head().seq
        uid = accept("Canada")
        made, decided = entries(before)
        assert (made.kind, made.subject) == (EntryKind.PLEDGE, uid)
        ruling = decided.content()
        assert isinstance(ruling, Decision)
        assert (ruling.verdict, ruling.record_kind, ruling.record) == (ACCEPT, EntryKind.PLEDGE, uid)
        assert made.batch == decided.batch

    def test_twice_is_refused(self, clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
        take_in([clippings["07"]], analyst)
        (row,) = waiting("pledge", "Canada")
        decide(row.uid, ACCEPT, analyst, "clear")
        before = head()
        with pytest.raises(Refused, match="reopen it first"):
            decide(row.uid, ACCEPT, analyst, "clear")
        assert head() == before

    def test_a_meeting_of_the_books_is_refused(
        self, clippings: Clippings, analyst: Actor, waiting: Waiting
    ) -> None:
        take_in([clippings["01"]], analyst)
        (row,) = waiting("meeting")
        with pytest.raises(Refused, match="UDCG-27 is in the books already; support it"):
            decide(row.uid, ACCEPT, analyst, "clear")
        decide(row.uid, SUPPORT, analyst, "the same meeting")
        assert evidence_of(EntryKind.MEETING, "UDCG-27", sight_of(analyst))[-1].document == row.documents[0]

    def test_takes_the_copies_along(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
    ) -> None:
        take_in([clippings["01"], clippings["02"]], analyst)
        uid = accept("through 2029")
        assert not waiting("pledge", "through 2029")
        assert documents_of(uid, analyst) == {document_uid(clippings["01"]), document_uid(clippings["02"])}

    @pytest.mark.parametrize(
        ("uid", "reason", "why"),
        [
            ("doc-0:0", "clear", "no such claim or finding"),
            (None, " ", "needs a reason"),
        ],
    )
    def test_needs_a_claim_and_a_reason(
        self, uid: str | None, reason: str, why: str, clippings: Clippings, analyst: Actor, waiting: Waiting
    ) -> None:
        take_in([clippings["07"]], analyst)
        with pytest.raises(Refused, match=why):
            decide(uid or waiting("pledge", "Canada")[0].uid, ACCEPT, analyst, reason)

    def test_what_cannot_be_a_record_is_refused_with_the_reason(
        self, clippings: Clippings, analyst: Actor
    ) -> None:
        take_in([clippings["06"]], analyst)
        roles = [entry.subject for entry in entries() if '"role"' in entry.payload]
        with pytest.raises(Refused, match="kept as evidence"):
            decide(roles[0], ACCEPT, analyst, "clear")


class TestSupporting:
    def test_adds_to_the_evidence(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
    ) -> None:
        take_in([clippings["01"], clippings["05"]], analyst)
        uid = accept("11 billion euros through 2029")
        before = head().seq
        (row,) = waiting("pledge", "11 billion euros until 2029")
        assert row.supports == ((EntryKind.PLEDGE, uid),)
        decide(row.uid, SUPPORT, analyst, "the same pledge")
        assert len(documents_of(uid, analyst)) == 2
        then = evidence_of(EntryKind.PLEDGE, uid, sight_of(analyst), clocks(known_on=before))
        assert {citation.document for citation in then} == {document_uid(clippings["01"])}

    def test_a_named_record(
        self, clippings: Clippings, analyst: Actor, secretariat: Actor, waiting: Waiting
    ) -> None:
        append([pledge("P-9", "USD 45000000", "CA", on=date(2024, 1, 1))], secretariat)
        take_in([clippings["07"]], analyst)
        (row,) = waiting("pledge", "Canada")
        assert not row.supports
        with pytest.raises(Refused, match="name one"):
            decide(row.uid, SUPPORT, analyst, "the same")
        with pytest.raises(Refused, match="there is no pledge 'P-8'"):
            decide(row.uid, SUPPORT, analyst, "the same", record="P-8")
        assert decide(row.uid, SUPPORT, analyst, "the same", record="P-9").record == (EntryKind.PLEDGE, "P-9")

    def test_strangers_do_not_see_the_words(
        self, clippings: Clippings, analyst: Actor, secretariat: Actor, stranger: Actor, waiting: Waiting
    ) -> None:
        append([pledge("P-9", "USD 45000000", "CA", on=date(2025, 6, 4))], secretariat)
        take_in([clippings["07"]], analyst)
        decide(waiting("pledge", "Canada")[0].uid, SUPPORT, analyst, "the same")
        assert documents_of("P-9", analyst) == {None, document_uid(clippings["07"])}
        assert documents_of("P-9", stranger) == {None}


class TestReopening:
    def test_a_rejection(self, clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
        take_in([clippings["07"]], analyst)
        (row,) = waiting("pledge", "Canada")
        for verdict in (REJECT, REOPEN, ACCEPT):
            decide(row.uid, verdict, analyst, "on reflection")
        told = [p.verdict for entry in entries() if isinstance(p := entry.content(), Decision)]
        assert told == [REJECT, REOPEN, ACCEPT]
        assert DecisionRecord.objects.filter(until__isnull=True).get().verdict == ACCEPT

    def test_takes_the_record_that_rests_on_nothing_else(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
    ) -> None:
        take_in([clippings["07"]], analyst)
        (row,) = waiting("pledge", "Canada")
        first = accept("Canada")
        assert decide(row.uid, REOPEN, analyst, "misread").record == (EntryKind.PLEDGE, first)
        assert first not in believed()
        assert accept("Canada") in believed()

    def test_keeps_the_record_that_others_support(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
    ) -> None:
        take_in([clippings["01"], clippings["05"]], analyst)
        (first,) = waiting("pledge", "11 billion euros through 2029")
        (second,) = waiting("pledge", "11 billion euros until 2029")
        uid = accept("11 billion euros through 2029")
        decide(second.uid, SUPPORT, analyst, "the same")
        decide(first.uid, REOPEN, analyst, "misread")
        assert uid in believed()
        assert documents_of(uid, analyst) == {document_uid(clippings["05"])}
        decide(second.uid, REOPEN, analyst, "misread too")
        assert uid not in believed()

    def test_opens_the_copies_again(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
    ) -> None:
        take_in([clippings["01"], clippings["02"]], analyst)
        (row,) = waiting("pledge", "through 2029")
        uid = accept("through 2029")
        decide(row.uid, REOPEN, analyst, "misread")
        assert uid not in believed()
        assert [other.copies for other in waiting("pledge", "through 2029")] == [row.copies]

    def test_leaves_a_record_with_sources_of_its_own(
        self, clippings: Clippings, analyst: Actor, secretariat: Actor, waiting: Waiting
    ) -> None:
        append([pledge("P-9", "USD 45000000", "CA", on=date(2025, 6, 4))], secretariat)
        take_in([clippings["07"]], analyst)
        (row,) = waiting("pledge", "Canada")
        decide(row.uid, SUPPORT, analyst, "the same")
        decide(row.uid, REOPEN, analyst, "not the same")
        assert "P-9" in believed()
        assert documents_of("P-9", analyst) == {None}

    def test_a_record_that_was_changed_is_in_the_way(
        self,
        clippings: Clippings,
        analyst: Actor,
        secretariat: Actor,
        accept: Callable[[str], str],
        waiting: Waiting,
    ) -> None:
        take_in([clippings["07"]], analyst)
        (row,) = waiting("pledge", "Canada")
        uid = accept("Canada")
        row_in_books = PledgeRecord.objects.get(uid=uid)
        stated = next(entries(row_in_books.entry - 1))
        corrected = pledge(uid, "USD 46000000", "CA", on=date(2025, 6, 4), expected=row_in_books.seq)
        append([replace(corrected, evidence=stated.citations())], secretariat)
        with pytest.raises(Refused, match="changed since"):
            decide(row.uid, REOPEN, analyst, "misread")

    def test_a_record_that_others_refer_to_is_in_the_way(
        self, clippings: Clippings, analyst: Actor, accept: Callable[[str], str], waiting: Waiting
    ) -> None:
        take_in([clippings["05"]], analyst)
        (row,) = waiting("pledge", "11 billion euros")
        accept("11 billion euros")
        accept("3 billion euros")
        (part,) = waiting("part of", "EUR 3 billion")
        decide(part.uid, ACCEPT, analyst, "clear")
        before = head()
        with pytest.raises(Refused):
            decide(row.uid, REOPEN, analyst, "misread")
        assert head() == before
        decide(part.uid, REOPEN, analyst, "misread")
        decide(row.uid, REOPEN, analyst, "misread")
        assert len(believed()) == 1

    def test_nothing_to_reopen(self, clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
        take_in([clippings["07"]], analyst)
        with pytest.raises(Refused, match="nothing to reopen"):
            decide(waiting("pledge", "Canada")[0].uid, REOPEN, analyst, "why not")


def test_strangers_and_auditors_decide_nothing(
    clippings: Clippings, analyst: Actor, auditor: Actor, stranger: Actor, waiting: Waiting
) -> None:
    take_in([clippings["07"]], analyst)
    (row,) = waiting("pledge", "Canada")
    before = head()
    for actor in (auditor, stranger):
        with pytest.raises(Refused):
            decide(row.uid, REJECT, actor, "no")
    assert head() == before
