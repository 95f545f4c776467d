"""A promise ready to be handed over, for the tests of this folder."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Sum
from tests.ledger.samples import DAY, parties, pledge

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.deliveries import advance, open_handover
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.models import Movement, PartyRecord
from pledgebook.ledger.payloads import Consigned, Line
from pledgebook.vocabulary.stages import Stage

SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))
GERMANY = Actor("desk of Germany", frozenset({Role.DONOR_DESK}), "DE")
UKRAINE = Actor("desk of Ukraine", frozenset({Role.RECIPIENT_DESK}), "UA")

MISSILES = Line(key="1", item="IRIS-T missile", unit="piece", low=Decimal(10), high=Decimal(10))


def promised(uid: str = "P-1", *, committed: bool = True) -> None:
    """Germany promises EUR 1,000 and ten missiles, and has committed both."""
    known = set(PartyRecord.objects.values_list("uid", flat=True))
    new = [party for party in parties() if party.subject not in known]
    append([*new, pledge(uid, "EUR 1000", recipient="UA", lines=(MISSILES,))], SECRETARIAT)
    for line in ("1", "") if committed else ():
        advance(uid, line, Stage.COMMITTED, None, DAY, GERMANY)


def missiles(number: int | str, uid: str = "P-1") -> Consigned:
    """So many of the missiles of a pledge."""
    return Consigned(pledge=uid, line="1", quantity=Decimal(number))


def euros(number: int | str, uid: str = "P-1") -> Consigned:
    """So much of the sum of a pledge."""
    return Consigned(pledge=uid, amount=Decimal(number))


def opened(uid: str, *contents: Consigned, **fields: Any) -> None:
    """Germany opens a handover to Ukraine."""
    open_handover(uid, "DE", "UA", contents, DAY, GERMANY, **fields)


def standing(line: str = "1", uid: str = "P-1") -> dict[str, Decimal]:
    """Where a line of a pledge stands, by the tables of the database."""
    column = "thousandths" if line else "cents"
    rows = Movement.objects.filter(pledge=uid, line=line, until__isnull=True)
    held: dict[str, Decimal] = {}
    for way, sign in (("target", 1), ("source", -1)):
        for stage, much in rows.values_list(way).annotate(much=Sum(column)):
            held[stage] = held.get(stage, Decimal(0)) + sign * Decimal(much)
    return {stage: much for stage, much in held.items() if stage and much}
