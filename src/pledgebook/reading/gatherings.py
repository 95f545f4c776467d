"""Where a page speaks of meetings of a coalition, and what each place says: number, day, place, size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from pledgebook.reading import numbers
from pledgebook.reading.dates import When
from pledgebook.reading.numbers import Number
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import is_coalition, is_cue, is_meeting, is_place
from pledgebook.reading.wordlists import table_rows
from pledgebook.reference import parties
from pledgebook.vocabulary.meetings import MeetingFormat
from pledgebook.vocabulary.parties import PartyKind

_OWNERS = 5
"""How many pieces before the noun may say whose meeting it is, or which."""
_COMPANY = 5
"""How many pieces after the noun may say who met whom ('the meeting between ...')."""
_MANNER = 9
"""How many pieces after the noun may say how the meeting is held."""
_SMALLEST, _LARGEST = 10, 250
"""How many parties a coalition meeting can have; fewer met elsewhere."""


class Gathering(msgspec.Struct, frozen=True):
    """One place that speaks of a meeting.

    `sure` says that the words name the coalition; else 'allies gathered', which may be another meeting.
    `relation` is this, previous or next. `when` is the day that stands nearest to it.
    """

    sentence: Sentence
    index: int
    sure: bool
    relation: str
    number: int | None = None
    when: When | None = None
    place: str | None = None
    count: Number | None = None


MARKS = ("meeting", "coalition", "gather", "previous", "future")
"""What a sentence must contain to speak of a meeting."""


_TELLING = frozenset({Tag.CUE, Tag.MEETING, Tag.VERB, Tag.COALITION})


def find(page: Page, sentences: Iterable[Sentence]) -> list[Gathering]:
    """Every place of the sentences of a page that speaks of a meeting of a coalition, in order."""
    return [found for sentence in sentences for found in _in_sentence(page, sentence)]


def _in_sentence(page: Page, sentence: Sentence) -> list[Gathering]:
    pieces = sentence.pieces
    named = Tag.COALITION in sentence.tags or (
        Tag.CUE in sentence.tags and any(is_coalition(piece) for piece in pieces)
    )
    found: dict[str, Gathering] = {}
    for index, piece in enumerate(pieces):
        if piece.tag not in _TELLING:
            continue
        relation = _relation(page, pieces, index, piece)
        if relation is None or is_other(pieces, index):
            continue
        number = _number(page, piece, pieces, index)
        before = found.get(relation)
        if before is not None:
            if before.number is None and number is not None:
                found[relation] = msgspec.structs.replace(before, number=number)
            continue
        found[relation] = Gathering(
            sentence, index, named, relation, number, _when(pieces, index), _place(pieces), count_of(pieces)
        )
    return list(found.values())


def _relation(page: Page, pieces: list[Piece], index: int, piece: Piece) -> str | None:
    """Whether a piece speaks of a meeting, and of which: this, the previous or the next one."""
    if is_cue(piece, "previous", "future"):
        entries = page.lexicon.words.get(piece.word.rpartition(" ")[2], ())
        if " " in piece.word and any(entry.tag is Tag.MEETING for entry in entries):
            return "previous" if piece.value == "previous:previous" else "next"
        return None
    if is_meeting(piece):
        return None if _governs_person(pieces, index) else _which(pieces, index)
    if piece.tag is Tag.VERB and "gather" in piece.value.classes:
        return _which(pieces, index) if _met_as_group(pieces, index) else None
    if piece.tag is Tag.COALITION and _as_meeting(pieces, index):
        return _which(pieces, index)
    return None


def _governs_person(pieces: list[Piece], index: int) -> bool:
    """'meeting Zelenskyy' is a verb and not a noun."""
    return pieces[index].tag is Tag.VERB and index + 1 < len(pieces) and pieces[index + 1].tag is Tag.PERSON


def _met_as_group(pieces: list[Piece], index: int) -> bool:
    """'50 countries gathered', 'the contact group met': no person met another."""
    after = pieces[index + 1 : index + 4]
    if any(piece.tag is Tag.PERSON for piece in after):
        return False
    before = pieces[max(0, index - 12) : index]
    return any(piece.tag is Tag.GROUP or is_coalition(piece) for piece in before)


def _as_meeting(pieces: list[Piece], index: int) -> bool:
    """'at the contact group', 'the 28th Ramstein': the name of the coalition stands for its meeting."""
    if pieces[index].value.form == "meeting" and not is_place(pieces[index]):
        return True
    left = index - 1
    if left >= 0 and pieces[left].tag is Tag.DET:
        left -= 1
    if left < 0:
        return False
    before = pieces[left]
    return (before.tag is Tag.PREP and before.value == "at") or _ordinal_ends(before)


def _ordinal_ends(piece: Piece) -> bool:
    words = _ordinals()
    return piece.word in words.values or piece.word in words.suffixes


def _which(pieces: list[Piece], index: int) -> str:
    for piece in pieces[max(0, index - _OWNERS) : index][::-1]:
        if piece.tag in (Tag.VERB, Tag.PERSON):
            break
        if is_cue(piece, "previous"):
            return "previous"
        if is_cue(piece, "future"):
            return "next"
    after = pieces[index + 1 : index + 2]
    return "next" if after and is_cue(after[0], "future") else "this"


def is_other(pieces: list[Piece], index: int) -> bool:
    """Whether it is somebody else's meeting: of an organisation, of two persons, or called a separate one."""
    for at in range(index - 1, max(-1, index - _OWNERS - 1), -1):
        piece = pieces[at]
        if is_coalition(piece) or piece.tag in (Tag.VERB, Tag.PREP, Tag.PUNCT):
            break
        if is_cue(piece, "othermeeting") or _is_organisation(piece):
            return True
    for at, piece in enumerate(pieces[index + 1 : index + 1 + _COMPANY], index + 1):
        if is_coalition(piece):
            return False
        if piece.tag is Tag.PREP and piece.value in ("between", "with"):
            return any(one.tag in (Tag.PERSON, Tag.PARTY) for one in pieces[at + 1 : at + 5])
        if (
            piece.tag is Tag.PREP
            and piece.value == "of"
            and any(map(_is_organisation, pieces[at + 1 : at + 4]))
        ):
            return True
    return False


def _is_organisation(piece: Piece) -> bool:
    if piece.tag is not Tag.PARTY or piece.value.party is None:
        return False
    party = parties.parties().get(piece.value.party)
    return party is not None and party.kind is PartyKind.ORGANISATION


def _when(pieces: list[Piece], index: int) -> When | None:
    """The day nearest to the noun."""
    days = [
        (abs(at - index), piece.value)
        for at, piece in enumerate(pieces)
        if piece.tag is Tag.DATE and piece.value.is_day and not piece.value.until and not piece.value.since
    ]
    full = [day for day in days if day[1].day is not None]
    return min(full or days, key=lambda day: day[0])[1] if days else None


def _place(pieces: list[Piece]) -> str | None:
    """The city where it is held: a capital after 'in' or 'at'."""
    for at, piece in enumerate(pieces[1:], 1):
        if piece.tag is not Tag.PARTY or piece.value.form != "capital":
            continue
        before, after = pieces[at - 1], pieces[at + 1 : at + 2]
        held = before.tag is Tag.PREP and before.value in ("in", "at")
        if held and not (after and after[0].tag is Tag.POSS):
            return piece.word.title()
    return None


def count_of(pieces: list[Piece]) -> Number | None:
    """How many took part: a number before 'nations', 'allies' or the like."""
    for index, piece in enumerate(pieces):
        if piece.tag is Tag.NUMBER and _SMALLEST <= piece.value.low <= _LARGEST and not piece.value.scaled:
            for after in pieces[index + 1 : index + 4]:
                if after.tag is Tag.GROUP:
                    number: Number = piece.value
                    return number
                if after.tag is not Tag.WORD:
                    break
    return None


def format_of(places: Iterable[Gathering]) -> MeetingFormat | None:
    """'Monday's online session', 'the talks were held by video link': how the meeting itself is held."""
    for place in places:
        pieces, at = place.sentence.pieces, place.index
        if at and is_cue(pieces[at - 1], "mode:remote"):
            return MeetingFormat.VIRTUAL
        after = pieces[at + 1 : at + _MANNER]
        manner = next((look for look, piece in enumerate(after) if is_cue(piece, "mode:remote")), None)
        person = any(piece.tag in (Tag.PERSON, Tag.OFFICE, Tag.PRON) for piece in pieces[:at])
        if manner is not None and not person and not _somebody_acts(after[:manner]):
            return MeetingFormat.VIRTUAL
    return None


def _somebody_acts(pieces: list[Piece]) -> bool:
    """Whether the manner is that of a person or of another verb than 'held': 'joined the meeting online'."""
    for piece in pieces:
        if piece.tag in (Tag.PERSON, Tag.OFFICE, Tag.AND, Tag.REL, Tag.BUT):
            return True
        if piece.tag is Tag.VERB and piece.value.classes.isdisjoint({"hold", "gather", "chair"}):
            return True
    return False


# -- the number of a meeting ------------------------------------------------------------------------------


class _Ordinals:
    def __init__(self) -> None:
        rows = table_rows("numbers.csv")
        self.values = {
            word: int(row["value"])
            for row in rows
            if row["kind"] == "ordinal"
            for word in row["words"].split("|")
        }
        self.suffixes = frozenset(
            word for row in rows if row["kind"] == "ordinalsuffix" for word in row["words"].split("|")
        )
        self.tens = {
            word: int(value) for word, value in numbers.tables().units.items() if value in range(20, 100, 10)
        }
        words, tens = "|".join(self.values), "|".join(self.tens)
        ending = "|".join(self.suffixes)
        self.pattern = re.compile(
            rf"\b(?:(?P<digits>\d{{1,3}})(?:{ending})|(?:(?P<tens>{tens})[- ])?(?P<word>{words}))\b"
            r"[^.;]{0,24}$"
        )
        self.after = re.compile(r"(?: ?- ?| )(\d{1,3})\b(?![.,]\d|%)")


@cache
def _ordinals() -> _Ordinals:
    return _Ordinals()


def _number(page: Page, piece: Piece, pieces: list[Piece], index: int) -> int | None:
    """The number of a meeting: an ordinal before the noun, or a number after a name ('Ramstein-29')."""
    words = _ordinals()
    folded = page.flat.folded
    if piece.tag is Tag.COALITION and piece.value.form == "meeting":
        match = words.after.match(folded, piece.end)
        if match is not None:
            return int(match[1])
    start = max(pieces[0].start, pieces[max(0, index - 2 * _OWNERS)].start)
    found = None
    for match in words.pattern.finditer(folded, start, piece.start):
        found = match
    if found is None or piece.start - found.start() > 40:
        return None
    if found["digits"]:
        return int(found["digits"])
    return words.values[found["word"]] + (words.tens[found["tens"]] if found["tens"] else 0)
