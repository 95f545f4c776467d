"""Which claims speak of the same event, and which documents are copies: on documents built here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pledgebook.reconciling import reconcile
from pledgebook.reconciling.copies import find_copies
from pledgebook.reconciling.result import Event
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import Claim, CoalitionClaim, MeetingClaim, PledgeClaim, RoleClaim
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.findings import FindingKind

APRIL, JUNE = date(2025, 4, 11), date(2025, 6, 4)
STORY = " ".join(f"word{number} of the agency's story" for number in range(60))


def doc(name: str, published: date | None = None, text: str = "", agency: str | None = None) -> Document:
    return Document(name=name, text=text, published=published, agency=agency)


def met(name: str, day: date | None = None, number: int | None = None, at: int = 0) -> MeetingClaim:
    return MeetingClaim(
        document=name, evidence=(Evidence(at, at + 9),), coalition="UDCG", date=day, number=number
    )


def pledge(name: str) -> PledgeClaim:
    amount = Money(currency="GBP", low=Decimal(450_000_000), high=Decimal(450_000_000))
    return PledgeClaim(document=name, evidence=(Evidence(50, 90),), donors=("GB",), amount=amount)


def events(documents: list[Document], claims: list[Claim]) -> dict[str, Event]:
    return {event.id: event for event in reconcile(documents, claims).events}


@pytest.mark.parametrize(
    "other",
    [met("b", APRIL), met("b", number=27), met("b", date(2025, 4, 12)), met("b", date(2025, 7, 12), 27)],
    ids=["same date", "same number", "a day off", "misprinted date"],
)
def test_one_meeting(other: MeetingClaim) -> None:
    (event,) = events([], [met("a", APRIL), other]).values()
    assert (event.id, event.number, event.documents) == ("UDCG-2025-04-11", 27, ("a", "b"))


def test_two_meetings() -> None:
    assert list(events([], [met("a", APRIL), met("b", JUNE)])) == ["UDCG-2025-04-11", "UDCG-2025-06-04"]


def test_number_against_the_calendar_is_a_contradiction() -> None:
    outcome = reconcile([], [met("a", APRIL, 27), met("b", APRIL, 26)])
    assert len(outcome.events) == 1
    assert [f.topic for f in outcome.findings if f.kind is FindingKind.CONTRADICTS] == ["meeting number"]


def test_an_older_meeting_in_the_background_is_no_event_of_its_own() -> None:
    found = events([doc("a", JUNE)], [met("a", APRIL, at=5), met("a", JUNE, at=90)])
    assert list(found) == ["UDCG-2025-06-04"]


def test_a_document_without_a_date_joins_by_what_it_shares() -> None:
    found = events([], [met("a", APRIL), pledge("a"), met("b"), pledge("b")])
    assert found["UDCG-2025-04-11"].documents == ("a", "b")
    assert any("b shares with it" in reason for reason in found["UDCG-2025-04-11"].reasoning)


def test_a_document_without_a_meeting_joins_by_coalition_and_day() -> None:
    claims = [
        met("a", APRIL),
        CoalitionClaim(document="b", evidence=(Evidence(0, 9),), coalition="UDCG", parties_count=50),
    ]
    assert events([doc("b", date(2025, 4, 12))], claims)["UDCG-2025-04-11"].documents == ("a", "b")
    assert set(events([doc("b", date(2025, 5, 12))], claims)) == {"UDCG-2025-04-11", "document-b"}


def test_a_document_that_names_no_meeting_is_an_event_of_its_own() -> None:
    (event,) = events([doc("a", APRIL)], [pledge("a")]).values()
    assert (event.id, event.coalition, event.date) == ("document-a", None, APRIL)


def test_a_former_office_holder_who_led_the_coalition_is_not_in_the_chair() -> None:
    here = (Evidence(0, 9),)
    claims = [
        met("a", APRIL),
        RoleClaim(document="a", evidence=here, role="chair", party="GB", coalition="UDCG"),
        RoleClaim(
            document="a", evidence=here, role="chair", party="US", person="Lloyd Austin", coalition="UDCG"
        ),
        RoleClaim(
            document="a", evidence=here, role="minister", party="US", person="Lloyd Austin", former=True
        ),
    ]
    assert events([], claims)["UDCG-2025-04-11"].chairs == ("GB",)


def test_copies_of_one_agency_story_are_one_source() -> None:
    cut = STORY[: len(STORY) * 2 // 3]
    stories = [
        doc("a", APRIL, STORY, "AP"),
        doc("b", date(2025, 4, 12), f"A new headline. {cut}", "AP"),
        doc("c", date(2025, 4, 12), STORY),
        doc("d", date(2025, 4, 12), STORY[::-1], "AP"),
    ]
    sources = find_copies(stories)
    assert [sources.of(name) for name in "abcd"] == ["a", "a", "a", "d"]
    assert [finding.documents for finding in sources.findings] == [("b", "a"), ("c", "a")]


def test_forty_copies_do_not_outvote_two_sources() -> None:
    copies = [doc(f"c{number:02}", APRIL, STORY, "AP") for number in range(40)]
    claims: list[Claim] = [met(document.name, APRIL, 26) for document in copies]
    claims += [met("x", date(2031, 1, 1), 99), met("y", date(2031, 1, 1), 99), met("z", date(2031, 1, 2), 99)]
    assert "UDCG-2031-01-01" in events([*copies, *(doc(name) for name in "xyz")], claims)
