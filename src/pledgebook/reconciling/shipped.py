"""The facts in the package, as reconciling asks for them. A question that they cannot answer has no
answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from pledgebook.reconciling.facts import Facts
from pledgebook.reference import coalitions, offices, parties, persons, rates
from pledgebook.vocabulary.meetings import Meeting
from pledgebook.vocabulary.parties import PartyKind, Tenure

_WITH_ARTICLE = (
    "Bahamas",
    "Czech ",
    "European ",
    "Gambia",
    "International ",
    "Netherlands",
    "Philippines",
    "United ",
    "World ",
)
"""How names of parties begin that take an article in a sentence."""


@cache
def shipped_facts() -> Facts:
    """ECB rates, holders of offices, meeting calendars and names of parties from the package."""
    return Facts(rate=_rate, holders=_holders, meetings=_meetings, party_name=_party_name, is_state=_is_state)


def _rate(source: str, target: str, on: date) -> tuple[Decimal, date]:
    conversion = rates.convert(Decimal(1), source, target, on)
    return conversion.rate, conversion.rate_date


def _holders(office: str, party: str, on: date) -> Sequence[Tenure]:
    title = persons.find_office(office)
    canonical = office if title is None else title.office
    return offices.holder(canonical, party, on) if canonical in offices.offices() else ()


def _meetings(coalition: str) -> Sequence[Meeting]:
    return coalitions.meetings(coalition) if coalition in coalitions.coalitions() else ()


def _party_name(code: str) -> str:
    """How a sentence names a party, or a coalition: with an article where one belongs there."""
    party = parties.parties().get(code)
    name = party.name if party is not None else _coalition_name(code)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


def _coalition_name(code: str) -> str:
    known = (name for name in coalitions.coalition_names() if name.coalition == code and name.form == "name")
    first = next(known, None)
    return f"the {first.text}" if first is not None else code


def _is_state(code: str) -> bool:
    party = parties.parties().get(code)
    return party is not None and party.kind is PartyKind.STATE
