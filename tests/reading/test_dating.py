"""Which meeting a document is about, worked out from what it says and the calendar."""

from __future__ import annotations

from datetime import date

from tests.reading.meeting_pages import read


def test_the_absent_person_decides_between_meetings_on_the_same_weekday() -> None:
    text = (
        "Ministers of the Ukraine Defense Contact Group met in Brussels on Wednesday. "
        "The session was co-chaired by Britain and Germany. Pete Hegseth was absent from the meeting."
    )
    _, context = read(text)
    assert context.meeting is not None
    assert context.meeting.date == date(2025, 6, 4)
    assert any("Pete Hegseth was absent" in reason for reason in context.meeting.reasoning)
    assert context.anchor == date(2025, 6, 4)


def test_without_that_person_the_same_text_fits_several_meetings() -> None:
    _, context = read("The Ukraine Defense Contact Group met in Brussels on Wednesday.")
    assert context.meeting is not None
    assert context.meeting.date is None


def test_a_weekday_is_read_from_the_day_of_publication() -> None:
    _, context = read("The UDCG met on Friday.", "2025-04-12")
    assert context.meeting is not None
    assert (context.meeting.date, context.meeting.number) == (date(2025, 4, 11), 27)


def test_a_number_alone_is_enough() -> None:
    _, context = read("Allies closed the thirty-third meeting of the Ramstein format.")
    assert context.meeting is not None
    assert context.meeting.date == date(2026, 2, 12)


def test_a_meeting_that_the_calendar_does_not_know_keeps_its_stated_day() -> None:
    _, context = read("The UDCG held its 41st meeting on Tuesday.", "2027-03-03")
    assert context.meeting is not None
    assert (context.meeting.date, context.meeting.number) == (date(2027, 3, 2), 41)


def test_a_text_about_no_meeting_has_none() -> None:
    _, context = read("Norway gave money to a fund of the Ukraine Defense Contact Group.", "2025-04-12")
    assert context.meeting is None
    assert context.anchor == date(2025, 4, 12)
