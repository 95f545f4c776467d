"""Who was at the meeting, and how."""

from __future__ import annotations

from datetime import date

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
