"""The facts in the package, as reconciling asks for them. A question that they cannot answer has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from pledgebook.reconciling.facts import Facts
from pledgebook.reference import coalitions, offices, parties, persons, rates
from pledgebook.vocabulary.meetings import Meeting
from pledgebook.vocabulary.parties import Tenure


@cache
def shipped_facts() -> Facts:
    """ECB rates, holders of offices, meeting calendars and names of parties from the package."""
    return Facts(rate=_rate, holders=_holders, meetings=_meetings, party_name=_party_name)


def _rate(source: str, target: str, on: date) -> tuple[Decimal, date]:
    conversion = rates.convert(Decimal(1), source, target, on)
    return conversion.rate, conversion.rate_date


def _holders(office: str, party: str, on: date) -> Sequence[Tenure]:
    known = office in offices.offices() or persons.find_office(office) is not None
    return offices.holder(office, party, on) if known else ()


def _meetings(coalition: str) -> Sequence[Meeting]:
    return coalitions.meetings(coalition) if coalition in coalitions.coalitions() else ()


def _party_name(code: str) -> str:
    party = parties.parties().get(code)
    return party.name if party is not None else code
