"""Who was at the meeting, and how."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.meeting_pages import read

from pledgebook.reading import attendance
from pledgebook.vocabulary.meetings import AttendanceMode

_OPENING = "The Ukraine Defense Contact Group met in Brussels on Friday. "
_ROOM, _REMOTE, _ABSENT = AttendanceMode.IN_PERSON, AttendanceMode.REMOTE, AttendanceMode.ABSENT


def _modes(text: str) -> dict[str, AttendanceMode]:
    page, context = read(_OPENING + text, "2025-04-11")
    return {claim.person: claim.mode for claim in attendance.read(page, context)}


def test_each_of_a_list_with_titles_is_counted() -> None:
    text = "NATO chief Mark Rutte, who came late, EU envoy Kaja Kallas and Umerov were in attendance."
    assert _modes(text) == {"Mark Rutte": _ROOM, "Kaja Kallas": _ROOM, "Rustem Umerov": _ROOM}


def test_who_dialled_in_was_not_absent() -> None:
    text = "Pete Hegseth did not attend in person. Instead he dialled in to the meeting."
    assert _modes(text) == {"Pete Hegseth": _REMOTE}


def test_an_absence_for_the_first_time() -> None:
    page, context = read(_OPENING + "For the first time, Pete Hegseth skipped the session.", "2025-04-11")
    (claim,) = attendance.read(page, context)
    assert (claim.mode, claim.first_time, claim.meeting) == (_ABSENT, True, date(2025, 4, 11))


def test_an_office_means_who_holds_it() -> None:
    assert _modes("The US defense secretary was absent from the talks.") == {"Pete Hegseth": _ABSENT}


def test_a_stand_in_is_present_and_whom_he_represents_absent() -> None:
    text = "Pete Hegseth was represented by Matthew Whitaker."
    assert _modes(text) == {"Pete Hegseth": _ABSENT, "Matthew Whitaker": _ROOM}


def test_words_by_video_to_the_ministers_are_attendance() -> None:
    assert _modes("Volodymyr Zelensky spoke to the ministers by video link.") == {
        "Volodymyr Zelenskyy": _REMOTE
    }


def test_other_meetings_and_plans_do_not_count() -> None:
    assert _modes("Mark Rutte attended a separate meeting of bankers.") == {}
    assert _modes("Mark Rutte is expected to attend the meeting.") == {}
    assert _modes("Mark Rutte chaired a panel with dozens of ministers dialling in.") == {}


def test_without_a_meeting_nobody_attends() -> None:
    page, context = read("Mark Rutte attended the meeting of the bank. He likes the UDCG.", "2025-04-11")
    assert attendance.read(page, context) == []


_PUT_ONLINE = "Ministers of the Ukraine Defense Contact Group held their 29th meeting online. "


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Kaja Kallas, NATO boss Rutte and its top commander, General Cavoli, all beamed in.", 3),
        ("Attendees included Mark Rutte and Kaja Kallas.", 2),
        ("Among those present were Mark Rutte, Kaja Kallas and other leaders.", 2),
        ("Also in the room were Mark Rutte and Kaja Kallas.", 2),
        ("Healey, who led the talks, greeted Rustem Umerov, who attended the group.", 1),
        ("Austin welcomed Rustem Umerov to the start of the session.", 1),
        ("Mark Rutte used the gathering to ask for more.", 1),
        ("Mark Rutte came to Brussels for the talks.", 1),
    ],
)
def test_each_person_in_a_list_is_counted_and_nobody_else(text: str, modes: int) -> None:
    assert len(_modes(text)) == modes


@pytest.mark.parametrize(
    "text",
    [
        "The head of the Pentagon - Pete Hegseth - will not be present.",
        "The talks went on without Pete Hegseth.",
        "Pete Hegseth sent his deputy instead.",
        "Washington sent Matthew Whitaker instead of Pete Hegseth.",
        "Neither Pete Hegseth nor Marco Rubio attended the session.",
    ],
)
def test_who_was_missing_was_absent(text: str) -> None:
    assert _modes(text)["Pete Hegseth"] is _ABSENT


@pytest.mark.parametrize(
    "text",
    [
        "Also on screen, for the first time, was Denys Shmyhal.",
        "Denys Shmyhal was on the line.",
        "Denys Shmyhal took part by video link.",
        "Mark Rutte took part by video link, and so did Denys Shmyhal.",
    ],
)
def test_on_a_screen_is_remote(text: str) -> None:
    assert _modes(text)["Denys Shmyhal"] is _REMOTE


def test_all_are_remote_at_a_meeting_held_online() -> None:
    page, context = read(_PUT_ONLINE + "Denys Shmyhal joined in to brief the group.", "2025-07-21")
    assert [claim.mode for claim in attendance.read(page, context)] == [_REMOTE]


def test_one_person_online_does_not_make_the_meeting_virtual() -> None:
    text = "Kaja Kallas joined the meeting online. Mark Rutte attended the session."
    assert _modes(text) == {"Kaja Kallas": _REMOTE, "Mark Rutte": _ROOM}


def test_habits_and_other_months_are_no_attendance() -> None:
    assert _modes("Lloyd Austin regularly attended the monthly meetings.") == {}
    assert _modes("In February Pete Hegseth attended the group's session.") == {}
