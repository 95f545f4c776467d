"""The coalition's names, members and calendar."""

from __future__ import annotations

from datetime import date

import pytest

from pledgebook.reference.coalitions import (
    capability_coalitions,
    coalition_names,
    coalitions,
    find_coalition,
    matching_meetings,
    meeting_before,
    meeting_numbered,
    meeting_on,
    meetings,
    members,
    opponents,
    recipient,
    recipients,
)
from pledgebook.reference.items import CAPABILITIES
from pledgebook.reference.persons import persons
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.meetings import MeetingFormat, MeetingStatus
from pledgebook.vocabulary.time import PartialDate

WEDNESDAY, FRIDAY = 2, 4


def test_the_27th_meeting_is_in_the_calendar_with_who_dialled_in() -> None:
    meeting = meeting_numbered("UDCG", 27)

    assert meeting is not None
    assert meeting.date == date(2025, 4, 11)
    assert (meeting.place, meeting.chairs) == ("Brussels", ("GB", "DE"))
    assert "Pete Hegseth" in meeting.remote
    assert meeting.absent == ()


def test_numbers_of_held_meetings_rise_with_the_dates() -> None:
    numbers = [meeting.number for meeting in meetings("UDCG") if meeting.status is MeetingStatus.HELD]

    assert numbers[:33] == list(range(1, 34))
    assert numbers == sorted(numbers, key=lambda number: number or 0)


def test_a_meeting_that_was_put_off_is_no_meeting_of_that_day() -> None:
    assert MeetingStatus.POSTPONED in {meeting.status for meeting in meetings("UDCG")}
    assert meeting_on("UDCG", date(2024, 10, 12)) is None


def test_the_meeting_before_a_day_is_the_last_one_held() -> None:
    before = meeting_before("UDCG", date(2025, 3, 6))

    assert before is not None
    assert before.number == 26


def test_virtual_meetings_have_no_place() -> None:
    virtual = [meeting for meeting in meetings("UDCG") if meeting.format is MeetingFormat.VIRTUAL]

    assert virtual
    assert {meeting.place for meeting in virtual} == {None}


def test_weekday_and_day_of_publication_find_the_meeting() -> None:
    found = matching_meetings("UDCG", weekday=FRIDAY, published=date(2025, 4, 13))

    assert [meeting.number for meeting in found] == [27]


def test_a_weekday_a_week_ago_is_not_meant() -> None:
    assert matching_meetings("UDCG", weekday=FRIDAY, published=date(2025, 4, 18)) == []


def test_without_a_date_place_chairs_and_absence_decide() -> None:
    either = matching_meetings("UDCG", weekday=WEDNESDAY, place="Brussels", chairs=["GB", "DE"])
    one = matching_meetings(
        "UDCG", weekday=WEDNESDAY, place="NATO headquarters", chairs=["DE"], absent=["Pete Hegseth"]
    )

    assert [meeting.number for meeting in either] == [31, 28]
    assert [meeting.number for meeting in one] == [28]


def test_a_month_finds_its_meetings() -> None:
    found = matching_meetings("UDCG", day=PartialDate("2025-02"))

    assert [meeting.number for meeting in found] == [26]


@pytest.mark.parametrize(
    ("text", "coalition"),
    [
        ("Ukraine Defense Contact Group", "UDCG"),
        ("the Ukraine Defence Contact Group", "UDCG"),
        ("UDCG", "UDCG"),
        ("contact group", "UDCG"),
        ("Ramstein format", "UDCG"),
        ("Ramstein", None),
        ("udcg", None),
        ("coalition of the willing", None),
    ],
)
def test_names_of_the_coalition(text: str, coalition: str | None) -> None:
    assert find_coalition(text) == coalition


def test_no_name_stands_twice() -> None:
    texts = [(name.text, name.any_case) for name in coalition_names()]

    assert len(texts) == len(set(texts))


def test_the_recipient_is_one_and_the_chairs_are_members() -> None:
    roles = {member.party: member.role for member in members("UDCG")}
    chairs = {party for meeting in meetings("UDCG") for party in meeting.chairs}

    assert [party for party, role in roles.items() if role == "recipient"] == ["UA"]
    assert chairs <= set(roles)


def test_capability_coalitions_are_led_by_members_and_use_the_words_of_the_items() -> None:
    groups = capability_coalitions("UDCG")

    assert {group.capability for group in groups} <= set(CAPABILITIES)
    assert {lead for group in groups for lead in group.leads} <= {member.party for member in members("UDCG")}


def test_persons_in_the_calendar_bear_their_canonical_names() -> None:
    named = {
        person
        for meeting in meetings("UDCG")
        for person in (*meeting.chair_persons, *meeting.absent, *meeting.remote)
    }

    assert named <= set(persons())


def test_an_unknown_coalition_is_refused() -> None:
    assert coalitions() == ("UDCG",)
    with pytest.raises(BadValue, match="no known coalition"):
        meetings("E5")


def test_the_sides_of_the_coalition_are_data() -> None:
    assert (recipient("UDCG"), recipient()) == ("UA", "UA")
    assert recipients() == {"UA"}
    assert "RU" in opponents()
    assert opponents().isdisjoint(row.party for row in members("UDCG"))
