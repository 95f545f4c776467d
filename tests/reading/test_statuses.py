"""Support that flows, stops and goes on: whose, in which channel, and only as a fact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.reading import statements, statuses
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.vocabulary.claims import SupportStatusClaim
from pledgebook.vocabulary.documents import Document


def _claims(text: str) -> list[SupportStatusClaim]:
    page = Page(Document(name="a.txt", text=text, published=date(2025, 7, 2)))
    context = Context(page)
    statements.read(page, context)
    return statuses.read(page, context)


def _read(text: str) -> list[tuple[str, str, str]]:
    return [(claim.party, claim.channel.value, claim.state.value) for claim in _claims(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Washington has halted weapons deliveries and intelligence sharing with Kyiv.",
            [("US", "materiel", "halted"), ("US", "intelligence", "halted")],
        ),
        (
            "In spring Trump cut off US military and intelligence support.",
            [("US", "materiel", "halted"), ("US", "intelligence", "halted")],
        ),
        ("Norway decided to suspend training of recruits.", [("NO", "training", "paused")]),
        ("US military aid to Ukraine has been suspended.", [("US", "materiel", "paused")]),
        ("Robert Fico ended military aid to Ukraine.", [("SK", "materiel", "ended")]),
        ("Washington resumed military assistance on Monday.", [("US", "materiel", "resumed")]),
        ("Trump lifted the freeze on military aid.", [("US", "materiel", "resumed")]),
        ("Deliveries of US weapons are on hold.", [("US", "materiel", "paused")]),
        ("The US has not announced any new weapons packages.", [("US", "materiel", "no new packages")]),
        ("There have been no new aid packages from the US.", [("US", "materiel", "no new packages")]),
        ("America no longer donates weapons to Ukraine.", [("US", "materiel", "halted")]),
        ("The Trump administration held back part of the munitions.", [("US", "materiel", "paused")]),
        ("The Pentagon put shipments on hold.", [("US", "materiel", "paused")]),
        ("US deliveries have ground to a halt.", [("US", "materiel", "halted")]),
        ("The US has yet to approve any new aid package.", [("US", "materiel", "no new packages")]),
        ("The US resumed deliveries in March.", [("US", "materiel", "resumed")]),
        ("US aid to Ukraine remains ongoing.", [("US", "materiel", "active")]),
        ("American deliveries continue.", [("US", "materiel", "active")]),
        ("Canada continues to supply ammunition.", [("CA", "materiel", "active")]),
    ],
)
def test_who_stops_or_sends_what(text: str, read: list[tuple[str, str, str]]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "If the US halted military aid, Europe would step in.",
        "He was asked whether the US had ceased weapons shipments.",
        "Has the US stopped military aid?",
        "The US may suspend military aid to Ukraine.",
        "Germany threatened to stop training recruits.",
        "Russia halted its missile deliveries.",
        "Hungary blocked US military aid to Ukraine.",
        "Norway stopped arms exports to Israel.",
        "The US cut military aid by 43 percent.",
    ],
)
def test_what_is_supposed_asked_or_of_others_is_no_status(text: str) -> None:
    assert _read(text) == []


def test_both_goes_back_to_what_stopped() -> None:
    text = (
        "In March the US suspended military aid and stopped sharing intelligence. Both were restored later."
    )
    resumed = [claim for claim in _claims(text) if claim.state == "resumed"]
    assert [(claim.channel, claim.date) for claim in resumed] == [
        ("materiel", "2025-03"),
        ("intelligence", "2025-03"),
    ]


def test_the_programme_is_the_support_spoken_of_before() -> None:
    text = "A reporter raised the US weapons shipments to Ukraine. The programme is “on pause”, he was told."
    assert _read(text) == [("US", "materiel", "paused")]


def test_we_in_a_quotation_is_the_speaker() -> None:
    assert _read("“We have paused our military aid,” President Trump said.") == [("US", "materiel", "paused")]


def test_temporary_is_told_apart() -> None:
    (claim,) = _claims("The US temporarily halted military aid.")
    assert claim.temporary


_PARTS = "the US|halted|military aid|no|new|packages|,|.|?|on pause|both|were|by|Trump|if"


@given(st.lists(st.sampled_from(_PARTS.split("|"))))
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    assert all(claim.evidence[0].of(text) for claim in _claims(text))
