"""Who was at the meeting: in the room, by video, or not at all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pledgebook.reading.dates import resolve_partial
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.partaking import ABSENT, NOT_IN_ROOM, PRESENT, REMOTE, WEAK
from pledgebook.reading.sightings import Sighting
from pledgebook.reading.tags import Actor, Tag
from pledgebook.reading.walking import clause
from pledgebook.vocabulary.claims import AttendanceClaim
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingFormat

if TYPE_CHECKING:
    from pledgebook.reading.context import Context

_NEAR = 8
"""How many pieces after the words the day may stand on which somebody took part."""
_OPENING = 3
"""How many pieces at the start of a sentence may give that day."""


def read(page: Page, context: Context) -> list[AttendanceClaim]:
    """The attendance of the coalition's meeting that a page reports: one claim for each person."""
    main = context.meeting
    if main is None:
        return []
    claims: list[AttendanceClaim] = []
    for person, (party, mode, places) in _settled(context).items():
        evidence = sorted({place for one in places for place in _evidence(page, one)})
        claims.append(
            AttendanceClaim(
                document=page.document.name,
                evidence=tuple(evidence),
                person=person,
                party=party,
                mode=mode,
                meeting=main.date,
                first_time=any(one.first_time for one in places),
            )
        )
    return claims


def modes(context: Context) -> dict[str, AttendanceMode]:
    """How each person took part."""
    return {person: mode for person, (_, mode, _) in _settled(context).items()}


def _evidence(page: Page, one: Sighting) -> tuple[Evidence, ...]:
    pieces = one.sentence.pieces
    who = next((at for at, piece in enumerate(pieces) if piece is one.who), one.index)
    start, end = clause(one.sentence, min(who, one.index), max(who, one.index))
    return page.evidence(min(start, one.who.start), end)


def _settled(context: Context) -> dict[str, tuple[str | None, AttendanceMode, list[Sighting]]]:
    """The one mode of each person, with the places that bear it out."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    parties: dict[str, str | None] = {}
    before: tuple[Sentence, Actor] | None = None
    for one in context.sightings:
        actor = _who(one, context, before)
        if actor is None or actor.person is None or _elsewhere(one, context):
            continue
        before = (one.sentence, actor)
        found[actor.person].append(one)
        parties[actor.person] = parties.get(actor.person) or actor.party
    virtual = context.known_meeting is not None and context.known_meeting.format is MeetingFormat.VIRTUAL
    settled = {person: (parties[person], *_mode(places, virtual=virtual)) for person, places in found.items()}
    return {person: one for person, one in settled.items() if one[2]}


def _mode(places: list[Sighting], *, virtual: bool) -> tuple[AttendanceMode, list[Sighting]]:
    """Who dialled in was not absent, though not in the room; who was absent was not there, whatever else.

    Nobody is in the room of a meeting held by video.
    """
    said = {place.mode for place in places}
    told = [place for place in places if place.mode not in (PRESENT, WEAK)]
    if REMOTE in said:
        return AttendanceMode.REMOTE, told
    if said & {ABSENT, NOT_IN_ROOM}:
        return AttendanceMode.ABSENT, told
    if virtual:
        return AttendanceMode.REMOTE, [place for place in places if place.mode == PRESENT]
    return AttendanceMode.IN_PERSON, places


def _who(one: Sighting, context: Context, before: tuple[Sentence, Actor] | None) -> Actor | None:
    if one.who.tag is Tag.PRON:
        if context.page.quote_at(one.who.start) is not None:
            return None
        if before is not None and one.sentence.number - before[0].number == 1:
            return before[1]
    if one.who.tag is Tag.OFFICE and context.published is None and context.known_meeting is None:
        return context.named_holder(one.who.value)
    return context.actor(one.who, one.sentence)


def _elsewhere(one: Sighting, context: Context) -> bool:
    """Whether the day of the sentence, or its month, is not that of the meeting."""
    main = context.known_meeting
    if main is None or main.date is None:
        return False
    pieces = one.sentence.pieces
    opening = pieces[: min(_OPENING, one.index)]
    for piece in [*pieces[one.index : one.index + _NEAR], *opening]:
        if piece.tag is not Tag.DATE or piece.value.since or piece.value.until:
            continue
        if piece.value.is_day or piece.value.month is not None:
            meant = resolve_partial(piece.value, context.published or main.date)
            return meant is not None and not meant.first <= main.date <= meant.last
    return False
