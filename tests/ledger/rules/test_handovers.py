"""Handovers and the two signatures under each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.ledger.rules.judging import Desk
from tests.ledger.samples import DAY, SOURCE, pledge, stage

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.payloads import Consigned, Handover, Line, Move, Side, Signature
from pledgebook.ledger.rules.handovers import handover_faults, signature_faults
from pledgebook.vocabulary.stages import Stage

TANKS = Line(key="1", item="tank", unit="piece", low=Decimal(10))


def euros(number: int, uid: str = "P-1") -> Consigned:
    """So much of the sum of a pledge."""
    return Consigned(pledge=uid, amount=Decimal(number))


def handover(uid: str, *contents: Consigned, donor: str = "DE", recipient: str = "UA") -> Draft:
    """A consignment of Germany to Ukraine."""
    payload = Handover(donor=donor, recipient=recipient, contents=contents)
    return Draft(subject=uid, payload=payload, valid_on=DAY, evidence=SOURCE)


def move(source: str, target: str, number: int) -> Move:
    """So much of the sum of P-1 moves by a signature."""
    return Move(pledge="P-1", source=source, target=target, amount=Decimal(number))


def signature(side: Side, *contents: Consigned, moves: tuple[Move, ...] = (), **fields: Any) -> Draft:
    """A signature under H-1."""
    party = "DE" if side is Side.DONOR else "UA"
    told: dict[str, Any] = {
        "handover": "H-1",
        "side": side,
        "party": party,
        "contents": contents,
        "moves": moves,
    }
    payload = Signature(**told | fields)
    return Draft(subject=f"H-1:{side}", payload=payload, valid_on=DAY, evidence=SOURCE)


def committed(*drafts: Draft) -> Desk:
    """Germany has committed 100 of the 150 euros of P-1; P-2 is Norway's."""
    return Desk(
        pledge("P-1", "EUR 150", recipient="UA", lines=(TANKS,)),
        pledge("P-2", "EUR 10", "NO"),
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "100"),
        stage("P-1", Stage.CONFIRMED, Stage.COMMITTED, "100"),
        stage("P-1", Stage.COMMITTED, Stage.ALLOCATED, "30"),
        *drafts,
    )


DELIVERED = signature(Side.DONOR, euros(40), moves=(move("committed", "delivered", 40),))
"""Germany has signed for 40."""


def test_what_is_committed_can_be_handed_over() -> None:
    assert committed().faults(handover_faults, handover("H-1", euros(100))) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            handover("H-1", euros(101)),
            "EUR 101 of the sum of pledge P-1 is to be handed over, and 100 stands at committed or beyond "
            "(50 announced); enter first that it is committed, or hand over less",
        ),
        (handover("H-1", euros(5), donor="NO"), "NO gives nothing of pledge P-1, its donors are DE"),
        (handover("H-1", euros(5, "P-2")), "DE gives nothing of pledge P-2, its donors are NO"),
        (handover("H-1", euros(5), recipient="SE"), "pledge P-1 is for UA, and not for SE"),
        (
            handover("H-1", Consigned(pledge="P-1", line="8", quantity=Decimal(1))),
            "pledge P-1 has no line '8', only '1'",
        ),
        (
            handover("H-1", Consigned(pledge="P-1", line="1", quantity=Decimal(1))),
            "1 tank of line '1' of pledge P-1 is to be handed over, and 0 stands at committed or beyond",
        ),
    ],
)
def test_a_handover_holds_what_its_donor_has_committed_to_its_recipient(wrong: Draft, sentence: str) -> None:
    (fault,) = committed().faults(handover_faults, wrong)
    assert sentence in fault


def test_what_another_handover_holds_is_spoken_for() -> None:
    desk = committed(handover("H-1", euros(70)))
    assert desk.faults(handover_faults, handover("H-2", euros(30))) == []
    (fault,) = desk.faults(handover_faults, handover("H-2", euros(31)))
    assert "100 stands at committed or beyond (50 announced), 70 of it for H-1" in fault
    desk.take(signature(Side.DONOR, euros(40), moves=(move("committed", "delivered", 40),)))
    assert desk.faults(handover_faults, handover("H-2", euros(60))) == []


def test_a_handover_may_be_corrected_until_it_is_signed_for() -> None:
    desk = committed(handover("H-1", euros(70)))
    assert desk.faults(handover_faults, handover("H-1", euros(90))) == []
    desk.take(DELIVERED)
    assert desk.faults(handover_faults, handover("H-1", euros(40))) == []
    assert desk.faults(handover_faults, handover("H-1", euros(100))) == []
    (fault,) = desk.faults(handover_faults, handover("H-1", euros(39)))
    assert "DE has signed for 40 of the sum of pledge P-1" in fault
    assert (
        "DE has signed for it, to UA"
        in desk.faults(handover_faults, handover("H-1", euros(40), recipient="SE"))[0]
    )


@pytest.mark.parametrize(
    "right",
    [
        DELIVERED,
        signature(Side.DONOR, euros(70), moves=(move("committed", "delivered", 70),)),
        signature(
            Side.DONOR,
            euros(70),
            moves=(move("allocated", "delivered", 30), move("committed", "delivered", 40)),
        ),
        signature(Side.DONOR, euros(0)),
    ],
)
def test_the_donor_signs_for_all_of_it_or_less(right: Draft) -> None:
    assert committed(handover("H-1", euros(70))).faults(signature_faults, right) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            signature(Side.DONOR, euros(70), party="NO", moves=(move("committed", "delivered", 70),)),
            "NO cannot sign as the donor of handover H-1; that is for the desk of DE",
        ),
        (
            signature(Side.DONOR, euros(71), moves=(move("committed", "delivered", 71),)),
            "it is for 71 of the sum of pledge P-1, and handover H-1 holds 70",
        ),
        (
            signature(Side.DONOR, Consigned(pledge="P-1", line="1", quantity=Decimal(1))),
            "line '1' of pledge P-1 is not in handover H-1",
        ),
        (
            signature(Side.DONOR, euros(70)),
            "bring 0 to delivered and 0 of it to accepted, and they are for 70",
        ),
        (
            signature(Side.DONOR, euros(10), moves=(move("committed", "delivered", 70),)),
            "bring 70 to delivered and 0 of it to accepted, and they are for 10 and 0",
        ),
        (
            signature(Side.DONOR, euros(70), moves=(move("ready", "delivered", 70),)),
            "more of the sum of pledge P-1 would leave ready than the 0 that stands there",
        ),
        (
            signature(
                Side.DONOR,
                euros(10),
                moves=(move("committed", "delivered", 20), move("delivered", "allocated", 10)),
            ),
            "let the moves be made anew",
        ),
        (
            signature(Side.RECIPIENT, euros(70)),
            "DE has not signed for handover H-1 yet; the donor signs first, then the recipient",
        ),
    ],
)
def test_a_signature_by_the_wrong_desk_or_for_something_else_is_refused(wrong: Draft, sentence: str) -> None:
    found = committed(handover("H-1", euros(70))).faults(signature_faults, wrong)
    assert any(sentence in fault for fault in found), found


@pytest.mark.parametrize(
    ("receipt", "fits"),
    [
        (signature(Side.RECIPIENT, euros(40), moves=(move("delivered", "accepted", 40),)), True),
        (signature(Side.RECIPIENT, euros(30), moves=(move("delivered", "accepted", 30),)), True),
        (signature(Side.RECIPIENT, euros(50), moves=(move("delivered", "accepted", 40),)), True),
        (signature(Side.RECIPIENT, euros(0)), True),
        (signature(Side.RECIPIENT, euros(50), moves=(move("delivered", "accepted", 50),)), False),
        (signature(Side.RECIPIENT, euros(30), moves=(move("delivered", "accepted", 40),)), False),
        (signature(Side.RECIPIENT, euros(40), party="SE", moves=(move("delivered", "accepted", 40),)), False),
    ],
)
def test_the_recipient_accepts_the_smaller_count(receipt: Draft, fits: bool) -> None:
    desk = committed(handover("H-1", euros(70)), DELIVERED)
    assert (desk.faults(signature_faults, receipt) == []) is fits


@pytest.mark.parametrize(
    ("corrected", "fits"),
    [
        (signature(Side.DONOR, euros(50), moves=(move("committed", "delivered", 10),)), True),
        (signature(Side.DONOR, euros(35), moves=(move("delivered", "committed", 5),)), True),
        (
            signature(
                Side.DONOR,
                euros(20),
                moves=(move("accepted", "delivered", 10), move("delivered", "committed", 20)),
            ),
            True,
        ),
        (signature(Side.DONOR, euros(20), moves=(move("delivered", "committed", 10),)), False),
        (signature(Side.DONOR, euros(50), moves=(move("committed", "delivered", 50),)), False),
        (signature(Side.RECIPIENT, euros(40), moves=(move("delivered", "accepted", 10),)), True),
        (signature(Side.RECIPIENT, euros(25), moves=(move("accepted", "delivered", 5),)), True),
    ],
)
def test_a_corrected_count_moves_the_difference(corrected: Draft, fits: bool) -> None:
    receipt = signature(Side.RECIPIENT, euros(30), moves=(move("delivered", "accepted", 30),))
    desk = committed(handover("H-1", euros(70)), DELIVERED, receipt)
    assert (desk.faults(signature_faults, corrected) == []) is fits
