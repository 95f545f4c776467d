"""Parties and every name by which the English press calls them.

Countries are called by their name, their capital ('Berlin pledged'), their government ('the Kremlin'),
their people ('Germans') and by an adjective ('German'); a word that is both adjective and noun
('German') is listed once, as adjective. Names are unique: one name is one party.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import msgspec

from pledgebook.reference.tables import Row, read_table
from pledgebook.vocabulary.parties import Party, PartyKind

_NO_PARTY = "none"
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " "})
_POSSESSIVES = ("'s", "'")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)


class NameForm(StrEnum):
    """How a name stands for its party; a capital is also a place."""

    NAME = "name"
    DEMONYM = "demonym"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    GOVERNMENT = "government"


class NameCase(StrEnum):
    """What a text must look like to be the name.

    `exact`: letter by letter ('US', never 'us'). `capital`: every word that has a capital in the table must
    have one in the text, whatever the rest ('PENTAGON' and 'Pentagon', never 'polish' for 'Polish').
    `any`: letters alone decide ('defence secretary'); titles have it, parties never.
    """

    EXACT = "exact"
    CAPITAL = "capital"
    ANY = "any"

    def fits(self, listed: str, text: str) -> bool:
        """Whether `text` is the name `listed`, with the capitals it needs; apostrophes may be of any kind."""
        text = text.translate(_APOSTROPHES)
        if self is NameCase.EXACT:
            return text == listed
        alike = text.casefold() == listed.casefold()
        return alike and (self is NameCase.ANY or _capitals_kept(listed, text))


class PartyName(msgspec.Struct, frozen=True):
    """One way to write a party. Apostrophes stand as ' here, whichever a text has."""

    text: str
    party: Party
    form: NameForm
    case: NameCase

    def written_as(self, text: str) -> bool:
        """Whether `text` is this name, with the capitals it needs."""
        return self.case.fits(self.text, text)


@cache
def parties() -> Mapping[str, Party]:
    """Every party by code: ISO 3166 alpha-2 (XK for Kosovo), or a short one of an organisation or fund."""
    found: dict[str, Party] = {}
    for row in read_table("parties.csv", "code", "kind", "name", "source"):
        if row["code"] in found:
            raise row.fault(f"the code {row['code']} stands twice")
        if row["kind"] not in tuple(PartyKind):
            raise row.fault(f"{row['kind']!r} is no kind of party")
        found[row["code"]] = Party(code=row["code"], kind=PartyKind(row["kind"]), name=row["name"])
    return MappingProxyType(found)


@cache
def party_names() -> tuple[PartyName, ...]:
    """Every name of every party, in the order of the data."""
    seen: set[str] = set()
    found: list[PartyName] = []
    for row in _name_rows():
        if row["name"] in seen:
            raise row.fault(f"the name {row['name']!r} stands twice")
        seen.add(row["name"])
        if row["form"] != _NO_PARTY:
            found.append(_party_name(row))
    return tuple(found)


@cache
def names_of_no_party() -> tuple[str, ...]:
    """Longer names in which a party's name stands and does not mean it: 'New Mexico', 'Washington Post'.

    A reader that takes the longest match puts these among its names, and then drops them.
    """
    return tuple(row["name"] for row in _name_rows() if row["form"] == _NO_PARTY)


def find_party(text: str) -> Party | None:
    """The party that the whole text names ('the U.S.', 'Britain's', 'Kyiv'), or None."""
    as_given = text.translate(_APOSTROPHES).strip()
    for ending in _POSSESSIVES:
        as_given = as_given.removesuffix(ending)
    for wanted in (as_given, _ARTICLE.sub("", as_given)):
        for name in _by_folded_text().get(wanted.casefold(), ()):
            if name.written_as(wanted):
                return name.party
    return None


@cache
def _by_folded_text() -> Mapping[str, tuple[PartyName, ...]]:
    found: dict[str, list[PartyName]] = {}
    for name in party_names():
        found.setdefault(name.text.casefold(), []).append(name)
    return MappingProxyType({text: tuple(names) for text, names in found.items()})


def _capitals_kept(listed: str, text: str) -> bool:
    pairs = zip(listed.split(), text.split(), strict=False)
    return all(there[:1].isupper() for here, there in pairs if here[:1].isupper())


def _party_name(row: Row) -> PartyName:
    party = parties().get(row["code"])
    if party is None:
        raise row.fault(f"no party has the code {row['code']!r}")
    if row["form"] not in tuple(NameForm) or row["case"] not in (NameCase.EXACT, NameCase.CAPITAL):
        raise row.fault(f"form {row['form']!r} or case {row['case']!r} is unknown")
    return PartyName(text=row["name"], party=party, form=NameForm(row["form"]), case=NameCase(row["case"]))


def _name_rows() -> tuple[Row, ...]:
    return read_table("party_names.csv", "code", "name", "form", "case", "source")
