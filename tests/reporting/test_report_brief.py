"""What the brief says, field by field."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from pledgebook.reporting.brief import Brief, build_brief
from pledgebook.reporting.faces import Face, render
from pledgebook.reporting.support import MOST_OF_OTHERS, by_document, in_event
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode

DAY = date(2025, 4, 11)


def test_parts_stand_under_their_whole_the_largest_first(brief: Brief) -> None:
    (whole,) = brief.events[0].pledges
    assert [part.donors[0].name for part in whole.parts] == ["Norway", "United Kingdom"]
    assert whole.parts[0].why_part == "‘of this’"


def test_what_the_parts_leave_is_attributed_to_nobody(brief: Brief) -> None:
    (whole,) = brief.events[0].pledges
    british = whole.parts[1].converted
    assert british is not None
    assert whole.unattributed is not None
    assert whole.unattributed.low == Decimal("6e9") - british.money.low
    assert all(part.unattributed is None for part in whole.parts)


def test_a_conversion_names_its_rate_and_day(brief: Brief) -> None:
    converted = brief.events[0].pledges[0].parts[1].converted
    assert converted is not None
    assert (converted.quoted, str(converted.rate_date)) == ("0.8668 GBP/EUR", "2025-04-11")
    assert converted.money.low == (Decimal("2e9") * converted.rate).quantize(Decimal("0.01"))


def test_one_pledge_keeps_all_its_wordings_and_donors(brief: Brief) -> None:
    british = brief.events[0].pledges[0].parts[1]
    assert [row.amount.currency for row in british.wordings if row.amount] == ["GBP", "USD"]
    assert [[donor.code for donor in donors] for donors in british.disputed_donors] == [["GB", "CA"]]


def test_a_second_currency_is_held_against_the_rate_of_the_day(brief: Brief) -> None:
    (wording,) = brief.events[0].pledges[0].wordings
    assert wording.also_agrees is True


def test_a_total_over_years_stays_in_the_background(brief: Brief) -> None:
    event = brief.events[0]
    assert event.total is not None
    assert event.total.total.low == Decimal("1e10")
    assert [row.amount.low for row in event.background] == [Decimal("1e11")]


def test_rows_left_out_say_why_and_where(brief: Brief) -> None:
    total = brief.events[0].total
    assert total is not None
    (row,) = total.left_out
    assert (row.reason, row.citations[0].words) == ("part of the whole", "Oslo gives four")


def test_a_dispute_shows_both_sides(brief: Brief) -> None:
    (dispute,) = brief.events[0].disputes
    assert [(side.document, side.says) for side in dispute.sides] == [
        ("a.txt", "Ann Lee in person"),
        ("b.txt", "Ann Lee absent"),
    ]
    assert [side.citations[0].words for side in dispute.sides] == ["Ann Lee came", "Ann Lee stayed away"]


def test_support_of_one_donor_in_one_channel_is_one_status(brief: Brief) -> None:
    (status,) = brief.support
    assert brief.events[0].support == (status,)
    assert {str(entry.state) for entry in status.entries} == {"halted", "paused"}
    assert (status.temporary, status.first) == (True, DAY)


def test_a_status_that_very_many_report_is_shortened_beside_an_event(brief: Brief) -> None:
    (status,) = brief.support
    halted, paused = status.entries
    crowd = tuple(replace(halted, document=f"{number}.txt") for number in range(40))
    long = replace(status, entries=(*crowd, paused))
    (shown,) = in_event([long], by_document([long]), [paused.document])
    assert paused in shown.entries
    assert len(shown.entries) + shown.more == 41
    assert shown.more == 40 - MOST_OF_OTHERS


def test_words_that_two_documents_quote_stand_once(brief: Brief) -> None:
    (statement,) = brief.events[0].statements
    assert statement.words == "We hold on"
    assert [citation.document for citation in statement.citations] == ["a.txt", "b.txt"]


def test_who_was_in_the_room_comes_before_who_was_not(brief: Brief) -> None:
    modes = [row.mode for row in brief.events[0].attendance]
    assert modes == [AttendanceMode.IN_PERSON, AttendanceMode.ABSENT]


def test_findings_go_to_their_event_or_stand_apart(brief: Brief) -> None:
    assert [row.kind for row in brief.events[0].said_again] == [FindingKind.SAME_PLEDGE]
    assert brief.events[0].same_event == ("same day",)
    assert [row.documents for row in brief.findings] == [("x.txt", "y.txt")]


def test_a_brief_of_nothing_is_empty() -> None:
    nothing = build_brief([], [], "USD")
    assert (nothing.events, nothing.documents, nothing.claims) == ((), (), 0)
    assert "no meeting" in str(render(nothing, Face.TERMINAL, width=80))


def test_a_currency_without_rates_is_refused() -> None:
    with pytest.raises(BadValue, match="choose one"):
        build_brief([], [], "XYZ")


def test_json_is_the_brief_itself(brief: Brief) -> None:
    text = render(brief, Face.JSON)
    event = json.loads(text)["events"][0]
    assert event["coalition_name"] == "Ukraine Defense Contact Group"
    assert event["total"]["total"]["low"] == 10_000_000_000
    assert event["parties_counts"][0] | {"citations": []} == {
        "document": "a.txt",
        "count": 40,
        "qualifier": "exact",
        "citations": [],
    }
    assert event["place"] is None


def test_every_citation_points_at_its_words(brief: Brief) -> None:
    found = list(_citations(json.loads(render(brief, Face.JSON))))
    assert len(found) > 20
    assert all(row["end"] - row["start"] == len(row["words"]) for row in found)


def _citations(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "words" in value and "start" in value else []
        return own + [row for inner in value.values() for row in _citations(inner)]
    return [row for inner in value for row in _citations(inner)] if isinstance(value, list) else []
