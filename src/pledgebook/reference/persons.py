"""Persons of public life with their spellings, and the titles by which the press announces them.

A person bears the party for which the press mostly knows them; who held which office on which day is a
question for the offices, not for this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from pledgebook.reference.parties import NameCase, parties
from pledgebook.reference.tables import Row, read_table
from pledgebook.vocabulary.parties import Person


class PersonName(msgspec.Struct, frozen=True):
    """One way to write a person; `surname_only` where it is the last name standing alone."""

    text: str
    person: Person
    surname_only: bool


class OfficeTitle(msgspec.Struct, frozen=True):
    """A title in the press, and the office it means.

    `parties` are those one of which the title alone fixes: 'Pentagon chief' is of the US, 'Defense
    Secretary' of the UK or the US, 'Defence Minister' of whatever party stands beside it (empty).
    `case` is `any` for most; 'General' needs its capital ('in general'), and 'PM' both.
    """

    text: str
    office: str
    parties: tuple[str, ...]
    case: NameCase


@cache
def persons() -> Mapping[str, Person]:
    """Every person by canonical name."""
    found: dict[str, Person] = {}
    for row in _person_rows():
        if row["name"] in found:
            raise row.fault(f"the person {row['name']!r} stands twice")
        if row["party"] not in parties():
            raise row.fault(f"no party has the code {row['party']!r}")
        found[row["name"]] = Person(name=row["name"], party=row["party"])
    return MappingProxyType(found)


@cache
def person_names() -> Mapping[str, PersonName]:
    """Every written form of a name (apostrophe as ', the press's capitals), with the person it means.

    Surnames stand here only where they mean one person without more context: 'Hegseth', but not 'Brown'.
    """
    found: dict[str, PersonName] = {}
    for row in _person_rows():
        person = persons()[row["name"]]
        full = [PersonName(text, person, surname_only=False) for text in (person.name, *row.many("variants"))]
        short = [PersonName(text, person, surname_only=True) for text in row.many("surname")]
        for name in full + short:
            if name.text in found:
                raise row.fault(f"the name {name.text!r} is also one of {found[name.text].person.name}")
            found[name.text] = name
    return MappingProxyType(found)


def find_person(text: str) -> Person | None:
    """The person whom the whole text names, in full or by a surname that means one person; or None."""
    name = person_names().get(text.strip().replace("\u2019", "'"))
    return None if name is None else name.person


@cache
def office_titles() -> tuple[OfficeTitle, ...]:
    """Every title, in the order of the data; no two differ in their capitals alone."""
    seen: set[str] = set()
    found: list[OfficeTitle] = []
    for row in read_table("office_titles.csv", "title", "office", "parties", "case", "source"):
        if row["title"].casefold() in seen:
            raise row.fault(f"the title {row['title']!r} stands twice")
        seen.add(row["title"].casefold())
        unknown = [code for code in row.many("parties") if code not in parties()]
        if unknown:
            raise row.fault(f"no party has the code {', '.join(unknown)}")
        if row["case"] not in tuple(NameCase):
            raise row.fault(f"the case {row['case']!r} is unknown")
        found.append(
            OfficeTitle(
                text=row["title"],
                office=row["office"],
                parties=row.many("parties"),
                case=NameCase(row["case"]),
            )
        )
    return tuple(found)


def find_office(title: str) -> OfficeTitle | None:
    """The office that the whole text is a title of, or None."""
    wanted = title.strip().replace("\u2019", "'")
    found = _titles_folded().get(wanted.casefold())
    return found if found is not None and found.case.fits(found.text, wanted) else None


@cache
def _titles_folded() -> Mapping[str, OfficeTitle]:
    return MappingProxyType({title.text.casefold(): title for title in office_titles()})


def _person_rows() -> tuple[Row, ...]:
    return read_table("persons.csv", "name", "party", "variants", "surname", "source")
