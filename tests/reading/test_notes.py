"""A coder's note: every sum, the package's own, and what is counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.aid.telling import sum_of, things

from pledgebook.reading.notes import Note, read_note
from pledgebook.vocabulary.documents import Document


def note(text: str, donor: str | None = "NO") -> Note:
    """The note of a Norwegian row of June 2025."""
    return read_note(Document(name="N1", text=text, published=date(2025, 6, 4)), donor)


def own(text: str, donor: str | None = "NO") -> list[str]:
    """The package's own sum, in each currency given."""
    return [sum_of(money) for money in note(text, donor).own]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Norway gives EUR 30 million for fuel.", id="the only one"),
        pytest.param("Norway gives EUR 30 million. Later it gave EUR 50 million.", id="the first"),
        pytest.param(
            "Norway gives EUR 50 million in all. Hence, we count EUR 30 million.", id="the coder's conclusion"
        ),
        pytest.param(
            "Norway gave EUR 50m, of which EUR 20m is in NOM4. It gives the remaining EUR 30m now.",
            id="what remains",
        ),
        pytest.param(
            "Norway increased its fund to EUR 50 million. It gives EUR 30 million more for fuel.",
            id="no level",
        ),
        pytest.param("Denmark gives EUR 50 million. Norway gives EUR 30 million.", id="not another donor's"),
    ],
)
def test_the_own_sum(text: str) -> None:
    assert own(text) == ["EUR 30m"]


def test_every_sum_is_found() -> None:
    found = note(
        "Norway gives EUR 50 million, of which EUR 20 million is for fuel; the rest, EUR 30 million, is open."
    )
    assert [sum_of(money) for money in found.sums] == ["EUR 50m", "EUR 20m", "EUR 30m"]


@pytest.mark.parametrize(("donor", "currency"), [("NO", "NOK"), ("SE", "SEK"), ("CZ", "CZK")])
def test_the_donor_settles_whose_crowns(donor: str, currency: str) -> None:
    assert own("The government gives 30 million crowns for fuel.", donor) == [f"{currency} 30m"]


def test_both_currencies_are_its_own() -> None:
    assert own("Norway gives NOK 300 million (EUR 26 million).") == ["NOK 300m", "EUR 26m"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Norway sends 12 howitzers and radars.", "12 howitzer"),
        ("Norway sends another ambulance.", "1 ambulance"),
        ("Norway sends ambulances, at least a dozen.", "12 ambulance"),
    ],
)
def test_what_is_counted(text: str, items: str) -> None:
    assert things(note(text).items) == items


def test_a_note_without_a_sum_has_none_of_its_own() -> None:
    assert own("Norway sends ambulances.") == []


@given(st.text())
def test_any_text_is_a_note(text: str) -> None:
    found = note(text)
    assert bool(found.own) == bool(found.sums)
