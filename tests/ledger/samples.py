"""Small drafts for tests, in the words of the field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Citation, Donor, Party, Pledge, StageChange
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.stages import Stage

SOURCE = (Citation(source="https://example.org/release"),)
DAY = date(2025, 4, 11)
_NAMES = {"DE": "Germany", "NO": "Norway", "UA": "Ukraine", "GB": "United Kingdom", "SE": "Sweden"}


def money(text: str) -> Money:
    """An amount, written 'EUR 11'."""
    currency, number = text.split()
    return Money(currency=currency, low=Decimal(number), high=Decimal(number))


def parties(*codes: str) -> list[Draft]:
    """Parties by their codes, those of the cast where none are named."""
    return [
        Draft(subject=code, payload=Party(name=_NAMES[code], kind=PartyKind.STATE))
        for code in codes or tuple(_NAMES)
    ]


def pledge(
    uid: str = "P-1",
    amount: str | None = "EUR 100",
    donors: str = "DE",
    *,
    on: date = DAY,
    expected: int | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    **fields: Any,
) -> Draft:
    """A pledge: pledge('P-1', 'EUR 100', 'DE NO')."""
    payload = Pledge(
        donors=tuple(Donor(party=code) for code in donors.split()),
        amount=None if amount is None else money(amount),
        **fields,
    )
    return Draft(
        subject=uid,
        payload=payload,
        valid_on=on,
        evidence=SOURCE,
        expected=expected,
        visibility=visibility,
    )


def stage(uid: str, source: Stage, target: Stage, amount: str, *, on: date = DAY, **fields: Any) -> Draft:
    """So much of a pledge's sum moves: stage('P-1', ANNOUNCED, CONFIRMED, '40')."""
    payload = StageChange(source=source, target=target, amount=Decimal(amount), **fields)
    return Draft(subject=uid, payload=payload, valid_on=on, evidence=SOURCE)
