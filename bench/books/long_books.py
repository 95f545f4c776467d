"""Long books for measuring: pledges of fifty states over four years, climbing the ladder in small steps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.journal.append import writing
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Citation, Donor, Party, Pledge, Relation, StageChange
from pledgebook.reference.parties import parties
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import LADDER

STEPS = 10
"""So many stage entries each pledge has."""

_SOURCE = (Citation(source="made up for measuring"),)
_CURRENCIES = ("EUR", "EUR", "EUR", "USD", "USD", "GBP", "NOK", "SEK", "DKK", "PLN", "CZK")
_FIRST = date(2022, 2, 24)
_RELATED = 50  # one pledge in so many is part of another
_CHUNK = 10_000

WRITER = Actor("bench", frozenset({Role.SECRETARIAT}))


def write(stage_entries: int) -> int:
    """Write books with so many stage entries in one batch; how many entries that is."""
    written = 0
    with writing(WRITER, batch="made up for measuring") as pen:
        for drafts in _chunks(_drafts(stage_entries // STEPS)):
            written += len(pen.write(drafts))
    return written


def _chunks(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    while chunk := list(islice(drafts, _CHUNK)):
        yield chunk


def _drafts(pledges: int) -> Iterator[Draft]:
    chance = random.Random(27)  # noqa: S311 - the same books each time
    states = [party for party in parties().values() if party.kind is PartyKind.STATE][:50]
    for party in states:
        yield Draft(subject=party.code, payload=Party(name=party.name, kind=party.kind))
    for number in range(pledges):
        yield from _pledge(chance, number, chance.choice(states).code)


def _pledge(chance: random.Random, number: int, donor: str) -> Iterator[Draft]:
    """A pledge that goes up the ladder, and now and then is part of the one before."""
    uid, day = f"P-{number}", _FIRST + timedelta(days=chance.randrange(1400))
    amount = Decimal(chance.randrange(10**6, 10**9))
    money = Money(currency=chance.choice(_CURRENCIES), low=amount, high=amount)
    payload = Pledge(donors=(Donor(party=donor),), amount=money)
    yield Draft(subject=uid, payload=payload, valid_on=day, evidence=_SOURCE)
    for step in range(STEPS):
        source = LADDER[1 + step % 5]
        moved = (amount / (2 + step // 5 + step % 5)).quantize(Decimal("0.01")) / 4
        day += timedelta(days=1)
        target, moved = LADDER[2 + step % 5], moved.quantize(Decimal("0.01"))
        change = StageChange(source=source, target=target, amount=moved)
        yield Draft(subject=uid, payload=change, valid_on=day, evidence=_SOURCE)
    if number % _RELATED == _RELATED - 1:
        relation = Relation(kind=RelationKind.REPEATS, source=uid, target=f"P-{number - 1}")
        yield Draft(subject=f"R-{number}", payload=relation, evidence=_SOURCE)


def one_more() -> Draft:
    """One further pledge."""
    money = Money(currency="EUR", low=Decimal(1000), high=Decimal(1000))
    payload = Pledge(donors=(Donor(party="AD"),), amount=money)
    return Draft(subject="P-one-more", payload=payload, valid_on=_FIRST, evidence=_SOURCE)
