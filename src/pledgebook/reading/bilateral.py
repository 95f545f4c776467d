"""Meetings and calls of two or three parties: 'X met with Y on 6 March', 'I spoke with Y today'."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.dates import When, resolve_day
from pledgebook.reading.lists import actors_left, actors_right
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import clause, is_meeting
from pledgebook.vocabulary.claims import MeetingClaim
from pledgebook.vocabulary.evidence import Evidence

if TYPE_CHECKING:
    from pledgebook.reading.context import Context

_MOST = 3
"""More parties than these are no meeting of two or three."""
_PARTNER = 6
"""How many pieces after the verb the other side may begin."""


class Talk(msgspec.Struct):
    """One meeting of a few parties, with what several places say of it."""

    parties: tuple[str, ...]
    day: date | None
    persons: list[str]
    evidence: set[Evidence]
    place: str | None = None
    reasoning: tuple[str, ...] = ()


def read(page: Page, context: Context) -> list[MeetingClaim]:
    """One claim for each meeting of two or three parties whose day can be told."""
    talks: list[Talk] = []
    for sentence in context.marked("talk", "meeting"):
        for talk in _in_sentence(page, context, sentence):
            _merge(talks, talk)
    return [
        MeetingClaim(
            document=page.document.name,
            evidence=tuple(sorted(talk.evidence)),
            reasoning=talk.reasoning,
            parties=talk.parties,
            date=talk.day,
            place=talk.place,
            persons=tuple(talk.persons),
        )
        for talk in talks
        if talk.day is not None
    ]


def _merge(talks: list[Talk], talk: Talk) -> None:
    """A place without a day speaks of the meeting of the same parties that was told before."""
    for known in talks:
        if known.parties == talk.parties and (talk.day is None or known.day == talk.day):
            known.evidence |= talk.evidence
            known.persons += [person for person in talk.persons if person not in known.persons]
            known.place = known.place or talk.place
            return
    talks.append(talk)


def _in_sentence(page: Page, context: Context, sentence: Sentence) -> Iterator[Talk]:
    pieces = sentence.pieces
    if Tag.PERSON not in sentence.tags:
        return
    for index, piece in enumerate(pieces):
        if page.quote_at(piece.start) is not None:
            continue
        if piece.tag is Tag.VERB and "talk" in piece.value.classes and piece.value.form != "ing":
            frame = next((one for one in sentence.frames if one.index == index), None)
            sides = _met(sentence, frame) if frame is not None else ()
        elif is_meeting(piece):
            sides = _between(pieces, index)
        else:
            continue
        talk = _talk(page, context, sentence, index, sides)
        if talk is not None:
            yield talk


def _met(sentence: Sentence, frame: Frame) -> tuple[Piece, ...]:
    """Who met: the subjects of the verb, and who stands after it or after 'with'."""
    pieces = sentence.pieces
    index = frame.index
    if frame.negated or frame.modal or frame.infinitive or frame.passive:
        return ()
    subjects = actors_left(pieces, index) or [*frame.subjects] or _speaker(pieces, index)
    if not subjects:
        subjects = [piece for piece in pieces[max(0, index - 3) : index] if piece.tag is Tag.PERSON]
    direct = (
        "gather" in frame.form.classes
        and index + 1 < len(pieces)
        and pieces[index + 1].tag in (Tag.PERSON, Tag.OFFICE)
    )
    if direct:
        return (*subjects, *actors_right(pieces, index + 1))
    for at in range(index + 1, min(index + 1 + _PARTNER, len(pieces))):
        piece = pieces[at]
        if piece.tag is Tag.PREP and piece.value == "with":
            partners = [one for one in actors_right(pieces, at + 1, reach=3) if one.tag is not Tag.PARTY]
            return (*subjects, *partners) if partners else ()
        if piece.tag in (Tag.VERB, Tag.PUNCT, Tag.QUOTE):
            break
    both = "gather" in frame.form.classes and len(subjects) > 1
    return tuple(subjects) if both else ()


def _speaker(pieces: list[Piece], index: int) -> list[Piece]:
    return [piece for piece in pieces[max(0, index - 3) : index] if piece.tag is Tag.PRON]


def _between(pieces: list[Piece], index: int) -> tuple[Piece, ...]:
    """'the meeting, held between Hegseth and Healey', 'her sixth meeting with Zelenskyy'."""
    for at in range(index + 1, min(index + 5, len(pieces))):
        piece = pieces[at]
        if piece.tag is Tag.PREP and piece.value == "between":
            return tuple(actors_right(pieces, at + 1))
        if piece.tag is Tag.PREP and piece.value == "with":
            partners = [one for one in actors_right(pieces, at + 1, reach=3) if one.tag is not Tag.PARTY]
            return (*_owner(pieces, index, partners), *partners) if partners else ()
        if piece.tag in (Tag.PERSON, Tag.QUOTE):
            break
    return ()


def _owner(pieces: list[Piece], index: int, partners: list[Piece]) -> tuple[Piece, ...]:
    """'Biden's meeting with', 'her meeting with': who owns the noun; for 'her' a person of the sentence."""
    for at in range(index - 1, max(-1, index - 4), -1):
        if pieces[at].tag is Tag.POSS and at and pieces[at - 1].tag is Tag.PERSON:
            return (pieces[at - 1],)
        if pieces[at].tag in (Tag.POSS, Tag.PRON):
            named = [piece for piece in pieces if piece.tag is Tag.PERSON and piece not in partners]
            return tuple(named[:1])
    return ()


def _talk(
    page: Page, context: Context, sentence: Sentence, index: int, sides: tuple[Piece, ...]
) -> Talk | None:
    if not sides:
        return None
    actors = context.actors(sides, sentence)
    parties = tuple(sorted({actor.party for actor in actors if actor.party}))
    if not 1 < len(parties) <= _MOST or any(len(party) != 2 for party in parties):
        return None
    day, why = _day(context, sentence, index)
    first = min(index, *(_at(sentence, piece) for piece in sides))
    start, end = clause(sentence, first, max(index, *(_at(sentence, piece) for piece in sides)))
    return Talk(
        parties=parties,
        day=day,
        persons=[actor.person for actor in actors if actor.person],
        evidence=set(page.evidence(start, end)),
        place=_place(sentence, index),
        reasoning=(why,) if why else (),
    )


def _at(sentence: Sentence, piece: Piece) -> int:
    return next((at for at, one in enumerate(sentence.pieces) if one is piece), 0)


def _day(context: Context, sentence: Sentence, index: int) -> tuple[date | None, str]:
    """The day of a meeting that is over: never after the day of writing."""
    days = [
        (abs(at - index), piece)
        for at, piece in enumerate(sentence.pieces)
        if piece.tag is Tag.DATE and piece.value.is_day and not piece.value.until
    ]
    if not days:
        just = any(piece.tag is Tag.ADV for piece in sentence.pieces[max(0, index - 1) : index])
        return (context.published, "Told on the day.") if just and sentence.number < 2 else (None, "")
    when: When = min(days, key=lambda one: one[0])[1].value
    day = resolve_day(when, context.anchor)
    if day is None or context.anchor is None or day <= context.anchor or when.year is not None:
        return day, ""
    earlier = resolve_day(msgspec.structs.replace(when, year=day.year - 1), None) if when.day else None
    return earlier, f"Told as past on {context.anchor}, so of the year before."


def _place(sentence: Sentence, index: int) -> str | None:
    """A capital, or the seat of a government: 'in Kyiv', 'at the Pentagon'."""
    pieces = sentence.pieces
    for at in range(index + 1, len(pieces)):
        if pieces[at].tag is not Tag.PARTY:
            continue
        before = pieces[at - 1] if pieces[at - 1].tag is not Tag.DET else pieces[at - 2]
        seats = {"in": ("capital",), "at": ("capital", "government")}
        if before.tag is Tag.PREP and pieces[at].value.form in seats.get(str(before.value), ()):
            return sentence.page.flat.text[pieces[at].start : pieces[at].end]
    return None
