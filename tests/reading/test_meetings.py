"""Meetings of the coalition and of a few parties, and the size of the coalition."""

from __future__ import annotations

from datetime import date

from tests.reading.meeting_pages import read

from pledgebook.reading import meetings
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import CoalitionClaim, MeetingClaim
from pledgebook.vocabulary.meetings import MeetingFormat


def _meetings(text: str, published: str | None = None) -> list[MeetingClaim]:
    page, context = read(text, published)
    return [claim for claim in meetings.read(page, context) if isinstance(claim, MeetingClaim)]


def _sizes(text: str) -> list[tuple[str, int]]:
    page, context = read(text)
    found = [claim for claim in meetings.read(page, context) if isinstance(claim, CoalitionClaim)]
    return [(claim.coalition, claim.parties_count) for claim in found]


def test_the_main_meeting_carries_number_place_size_and_evidence() -> None:
    text = "Nearly 50 nations gathered in Brussels on Friday for the UDCG's 27th meeting. It was long."
    (claim,) = _meetings(text, "2025-04-11")
    assert (claim.coalition, claim.number, claim.date, claim.place) == (
        "UDCG",
        27,
        date(2025, 4, 11),
        "Brussels",
    )
    assert (claim.parties_count, claim.parties_count_qualifier) == (50, Qualifier.NEARLY)
    assert claim.chairs == ("GB", "DE")
    assert claim.evidence[0].of(text).startswith("Nearly 50 nations")


def test_a_meeting_by_video_is_virtual() -> None:
    (claim,) = _meetings("The 29th meeting of the contact group was held by video link. The UDCG is large.")
    assert claim.format is MeetingFormat.VIRTUAL


def test_the_previous_meeting_is_a_claim_of_its_own() -> None:
    text = "The UDCG met in London on Tuesday. The previous meeting of the group was in July."
    first, second = _meetings(text, "2025-09-10")
    assert (first.date, second.date) == (date(2025, 9, 9), date(2025, 7, 21))


def test_a_meeting_of_another_body_is_not_the_coalitions() -> None:
    text = "The UDCG gives support. NATO ministers held a separate meeting on Thursday."
    assert _meetings(text, "2025-06-05") == []


def test_two_who_meet_are_a_meeting_of_their_parties() -> None:
    (claim,) = _meetings("John Healey met with Pete Hegseth at the Pentagon on March 6, 2025.")
    assert (claim.parties, claim.date) == (("GB", "US"), date(2025, 3, 6))


def test_a_call_is_dated_by_the_day_of_publication() -> None:
    (claim,) = _meetings("President Biden spoke today with President Zelenskyy.", "2022-10-04")
    assert (claim.parties, claim.date) == (("UA", "US"), date(2022, 10, 4))


def test_a_day_after_publication_is_of_the_year_before() -> None:
    (claim,) = _meetings("Mette Frederiksen met Volodymyr Zelensky on November 19.", "2025-09-24")
    assert claim.date == date(2024, 11, 19)


def test_what_has_not_happened_is_no_meeting() -> None:
    assert _meetings("Mark Rutte will meet John Healey on Monday.", "2025-09-24") == []


def test_the_size_of_the_coalition_and_of_another_body() -> None:
    assert _sizes("The UDCG now counts 57 member states.") == [("UDCG", 57)]
    assert _sizes("The Drone Capability Coalition has 18 members.") == [("Drone Capability Coalition", 18)]
    assert _sizes("The UDCG agreed that 18 members of parliament should come.") == []
