"""The sample clippings: complete, sourced, and found where the documentation says they are."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from pledgebook.reading import read_document
from pledgebook.reading.sources import Loaded, collect
from pledgebook.reporting.brief import Brief, build_brief
from pledgebook.reporting.records import PledgeBrief
from pledgebook.samples import FOLDER, clippings
from pledgebook.vocabulary.claims import Claim, PledgeClaim, TotalClaim
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode

SOURCES = (FOLDER.parent / "SOURCES.md").read_text(encoding="utf-8")
FURNITURE = {2_000_000, 7_000_000_000, 16_000_000_000, 200_000_000}
"""The invented sums of related articles and reading lists."""


def test_there_are_at_least_eight() -> None:
    assert len(clippings()) >= 8


def test_they_come_in_three_formats() -> None:
    assert {path.suffix for path in clippings()} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("clipping", clippings(), ids=lambda path: path.name)
def test_each_has_its_sources(clipping: Path) -> None:
    assert f"| {clipping.name} |" in SOURCES


def test_no_source_is_kept_for_a_clipping_that_is_gone() -> None:
    listed = set(re.findall(r"^\| (\d\d-\S+) \|", SOURCES, re.MULTILINE))
    assert listed == {path.name for path in clippings()}


def test_the_module_prints_their_folder() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "pledgebook.samples"], capture_output=True, text=True, check=True
    )
    assert printed.stdout == f"{FOLDER}\n"


class TestTheirBrief:
    """What SOURCES.md says that each clipping shows, found in the brief of all."""

    def test_they_report_three_meetings(self, brief: Brief) -> None:
        assert [(event.number, str(event.date)) for event in brief.events if event.number] == [
            (27, "2025-04-11"),
            (28, "2025-06-04"),
            (33, "2026-02-12"),
        ]

    def test_no_figure_comes_from_page_furniture(self, read: list[Claim]) -> None:
        sums = {
            claim.amount.low for claim in read if isinstance(claim, PledgeClaim | TotalClaim) and claim.amount
        }
        assert sums.isdisjoint(FURNITURE)

    def test_the_reprint_is_a_copy(self, brief: Brief) -> None:
        copies = [again for again in brief.events[0].said_again if again.kind is FindingKind.COPY_OF]
        assert [again.documents for again in copies] == [
            ("02-allies-agree-21-billion-reprint.html", "01-allies-agree-21-billion.txt")
        ]

    def test_the_wrong_minister_is_flagged(self, brief: Brief) -> None:
        offices = [dispute for dispute in brief.events[0].disputes if dispute.topic == "office"]
        assert [(dispute.compared[0].left, dispute.compared[0].right) for dispute in offices] == [
            ("Oleksii Reznikov", "Rustem Umerov")
        ]

    def test_the_package_is_inside_the_british_year(self, brief: Brief) -> None:
        inside = {_amount(part): _amount(whole) for whole in _walk(brief, 27) for part in whole.parts}
        assert inside["GBP 450,000,000"] == "GBP 4,500,000,000"

    def test_three_billion_are_inside_the_german_eleven(self, brief: Brief) -> None:
        inside = {_amount(part): _amount(whole) for whole in _walk(brief, 27) for part in whole.parts}
        assert inside["EUR 3,000,000,000"] == "EUR 11,000,000,000"

    @pytest.mark.parametrize("channel", ["materiel", "intelligence"])
    def test_american_support_was_paused_and_resumed(self, brief: Brief, channel: str) -> None:
        states = {state for status in brief.support if status.channel == channel for state in status.states}
        assert {"paused", "resumed"} <= states

    def test_the_need_is_told(self, brief: Brief) -> None:
        items = [line for need in brief.events[0].needs for line in need.items]
        assert [(line.item, line.low) for line in items] == [("Patriot", Decimal(10))]

    def test_the_purchase_is_told(self, brief: Brief) -> None:
        items = {line.item for purchase in brief.events[0].purchases for line in purchase.items}
        assert items == {"radar", "anti-tank mine"}

    def test_the_casualties_are_told(self, brief: Brief) -> None:
        assert any(
            indicator.metric == "killed" and indicator.low == 19 for indicator in brief.events[0].indicators
        )

    def test_the_condition_is_told(self, brief: Brief) -> None:
        assert [
            [donor.code for donor in pledge.donors] for pledge in _walk(brief, 33) if pledge.conditional
        ] == [["DE"]]

    def test_the_total_of_the_27th_meeting_counts_nothing_twice(self, brief: Brief) -> None:
        total = brief.events[0].total
        assert total is not None
        assert str(total.total) == "EUR 21,000,000,000.00"

    def test_the_package_in_dollars_is_the_package_in_pounds(self, brief: Brief) -> None:
        package = next(pledge for pledge in _walk(brief, 27) if _amount(pledge) == "GBP 450,000,000")
        assert "USD" in {money.currency for money in package.also}

    def test_nobody_says_that_hegseth_was_in_the_room(self, brief: Brief) -> None:
        modes = {row.mode for row in brief.events[0].attendance if row.person == "Pete Hegseth"}
        assert modes == {AttendanceMode.REMOTE}

    def test_the_counts_of_nations_differ(self, brief: Brief) -> None:
        assert {count.count for count in brief.events[0].parties_counts} == {40, 50, 51}

    def test_the_two_totals_of_the_33rd_meeting_are_a_dispute(self, brief: Brief) -> None:
        meeting = next(event for event in brief.events if event.number == 33)
        values = {
            value
            for dispute in meeting.disputes
            for pair in dispute.compared
            for value in (pair.left, pair.right)
        }
        assert any("35 billion" in value for value in values)
        assert any("38 billion" in value for value in values)


def _walk(brief: Brief, number: int) -> list[PledgeBrief]:
    """The pledges of a meeting with all their parts."""
    event = next(event for event in brief.events if event.number == number)
    found = list(event.pledges)
    for pledge in found:
        found += pledge.parts
    return found


def _amount(pledge: PledgeBrief) -> str:
    return str(pledge.amount)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [found.document for found in collect([str(FOLDER)]) if isinstance(found, Loaded)]


@pytest.fixture(scope="module")
def read(documents: list[Document]) -> list[Claim]:
    return [claim for document in documents for claim in read_document(document)]


@pytest.fixture(scope="module")
def brief(documents: list[Document], read: list[Claim]) -> Brief:
    return build_brief(documents, read, "EUR")
