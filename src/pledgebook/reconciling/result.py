"""What reconciling returns: events, announcements, counts and findings, all pointing back at claims by id."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import AidType, Channel, PledgeMode, SupportState
from pledgebook.vocabulary.findings import Finding
from pledgebook.vocabulary.meetings import MeetingFormat
from pledgebook.vocabulary.time import Period


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One meeting that documents report, with every claim that belongs to it."""

    id: str
    coalition: str | None = None
    parties: tuple[str, ...] = ()
    number: int | None = None
    date: date | None = None
    place: str | None = None
    format: MeetingFormat | None = None
    chairs: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reasoning: tuple[str, ...] = ()


class Announcement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One pledge behind all its wordings.

    `claims` are the ids of the pledge claims that word it; `parent` is the id of the announcement that it is
    a part of; `donors` are as the better supported sources say, and `disputed_donors` the other answers.
    `set_aside` says why a total leaves it out although it has an amount and is part of nothing.
    """

    id: str
    event: str
    donors: tuple[str, ...]
    claims: tuple[str, ...]
    amount: Money | None = None
    also: tuple[Money, ...] = ()
    items: tuple[ItemLine, ...] = ()
    aid_type: AidType | None = None
    period: Period | None = None
    mode: PledgeMode | None = None
    record: bool = False
    conditional: bool = False
    delivered: bool = False
    parent: str | None = None
    disputed_donors: tuple[tuple[str, ...], ...] = ()
    set_aside: str | None = None


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in the display currency, with the rate that made it and the day the rate was published.

    An amount that is in the display currency already has rate 1 and the day of the event, None where that is
    unknown.
    """

    money: Money
    source: Money
    rate: Decimal
    rate_date: date | None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a total: the announcement and what it adds."""

    announcement: str
    amount: Converted


class LeftOut(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row that adds nothing to a total, and why: part of another, the same again, no amount,
    conditional."""

    reason: str
    announcement: str | None = None
    claim: str | None = None
    amount: Converted | None = None


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """The total of an event that counts nothing twice.

    The rows of `counted` sum to `total`, to the cent. `unattributed` is what the counted wholes leave after
    their parts. `naive` is what adding every sentence would give.
    """

    event: str
    total: Money
    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]
    unattributed: Money | None
    naive: Money


class Status(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stretch of a donor's support in one channel, behind all claims that speak of it.

    `first_told` and `last_told` are the earliest and latest day for which a source says that it holds;
    `ended` is the day by which it was over, None where no source says so. `states` are the sources' own words
    for it.
    """

    party: str
    channel: Channel
    states: tuple[SupportState, ...]
    temporary: bool = False
    first_told: date | None = None
    last_told: date | None = None
    ended: date | None = None
    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Reconciliation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything concluded about a set of claims."""

    events: tuple[Event, ...]
    announcements: tuple[Announcement, ...]
    findings: tuple[Finding, ...]
    statuses: tuple[Status, ...] = ()
