"""Coalitions and their meetings."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class MeetingFormat(StrEnum):
    """How a meeting is held."""

    IN_PERSON = "in person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class MeetingStatus(StrEnum):
    """Whether a meeting of the calendar took place."""

    HELD = "held"
    POSTPONED = "postponed"
    PLANNED = "planned"


class AttendanceMode(StrEnum):
    """How a person took part in a meeting."""

    IN_PERSON = "in person"
    REMOTE = "remote"
    ABSENT = "absent"


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting of a coalition, as the calendar in the reference data knows it.

    `chairs` are party codes, `chair_persons`, `absent` and `remote` canonical names of persons.
    """

    coalition: str
    number: int | None
    date: date
    status: MeetingStatus
    place: str | None
    venue: str | None = None
    format: MeetingFormat | None = None
    chairs: tuple[str, ...] = ()
    chair_persons: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    remote: tuple[str, ...] = ()
    source: str
