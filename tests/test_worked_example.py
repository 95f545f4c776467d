"""The worked example of ../shared/design.md, from the files to the JSON face of the brief, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgebook.reading import read_document
from pledgebook.reading.sources import load
from pledgebook.reporting.brief import build_brief
from pledgebook.reporting.faces import Face, render

pytestmark = pytest.mark.shared

Row = dict[str, Any]


@pytest.fixture(scope="module")
def brief(shared: Path) -> Row:
    """The JSON face of the brief of the five articles."""
    documents = [load(path) for path in sorted((shared / "seeds").glob("*.txt"))]
    claims = [claim for document in documents for claim in read_document(document)]
    page: Row = json.loads(render(build_brief(documents, claims, "EUR"), Face.JSON))
    return page


@pytest.fixture
def april(brief: Row) -> Row:
    """The 27th meeting."""
    return event(brief, "2025-04-11")


@pytest.fixture
def whole(april: Row) -> Row:
    """What was announced together at the 27th meeting."""
    (pledge,) = april["pledges"]
    found: Row = pledge
    return found


@pytest.fixture
def package(whole: Row) -> Row:
    """The British package of April."""
    return part(part(whole, "GBP", "4.5e9"), "GBP", "450e6")


def event(brief: Row, date: str) -> Row:
    """The event of a day."""
    (found,) = (row for row in brief["events"] if row["date"] == date)
    row: Row = found
    return row


def part(pledge: Row, currency: str, amount: str) -> Row:
    """The part of a pledge that has an amount."""
    (found,) = (row for row in pledge["parts"] if money(row["amount"]) == (currency, float(amount)))
    row: Row = found
    return row


def money(amount: Row) -> tuple[str, float]:
    """The currency and the amount, where it is one number."""
    assert amount["low"] == amount["high"]
    return amount["currency"], float(amount["low"])


def codes(parties: list[Row]) -> list[str]:
    """The codes of parties in order."""
    return [party["code"] for party in parties]


def short(names: list[str]) -> list[str]:
    """The numbers of the articles, without the rest of the files' names."""
    return sorted({name[:3] for name in names})


def items(row: Row) -> set[str]:
    """The names of the items."""
    return {line["item"] for line in row["items"]}


def dispute(event: Row, topic: str) -> Row:
    """The one dispute about a topic."""
    (found,) = (row for row in event["disputes"] if row["topic"] == topic)
    row: Row = found
    return row


def test_five_articles_report_three_events(brief: Row) -> None:
    assert [
        (row["date"], row["coalition"], row["number"], row["place"], short(row["documents"]))
        for row in brief["events"]
    ] == [
        ("2025-03-06", None, None, "Pentagon", ["004"]),
        ("2025-04-11", "UDCG", 27, "Brussels", ["000", "002", "003"]),
        ("2025-06-04", "UDCG", 28, "Brussels", ["001"]),
    ]


def test_who_met(brief: Row, april: Row) -> None:
    assert set(codes(event(brief, "2025-03-06")["parties"])) == {"US", "GB"}
    assert set(codes(april["chairs"])) == {"GB", "DE"}


def test_wednesday_is_dated_by_who_was_absent(brief: Row) -> None:
    reasons = event(brief, "2025-06-04")["date_reasoning"]
    assert any("absent" in reason and "fits 28" in reason for reason in reasons)


def test_21_billion_is_counted_once(april: Row, whole: Row) -> None:
    assert money(whole["amount"]) == ("EUR", 21e9)
    assert money(april["total"]["total"]) == ("EUR", 21e9)
    assert [row["pledge"] for row in april["total"]["counted"]] == [whole["id"]]


def test_adding_every_sentence_would_give_39_billion(april: Row) -> None:
    assert round(money(april["total"]["naive"])[1] / 1e9) == 39


def second_currency(pledge: Row) -> Iterator[tuple[str, float, bool]]:
    """The amounts that a source gives in a second currency, and whether the day's rate agrees."""
    for wording in pledge["wordings"]:
        if wording["also"] is not None:
            yield *money(wording["also"]), wording["also_agrees"]


def test_the_second_currencies_agree_at_the_rate_of_the_day(whole: Row) -> None:
    assert list(second_currency(whole)) == [("GBP", 18.2e9, True)]
    assert list(second_currency(part(whole, "EUR", "11e9"))) == [("USD", 12.5e9, True)]
    assert whole["wordings"][0]["also_converted"]["rate_date"] == "2025-04-11"


def test_germany_gives_11_billion_through_2029(whole: Row) -> None:
    germany = part(whole, "EUR", "11e9")
    assert (codes(germany["donors"]), germany["period"]) == (["DE"], {"to": "2029-12-31"})


def test_the_kingdom_gives_4_5_billion_for_2025(whole: Row) -> None:
    kingdom = part(whole, "GBP", "4.5e9")
    assert codes(kingdom["donors"]) == ["GB"]
    assert kingdom["period"] == {"from": "2025-01-01", "to": "2025-12-31"}


def test_the_rest_is_attributed_to_nobody(april: Row, whole: Row) -> None:
    assert len(whole["parts"]) == 2
    assert whole["unattributed"] == april["total"]["unattributed"]
    assert round(money(whole["unattributed"])[1] / 1e9, 1) == 4.8


def test_one_package_in_three_wordings(package: Row) -> None:
    assert {
        row["document"][:3]: (*money(row["amount"]), sorted(codes(row["donors"])))
        for row in package["wordings"]
    } == {
        "000": ("USD", 590e6, ["GB"]),
        "002": ("GBP", 450e6, ["GB"]),
        "003": ("USD", 589e6, ["GB", "NO"]),
    }


def test_the_donors_of_the_package_are_disputed(april: Row, package: Row) -> None:
    assert (codes(package["donors"]), [codes(row) for row in package["disputed_donors"]]) == (
        ["GB"],
        [["GB", "NO"]],
    )
    found = dispute(april, "donors")
    assert short([side["document"] for side in found["sides"]]) == ["000", "002", "003"]
    assert (found["compared"][0]["left"], found["compared"][0]["right"]) == ("GB", "GB, NO")


def test_the_package_has_a_part_for_repair(package: Row) -> None:
    repair = part(package, "GBP", "160e6")
    assert items(repair) == {"vehicle maintenance"}
    assert repair["why_part"]


def test_air_defence_is_needed_and_to_be_bought(april: Row) -> None:
    (need,) = (row for row in april["needs"] if row["amount"] is not None)
    assert (need["party"]["code"], need["mode"], items(need)) == ("UA", "buy", {"air defence"})
    assert [need["amount"][key] for key in ("currency", "low", "high")] == ["USD", 30e9, 50e9]


def test_what_is_bought_from_the_funds_of_the_group(april: Row) -> None:
    (purchase,) = april["purchases"]
    assert (purchase["party"]["code"], purchase["funds"]) == ("UA", "UDCG")
    assert items(purchase) == {"radar", "anti-tank mine", "counter-drone"}


def hegseth(event: Row) -> tuple[str, bool]:
    """How the US Secretary of Defense took part, and whether a source calls it the first time."""
    (row,) = (row for row in event["attendance"] if row["person"] == "Pete Hegseth")
    return row["mode"], row["first_time"]


def test_two_first_times_are_both_right(brief: Row, april: Row) -> None:
    june = event(brief, "2025-06-04")
    assert (hegseth(april), hegseth(june)) == (("remote", True), ("absent", True))
    found = dispute(april, "attendance")
    assert found == dispute(june, "attendance")
    assert "Both are right once 'in person' and 'at all' are told apart" in found["reason"]
    assert short([side["document"] for side in found["sides"]]) == ["000", "001", "002", "003"]


def test_the_office_was_not_reznikovs(april: Row) -> None:
    found = dispute(april, "office")
    assert short([side["document"] for side in found["sides"]]) == ["003"]
    assert (found["compared"][0]["left"], found["compared"][0]["right"]) == (
        "Oleksii Reznikov",
        "Rustem Umerov",
    )


def test_the_words_were_pistorius_s(april: Row) -> None:
    found = dispute(april, "attribution")
    assert (found["compared"][0]["left"], found["compared"][0]["right"]) == (
        "Oleksii Reznikov",
        "Boris Pistorius",
    )
    assert {(side["document"][:3], side["says"]) for side in found["sides"]} == {
        ("003", "words of Oleksii Reznikov"),
        ("000", "words of Boris Pistorius"),
        ("002", "words of Boris Pistorius"),
    }


def test_nothing_else_is_disputed(brief: Row) -> None:
    topics = {row["topic"] for event in brief["events"] for row in event["disputes"]}
    assert topics == {"donors", "office", "attribution", "attendance"}


def test_the_pause_is_one_status_with_its_dates(brief: Row) -> None:
    (status,) = (
        row for row in brief["support"] if row["channel"] == "materiel" and "halted" in row["states"]
    )
    assert (status["party"]["code"], status["states"], status["temporary"]) == (
        "US",
        ["halted", "paused"],
        True,
    )
    assert (status["first"], status["last"]) == ("2025-03-06", "2025-04-11")
    told = {(entry["document"][:3], entry["state"], entry["temporary"]) for entry in status["entries"]}
    assert {("004", "halted", False), ("004", "paused", False), ("002", "halted", True)} <= told


def test_every_figure_has_its_sentence(april: Row, whole: Row, shared: Path) -> None:
    rows = [whole, *whole["parts"], *april["needs"], *april["purchases"], *april["indicators"]]
    for citation in (citation for row in rows for citation in row["citations"]):
        text = (shared / "seeds" / citation["document"]).read_text(encoding="utf-8")
        assert text[citation["start"] : citation["end"]] == citation["words"]
    assert all(row["citations"] for row in rows)
