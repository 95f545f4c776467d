"""Payloads: meetings, who was there, and what is to be done after them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Payload, Reference
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingFormat, MeetingStatus


class ActionState(StrEnum):
    """How far an action to follow up has come."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Meeting(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting of a coalition. It holds on the day `held_on`, which is the entry's `valid_on` too."""

    KIND: ClassVar[EntryKind] = EntryKind.MEETING

    coalition: str
    held_on: date
    status: MeetingStatus
    number: int | None = None
    place: str | None = None
    venue: str | None = None
    format: MeetingFormat | None = None
    chairs: tuple[str, ...] = ()
    chair_persons: tuple[str, ...] = ()
    parties_count: int | None = None

    def references(self) -> Iterator[Reference]:
        """The coalition and the chairs."""
        yield EntryKind.COALITION, self.coalition
        yield from ((EntryKind.PARTY, chair) for chair in self.chairs)


class Attendance(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """How a person, or a party without a named person, took part in a meeting."""

    KIND: ClassVar[EntryKind] = EntryKind.ATTENDANCE

    meeting: str
    mode: AttendanceMode
    person: str | None = None
    party: str | None = None

    def references(self) -> Iterator[Reference]:
        """The meeting and the party."""
        yield EntryKind.MEETING, self.meeting
        if self.party is not None:
            yield EntryKind.PARTY, self.party


class Action(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """Something agreed at a meeting that somebody is to do."""

    KIND: ClassVar[EntryKind] = EntryKind.ACTION

    meeting: str
    what: str
    party: str | None = None
    due: date | None = None
    state: ActionState = ActionState.OPEN

    def references(self) -> Iterator[Reference]:
        """The meeting and the party."""
        yield EntryKind.MEETING, self.meeting
        if self.party is not None:
            yield EntryKind.PARTY, self.party
