"""The follow-up of a meeting and the records of donors, as people and programs get them."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal

import pytest
from tests.ledger.conftest import books, postgresql_template, sqlite_template  # noqa: F401 - fixtures
from tests.ledger.follow_up.scene import (
    ALL,
    GERMANY,
    LATER,
    UKRAINE,
    action,
    announced,
    line,
    relation,
    written,
)
from tests.ledger.samples import pledge

from pledgebook.ledger.clocks import NOW
from pledgebook.ledger.deliveries import advance, handover_seen, open_handover, sign
from pledgebook.ledger.payloads import Consigned, Line, Side
from pledgebook.reporting.follow_up import (
    FollowUpFace,
    donors_report,
    follow_up_report,
    render,
    render_donors,
    render_handover,
)
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

# What is drawn does not depend on the database; that both answer alike is tested with the ledger.
pytestmark = [pytest.mark.usefixtures("books"), pytest.mark.parametrize("books", ["sqlite"], indirect=True)]

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)
TWO_YEARS_ON = date(2027, 4, 11)


def _follow_up(face: FollowUpFace = FollowUpFace.TABLE, width: int = 120) -> str:
    report = follow_up_report("27", ALL, NOW, currency="EUR", today=LATER)
    return render(report, face, width=width, colour=False)


def _donors(face: FollowUpFace = FollowUpFace.TABLE, *names: str, width: int = 120) -> str:
    report = donors_report(ALL, NOW, donors=names, today=TWO_YEARS_ON)
    return render_donors(report, face, width=width, colour=False)


def _scene() -> None:
    """A sum with a part, and missiles of which some came and one count differs."""
    vague = Line(key="2", item="drone", low=Decimal(100), qualifier=Qualifier.HUNDREDS)
    written(
        announced("P-1", "EUR 1000", wording="aid of the year"),
        announced("P-2", "GBP 100", "GB", wording="=HYPERLINK(1)"),
        announced("P-3", None, lines=(line(10), vague)),
        pledge("P-4", "EUR 300", on=JUNE, wording="first package"),
        relation("P-4", RelationKind.DRAWS_DOWN, "P-1"),
        action("A-1", "send the list", JUNE),
    )
    advance("P-4", "", Stage.CONFIRMED, None, JUNE, GERMANY)
    advance("P-3", "1", Stage.COMMITTED, Decimal(6), MAY, GERMANY)
    open_handover("H-1", "DE", "UA", [Consigned(pledge="P-3", line="1", quantity=Decimal(4))], JUNE, GERMANY)
    sign("H-1", Side.DONOR, None, JUNE, GERMANY)


def _words(text: str) -> str:
    """The text with its columns and line breaks gone."""
    return " ".join(text.split())


def test_the_table_says_what_stands_where_and_who_said_so() -> None:
    _scene()
    text = _words(_follow_up())
    assert (
        "What became of the 27th meeting of the UDCG 11 April 2025; as of 21 November 2025, 224 days" in text
    )
    assert "○ Germany: aid of the year P-1 EUR 1,000 announced unconfirmed, 224 days" in text
    assert "◐ first package P-4 EUR 300 confirmed Germany, 173 days ago announced on 1 June 2025" in text
    assert "○ United Kingdom: =HYPERLINK(1) P-2 GBP 100 announced unconfirmed, 224 days EUR" in text
    assert "IRIS-T missile (10) delivered 4 committed 2 announced 4" in text
    assert "drone (hundreds) announced unconfirmed" in text
    assert "handover H-1: Germany signed on 1 June 2025, Ukraine has not" in text
    assert "1 June 2025 Germany send the list overdue by 173 days" in text
    assert "4 announcements: 2 under way, 2 unconfirmed." in text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    _scene()
    drawn = _follow_up(width=width) + _donors(width=max(width, 80))
    assert max(map(len, drawn.splitlines())) <= max(width, 80)


def test_a_dispute_stands_with_both_counts() -> None:
    _scene()
    sign("H-1", Side.RECIPIENT, [Consigned(pledge="P-3", line="1", quantity=Decimal(3))], JUNE, UKRAINE)
    text = _words(_follow_up())
    assert "disputed, H-1:count: the donor signed for 4" in text
    shown = _words(
        render_handover(handover_seen("H-1", ALL), FollowUpFace.TABLE, ALL, width=80, colour=False)
    )
    assert "IRIS-T missile P-3, line 1 4 4 3" in shown
    assert "Ukraine signed on 1 June 2025" in shown
    assert "The dispute about the counts is open." in shown


def test_a_spreadsheet_has_a_row_for_each_sum_and_line_and_runs_nothing() -> None:
    _scene()
    rows = list(csv.DictReader(_follow_up(FollowUpFace.CSV).splitlines()))
    assert [(row["pledge"], row["line"], row["under"]) for row in rows] == [
        ("P-1", "", ""),
        ("P-4", "", "P-1"),
        ("P-2", "", ""),
        ("P-3", "1", ""),
        ("P-3", "2", ""),
    ]
    missiles = rows[3]
    assert (missiles["at_delivered"], missiles["at_announced"], missiles["at_accepted"]) == (
        "4.000",
        "4.000",
        "",
    )
    assert (missiles["confirmed_by"], missiles["signed"], missiles["progress"]) == ("DE", "yes", "under way")
    assert rows[2]["what"] == "'=HYPERLINK(1)"


def test_programs_get_the_typed_answer() -> None:
    _scene()
    found = json.loads(_follow_up(FollowUpFace.JSON))
    whole = next(row for row in found["pledges"] if row["uid"] == "P-1")
    assert (whole["progress"], whole["confirmation"], whole["days_silent"]) == ("unconfirmed", None, 224)
    assert whole["parts"][0]["confirmation"]["by"] == "DE"


def test_donors_are_told_apart_from_silence() -> None:
    _scene()
    text = _words(_donors())
    assert "Germany 1,000 – 300 700 – ≥ 0%" in text
    assert "United Kingdom 115.37 – – 115.37 – unknown" in text
    assert "Unconfirmed is silence, and no failure" in text


def test_a_chosen_donor_shows_the_pledges_behind_the_rate() -> None:
    _scene()
    text = _words(_donors(FollowUpFace.TABLE, "germany"))
    assert "aid of the year P-1 2026-04-11 700 unconfirmed unconfirmed, 730 days" in text
    assert "first package P-4 2026-06-01 300 under way Germany, 679 days ago" in text
    assert "United Kingdom" not in text


def test_records_of_donors_as_a_sheet_and_as_json() -> None:
    _scene()
    rows = list(csv.DictReader(_donors(FollowUpFace.CSV).splitlines()))
    found = {(row["donors"], row["measure"]): (row["due"], row["rate"], row["pledges"]) for row in rows}
    assert found["DE", "EUR"] == ("1000.00", "0.0000", "P-1 P-4")
    assert found["DE", "lines"] == ("2.00", "0.0000", "P-3")
    assert found["GB", "EUR"][1] == ""
    records = json.loads(_donors(FollowUpFace.JSON))["records"]
    assert [record["money"]["rate"] for record in records] == [0, None]


@pytest.mark.parametrize(("meeting", "currency"), [("28", "EUR"), ("27", "UAH")])
def test_what_nobody_knows_is_refused(meeting: str, currency: str) -> None:
    written()
    with pytest.raises(BadValue):
        follow_up_report(meeting, ALL, NOW, currency=currency)


def test_an_empty_meeting_says_so() -> None:
    written()
    assert "The books have no pledge of this meeting." in _follow_up()
    assert "Nothing was due." in _donors()
