"""Reports that contradict each other, and what their tables refuse."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reference.written_rows import facts, money, rows

from pledgebook.reference.announcements import announced_pledges
from pledgebook.reference.conflicts import (
    DISPUTE_COLUMNS,
    VERSION_COLUMNS,
    ConflictingReport,
    Share,
    conflicting_reports,
    read_disputes,
)
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState
from pledgebook.vocabulary.errors import BadValue, ReferenceDataError

DISPUTE = {
    "coalition": "UDCG",
    "id": "D91",
    "topic": "a sum",
    "subjects": "pledge:P081",
    "kind": "amount",
    "state": "open",
    "source": "a test",
}
VERSION = {
    "coalition": "UDCG",
    "dispute": "D91",
    "version": "A",
    "says": "so much",
    "chosen": "no",
    "source": "a test",
}


def report(dispute: str) -> ConflictingReport:
    return next(report for report in conflicting_reports("UDCG") if report.id == dispute)


def test_the_sum_of_the_33rd_meeting_is_open_and_one_version_is_worked_with() -> None:
    total = report("D01")

    assert (total.kind, total.state) == (DisputeKind.AMOUNT, DisputeState.OPEN)
    assert [str(subject) for subject in total.subjects] == ["pledge:P081", "pledge:P082"]
    assert [version.amount and version.amount.currency for version in total.versions] == ["GBP", "USD", "EUR"]
    assert total.chosen is not None
    booked = next(pledge.amount for pledge in announced_pledges("UDCG") if pledge.id == "P081")
    assert total.chosen.amount == booked == money("GBP", 35_000_000_000)


def test_shares_are_told_by_donor() -> None:
    first = report("D15").versions[0]

    assert first.shares == (
        Share("SE", money("USD", 275_000_000)),
        Share("NO", money("USD", 112_000_000)),
        Share("DK", money("USD", 113_000_000)),
    )


def test_a_misprint_is_explained() -> None:
    assert report("D03").state is DisputeState.EXPLAINED
    assert report("D03").explanation


def test_neither_version_need_be_right() -> None:
    assert report("D07").chosen is None


def test_what_is_still_open() -> None:
    still = [report.id for report in conflicting_reports("UDCG") if report.state is DisputeState.OPEN]
    assert still == ["D01", "D02", "D13", "D15", "D20"]


SECOND = VERSION | {"version": "B"}


@pytest.mark.parametrize(
    ("change", "versions", "problem"),
    [
        ({"subjects": ""}, (VERSION, SECOND), "about nothing"),
        ({"subjects": "pledge:P999"}, (VERSION, SECOND), "'pledge:P999' is no"),
        ({"subjects": "meeting:99"}, (VERSION, SECOND), "'meeting:99' is no"),
        ({"subjects": "capability:magic"}, (VERSION, SECOND), "'capability:magic' is no"),
        ({"subjects": "rumour:1"}, (VERSION, SECOND), "'rumour:1' is no"),
        ({"kind": "taste"}, (VERSION, SECOND), "kind is 'taste'"),
        ({"state": "decided"}, (VERSION, SECOND), "decides nothing"),
        ({"state": "explained"}, (VERSION, SECOND), "has an explanation"),
        ({"explanation": "a slip"}, (VERSION, SECOND), "has an explanation"),
        ({}, (VERSION,), "two versions"),
        ({}, (VERSION | {"chosen": "yes"}, SECOND | {"chosen": "yes"}), "only one version"),
        ({}, (VERSION | {"chosen": "perhaps"}, SECOND), "not yes or no"),
        ({}, (VERSION, VERSION), "the next letter is B"),
        ({}, (VERSION | {"shares": "QQ:5", "currency": "EUR"}, SECOND), "no party has the code 'QQ'"),
        ({}, (VERSION | {"shares": "SE:5"}, SECOND), "'' is no currency"),
        ({}, (VERSION, SECOND, SECOND | {"dispute": "D92"}), "no dispute has the id D92"),
        (
            {},
            (VERSION | {"chosen": "yes", "qualifier": "exact", "currency": "GBP", "amount": "1"}, SECOND),
            "is not that of P081",
        ),
    ],
)
def test_a_broken_dispute_is_refused(
    change: dict[str, str], versions: tuple[dict[str, str], ...], problem: str
) -> None:
    with pytest.raises(ReferenceDataError, match=problem):
        read_disputes(rows(DISPUTE_COLUMNS, DISPUTE | change), rows(VERSION_COLUMNS, *versions))


def test_an_unknown_coalition_has_no_disputes() -> None:
    with pytest.raises(BadValue, match="no known coalition"):
        conflicting_reports("NOBODY")


@pytest.mark.shared
def test_every_gathered_conflict_is_there_with_each_version(shared: Path) -> None:
    gathered = facts(shared, "conflicting_reports.csv")
    ours = conflicting_reports("UDCG")

    assert len(gathered) == len(ours) == 20
    for row, report in zip(gathered, ours, strict=True):
        told = [row[version] for version in ("version_a", "version_b", "version_c") if row[version]]
        for text, version in zip(told, report.versions, strict=True):
            amount = version.amount
            figures = _figures(f"{row['topic']} {text}")
            assert amount is None or (amount.currency, amount.low) in figures, text
            shares = {(share.donor, share.amount.low) for share in version.shares}
            assert shares == _shares(text), text


_CODES = {"\u00a3": "GBP", "\u20ac": "EUR", "$": "USD", "SEK": "SEK"}
_SCALES = {"bn": 10**9, "m": 10**6}


def _figures(text: str) -> set[tuple[str, Decimal]]:
    """The amounts in a text: '€38bn ($44.7bn)'."""
    found = re.findall(r"(\u00a3|\u20ac|\$|SEK) ?([\d.]+)(bn|m)", text)
    return {(_CODES[sign], Decimal(figure) * _SCALES[scale]) for sign, figure, scale in found}


def _shares(text: str) -> set[tuple[str, Decimal]]:
    """The shares of an amount in millions: 'SE 275 / NO 112'."""
    found = re.findall(r"\b([A-Z]{2}) (\d+)(?= /| \()", text)
    return {(donor, Decimal(figure) * _SCALES["m"]) for donor, figure in found}
