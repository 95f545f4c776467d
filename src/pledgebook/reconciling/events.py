"""Which claims speak of the same event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from pledgebook.reconciling.attaching import Place, Places, coalitions_named
from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import Facts
from pledgebook.reconciling.occasions import Occasions
from pledgebook.reconciling.result import Event
from pledgebook.vocabulary.claims import AttendanceClaim, MeetingClaim, RoleClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

MAIN_WITHIN_DAYS = 10
"""A meeting further than this from the day of publication is background, where the document tells of a
nearer one: press reports on a meeting follow within days, and the meetings before and after it lie
weeks away."""

Value = TypeVar("Value")


@dataclass
class _Group:
    """The documents and claims of one event while it is put together."""

    key: str
    documents: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)


class EventFinder:
    """Puts every claim to one event; `source` names the document that counts as the evidence of a
    document."""

    def __init__(self, book: Book, facts: Facts, source: Callable[[str], str]) -> None:
        self._book = book
        self._facts = facts
        self._source = source
        self._occasions = Occasions((claim for _, claim in book.pick(MeetingClaim)), facts, source)

    def events(self) -> tuple[Event, ...]:
        """All events, from the oldest to the newest; those without a date last."""
        groups = self._groups()
        events = [self._event(group) for group in groups.values()]
        return tuple(sorted(events, key=lambda event: (event.date or date.max, event.id)))

    def _groups(self) -> dict[str, _Group]:
        mains = {name: self._main(name) for name in sorted(self._book.of_document)}
        groups: dict[str, _Group] = {}
        for name, key in mains.items():
            if key is not None:
                groups.setdefault(key, _Group(key)).documents.append(name)
        places = Places(self._book, [self._place(group) for group in groups.values()])
        for key, group in groups.items():
            for name in group.documents:
                places.marks.learn(key, name)
        for name in (name for name, key in mains.items() if key is None):
            self._attach(name, places, groups)
        self._share_out(groups)
        return groups

    def _main(self, document: str) -> str | None:
        """The key of the meeting that the document is about: the first one told that is not background."""
        meetings = self._book.pick(MeetingClaim, self._book.of_document[document])
        if not meetings:
            return None
        published = self._book.published(document)
        dated = {claim.coalition for _, claim in meetings if self._occasions.key(claim)}

        def rank(entry: tuple[str, MeetingClaim]) -> tuple[bool, bool, int, str]:
            id_, claim = entry
            day = self._occasions.day(claim)
            background = bool(day and published and abs((published - day).days) > MAIN_WITHIN_DAYS)
            told_better = self._occasions.key(claim) is None and claim.coalition in dated
            return background, told_better, self._book.position(id_), id_

        return self._occasions.key(min(meetings, key=rank)[1])

    def _place(self, group: _Group) -> Place:
        meetings = self._meetings_of(group)
        first = meetings[0][1]
        return Place(group.key, first.coalition, self._occasions.day(first))

    def _meetings_of(self, group: _Group) -> list[tuple[str, MeetingClaim]]:
        ids = [id_ for name in group.documents for id_ in self._book.of_document[name]]
        found = self._book.pick(MeetingClaim, ids)
        return [(id_, claim) for id_, claim in found if self._occasions.key(claim) == group.key]

    def _attach(self, document: str, places: Places, groups: dict[str, _Group]) -> None:
        found = places.of(self._source(document)) or places.of(document)
        if found is None:
            key = f"document-{document}"
            groups[key] = _Group(
                key, [document], reasoning=[f"{document} does not tell which meeting it speaks of"]
            )
            return
        place, reason = found
        groups[place.key].documents.append(document)
        groups[place.key].reasoning.append(reason)

    def _share_out(self, groups: dict[str, _Group]) -> None:
        """Every claim goes to the event of its document, unless it names another event by its date."""
        for group in list(groups.values()):
            group.documents.sort()
            for document in group.documents:
                for id_ in self._book.of_document[document]:
                    groups[self._named_event(id_, group.key, groups)].claims.append(id_)

    def _named_event(self, id_: str, main: str, groups: dict[str, _Group]) -> str:
        claim = self._book.claims[id_]
        key: str | None = None
        if isinstance(claim, MeetingClaim):
            key = self._occasions.key(claim)
        elif isinstance(claim, AttendanceClaim) and claim.meeting is not None:
            key = next(
                (
                    f"{coalition}-{claim.meeting.isoformat()}"
                    for coalition in sorted(coalitions_named(self._book, claim.document))
                    if f"{coalition}-{claim.meeting.isoformat()}" in groups
                ),
                None,
            )
        return key if key in groups and key is not None else main

    def _event(self, group: _Group) -> Event:
        meetings = [claim for _, claim in self._meetings_of(group)]
        undated = [claim for _, claim in self._book.pick(MeetingClaim, group.claims)] if not meetings else []
        told = meetings or undated
        day = self._occasions.day(told[0]) if told else None
        coalition = self._most((c.document, c.coalition) for c in told)
        number = self._occasions.number(coalition, day) if coalition and day else None
        reasoning = [*group.reasoning, *dict.fromkeys(step for claim in meetings for step in claim.reasoning)]
        if day is None:
            day = min(filter(None, map(self._book.published, group.documents)), default=None)
            reasoning += [f"no meeting is dated; {day} is the day of publication"] if day else []
        return Event(
            id=group.key,
            coalition=coalition,
            parties=self._most((c.document, c.parties) for c in told) or (),
            number=number or self._most((c.document, c.number) for c in told),
            date=day,
            place=self._most((c.document, c.place) for c in told),
            format=self._most((c.document, c.format) for c in told),
            chairs=self._chairs(told, group.claims, coalition, day),
            documents=tuple(sorted(group.documents)),
            claims=tuple(sorted(group.claims, key=self._book.place_in_book)),
            reasoning=tuple(reasoning),
        )

    def _most(self, told: Iterable[tuple[str, Value]]) -> Value | None:
        """The answer that most sources give; of equals the first in writing. Silence is no answer."""
        votes = Counter(value for _, value in {(self._source(name), value) for name, value in told if value})
        return min(votes, key=lambda value: (-votes[value], str(value)), default=None)

    def _chairs(
        self, told: list[MeetingClaim], claims: list[str], coalition: str | None, day: date | None
    ) -> tuple[str, ...]:
        """The parties in the chair; who led the coalition as the former holder of an office is history."""
        chairs = {party for claim in told for party in claim.chairs}
        roles = [role for _, role in self._book.pick(RoleClaim, claims)]
        former = {(role.person, role.party) for role in roles if role.former and role.person}
        for role in roles:
            begun = role.date is None or day is None or role.date.first <= day
            chairs_this = (
                role.role == "chair" and coalition is not None and role.coalition in (coalition, None)
            )
            past = role.former or (role.person, role.party) in former
            if chairs_this and begun and not past and role.party:
                chairs.add(role.party)
        return tuple(sorted(chairs))


def same_event_findings(events: Iterable[Event], book: Book) -> list[Finding]:
    """One finding for each event that several documents report."""
    return [_same_event(event, book) for event in events if len(event.documents) > 1]


def _same_event(event: Event, book: Book) -> Finding:
    told: dict[str, MeetingClaim] = {}
    ids = []
    for id_, claim in book.pick(MeetingClaim, event.claims):
        if claim.document in event.documents and claim.document not in told:
            told[claim.document] = claim
            ids.append(id_)
    first, *others = event.documents
    what = f"meeting {event.number} of {event.coalition}" if event.number else "one meeting"
    return Finding(
        kind=FindingKind.SAME_EVENT,
        claims=tuple(ids),
        documents=event.documents,
        reason=f"{len(event.documents)} documents report {what}{f' on {event.date}' if event.date else ''}.",
        compared=tuple(
            Compared(
                f"meeting as in {first} and {other}", _as_told(told.get(first)), _as_told(told.get(other))
            )
            for other in others
        ),
        topic=event.id,
    )


def _as_told(claim: MeetingClaim | None) -> str:
    if claim is None:
        return "no meeting named"
    number = f"no. {claim.number}" if claim.number else ""
    parts = (claim.coalition or "-".join(claim.parties), str(claim.date or ""), number)
    return ", ".join(part for part in parts if part) or "no date given"
