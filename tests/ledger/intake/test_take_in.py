"""Documents into the books."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from msgspec.structs import replace

from pledgebook.ledger.access import Actor
from pledgebook.ledger.intake import Intake, claim_uid, document_uid, take_in
from pledgebook.ledger.journal.reversing import undo_batch
from pledgebook.ledger.journal.store import entries, head
from pledgebook.ledger.models import ClaimRecord, DocumentRecord, FindingRecord
from pledgebook.ledger.payloads import Document as Stated
from pledgebook.ledger.payloads import ReadClaim, ReadFinding
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.errors import BadValue, Refused
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.pledges import Visibility

pytestmark = pytest.mark.usefixtures("books")
Clippings = dict[str, Document]


def test_a_document_comes_with_its_text_and_its_claims(clippings: Clippings, analyst: Actor) -> None:
    intake = take_in([clippings["03"]], analyst)
    (taken,) = intake.taken
    (document,) = (entry.content() for entry in entries() if entry.kind == "document")
    assert isinstance(document, Stated)
    assert document.text == clippings["03"].text
    assert ClaimRecord.objects.filter(document=taken.uid).count() == taken.claims > 10
    assert {entry.batch for entry in entries()} == {intake.batch}


def test_the_evidence_of_a_claim_points_at_its_words(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings["04"]], analyst)
    said = [
        clippings["04"].text[citation.start : citation.end]
        for entry in entries()
        if entry.kind == "claim" and '"need"' in entry.payload
        for citation in entry.citations()
    ]
    assert said
    assert "at least 10 Patriot systems" in said[0]


def test_reading_the_same_again_changes_nothing(clippings: Clippings, analyst: Actor) -> None:
    first = take_in(clippings.values(), analyst)
    before = head()
    again = take_in(reversed(list(clippings.values())), analyst)
    assert head() == before
    assert {known.uid for known in again.known} == {taken.uid for taken in first.taken}


def test_the_name_of_the_file_does_not_matter(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings["05"]], analyst)
    before = head()
    assert take_in([replace(clippings["05"], name="a copy.md")], analyst).entries == 0
    assert head() == before


def test_claims_are_named_by_their_document(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings["01"]], analyst)
    uid = document_uid(clippings["01"])
    assert uid == f"doc-{clippings['01'].sha256[:16]}"
    claims = [entry.content() for entry in entries() if entry.kind == "claim"]
    assert claims
    assert all(
        isinstance(claim, ReadClaim) and claim_uid(claim.claim).startswith(f"{uid}:") for claim in claims
    )


def test_documents_taken_in_one_by_one_are_concluded_on_together(
    clippings: Clippings, analyst: Actor
) -> None:
    for number in ("03", "04"):
        take_in([clippings[number]], analyst)
    assert FindingRecord.objects.filter(kind=FindingKind.SAME_PLEDGE.value, topic="pledge").count() == 1
    assert FindingRecord.objects.filter(kind=FindingKind.CONTRADICTS.value, topic="donors").count() == 1


def test_a_reprint_is_a_copy_whichever_came_first(clippings: Clippings, analyst: Actor) -> None:
    for number in ("02", "01"):
        take_in([clippings[number]], analyst)
    (copy,) = FindingRecord.objects.filter(kind=FindingKind.COPY_OF.value)
    assert copy.uid == f"{document_uid(clippings['02'])}:copy"
    assert copy.topic == document_uid(clippings["01"])


def test_a_document_without_a_meeting_finds_it_when_others_come(clippings: Clippings, analyst: Actor) -> None:
    text = "Germany will provide 11 billion euros to Ukraine through 2029, Boris Pistorius said."
    bare = replace(clippings["05"], name="bare.txt", text=text, sha256="")
    take_in([bare], analyst)
    uid = f"{document_uid(bare)}:event"
    assert not FindingRecord.objects.filter(uid=uid).exists()
    take_in([clippings["01"]], analyst)
    assert FindingRecord.objects.get(uid=uid).topic == "UDCG-2025-04-11"


def test_a_finding_names_documents_as_people_do(clippings: Clippings, analyst: Actor) -> None:
    take_in([clippings["03"], clippings["04"]], analyst)
    reasons = [
        payload.finding.reason for entry in entries() if isinstance(payload := entry.content(), ReadFinding)
    ]
    assert any("03-drones-and-repairs.md says" in reason for reason in reasons)
    assert not any("doc-" in reason for reason in reasons)


@pytest.mark.parametrize("visibility", [Visibility.MEMBERS, Visibility.PUBLIC])
def test_a_figure_is_seen_with_its_sentence(
    clippings: Clippings, analyst: Actor, visibility: Visibility
) -> None:
    take_in([clippings["01"], clippings["06"]], analyst, visibility)
    levels = {
        level
        for model in (DocumentRecord, ClaimRecord, FindingRecord)
        for level in model.objects.values_list("visibility", flat=True)
    }
    assert levels == {visibility.value}


def test_what_a_column_cannot_hold_is_cut(analyst: Actor) -> None:
    odd = Document(
        name="n" * 500, text="Norway gives NOK 700 million to Ukraine.", publisher="p" * 300, title="a\0b"
    )
    assert take_in([odd], analyst).entries > 1


def test_half_a_character_is_refused_by_name(analyst: Actor) -> None:
    with pytest.raises(BadValue, match=r"odd\.txt: character 5"):
        take_in([Document(name="odd.txt", text="It is\ud800.")], analyst)


def test_two_at_once_enter_it_once(clippings: Clippings, analyst: Actor) -> None:
    def work(_: int) -> Intake:
        try:
            return take_in([clippings["01"], clippings["02"]], analyst)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(work, range(4)))
    assert sorted(len(intake.taken) for intake in done) == [0, 0, 0, 2]
    assert sum(len(intake.known) for intake in done) == 6
    assert head().seq == sum(intake.entries for intake in done)


def test_nothing_to_read_writes_nothing(analyst: Actor) -> None:
    assert take_in([], analyst).entries == 0
    assert head().seq == 0


def test_a_stranger_may_not(clippings: Clippings, stranger: Actor) -> None:
    with pytest.raises(Refused):
        take_in([clippings["01"]], stranger)
    assert head().seq == 0


def test_an_intake_that_was_undone_can_be_repeated(clippings: Clippings, analyst: Actor) -> None:
    first = take_in([clippings["01"], clippings["06"]], analyst)
    undo_batch(first.batch, analyst, "the wrong folder")
    assert not DocumentRecord.objects.filter(until__isnull=True).exists()
    again = take_in([clippings["01"], clippings["06"]], analyst)
    assert (len(again.taken), again.entries) == (2, first.entries)
