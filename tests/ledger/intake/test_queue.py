"""What waits for a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.ledger.samples import pledge

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.clocks import clocks
from pledgebook.ledger.intake import Queued, decide, queue, take_in
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Meeting, Pledge, Verdict
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.pledges import PledgeNature

pytestmark = pytest.mark.usefixtures("coalition")
Clippings = dict[str, Document]
Waiting = Callable[..., list[Queued]]


def proposed(row: Queued) -> Pledge:
    """The pledge that accepting a row would make."""
    assert row.proposal.record is not None
    assert isinstance(row.proposal.record.payload, Pledge)
    return row.proposal.record.payload


def test_a_row_has_the_words_and_what_it_would_make(
    clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings["03"]], analyst)
    (row,) = waiting("pledge", "Norway gives the remaining")
    assert row.source == "03-drones-and-repairs.md"
    assert row.published == date(2025, 4, 11)
    made = proposed(row)
    assert [donor.party for donor in made.donors] == ["NO"]
    assert str(made.amount) == "GBP 100,000,000"
    assert (made.meeting, made.coalition, made.recipient) == ("UDCG-27", "UDCG", "UA")
    assert row.proposal.record is not None
    assert row.proposal.record.valid_on == date(2025, 4, 11)
    assert row.proposal.record.evidence[0].document == row.documents[0]


def test_items_become_lines_with_their_capability(
    clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings["05"]], analyst)
    (row,) = waiting("pledge", "IRIS-T")
    lines = {line.item: (line.capability, line.low) for line in proposed(row).lines}
    assert lines["IRIS-T"] == ("air defence", Decimal(4))
    assert lines["Marder"] == ("armour", Decimal(25))


@pytest.mark.parametrize(
    ("number", "words", "nature"),
    [
        ("01", "agreed on Friday", PledgeNature.TOTAL),
        ("08", "five more interceptor missiles", PledgeNature.CONDITIONAL),
        ("07", "Canada gives", PledgeNature.PLEDGE),
    ],
)
def test_the_nature_of_a_pledge(
    number: str, words: str, nature: PledgeNature, clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings[number]], analyst)
    (row,) = waiting("pledge", words)
    assert proposed(row).nature is nature


def test_what_was_told_before_a_meeting_was_not_said_there(
    clippings: Clippings, analyst: Actor, waiting: Waiting
) -> None:
    take_in([clippings["10"]], analyst)
    (row,) = waiting("pledge", "SEK 4.8 billion")
    assert proposed(row).meeting is None
    assert row.proposal.record is not None
    assert row.proposal.record.valid_on == date(2025, 5, 22)


def test_what_cannot_be_a_record_says_why(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["10"]], analyst)
    (row,) = waiting("meeting")
    assert isinstance(row.proposal.record and row.proposal.record.payload, Meeting)
    assert row.supports == ((EntryKind.MEETING, "UDCG-28"),)
    assert not waiting("role")


def test_parties_that_the_books_lack_come_along(analyst: Actor, waiting: Waiting) -> None:
    said = "Portugal will give Ukraine 220 million euros in military aid, Lisbon said on 11 April 2025."
    take_in([Document(name="lisbon.txt", text=said)], analyst)
    (row,) = waiting("pledge")
    assert [(draft.kind, draft.subject) for draft in row.proposal.before] == [(EntryKind.PARTY, "PT")]


def test_a_claim_supports_the_pledge_that_says_the_same(
    clippings: Clippings, analyst: Actor, secretariat: Actor, waiting: Waiting
) -> None:
    append(
        [
            pledge("P-1", "GBP 100000000", "NO", on=date(2025, 4, 15)),
            pledge("P-2", "GBP 100000000", "NO", on=date(2025, 6, 15)),
            pledge("P-3", "GBP 200000000", "NO", on=date(2025, 4, 11)),
            pledge("P-4", "GBP 100000000", "SE", on=date(2025, 4, 11)),
            pledge("P-5", "EUR 115500000", "NO", on=date(2025, 4, 11)),
        ],
        secretariat,
    )
    take_in([clippings["03"]], analyst)
    (row,) = waiting("pledge", "Norway gives the remaining")
    assert row.supports == ((EntryKind.PLEDGE, "P-5"), (EntryKind.PLEDGE, "P-1"))


def test_copies_are_folded_into_one(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["01"], clippings["02"], clippings["06"]], analyst)
    rows = waiting("pledge", "21 billion euros")
    assert {row.source for row in rows} == {"01-allies-agree-21-billion.txt", "06-ministers-in-brussels.html"}
    (original,) = (row for row in rows if row.source.startswith("01"))
    assert len(original.copies) == 1
    assert len(original.alike) == 1


def test_what_is_contradicted_says_so(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["08"], clippings["09"]], analyst)
    (row,) = waiting("pledge", "£35 billion")
    (dispute,) = waiting("contradicts")
    assert row.disputed_by == (dispute.uid,)


def test_it_shrinks_with_each_decision(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["07"]], analyst)
    before = {row.uid for row in waiting()}
    (row,) = waiting("pledge", "Canada")
    decide(row.uid, Verdict.REJECT, analyst, "no pledge")
    assert {row.uid for row in waiting()} == before - {row.uid}
    decide(row.uid, Verdict.REOPEN, analyst, "it is one after all")
    assert {row.uid for row in waiting()} == before


def test_it_is_as_it_was_known(clippings: Clippings, analyst: Actor, waiting: Waiting) -> None:
    take_in([clippings["07"]], analyst)
    seen = head().seq
    (row,) = waiting("pledge", "Canada")
    decide(row.uid, Verdict.REJECT, analyst, "no pledge")
    assert row.uid in {other.uid for other in queue(sight_of(analyst), clocks(known_on=seen))}


def test_a_stranger_sees_nothing_of_it(clippings: Clippings, analyst: Actor, stranger: Actor) -> None:
    take_in([clippings["07"]], analyst)
    assert queue(sight_of(stranger)) == ()


def test_its_queries_do_not_grow_with_it(clippings: Clippings, analyst: Actor) -> None:
    asked = []
    for numbers in (("03", "04"), ("01", "02", "05", "06", "07", "08", "09", "10")):
        take_in([clippings[number] for number in numbers], analyst)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            queue(sight_of(analyst))
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 8
