"""Drafts of the calendar: meetings, held or put off, and how the persons it tells of took part."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.loading.naming import uid_of_attendance, uid_of_meeting
from pledgebook.ledger.loading.sourcing import sourced
from pledgebook.ledger.payloads import Attendance, Meeting
from pledgebook.reference.coalitions import meetings
from pledgebook.reference.persons import find_person
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingFormat, MeetingStatus
from pledgebook.vocabulary.meetings import Meeting as Told

_FILE = "meetings.csv"

_CHAIRED = {
    MeetingFormat.IN_PERSON: AttendanceMode.IN_PERSON,
    MeetingFormat.HYBRID: AttendanceMode.IN_PERSON,
    MeetingFormat.VIRTUAL: AttendanceMode.REMOTE,
}
"""How a chair takes part unless the calendar says otherwise; it names those who were remote where others
met."""


def meeting_drafts(coalition: str) -> Iterator[Draft]:
    """The meetings of the calendar."""
    for told in meetings(coalition):
        payload = Meeting(
            coalition=coalition,
            held_on=told.date,
            status=told.status,
            number=told.number,
            place=told.place,
            venue=told.venue,
            format=told.format,
            chairs=told.chairs,
            chair_persons=told.chair_persons,
        )
        yield sourced(uid_of_meeting(told), payload, told.source, _FILE, told.date)


def attendance_drafts(coalition: str) -> Iterator[Draft]:
    """How the chairs took part in each meeting that was held, and who is told to have been remote or
    absent."""
    for told in meetings(coalition):
        for person, mode in _modes(told).items():
            known = find_person(person)
            payload = Attendance(
                meeting=uid_of_meeting(told),
                mode=mode,
                person=person,
                party=known.party if known is not None else None,
            )
            yield sourced(uid_of_attendance(told, person), payload, told.source, _FILE, told.date)


def _modes(told: Told) -> dict[str, AttendanceMode]:
    """Each person once; of a meeting whose format is unknown only those of whom it is told."""
    if told.status is not MeetingStatus.HELD:
        return {}
    chaired = _CHAIRED.get(told.format) if told.format is not None else None
    modes = dict.fromkeys(told.chair_persons, chaired) if chaired is not None else {}
    return (
        modes
        | dict.fromkeys(told.remote, AttendanceMode.REMOTE)
        | dict.fromkeys(told.absent, AttendanceMode.ABSENT)
    )
