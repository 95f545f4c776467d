"""Parties, their names, and the reader of the tables they come from."""

from __future__ import annotations

import pycountry
import pytest

from pledgebook.reference.parties import NameForm, find_party, names_of_no_party, parties, party_names
from pledgebook.reference.tables import parse_table
from pledgebook.vocabulary.errors import ReferenceDataError
from pledgebook.vocabulary.parties import PartyKind

EU_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
OTHER_DONORS = "AL AU CA GB GE IS JP KR MD ME MK NO NZ TR UA US XK"


def forms_of(code: str) -> set[NameForm]:
    return {name.form for name in party_names() if name.party.code == code}


def test_every_iso_state_is_a_party_with_a_name() -> None:
    states = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert {code for code, party in parties().items() if party.kind is PartyKind.STATE} == states
    assert {name.party.code for name in party_names() if name.form is NameForm.NAME} == set(parties())


@pytest.mark.parametrize("code", [*EU_MEMBERS.split(), *OTHER_DONORS.split()])
def test_a_donor_has_a_capital_and_an_adjective(code: str) -> None:
    wanted = {NameForm.CAPITAL} | ({NameForm.ADJECTIVE} if code != "NZ" else {NameForm.DEMONYM})
    assert wanted <= forms_of(code)


def test_what_iso_calls_a_state_never_means_another() -> None:
    for state in pycountry.countries:
        for written in (state.name, getattr(state, "common_name", state.name)):
            found = find_party(written)
            assert found is None or found.code == state.alpha_2, f"{written!r} means {found}"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("the US", "US"),
        ("U.S.", "US"),
        ("us", None),
        ("Us", None),
        ("America's", "US"),
        ("the States", "US"),
        ("States", None),
        ("PENTAGON", "US"),
        ("the Kremlin", "RU"),
        ("Britain\u2019s", "GB"),
        ("Northern Ireland", "GB"),
        ("Downing Street", "GB"),
        ("Turkey", "TR"),
        ("turkey", None),
        ("T\u00fcrkiye", "TR"),
        ("Polish", "PL"),
        ("polish", None),
        ("The Netherlands", "NL"),
        ("Holland", "NL"),
        ("Dutchman", "NL"),
        ("Kiev", "UA"),
        ("Quai d\u2019Orsay", "FR"),
        ("Republic of Korea", "KR"),
        ("North Korea", "KP"),
        ("Kosovo", "XK"),
        ("Nato", "NATO"),
        ("European Union", "EU"),
        ("coalition of the willing", "COW"),
        ("Prioritised Ukraine Requirements List", "PURL"),
        ("New Mexico", None),
        ("Atlantis", None),
    ],
)
def test_a_name_means_its_party(written: str, code: str | None) -> None:
    found = find_party(written)
    assert (None if found is None else found.code) == code


def test_brussels_is_a_capital_and_so_also_a_place() -> None:
    (brussels,) = (name for name in party_names() if name.text == "Brussels")
    assert (brussels.party.code, brussels.form) == ("BE", NameForm.CAPITAL)


def test_a_name_of_no_party_contains_one_of_a_party() -> None:
    known = [f" {name.text.casefold()} " for name in party_names()]
    for text in names_of_no_party():
        words = f" {text.casefold()} "
        assert any(name in words for name in known), f"{text!r} shields nothing"
        assert find_party(text) is None


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("code,name\nUA,Ukraine\n", 1, "no column 'source'"),
        ("code,code,source\n", 1, "twice"),
        ("code,source\nUA,ISO\nFR,\n", 3, "no source"),
        ("code,source\nUA\n", 2, "1 cells under 2"),
        ("code,source\nUA ,ISO\n", 2, "blanks around"),
    ],
)
def test_a_faulty_table_is_refused_with_file_and_line(table: str, line: int, problem: str) -> None:
    with pytest.raises(ReferenceDataError, match=problem) as caught:
        list(parse_table("made.csv", iter(table.splitlines(keepends=True))))
    assert (caught.value.file, caught.value.line) == ("made.csv", line)


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(ReferenceDataError, match="the columns are"):
        list(parse_table("made.csv", iter(["code,source\n"]), ("code", "name", "source")))
