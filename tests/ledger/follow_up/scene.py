"""A small meeting and what became of it, for the tests of this folder."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.ledger.samples import DAY, SOURCE, parties, pledge

from pledgebook.ledger.access import Actor, Role, Sight, sight_of
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Action, Coalition, Line, Meeting, Relation
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.relations import Cut, RelationKind

SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))
GERMANY = Actor("desk of Germany", frozenset({Role.DONOR_DESK}), "DE")
UKRAINE = Actor("desk of Ukraine", frozenset({Role.RECIPIENT_DESK}), "UA")
ALL: Sight = sight_of(SECRETARIAT)
LATER = date(2025, 11, 21)
DAYS = (LATER - DAY).days


def meeting(uid: str = "UDCG-27", number: int = 27, on: date = DAY, coalition: str = "UDCG") -> list[Draft]:
    """A meeting, with the coalition that holds it."""
    held = Meeting(coalition=coalition, held_on=on, status=MeetingStatus.HELD, number=number)
    return [
        Draft(subject=coalition, payload=Coalition(name=coalition), evidence=SOURCE),
        Draft(subject=uid, payload=held, valid_on=on, evidence=SOURCE),
    ]


def relation(source: str, kind: RelationKind, target: str, cut: Cut | None = None) -> Draft:
    """How two pledges stand to each other: relation('P-2', REPEATS, 'P-1')."""
    payload = Relation(kind=kind, source=source, target=target, cut=cut)
    return Draft(subject=f"{source} {kind} {target}", payload=payload, evidence=SOURCE)


def line(number: int | None, item: str = "IRIS-T missile", key: str = "1") -> Line:
    """A line of so many, of an unknown number for None."""
    much = None if number is None else Decimal(number)
    return Line(key=key, item=item, unit="piece", low=much, high=much)


def action(uid: str, what: str, due: date | None) -> Draft:
    """Something that Germany is to do after the meeting."""
    return Draft(subject=uid, payload=Action(meeting="UDCG-27", what=what, party="DE", due=due))


def written(*drafts: Draft) -> None:
    """Put drafts into books that have the parties and the meeting."""
    append([*parties(), *meeting(), *drafts], SECRETARIAT)


def announced(uid: str, amount: str | None, donors: str = "DE", **fields: object) -> Draft:
    """A pledge announced at the meeting."""
    return pledge(uid, amount, donors, recipient="UA", meeting="UDCG-27", **fields)  # type: ignore[arg-type]
