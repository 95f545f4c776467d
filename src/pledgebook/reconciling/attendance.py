"""Who is said to have been there, and how: sources that disagree about one meeting, and two 'first times'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.result import Event
from pledgebook.vocabulary.claims import AttendanceClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode

_TOLD = {
    AttendanceMode.IN_PERSON: "was in the room",
    AttendanceMode.REMOTE: "took part by video and was not in the room",
    AttendanceMode.ABSENT: "did not take part at all",
}


class _Answer(NamedTuple):
    """How a person took part in one event, with the claims that say so, the oldest first."""

    event: Event
    mode: AttendanceMode
    claims: tuple[str, ...]
    first_time: bool


def find_attendance_disputes(
    events: Sequence[Event], book: Book, source: Callable[[str], str]
) -> list[Finding]:
    """Disputes about one meeting, and between meetings of one coalition about what happened first."""
    answers = {event.id: _answers(event, book) for event in events}
    findings = [finding for event in events for finding in _within(event, answers[event.id], book, source)]
    by_coalition: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.coalition is not None and event.date is not None:
            by_coalition[event.coalition].append(event)
    for _, held in sorted(by_coalition.items()):
        held.sort(key=lambda event: (event.date or date.max, event.id))
        findings += _between(held, answers, book)
    return findings


def _answers(event: Event, book: Book) -> dict[str, list[_Answer]]:
    found: dict[tuple[str, AttendanceMode], list[tuple[str, AttendanceClaim]]] = defaultdict(list)
    for id_, claim in book.pick(AttendanceClaim, event.claims):
        found[claim.person, claim.mode].append((id_, claim))
    answers: dict[str, list[_Answer]] = defaultdict(list)
    for (person, mode), told in sorted(found.items()):
        told.sort(key=lambda entry: book.age(entry[0]))
        first_time = any(claim.first_time for _, claim in told)
        answers[person].append(_Answer(event, mode, tuple(id_ for id_, _ in told), first_time))
    return answers


def _within(
    event: Event, answers: dict[str, list[_Answer]], book: Book, source: Callable[[str], str]
) -> Iterator[Finding]:
    """Answers for one person and one meeting that exclude each other."""
    for person, given in sorted(answers.items()):
        if len(given) < 2:
            continue
        support = {answer: {source(book.claims[id_].document) for id_ in answer.claims} for answer in given}
        best, *others = sorted(given, key=lambda answer: (-len(support[answer]), answer.mode))
        for other in others:
            yield Finding(
                kind=FindingKind.CONTRADICTS,
                claims=(*best.claims, *other.claims),
                documents=_documents((best, other), book),
                reason=f"Sources disagree about {person} at {_name(event)}: by {len(support[best])} of them "
                f"{person} {_TOLD[best.mode]}, by {len(support[other])} {person} {_TOLD[other.mode]}.",
                compared=(Compared(f"{person} at {event.id}", best.mode, other.mode),),
                topic="attendance",
            )


def _between(
    held: Sequence[Event], answers: dict[str, dict[str, list[_Answer]]], book: Book
) -> Iterator[Finding]:
    """A 'first time' at one meeting, held against what is told of the meetings before it."""
    earlier: dict[str, list[_Answer]] = defaultdict(list)
    for event in held:
        given = [(person, answer) for person, all_ in answers[event.id].items() for answer in all_]
        for person, answer in given:
            if answer.first_time and answer.mode is not AttendanceMode.IN_PERSON:
                for before in earlier[person]:
                    yield _two_first_times(person, before, answer, book)
        for person, answer in given:
            if answer.mode is not AttendanceMode.IN_PERSON:
                earlier[person].append(answer)


def _two_first_times(person: str, before: _Answer, after: _Answer, book: Book) -> Finding:
    first = ", as is said for the first time" if before.first_time else ""
    facts = (
        f"At {_name(before.event)} {person} {_TOLD[before.mode]}{first}; of {_name(after.event)} it is said "
        f"that {person} {_TOLD[after.mode]} for the first time."
    )
    if before.mode is not after.mode:
        outcome = "Both are right once 'in person' and 'at all' are told apart."
    else:
        outcome = "Both cannot have been the first."
    return Finding(
        kind=FindingKind.CONTRADICTS,
        claims=(*before.claims, *after.claims),
        documents=_documents((before, after), book),
        reason=f"{facts} {outcome}",
        compared=(
            Compared("attendance", f"{before.event.id}: {before.mode}", f"{after.event.id}: {after.mode}"),
            Compared("first time", _scope(before), _scope(after)),
        ),
        topic="attendance",
    )


def _scope(answer: _Answer) -> str:
    """What the answer is the first time of."""
    if not answer.first_time:
        return "not said"
    return "not in person" if answer.mode is AttendanceMode.REMOTE else "not at all"


def _name(event: Event) -> str:
    number = f"meeting {event.number}" if event.number else "the meeting"
    return f"{number} of {event.coalition} on {event.date}"


def _documents(answers: Sequence[_Answer], book: Book) -> tuple[str, ...]:
    return tuple(sorted({book.claims[id_].document for answer in answers for id_ in answer.claims}))
