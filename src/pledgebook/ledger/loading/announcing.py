"""Drafts of what is needed and promised: needs, pledges of every nature, and how pledges stand to each
other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.loading.naming import (
    code_of_others,
    uid_in,
    uid_of_meeting,
    uid_of_numbered,
    uid_of_relation,
)
from pledgebook.ledger.loading.sourcing import sourced
from pledgebook.ledger.payloads import Donor, Line, Need, Pledge, Relation
from pledgebook.reference.announcements import (
    AnnouncedPledge,
    Rate,
    announced_pledges,
    pledge_relations,
)
from pledgebook.reference.coalitions import meeting_on, recipient
from pledgebook.reference.items import item_named
from pledgebook.reference.needs import StatedNeed, stated_needs
from pledgebook.vocabulary.amounts import ItemLine
from pledgebook.vocabulary.pledges import Urgency
from pledgebook.vocabulary.time import PartialDate

_PER: Mapping[Rate, str] = {Rate.YEAR: "the sum is that of one year"}


def need_drafts(coalition: str) -> Iterator[Draft]:
    """The needs that were stated to the coalition."""
    for told in stated_needs(coalition):
        yield sourced(uid_in(coalition, told.id), _need(told), told.source, "needs.csv", told.date.first)


def pledge_drafts(coalition: str) -> Iterator[Draft]:
    """The announcements made to the coalition. They hold from the first day that their date can mean."""
    for told in announced_pledges(coalition):
        yield sourced(uid_in(coalition, told.id), _pledge(told), told.source, "pledges.csv", told.date.first)


def relation_drafts(coalition: str) -> Iterator[Draft]:
    """How the announcements stand to each other, from the day on which both were made."""
    made = {told.id: told.date.first for told in announced_pledges(coalition)}
    for told in pledge_relations(coalition):
        payload = Relation(
            kind=told.kind,
            source=uid_in(coalition, told.part),
            target=uid_in(coalition, told.whole),
            cut=told.cut,
            note=_joined((told.basis.value, told.note)),
        )
        yield sourced(
            uid_of_relation(told),
            payload,
            told.source,
            "pledge_relations.csv",
            max(made[told.part], made[told.whole]),
        )


def _need(told: StatedNeed) -> Need:
    day = _whole(told.date)
    met = meeting_on(told.coalition, day) if day is not None else None
    return Need(
        party=told.party,
        lines=_lines(told.lines),
        amount=told.amount,
        mode=told.mode,
        urgency=told.urgency or Urgency.NORMAL,
        wanted_by=told.wanted_by.last if told.wanted_by is not None else None,
        meeting=uid_of_meeting(met) if met is not None else None,
        stated_by=told.stated_by,
        note=told.description,
    )


def _pledge(told: AnnouncedPledge) -> Pledge:
    return Pledge(
        donors=_donors(told),
        nature=told.nature,
        amount=told.amount,
        lines=_lines(told.lines),
        recipient=recipient(told.coalition),
        coalition=told.coalition,
        meeting=uid_of_numbered(told.coalition, told.meeting) if told.meeting is not None else None,
        aid_type=told.aid_type,
        period=told.period,
        programme=told.programme,
        mode=told.mode,
        condition=told.condition,
        announced=told.date if _whole(told.date) is None else None,
        wording=told.description,
        note=_joined((told.certainty.value, _PER[told.per] if told.per is not None else None, told.note)),
    )


def _donors(told: AnnouncedPledge) -> tuple[Donor, ...]:
    codes = told.donors if told.others is None else (*told.donors, code_of_others(told))
    return tuple(Donor(party=code) for code in codes)


def _lines(told: Iterable[ItemLine]) -> tuple[Line, ...]:
    return tuple(
        Line(
            key=str(number),
            item=line.item,
            capability=item_named(line.item).capability,
            unit=line.unit,
            low=line.low,
            high=line.high,
            qualifier=line.qualifier,
        )
        for number, line in enumerate(told, start=1)
    )


def _whole(day: PartialDate) -> date | None:
    """The day, where it is known in full."""
    return day.first if day.first == day.last else None


def _joined(remarks: Iterable[str | None]) -> str:
    return "; ".join(remark for remark in remarks if remark)
