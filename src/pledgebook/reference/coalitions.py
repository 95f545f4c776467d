"""Coalitions as data: their names, members, capability coalitions, and the calendar of their meetings.

Each coalition has a folder under data/ (udcg/). Nothing here knows any of them by name: a further
coalition is a further folder, and its line in _FOLDERS.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import msgspec

from pledgebook.reference.parties import parties
from pledgebook.reference.tables import Row, read_table
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.meetings import Meeting, MeetingFormat, MeetingStatus
from pledgebook.vocabulary.time import PartialDate

_FOLDERS = ("udcg",)

DAYS_TO_REPORT = 6
"""How many days after a meeting 'on Friday' can still mean it: with 7, the weekday would be ambiguous."""


class CoalitionName(msgspec.Struct, frozen=True, kw_only=True):
    """One way to name a coalition.

    `form` says what the words are: name, abbreviation, format ('Ramstein format'), meeting ('Ramstein',
    which is its meeting) or short ('the contact group', clear only once the coalition has been named).
    With `any_case` it may stand in small letters.
    """

    text: str
    coalition: str
    form: str
    any_case: bool


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a coalition, since when where that is known, and how well it is known."""

    coalition: str
    party: str
    role: str
    since: date | None
    status: str
    source: str


class CapabilityCoalition(msgspec.Struct, frozen=True, kw_only=True):
    """A group within a coalition that works on one capability, led by some of its parties."""

    coalition: str
    capability: str
    leads: tuple[str, ...]
    start: PartialDate | None
    source: str


_FORMS = ("name", "abbreviation", "format", "meeting", "short")


def coalitions() -> tuple[str, ...]:
    """The codes of all coalitions."""
    return tuple(dict.fromkeys(name.coalition for name in coalition_names()))


@cache
def coalition_names() -> tuple[CoalitionName, ...]:
    """Every name of every coalition."""
    return tuple(_name(row) for row in _rows("names.csv", "coalition", "name", "form", "case", "source"))


def find_coalition(text: str) -> str | None:
    """The code of the coalition that the whole text names, or None. 'Ramstein' alone is a meeting of it."""
    words = " ".join(text.replace("\u2019", "'").split()).removeprefix("the ").removeprefix("The ")
    for name in coalition_names():
        same = words.casefold() == name.text.casefold() if name.any_case else words == name.text
        if same and name.form != "meeting":
            return name.coalition
    return None


@cache
def members(coalition: str) -> tuple[Membership, ...]:
    """The parties of a coalition. Raises BadValue for an unknown one."""
    _check(coalition)
    rows = _rows("members.csv", "coalition", "party", "role", "from", "status", "source")
    return tuple(_membership(row) for row in rows if row["coalition"] == coalition)


def recipient(coalition: str | None = None) -> str:
    """The party that a coalition supports; without a coalition, that of the first one."""
    rows = members(coalition or coalitions()[0])
    return next(row.party for row in rows if row.role == "recipient")


@cache
def recipients() -> frozenset[str]:
    """The parties that any of the coalitions supports."""
    return frozenset(recipient(coalition) for coalition in coalitions())


@cache
def opponents() -> frozenset[str]:
    """The parties against which any of the coalitions supports its recipient."""
    rows = _rows("opponents.csv", "coalition", "party", "note", "source")
    for row in rows:
        _check_parties(row, (row["party"],))
    return frozenset(row["party"] for row in rows)


@cache
def capability_coalitions(coalition: str) -> tuple[CapabilityCoalition, ...]:
    """The groups within a coalition that each serve one capability. Raises BadValue for an unknown one."""
    _check(coalition)
    rows = _rows("capability_coalitions.csv", "coalition", "capability", "leads", "start", "note", "source")
    return tuple(_capability_coalition(row) for row in rows if row["coalition"] == coalition)


@cache
def meetings(coalition: str) -> tuple[Meeting, ...]:
    """The calendar of a coalition in order of date, with meetings that were put off. Raises BadValue."""
    _check(coalition)
    rows = _rows("meetings.csv", *_MEETING_COLUMNS)
    found = (_meeting(row) for row in rows if row["coalition"] == coalition)
    return tuple(sorted(found, key=lambda meeting: meeting.date))


def meeting_on(coalition: str, day: date) -> Meeting | None:
    """The meeting held on that day, or None."""
    return next((meeting for meeting in _held(coalition) if meeting.date == day), None)


def meeting_numbered(coalition: str, number: int) -> Meeting | None:
    """The meeting held under that number, or None where the calendar has none."""
    return next((meeting for meeting in _held(coalition) if meeting.number == number), None)


def meeting_before(coalition: str, day: date) -> Meeting | None:
    """The last meeting held on or before that day, or None."""
    return next((meeting for meeting in reversed(_held(coalition)) if meeting.date <= day), None)


def matching_meetings(
    coalition: str,
    *,
    number: int | None = None,
    day: PartialDate | None = None,
    published: date | None = None,
    weekday: int | None = None,
    place: str | None = None,
    chairs: Iterable[str] = (),
    absent: Iterable[str] = (),
    remote: Iterable[str] = (),
) -> list[Meeting]:
    """The meetings held that agree with all that is given, latest first; what is left out decides nothing.

    `weekday` counts from Monday 0. `published` is the day of the document: the meeting is not later than
    it, and with a `weekday` at most DAYS_TO_REPORT earlier. `chairs` are party codes that all chaired,
    `absent` and `remote` persons who were so.
    """
    wanted_chairs, wanted_absent, wanted_remote = set(chairs), set(absent), set(remote)
    oldest = date.min
    if published is not None and weekday is not None:
        oldest = published - timedelta(days=DAYS_TO_REPORT)
    return [
        meeting
        for meeting in reversed(_held(coalition))
        if (number is None or meeting.number == number)
        and (day is None or day.first <= meeting.date <= day.last)
        and (published is None or oldest <= meeting.date <= published)
        and (weekday is None or meeting.date.weekday() == weekday)
        and (place is None or _at(meeting, place))
        and wanted_chairs <= set(meeting.chairs)
        and wanted_absent <= set(meeting.absent)
        and wanted_remote <= set(meeting.remote)
    ]


def _at(meeting: Meeting, place: str) -> bool:
    wanted = place.casefold()
    return any(wanted == known.casefold() for known in (meeting.place, meeting.venue) if known)


@cache
def _held(coalition: str) -> tuple[Meeting, ...]:
    return tuple(meeting for meeting in meetings(coalition) if meeting.status is MeetingStatus.HELD)


def _check(coalition: str) -> None:
    if coalition not in coalitions():
        raise BadValue(f"{coalition!r} is no known coalition; known are: {', '.join(coalitions())}")


def _rows(file: str, *columns: str) -> list[Row]:
    return [row for folder in _FOLDERS for row in read_table(f"{folder}/{file}", *columns)]


def _name(row: Row) -> CoalitionName:
    if row["form"] not in _FORMS or row["case"] not in ("capital", "any"):
        raise row.fault(f"form {row['form']!r} or case {row['case']!r} is none of the known")
    return CoalitionName(
        text=row["name"], coalition=row["coalition"], form=row["form"], any_case=row["case"] == "any"
    )


def _membership(row: Row) -> Membership:
    if row["role"] not in ("donor", "recipient"):
        raise row.fault(f"the role is {row['role']!r}, neither donor nor recipient")
    _check_parties(row, (row["party"],))
    return Membership(
        coalition=row["coalition"],
        party=row["party"],
        role=row["role"],
        since=_day(row, "from") if row["from"] else None,
        status=row["status"],
        source=row["source"],
    )


def _capability_coalition(row: Row) -> CapabilityCoalition:
    leads = row.many("leads")
    _check_parties(row, leads)
    return CapabilityCoalition(
        coalition=row["coalition"],
        capability=row["capability"],
        leads=leads,
        start=PartialDate(row["start"]) if row["start"] else None,
        source=row["source"],
    )


_MEETING_COLUMNS = (
    "coalition",
    "number",
    "date",
    "status",
    "place",
    "venue",
    "format",
    "chairs",
    "chair_persons",
    "absent",
    "remote",
    "note",
    "source",
)


def _meeting(row: Row) -> Meeting:
    chairs = row.many("chairs")
    _check_parties(row, chairs)
    try:
        return Meeting(
            coalition=row["coalition"],
            number=int(row["number"]) if row["number"] else None,
            date=_day(row, "date"),
            status=MeetingStatus(row["status"]),
            place=row["place"] or None,
            venue=row["venue"] or None,
            format=MeetingFormat(row["format"]) if row["format"] else None,
            chairs=chairs,
            chair_persons=row.many("chair_persons"),
            absent=row.many("absent"),
            remote=row.many("remote"),
            source=row["source"],
        )
    except ValueError as error:
        raise row.fault(str(error)) from error


def _check_parties(row: Row, codes: Iterable[str]) -> None:
    unknown = [code for code in codes if code not in parties()]
    if unknown:
        raise row.fault(f"no party has the code {', '.join(unknown)}")


def _day(row: Row, column: str) -> date:
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise row.fault(f"{column} is no date: {error}") from error
