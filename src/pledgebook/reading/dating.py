"""Which meeting a document is about, and so which day it speaks of.

A document rarely gives the date of its meeting in full. What it does give - a number, a weekday, the place,
who chaired, who was absent - is held against the calendar of the coalition, one sign after the other, and
each step is kept as a sentence of the reasoning. A sign that no meeting left fits is noted and passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from pledgebook.reading import attendance, roles
from pledgebook.reading.dates import When, resolve_day
from pledgebook.reading.gatherings import Gathering, format_of
from pledgebook.reading.page import Page
from pledgebook.reading.tags import Tag
from pledgebook.reference import coalitions, offices, parties
from pledgebook.vocabulary.meetings import AttendanceMode, Meeting, MeetingFormat

if TYPE_CHECKING:
    from pledgebook.reading.context import Context

_LATE = 31
"""How many days after a meeting a document whose own days fit no meeting may still report it."""


class MainMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """The meeting of a coalition that a document reports; `known` is its entry in the calendar.

    `format` is that of the calendar where it has one, else what the words say.
    """

    coalition: str
    date: date | None
    number: int | None
    known: Meeting | None
    reasoning: tuple[str, ...]
    places: tuple[Gathering, ...]
    format: MeetingFormat | None = None


class _Sign(msgspec.Struct):
    """Something that a document says of its meeting: in words, and which meetings it fits.

    A `hard` sign is one of identity, and on its own enough.
    """

    words: str
    fits: Callable[[Meeting], bool]
    hard: bool = False


def main_meeting(page: Page, context: Context) -> MainMeeting | None:
    """The meeting that a page reports, or None where it reports none of a coalition."""
    coalition = context.coalition
    if coalition is None:
        return None
    here = [place for place in context.gatherings if place.relation == "this"]
    if not any(place.sure for place in here):
        return None
    calendar = coalitions.matching_meetings(coalition, published=context.published)
    known, reasoning = _narrow(calendar, _signs(page, context, here))
    number = _number(here)
    stated = _stated_day(here, context.published)
    if known is not None and _too_late(known, stated, number, context.published):
        reasoning.append(
            f"Meeting {known.number} of {known.date} is too long before the day that the text gives."
        )
        known = None
    if known is not None:
        day: date | None = known.date
        number = known.number
    else:
        day = stated
        if day is not None:
            reasoning.append(
                f"No single meeting of the calendar is left; {day} is the day that the text gives."
            )
    fitting = tuple(
        place for place in here if place.sure or _compatible(place, day, number, context.published)
    )
    return MainMeeting(
        coalition=coalition,
        date=day,
        number=number,
        known=known,
        reasoning=tuple(reasoning),
        places=fitting,
        format=known.format if known is not None and known.format is not None else format_of(fitting),
    )


def day_of_writing(page: Page, context: Context) -> date | None:
    """The day of a document that does not state its own: of its meeting, or the first full date of a talk."""
    meeting = context.meeting
    if meeting is not None and meeting.date is not None:
        return meeting.date
    for sentence in page.sentences:
        if not any(piece.tag is Tag.VERB and "talk" in piece.value.classes for piece in sentence.pieces):
            continue
        for piece in sentence.pieces:
            if piece.tag is Tag.DATE and piece.value.year and piece.value.day and not piece.value.until:
                return resolve_day(piece.value, None)
    return None


def other_meeting(place: Gathering, context: Context) -> Meeting | None:
    """The meeting of the calendar that 'the previous meeting' or 'the next one' means, if any."""
    coalition, anchor = context.coalition, context.anchor
    if coalition is None or not (place.sure or place.number is not None or place.when is not None):
        return None
    if place.number is not None:
        return coalitions.meeting_numbered(coalition, place.number)
    day = None if place.when is None else resolve_day(place.when, anchor)
    if day is not None:
        return coalitions.meeting_on(coalition, day)
    if place.relation == "previous" and anchor is not None:
        main = context.meeting
        last = anchor if main is None or main.date is None else main.date - timedelta(days=1)
        return coalitions.meeting_before(coalition, last)
    return None


def _number(here: Sequence[Gathering]) -> int | None:
    """The number that the text gives its meeting; words that name the coalition go first."""
    surest = sorted(here, key=lambda place: not place.sure)
    return next((place.number for place in surest if place.number is not None), None)


# -- what the document says of its meeting ------------------------------------------------------------------


def _signs(page: Page, context: Context, here: Sequence[Gathering]) -> list[_Sign]:
    """The signs, the most telling first."""
    found: list[_Sign] = []
    number = _number(here)
    if number is not None:
        found.append(
            _Sign(f"The text calls it meeting {number}", lambda one: one.number == number, hard=True)
        )
    found += _day_signs(page, here, context.published)
    found += _person_signs(context)
    chairs = roles.chairing_parties(context)
    if chairs:
        known = parties.parties()
        named = " and ".join(sorted(known[code].name for code in chairs if code in known))
        found.append(_Sign(f"Chaired by {named}", lambda one: chairs <= set(one.chairs)))
    place = next((one.place for one in here if one.place is not None), None)
    if place is not None:
        found.append(_Sign(f"Held in {place}", lambda one: place in (one.place, one.venue)))
    found.append(_office_sign(page))
    return found


def _day_signs(page: Page, here: Sequence[Gathering], published: date | None) -> list[_Sign]:
    found: list[_Sign] = []
    text = page.flat.text
    for place in sorted((one for one in here if one.when is not None), key=lambda one: not one.sure):
        when = place.when
        if when is None:
            continue
        words = text[when.start : when.end].strip()
        if when.weekday is not None:
            words = words.rpartition(" ")[2]
        day = resolve_day(when, published)
        if day is not None:
            found.append(_Sign(f"'{words}' is {day}", _on(day), hard=True))
        elif when.day is not None and when.month is not None:
            found.append(_Sign(f"Held on '{words}'", _on_day_of_year(when)))
        if when.weekday is not None:
            found.append(_Sign(f"Held on a day called '{words}'", _on_weekday(when.weekday)))
    if published is not None:
        oldest = published - timedelta(days=coalitions.DAYS_TO_REPORT)
        words = f"Published on {published}, so held since {oldest}"
        found.append(_Sign(words, lambda one: oldest <= one.date <= published, hard=True))
    return list({sign.words: sign for sign in found}.values())


def _on(day: date) -> Callable[[Meeting], bool]:
    return lambda one: one.date == day


def _on_weekday(weekday: int) -> Callable[[Meeting], bool]:
    return lambda one: one.date.weekday() == weekday


def _on_day_of_year(when: When) -> Callable[[Meeting], bool]:
    return lambda one: (one.date.month, one.date.day) == (when.month, when.day)


def _person_signs(context: Context) -> list[_Sign]:
    """Who took part by video and who was absent; the calendar notes those whose absence was news."""
    found: list[_Sign] = []
    for person, mode in attendance.modes(context).items():
        if mode is AttendanceMode.REMOTE:
            found.append(_Sign(f"{person} took part from afar", _has("remote", person)))
        elif mode is AttendanceMode.ABSENT:
            found.append(_Sign(f"{person} was absent", _has("absent", person)))
    return found


def _has(field: str, person: str) -> Callable[[Meeting], bool]:
    return lambda one: person in getattr(one, field)


def _office_sign(page: Page) -> _Sign:
    """The offices that the text gives to persons: most were theirs that day, one may be an error."""
    held = {
        (piece.value.person, piece.value.office, piece.value.party)
        for sentence in page.sentences
        if Tag.PERSON in sentence.tags
        for piece in sentence.pieces
        if piece.tag is Tag.PERSON and piece.value.office in offices.offices() and piece.value.party
        if not piece.value.former
    }

    def fits(meeting: Meeting) -> bool:
        answers = [offices.held(person, office, party, meeting.date) for person, office, party in held]
        return answers.count(False) < max(1, len(answers) - answers.count(None)) / 2

    return _Sign("Most persons held the offices that the text gives them", fits)


# -- elimination -------------------------------------------------------------------------------------------


def _narrow(calendar: list[Meeting], signs: Sequence[_Sign]) -> tuple[Meeting | None, list[str]]:
    """The one meeting that is left, with the reasoning; None where several are."""
    left = calendar
    reasoning: list[str] = []
    for sign in signs:
        kept = [meeting for meeting in left if sign.fits(meeting)]
        if not kept:
            if len(left) > 1 or not reasoning:
                reasoning.append(f"{sign.words}: fits no meeting that is left, so it does not decide.")
            elif sign.hard:
                reasoning.append(f"{sign.words}: disagrees.")
            continue
        if len(kept) < len(left) or len(kept) == 1:
            reasoning.append(f"{sign.words}: {_listed(kept)}{_without(left, kept)}.")
        left = kept
    return (left[0] if len(left) == 1 else None), reasoning


def _listed(meetings: Sequence[Meeting]) -> str:
    if len(meetings) > 4:
        return f"fits {len(meetings)} meetings of the calendar"
    return "fits " + ", ".join(f"{meeting.number or '?'} ({meeting.date})" for meeting in meetings)


def _without(before: Sequence[Meeting], after: Sequence[Meeting]) -> str:
    out = [meeting for meeting in before if meeting not in after]
    if not out or len(out) > 4:
        return ""
    return ", rules out " + ", ".join(f"{meeting.number or '?'} ({meeting.date})" for meeting in out)


def _stated_day(here: Sequence[Gathering], published: date | None) -> date | None:
    """The day that the words themselves give to the meeting."""
    for place in sorted(here, key=lambda one: not one.sure):
        if place.when is not None and (day := resolve_day(place.when, published)) is not None:
            return day
    return None


def _too_late(known: Meeting, stated: date | None, number: int | None, published: date | None) -> bool:
    """Whether a meeting was found though number and days of the text are of another, unknown one."""
    if number is not None and known.number == number:
        return False
    if number is not None and known.number is not None:
        return True
    if stated is not None and stated != known.date and coalitions.meeting_on(known.coalition, stated) is None:
        return abs((stated - known.date).days) > _LATE
    return published is not None and (published - known.date).days > _LATE and stated is not None


def _compatible(place: Gathering, day: date | None, number: int | None, published: date | None) -> bool:
    """Whether a place that names no coalition can speak of the meeting: number and day do not differ."""
    if place.number is not None and number is not None:
        return place.number == number
    if place.when is None or day is None:
        return place.when is None
    if place.when.weekday is not None and place.when.direction == 0:
        return place.when.weekday == day.weekday()
    meant = resolve_day(place.when, published or day)
    return meant is None or meant == day
