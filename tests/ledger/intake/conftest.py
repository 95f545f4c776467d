"""What the tests of intake share: the sample clippings, and books that know the coalition they tell of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pledgebook.ledger.access import Actor, Role, sight_of
from pledgebook.ledger.intake import Queued, decide, queue
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Citation, Coalition, Meeting, Party, Verdict
from pledgebook.reading.sources import Loaded, collect
from pledgebook.reference.coalitions import meeting_numbered
from pledgebook.reference.parties import parties
from pledgebook.samples import FOLDER
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.parties import PartyKind

_NAMED = ("BE", "CA", "DE", "GB", "NL", "NO", "RU", "SE", "UA", "US")


@pytest.fixture(scope="session")
def clippings() -> dict[str, Document]:
    """The sample clippings, by the number that their names begin with."""
    found = [found.document for found in collect([str(FOLDER)]) if isinstance(found, Loaded)]
    return {document.name[:2]: document for document in found}


@pytest.fixture
def coalition(books: str) -> str:
    """Books with the coalition, its parties, and the meetings of which the clippings tell. Its code."""
    assert books
    append([*_parties(), *_meetings()], Actor("setup", frozenset({Role.SECRETARIAT})))
    return "UDCG"


@pytest.fixture
def waiting(analyst: Actor) -> Callable[..., list[Queued]]:
    """What waits in the queue, of some kind of claim or finding, with some words in it."""

    def find(sort: str = "", words: str = "") -> list[Queued]:
        rows = queue(sight_of(analyst))
        return [row for row in rows if sort in ("", row.sort) and words.casefold() in row.words.casefold()]

    return find


@pytest.fixture
def accept(analyst: Actor, waiting: Callable[..., list[Queued]]) -> Callable[[str], str]:
    """Accept the one pledge claim in the queue with some words in it. The uid of its record."""

    def accepted(words: str) -> str:
        (row,) = waiting("pledge", words)
        record = decide(row.uid, Verdict.ACCEPT, analyst, "clear").record
        assert record is not None
        return record[1]

    return accepted


def _parties() -> list[Draft]:
    named = [
        Draft(subject=code, payload=Party(name=parties()[code].name, kind=parties()[code].kind))
        for code in _NAMED
    ]
    together = Party(name="Ukraine Defense Contact Group", kind=PartyKind.ORGANISATION)
    return [*named, Draft(subject="UDCG", payload=together)]


def _meetings() -> list[Draft]:
    held = [meeting for number in (27, 28, 33) if (meeting := meeting_numbered("UDCG", number)) is not None]
    drafts = [
        Draft(
            subject=f"UDCG-{meeting.number}",
            payload=Meeting(
                coalition="UDCG",
                held_on=meeting.date,
                status=meeting.status,
                number=meeting.number,
                place=meeting.place,
                chairs=meeting.chairs,
            ),
            valid_on=meeting.date,
            evidence=(Citation(source=meeting.source),),
        )
        for meeting in held
    ]
    return [Draft(subject="UDCG", payload=Coalition(name="Ukraine Defense Contact Group")), *drafts]
