"""What a draft refers to, and what it replaces."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tests.ledger.rules.judging import SECRETARIAT, Desk
from tests.ledger.samples import pledge, stage

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Document
from pledgebook.ledger.rules.checking import problems_of
from pledgebook.ledger.rules.standing import standing_faults
from pledgebook.vocabulary.stages import Stage

RELEASE = Draft(
    subject="doc-1", payload=Document(name="a.txt", text="Ten tanks.", sha256="0"), valid_on=date(2025, 4, 1)
)


def citing(*citations: Citation) -> Draft:
    """A pledge that rests on these."""
    return msgspec.structs.replace(pledge(), evidence=citations)


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (pledge(), None),
        (pledge(donors="XX DE"), "there is no party 'XX' in the books; enter it first"),
        (pledge(recipient="XX"), "there is no party 'XX'"),
        (pledge(meeting="M-1"), "there is no meeting 'M-1'"),
        (citing(Citation(document="doc-1", start=0, end=10)), None),
        (
            citing(Citation(document="doc-1", start=0, end=11)),
            "0 to 11 of the document 'doc-1', which has 10",
        ),
        (citing(Citation(document="doc-2")), "cites the document 'doc-2', which is not in the books"),
        (pledge(expected=3), "changes entry 3, and the books have no such record"),
        (pledge("P-2"), "is in the books since entry 7; to correct it, say that you have seen that entry"),
        (pledge("P-2", expected=7), None),
        (pledge("P-2", expected=6), "you saw entry 6, the books have entry 7; look at it again"),
    ],
)
def test_a_draft_builds_on_what_is_there_and_was_seen(draft: Draft, sentence: str | None) -> None:
    found = Desk(RELEASE, pledge("P-2")).faults(standing_faults, draft)
    assert [sentence in fault for fault in found if sentence] == ([True] if sentence else [])
    assert bool(found) is bool(sentence)


def test_what_builds_on_a_refused_draft_says_so() -> None:
    desk = Desk()
    wrong = pledge("P-1", donors="XX")
    builds_on = stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1")
    desk.state.read([wrong, builds_on])
    assert problems_of(wrong, desk.state, SECRETARIAT) != []
    assert problems_of(builds_on, desk.state, SECRETARIAT) == [
        "it needs the pledge 'P-1', which was refused here; correct that first"
    ]
    assert desk.state.pledge("P-1") is None
    assert desk.state.record(EntryKind.PARTY, "DE") is not None
