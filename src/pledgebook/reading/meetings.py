"""Which meetings a page reports: of a coalition, and of two or three parties; and how large a coalition is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pledgebook.reading import attendance, bilateral, roles
from pledgebook.reading.dating import MainMeeting, other_meeting
from pledgebook.reading.dates import resolve_day
from pledgebook.reading.gatherings import Gathering
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import clause, is_coalition, is_cue
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import CoalitionClaim, MeetingClaim
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.meetings import MeetingFormat

if TYPE_CHECKING:
    from pledgebook.reading.context import Context

_MEMBERS = 7
"""How many pieces may stand between a coalition and the number of its members."""
_FEWEST = 3
_DEFINITE = 40
"""'The 50 nations' are the coalition; 'the 27 members' may be those of another body."""


def read(page: Page, context: Context) -> list[MeetingClaim | CoalitionClaim]:
    """The meetings of a page, its own first, and what it says of the size of the coalition."""
    claims: list[MeetingClaim | CoalitionClaim] = []
    main = context.meeting
    if main is not None:
        claims.append(_main(page, context, main))
    claims += _others(page, context, main)
    claims += bilateral.read(page, context)
    return [*claims, *_sizes(page, context)]


def _main(page: Page, context: Context, main: MainMeeting) -> MeetingClaim:
    known = main.known
    counted = next((place.count for place in main.places if place.count is not None), None)
    place = next((place.place for place in main.places if place.place), None) or (known.place if known else None)
    persons = tuple(attendance.modes(page, context))
    return MeetingClaim(
        document=page.document.name,
        evidence=_evidence(page, main.places),
        reasoning=main.reasoning,
        coalition=main.coalition,
        date=main.date,
        number=main.number,
        place=place,
        format=_format(page, main) or (known.format if known else None),
        parties_count=int(counted.low) if counted is not None else None,
        parties_count_qualifier=counted.qualifier if counted is not None else None,
        chairs=known.chairs if known is not None else tuple(sorted(roles.chairing_parties(page, context))),
        persons=persons,
    )


def _evidence(page: Page, places: tuple[Gathering, ...]) -> tuple[Evidence, ...]:
    """The clauses that tell something of the meeting; the bare mentions of it only where there is nothing else."""
    telling = [place for place in places if place.sure or place.number or place.when or place.count or place.place]
    spans = {found for place in telling or places for found in page.evidence(*clause(place.sentence, place.index, place.index))}
    return tuple(sorted(spans))


def _format(page: Page, main: MainMeeting) -> MeetingFormat | None:
    """'held by video link', 'Monday's online session': the manner stands beside the noun."""
    for place in main.places:
        near = place.sentence.pieces[max(0, place.index - 1) : place.index + 4]
        if any(is_cue(piece, "mode:remote") for piece in near):
            return MeetingFormat.VIRTUAL
    return None


def _others(page: Page, context: Context, main: MainMeeting | None) -> Iterator[MeetingClaim]:
    """Earlier and later meetings of the coalition, where their day can be told."""
    coalition = context.coalition
    done = {main.date} if main is not None else set()
    for place in context.gatherings:
        if place.relation == "this" or coalition is None:
            continue
        known = other_meeting(place, context)
        day = known.date if known is not None else place.when and resolve_day(place.when, context.anchor)
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


# -- how large a coalition is -------------------------------------------------------------------------------


def _sizes(page: Page, context: Context) -> Iterator[CoalitionClaim]:
    """'The group consists of 50 nations', 'a coalition of 50 partner nations', 'the 57-nation group'."""
    coalition = context.coalition
    if coalition is None:
        return
    found: dict[int, tuple[Piece, set[Evidence]]] = {}
    for sentence in page.sentences:
        if Tag.NUMBER not in sentence.tags or not any(is_coalition(piece) for piece in sentence.pieces):
            continue
        for index, piece in enumerate(sentence.pieces):
            if piece.tag is Tag.NUMBER and _is_size(sentence, index):
                count = int(piece.value.low)
                places = found.setdefault(count, (piece, set()))[1]
                places.update(page.evidence(*clause(sentence, index, index)))
    for count, (piece, evidence) in found.items():
        yield CoalitionClaim(
            document=page.document.name,
            evidence=tuple(sorted(evidence)),
            coalition=coalition,
            parties_count=count,
            qualifier=piece.value.qualifier,
        )


def _is_size(sentence: Sentence, index: int) -> bool:
    """Whether a number counts the members of the coalition that its clause names."""
    pieces = sentence.pieces
    number = pieces[index].value
    if number.scaled or number.low < _FEWEST or number.low != number.low.to_integral_value():
        return False
    after = pieces[index + 1 : index + 4]
    if not any(piece.tag is Tag.GROUP or piece.word == "states" for piece in after):
        return _as_adjective(pieces, index)
    before = pieces[max(0, index - _MEMBERS) : index]
    joined = any(_counts_members(sentence, piece) or is_cue(piece, "membership") for piece in before)
    if before and before[-1].tag is Tag.DET and number.low >= _DEFINITE and number.qualifier is Qualifier.EXACT:
        return True
    return joined and any(is_coalition(piece) for piece in pieces[max(0, index - 3 * _MEMBERS) : index])


def _counts_members(sentence: Sentence, piece: Piece) -> bool:
    """'consists of', 'unites', 'counts': verbs, also where their letters could be a noun."""
    if piece.tag is Tag.VERB:
        return "member" in piece.value.classes
    entries = sentence.page.lexicon.words.get(piece.word, ()) if piece.tag is Tag.WORD else ()
    return any("member" in getattr(entry.value, "classes", ()) for entry in entries)


def _as_adjective(pieces: list[Piece], index: int) -> bool:
    """'the 57-nation group'."""
    after = pieces[index + 1 : index + 5]
    hyphen = bool(after) and after[0].tag is Tag.PUNCT and after[0].word == "-"
    return hyphen and any(is_coalition(piece) for piece in after[1:])
