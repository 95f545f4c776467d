"""Documents that do not say which meeting they speak of: the meeting whose facts they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.figures import plain, roughly
from pledgebook.reconciling.words import runs, stems
from pledgebook.vocabulary.claims import (
    AttendanceClaim,
    CoalitionClaim,
    MeetingClaim,
    PledgeClaim,
    RoleClaim,
    StatementClaim,
)

DAYS_BEFORE, DAYS_AFTER = 1, 3
"""A document that names the coalition, published this near to one of its meetings, is about that meeting:
press reports follow within a day, round-ups within three; announcements 'ahead of the meeting' a day
before."""

DAYS_FOR_SHARED_FACTS = 7
"""A document that shares facts with a meeting but was published further away than this tells of them
later."""

QUOTED_RUN = 6
"""Words in a row that make two quotations the same one (see copies.RUN_LENGTH)."""

ENOUGH_MARKS = 2
"""Facts a document without any meeting must share, unless one of them is a pledge: one alone may be
chance."""


@dataclass(frozen=True)
class Place:
    """A meeting that documents may belong to."""

    key: str
    coalition: str | None
    day: date | None


class Marks:
    """What is known of each meeting, as marks that another document may share."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._places: dict[str, set[str]] = defaultdict(set)

    def learn(self, key: str, document: str) -> None:
        """Take the marks of a document for the meeting that it is about."""
        for mark in self._marks(document):
            self._places[mark].add(key)

    def shared(self, document: str) -> list[tuple[str, tuple[str, ...]]]:
        """The meetings that share marks with a document: those with most first."""
        found: dict[str, list[str]] = defaultdict(list)
        for mark in sorted(self._marks(document)):
            for key in self._places.get(mark, ()):
                found[key].append(mark)
        return [(key, tuple(marks)) for key, marks in sorted(found.items(), key=lambda e: (-len(e[1]), e[0]))]

    def _marks(self, document: str) -> set[str]:
        marks: set[str] = set()
        ids = self._book.of_document[document]
        for _, pledge in self._book.pick(PledgeClaim, ids):
            if pledge.amount is not None:
                rounded = plain(roughly(pledge.amount))
                marks.update(f"pledge of {rounded} by {donor}" for donor in pledge.donors)
        for _, attendance in self._book.pick(AttendanceClaim, ids):
            marks.add(f"{attendance.person} {attendance.mode}")
        for id_, statement in self._book.pick(StatementClaim, ids):
            words = runs(stems(self._book.words(id_)), QUOTED_RUN)
            marks.update(f"words {run:x} of {statement.speaker}" for run in words)
        return marks


def coalitions_named(book: Book, document: str) -> set[str]:
    """The coalitions that a document's claims name."""
    ids = book.of_document[document]
    named = {claim.coalition for _, claim in book.pick(CoalitionClaim, ids)}
    named |= {claim.coalition for _, claim in book.pick(RoleClaim, ids) if claim.coalition}
    return named | {claim.coalition for _, claim in book.pick(MeetingClaim, ids) if claim.coalition}


class Places:
    """The meetings that documents may be attached to, with their marks."""

    def __init__(self, book: Book, places: Iterable[Place]) -> None:
        self._book = book
        self._by_key = {place.key: place for place in places}
        self._by_coalition: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_key.values():
            if place.coalition is not None:
                self._by_coalition[place.coalition].append(place)
        self.marks = Marks(book)

    def of(self, document: str) -> tuple[Place, str] | None:
        """The meeting that a document without one of its own belongs to, with the reason."""
        named = coalitions_named(self._book, document) | _donor_codes(self._book, document)
        return self._by_shared_facts(document, named) or self._by_date(document, named)

    def _by_shared_facts(self, document: str, named: set[str]) -> tuple[Place, str] | None:
        published = self._book.published(document)
        undated = bool(self._book.pick(MeetingClaim, self._book.of_document[document]))
        for key, shared in self.marks.shared(document):
            place = self._by_key[key]
            if not _within(place, published, DAYS_FOR_SHARED_FACTS, unknown=True):
                continue
            if undated and place.coalition not in named:
                continue
            facts = _told(shared)
            pledge = any(mark.startswith("pledge") for mark in shared)
            if undated or pledge or len(facts) >= ENOUGH_MARKS:
                return place, f"{document} shares with it: {'; '.join(facts[:3])}"
        return None

    def _by_date(self, document: str, named: set[str]) -> tuple[Place, str] | None:
        published = self._book.published(document)
        if published is None:
            return None
        near = [
            (abs((published - place.day).days), place.key, place)
            for coalition in sorted(named)
            for place in self._by_coalition.get(coalition, ())
            if place.day is not None and _within(place, published, DAYS_AFTER, unknown=False)
        ]
        if not near:
            return None
        place = min(near)[2]
        return place, f"{document} names {place.coalition} and was published on {published}"


def _donor_codes(book: Book, document: str) -> set[str]:
    return {
        donor for _, claim in book.pick(PledgeClaim, book.of_document[document]) for donor in claim.donors
    }


def _told(marks: tuple[str, ...]) -> list[str]:
    """Marks for people: all runs of words of one speaker are one fact."""
    counted = Counter(
        f"words {mark.split(' ', 2)[2]}" if mark.startswith("words ") else mark for mark in marks
    )
    return sorted(counted)


def _within(place: Place, published: date | None, days: int, *, unknown: bool) -> bool:
    """Whether a document came out near enough to a meeting; `unknown` is the answer where a date is
    missing."""
    if place.day is None or published is None:
        return unknown
    return -DAYS_BEFORE <= (published - place.day).days <= days
