"""Who acts: parties, persons, and the offices that persons hold."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class PartyKind(StrEnum):
    """What sort of actor a party is."""

    STATE = "state"
    ORGANISATION = "organisation"
    FUND = "fund"


class Party(msgspec.Struct, frozen=True):
    """A state (ISO 3166 alpha-2), an organisation or a fund (short code in capitals)."""

    code: str
    kind: PartyKind
    name: str


class Person(msgspec.Struct, frozen=True):
    """A person of public life, under one canonical name whatever the source's spelling."""

    name: str
    party: str


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """Who held which office of which party, from when to when (both days included; None is open)."""

    office: str
    party: str
    holder: str
    start: date
    end: date | None = None
    acting: bool = False
    source: str

    def covers(self, day: date) -> bool:
        """Whether the holder was in office on that day."""
        return self.start <= day and (self.end is None or day <= self.end)
