"""Who held which office when."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from pledgebook.reference.offices import held, holder, offices, offices_of, tenures
from pledgebook.reference.parties import parties
from pledgebook.reference.persons import office_titles
from pledgebook.vocabulary.errors import BadValue

MEETING_27 = date(2025, 4, 11)


@pytest.mark.parametrize(
    ("person", "office", "party", "on", "expected"),
    [
        ("Oleksii Reznikov", "defence minister", "UA", MEETING_27, False),
        ("Rustem Umerov", "defence minister", "UA", MEETING_27, True),
        ("Oleksii Reznikov", "defence minister", "UA", date(2023, 4, 21), True),
        ("Pete Hegseth", "defence minister", "US", MEETING_27, True),
        ("Lloyd Austin", "defence minister", "US", MEETING_27, False),
        ("Bridget Brink", "ambassador to Ukraine", "US", MEETING_27, True),
        ("Keir Starmer", "Prime Minister", "GB", MEETING_27, True),
        ("Mark Rutte", "secretary general", "NATO", MEETING_27, True),
    ],
)
def test_held_says_whether_the_person_held_the_office(
    person: str, office: str, party: str, on: date, expected: bool
) -> None:
    assert held(person, office, party, on) is expected


@pytest.mark.parametrize(
    ("party", "on"),
    [("LT", date(2025, 11, 1)), ("DK", date(2030, 1, 1)), ("UA", date(1995, 1, 1)), ("BR", MEETING_27)],
    ids=["vacant", "after the last check", "before the table", "party without rows"],
)
def test_held_is_unknown_where_the_table_does_not_know(party: str, on: date) -> None:
    assert held("Somebody Else", "defence minister", party, on) is None


def test_on_the_day_of_a_handover_both_held_the_office() -> None:
    assert [tenure.holder for tenure in holder("president", "US", date(2025, 1, 20))] == [
        "Joe Biden",
        "Donald Trump",
    ]


def test_an_acting_holder_is_marked() -> None:
    (tenure,) = holder("defence minister", "US", date(2025, 1, 22))

    assert (tenure.holder, tenure.acting) == ("Robert Salesses", True)


def test_a_person_may_hold_two_offices() -> None:
    assert {tenure.office for tenure in offices_of("Marco Rubio", date(2025, 6, 4))} == {
        "foreign minister",
        "national security adviser",
    }


def test_tenures_of_one_office_follow_each_other() -> None:
    by_office: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for tenure in tenures():
        span = (tenure.start, tenure.end or date.max)
        by_office.setdefault((tenure.office, tenure.party), []).append(span)
    overlaps = [
        (key, later)
        for key, spans in by_office.items()
        for earlier, later in pairwise(sorted(spans))
        if later[0] < earlier[1]
    ]

    assert overlaps == []


def test_every_party_is_known() -> None:
    assert {tenure.party for tenure in tenures()} <= set(parties())


def test_offices_are_the_words_that_titles_lead_to() -> None:
    assert offices() - {title.office for title in office_titles()} == {"ambassador to Ukraine"}


def test_an_office_without_holders_is_refused() -> None:
    with pytest.raises(BadValue, match="no office with known holders"):
        holder("chief astrologer", "UA", MEETING_27)
