"""Which meetings a page reports: of a coalition, and of two or three parties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pledgebook.reading import attendance, bilateral, memberships, roles, sightings
from pledgebook.reading.dates import resolve_day
from pledgebook.reading.dating import MainMeeting, other_meeting
from pledgebook.reading.gatherings import Gathering
from pledgebook.reading.page import Page
from pledgebook.reading.walking import clause
from pledgebook.vocabulary.claims import CoalitionClaim, MeetingClaim
from pledgebook.vocabulary.evidence import Evidence

if TYPE_CHECKING:
    from pledgebook.reading.context import Context


def read(page: Page, context: Context) -> list[MeetingClaim | CoalitionClaim]:
    """The meetings of a page, its own first, and what it says of the size of the coalition."""
    claims: list[MeetingClaim | CoalitionClaim] = []
    main = context.meeting
    if main is not None:
        claims.append(_main(page, context, main))
    claims += _others(page, context, main)
    return [*claims, *bilateral.read(page, context), *memberships.read(page, context)]


def _main(page: Page, context: Context, main: MainMeeting) -> MeetingClaim:
    known = main.known
    counted = next((place.count for place in main.places if place.count is not None), None)
    counted = counted or sightings.count(context.marked(*sightings.MARKS))
    place = next((place.place for place in main.places if place.place), None) or (
        known.place if known else None
    )
    persons = tuple(attendance.modes(context))
    return MeetingClaim(
        document=page.document.name,
        evidence=_evidence(page, main.places),
        reasoning=main.reasoning,
        coalition=main.coalition,
        date=main.date,
        number=main.number,
        place=place,
        format=main.format,
        parties_count=int(counted.low) if counted is not None else None,
        parties_count_qualifier=counted.qualifier if counted is not None else None,
        chairs=known.chairs if known is not None else tuple(sorted(roles.chairing_parties(context))),
        persons=persons,
    )


def _evidence(page: Page, places: tuple[Gathering, ...]) -> tuple[Evidence, ...]:
    """The clauses that tell something of the meeting; bare mentions where there is nothing else."""
    telling = [
        place for place in places if place.sure or place.number or place.when or place.count or place.place
    ]
    spans = {
        found
        for place in telling or places
        for found in page.evidence(*clause(place.sentence, place.index, place.index))
    }
    return tuple(sorted(spans))


def _others(page: Page, context: Context, main: MainMeeting | None) -> Iterator[MeetingClaim]:
    """Earlier and later meetings of the coalition, where their day can be told."""
    coalition = context.coalition
    done = {main.date} if main is not None else set()
    for place in context.gatherings:
        if place.relation == "this" or coalition is None:
            continue
        known = other_meeting(place, context)
        day = known.date if known is not None else _own_day(place, context)
        if day is None or day in done or not (place.sure or known is not None):
            continue
        done.add(day)
        yield MeetingClaim(
            document=page.document.name,
            evidence=_evidence(page, (place,)),
            reasoning=(f"The {place.relation} meeting, seen from {context.anchor}.",),
            coalition=coalition,
            date=day,
            number=known.number if known is not None else place.number,
            place=place.place or (known.place if known is not None else None),
            chairs=known.chairs if known is not None else (),
        )


def _own_day(place: Gathering, context: Context) -> date | None:
    return None if place.when is None else resolve_day(place.when, context.anchor)
