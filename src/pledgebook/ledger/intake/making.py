"""What each kind of claim says as the payload of a record, as far as it says enough for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from pledgebook.ledger.intake.background import MeetingRow, Occasion
from pledgebook.ledger.payloads import (
    Attendance,
    Donor,
    Indicator,
    Line,
    Meeting,
    Need,
    Payload,
    Pledge,
    Purchase,
    Statement,
    SupportStatus,
)
from pledgebook.reference.items import item_named
from pledgebook.vocabulary.amounts import ItemLine
from pledgebook.vocabulary.claims import (
    AttendanceClaim,
    Claim,
    ClaimKind,
    IndicatorClaim,
    MeetingClaim,
    NeedClaim,
    PledgeClaim,
    PurchaseClaim,
    StatementClaim,
    SupportStatusClaim,
    TotalClaim,
)
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.pledges import PledgeNature

_LONGEST_WORDING = 300


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when a claim was made: the day it is taken for, the event and the meeting of the books that
    its document tells of, the coalition where the books have it, and the words that say it."""

    day: date | None
    words: str
    published: date | None = None
    occasion: Occasion | None = None
    meeting: MeetingRow | None = None
    coalition: str | None = None


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A payload, the day from which it holds, and how its uid begins; or why there is none."""

    payload: Payload | None = None
    valid_on: date | None = None
    stem: str = ""
    why: str = ""


def proposed(claim: Claim, setting: Setting) -> Proposed:
    """What a claim says as a payload, or why it cannot be a record."""
    maker = _MAKERS.get(claim.kind)
    return Proposed(why=KEPT[claim.kind]) if maker is None else maker(claim, setting)


def _pledge(claim: PledgeClaim, setting: Setting) -> Proposed:
    payload = Pledge(
        donors=tuple(Donor(party=code) for code in dict.fromkeys(claim.donors)),
        nature=_nature(claim, setting),
        amount=claim.amount,
        also=(claim.also,) if claim.also is not None else (),
        lines=_lines(claim.items),
        recipient=claim.recipient,
        coalition=setting.coalition,
        meeting=setting.meeting.uid if setting.meeting is not None else None,
        aid_type=claim.aid_type,
        period=claim.period,
        programme=claim.programme[:200] if claim.programme else None,
        mode=claim.mode,
        condition=_wording(setting) if claim.conditional else None,
        wording=_wording(setting),
    )
    return Proposed(payload=payload, valid_on=setting.day, stem=_stem(claim.donors))


def _nature(claim: PledgeClaim, setting: Setting) -> PledgeNature:
    if claim.conditional:
        return PledgeNature.CONDITIONAL
    if claim.delivered:
        return PledgeNature.DELIVERY
    together = setting.occasion is not None and claim.donors == (setting.occasion.who,)
    return PledgeNature.TOTAL if together and claim.amount and not claim.items else PledgeNature.PLEDGE


def _total(claim: TotalClaim, setting: Setting) -> Proposed:
    payload = Pledge(
        donors=tuple(Donor(party=code) for code in dict.fromkeys(claim.parties)),
        nature=PledgeNature.STRETCH,
        amount=claim.amount,
        also=(claim.also,) if claim.also is not None else (),
        recipient=claim.recipient,
        coalition=setting.coalition,
        aid_type=claim.aid_type,
        period=claim.period,
        wording=_wording(setting),
    )
    return Proposed(payload=payload, valid_on=setting.day, stem=_stem(claim.parties))


def _need(claim: NeedClaim, setting: Setting) -> Proposed:
    payload = Need(
        party=claim.party,
        lines=_lines(claim.items),
        amount=claim.amount,
        mode=claim.mode,
        meeting=setting.meeting.uid if setting.meeting is not None else None,
    )
    return Proposed(payload=payload, valid_on=setting.day, stem=claim.party)


def _purchase(claim: PurchaseClaim, setting: Setting) -> Proposed:
    funds = claim.funds[:200] if claim.funds else None
    payload = Purchase(party=claim.party, lines=_lines(claim.items), amount=claim.amount, funds=funds)
    return Proposed(payload=payload, valid_on=setting.day, stem=claim.party)


def _support_status(claim: SupportStatusClaim, setting: Setting) -> Proposed:
    payload = SupportStatus(
        party=claim.party, channel=claim.channel, state=claim.state, temporary=claim.temporary
    )
    day = claim.date.first if claim.date is not None else setting.day
    if day is None:
        return Proposed(why="nobody knows since when it holds; give the document its day of publication")
    return Proposed(payload=payload, valid_on=day, stem=f"{claim.party}-{claim.channel.value}")


def _indicator(claim: IndicatorClaim, setting: Setting) -> Proposed:
    payload = Indicator(
        metric=claim.metric,
        low=claim.low,
        high=claim.high,
        qualifier=claim.qualifier,
        unit=claim.unit or claim.population,
        per=claim.per,
        party=claim.party,
        place=claim.place,
        start=claim.start,
        end=claim.end,
    )
    return Proposed(payload=payload, valid_on=claim.start or setting.day, stem=claim.metric)


def _statement(claim: StatementClaim, setting: Setting) -> Proposed:
    payload = Statement(
        speaker=claim.speaker,
        party=claim.party,
        reported=claim.reported,
        meeting=setting.meeting.uid if setting.meeting is not None else None,
    )
    return Proposed(payload=payload, valid_on=setting.day, stem=claim.party or "statement")


def _attendance(claim: AttendanceClaim, setting: Setting) -> Proposed:
    held = setting.meeting
    if held is None:
        return Proposed(
            why="the meeting that it tells of is not in the books; accept or enter the meeting first"
        )
    if claim.meeting is not None and held.day != claim.meeting:
        return Proposed(
            why=f"it tells of a meeting on {claim.meeting}, which is not in the books; enter it first"
        )
    payload = Attendance(meeting=held.uid, mode=claim.mode, person=claim.person, party=claim.party)
    return Proposed(payload=payload, valid_on=held.day, stem=held.uid)


def _meeting(claim: MeetingClaim, setting: Setting) -> Proposed:
    if claim.coalition is None:
        return Proposed(why="only meetings of a coalition are records; this one is kept as evidence")
    if claim.date is None:
        return Proposed(
            why="it does not say which day the meeting was; let it support a meeting of the books"
        )
    ahead = setting.published is not None and claim.date > setting.published
    payload = Meeting(
        coalition=claim.coalition,
        held_on=claim.date,
        status=MeetingStatus.PLANNED if ahead else MeetingStatus.HELD,
        number=claim.number,
        place=claim.place,
        format=claim.format,
        chairs=claim.chairs,
        parties_count=claim.parties_count,
    )
    return Proposed(payload=payload, valid_on=claim.date, stem=claim.coalition)


_MAKERS: Mapping[ClaimKind, Callable[[Any, Setting], Proposed]] = {
    ClaimKind.PLEDGE: _pledge,
    ClaimKind.TOTAL: _total,
    ClaimKind.NEED: _need,
    ClaimKind.PURCHASE: _purchase,
    ClaimKind.SUPPORT_STATUS: _support_status,
    ClaimKind.INDICATOR: _indicator,
    ClaimKind.STATEMENT: _statement,
    ClaimKind.ATTENDANCE: _attendance,
    ClaimKind.MEETING: _meeting,
}
KEPT: Mapping[ClaimKind, str] = {
    ClaimKind.ROLE: "who held an office in passing gives no first day; "
    "it is kept as evidence, and may support an office of the books",
    ClaimKind.COALITION: "how many parties a coalition has is counted from its members; "
    "it is kept as evidence, and may support the coalition",
}
"""Why claims of some kinds never make a record."""


def _lines(items: Iterable[ItemLine]) -> tuple[Line, ...]:
    return tuple(
        Line(
            key=str(number),
            item=line.item,
            capability=_capability(line.item),
            unit=line.unit,
            low=line.low,
            high=line.high,
            qualifier=line.qualifier,
        )
        for number, line in enumerate(items, 1)
    )


def _capability(item: str) -> str:
    """The capability that an item serves; none for an item that the taxonomy does not have any more."""
    try:
        return item_named(item).capability
    except BadValue:
        return ""


def _stem(codes: Iterable[str]) -> str:
    """Parties at the beginning of a uid, however many there are."""
    first, more = sorted(dict.fromkeys(codes))[:4], len(set(codes)) - 4
    return "+".join(first) + (f"+{more}" if more > 0 else "")


def _wording(setting: Setting) -> str:
    words = setting.words
    return words if len(words) <= _LONGEST_WORDING else f"{words[: _LONGEST_WORDING - 1].rstrip()}…"
