"""Persons, their spellings, and the titles of their offices."""

from __future__ import annotations

import pytest

from pledgebook.reference.parties import find_party
from pledgebook.reference.persons import find_office, find_person, office_titles, person_names, persons
from pledgebook.reference.tables import read_table


@pytest.mark.parametrize(
    ("written", "name", "party"),
    [
        ("Zelensky", "Volodymyr Zelenskyy", "UA"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy", "UA"),
        ("Selenskyj", "Volodymyr Zelenskyy", "UA"),
        ("Joseph R. Biden, Jr.", "Joe Biden", "US"),
        ("Rustem Umjerow", "Rustem Umerov", "UA"),
        ("Denis Shmygal", "Denys Shmyhal", "UA"),
        ("Pal Jonson", "Pål Jonson", "SE"),
        ("Lars Lokke Rasmussen", "Lars Løkke Rasmussen", "DK"),
        ("Wladyslaw Kosiniak-Kamysz", "Władysław Kosiniak-Kamysz", "PL"),
        ("CQ Brown", "Charles Q. Brown", "US"),
        ("Hegseth", "Pete Hegseth", "US"),
        ("Rutte", "Mark Rutte", "NATO"),
    ],
)
def test_every_spelling_bears_the_canonical_name(written: str, name: str, party: str) -> None:
    found = find_person(written)
    assert found is not None
    assert (found.name, found.party) == (name, party)


@pytest.mark.parametrize("surname", ["Brown", "Johnson", "Cooper", "Harris Johnson", "Martin", "austin"])
def test_a_surname_of_many_means_nobody(surname: str) -> None:
    assert find_person(surname) is None


def test_no_name_of_a_person_is_one_of_a_party() -> None:
    assert [text for text in person_names() if find_party(text) is not None] == []


def test_a_surname_is_part_of_a_full_name_of_its_person() -> None:
    spelled: dict[str, str] = {}
    for text, name in person_names().items():
        if not name.surname_only:
            spelled[name.person.name] = f"{spelled.get(name.person.name, '')} | {text.casefold()}"
    for text, name in person_names().items():
        if name.surname_only and text != "MBS":
            assert text.casefold() in spelled[name.person.name], f"{text!r} is not of {name.person.name}"


def test_every_holder_of_an_office_is_a_person() -> None:
    assert {row["holder"] for row in read_table("offices.csv")} - set(persons()) == set()


@pytest.mark.parametrize(
    ("title", "office", "parties"),
    [
        ("Defense Secretary", "defence minister", ("GB", "US")),
        ("defence minister", "defence minister", ()),
        ("Pentagon chief", "defence minister", ("US",)),
        ("Secretary of State", "foreign minister", ("US",)),
        ("Secretary of State for Defence", "defence minister", ("GB",)),
        ("NATO Secretary General", "secretary general", ("NATO",)),
        ("EU foreign policy chief", "high representative", ("EU",)),
        ("Chancellor", "head of government", ("DE", "AT")),
        ("Chancellor of the Exchequer", "finance minister", ("GB",)),
        ("General", "general", ()),
        ("PM", "head of government", ()),
    ],
)
def test_a_title_means_its_office(title: str, office: str, parties: tuple[str, ...]) -> None:
    found = find_office(title)
    assert found is not None
    assert (found.office, found.parties) == (office, parties)


@pytest.mark.parametrize("word", ["general", "pm", "king", "Secretary of"])
def test_a_common_word_is_no_title(word: str) -> None:
    assert find_office(word) is None


def test_british_and_american_spelling_mean_the_same_office() -> None:
    for title in office_titles():
        for british, american in (("Defence", "Defense"), ("defence", "defense")):
            other = find_office(title.text.replace(british, american))
            if british in title.text and other is not None:
                assert other.office == title.office
