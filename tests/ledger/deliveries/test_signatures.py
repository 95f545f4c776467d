"""Two signatures: what each of them moves, and what happens where they differ."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.ledger.deliveries.scene import GERMANY, UKRAINE, euros, missiles, opened, promised, standing
from tests.ledger.samples import DAY

from pledgebook.ledger.deliveries import pause, sign
from pledgebook.ledger.models import DisputeRecord, HandoverRecord
from pledgebook.ledger.payloads import Consigned, Dispute, Side
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.errors import Refused

pytestmark = pytest.mark.usefixtures("books")


def _signed(uid: str, donor: int, recipient: int | None = None) -> None:
    sign(uid, Side.DONOR, [missiles(donor)], DAY, GERMANY)
    if recipient is not None:
        sign(uid, Side.RECIPIENT, [missiles(recipient)], DAY, UKRAINE)


def test_an_open_handover_moves_nothing() -> None:
    promised()
    opened("H-1", missiles(10))
    assert HandoverRecord.objects.get().donor == "DE"
    assert standing() == {"committed": 10}


def test_the_uid_of_a_handover_leaves_room_for_what_is_named_after_it() -> None:
    promised()
    with pytest.raises(Refused, match="use 90 at most"):
        opened("H" * 91, missiles(1))
    opened("H" * 90, missiles(4))
    _signed("H" * 90, 4, 3)
    assert DisputeRecord.objects.get().state == "open"


def test_the_donors_signature_delivers_and_the_recipients_accepts() -> None:
    promised()
    opened("H-1", missiles(10))
    sign("H-1", Side.DONOR, None, DAY, GERMANY)
    assert standing() == {"delivered": 10}
    sign("H-1", Side.RECIPIENT, None, DAY, UKRAINE)
    assert standing() == {"accepted": 10}
    assert not DisputeRecord.objects.exists()


def test_money_is_signed_for_like_things() -> None:
    promised()
    opened("H-1", euros("250.50"))
    sign("H-1", Side.DONOR, None, DAY, GERMANY)
    sign("H-1", Side.RECIPIENT, None, DAY, UKRAINE)
    assert {stage: str(much) for stage, much in standing("").items()} == {
        "committed": "749.50",
        "accepted": "250.50",
    }


def test_partial_deliveries_leave_the_remainder_where_it_was() -> None:
    promised()
    for uid, number in (("H-1", 3), ("H-2", 4)):
        opened(uid, missiles(number))
        _signed(uid, number)
    sign("H-2", Side.RECIPIENT, None, DAY, UKRAINE)
    assert standing() == {"committed": 3, "delivered": 3, "accepted": 4}


@pytest.mark.parametrize(("donor", "recipient", "accepted"), [(10, 8, 8), (8, 10, 8), (10, 0, 0)])
def test_the_smaller_count_is_accepted_and_the_difference_is_a_dispute(
    donor: int, recipient: int, accepted: int
) -> None:
    promised()
    opened("H-1", missiles(10))
    _signed("H-1", donor)
    found = sign("H-1", Side.RECIPIENT, [missiles(recipient)], DAY, UKRAINE).dispute
    assert standing().get("accepted", 0) == accepted
    assert standing().get("delivered", 0) == donor - accepted
    assert found is not None
    dispute = found.content()
    assert isinstance(dispute, Dispute)
    assert (dispute.kind, dispute.subject) == (DisputeKind.QUANTITY, "H-1")
    assert [version.says for version in dispute.versions] == [
        f"the donor signed for {donor} IRIS-T missile (line 1 of P-1)",
        f"the recipient signed for {recipient} IRIS-T missile (line 1 of P-1)",
    ]


def test_a_line_that_the_recipient_does_not_name_did_not_arrive() -> None:
    promised()
    opened("H-1", missiles(2), euros(100))
    sign("H-1", Side.DONOR, None, DAY, GERMANY)
    sign("H-1", Side.RECIPIENT, [missiles(2)], DAY, UKRAINE)
    assert standing()["accepted"] == 2
    assert standing("")["delivered"] == 100
    assert DisputeRecord.objects.get().state == "open"


def test_a_disputed_sum_stands_in_both_versions() -> None:
    promised()
    opened("H-1", euros(100))
    sign("H-1", Side.DONOR, None, DAY, GERMANY)
    found = sign("H-1", Side.RECIPIENT, [euros("99.5")], DAY, UKRAINE).dispute
    assert found is not None
    dispute = found.content()
    assert isinstance(dispute, Dispute)
    assert [str(version.amount) for version in dispute.versions] == ["EUR 100", "EUR 99.5"]


def test_a_corrected_count_moves_the_difference_and_explains_the_dispute() -> None:
    promised()
    opened("H-1", missiles(10))
    sign("H-1", Side.DONOR, None, DAY, GERMANY)
    first = sign("H-1", Side.RECIPIENT, [missiles(8)], DAY, UKRAINE)
    sign("H-1", Side.RECIPIENT, None, DAY, UKRAINE, expected=first.signature.seq)
    assert standing() == {"accepted": 10}
    assert DisputeRecord.objects.get(until__isnull=True).state == "explained"


def test_a_smaller_count_of_the_donor_puts_back_what_was_not_handed_over() -> None:
    promised()
    opened("H-1", missiles(10))
    first = sign("H-1", Side.DONOR, None, DAY, GERMANY)
    sign("H-1", Side.RECIPIENT, [missiles(8)], DAY, UKRAINE)
    sign("H-1", Side.DONOR, [missiles(7)], DAY, GERMANY, expected=first.signature.seq)
    assert standing() == {"committed": 3, "accepted": 7}
    assert "signed for 7" in _versions()[0]


def _versions() -> list[str]:
    from pledgebook.ledger.journal.store import entry_at

    entry = entry_at(DisputeRecord.objects.get(until__isnull=True).entry)
    assert entry is not None
    dispute = entry.content()
    assert isinstance(dispute, Dispute)
    return [version.says for version in dispute.versions]


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        ([missiles(11)], "handover has 10 of it; correct the handover first, or sign for less"),
        ([euros(1)], "the handover has nothing of that line"),
    ],
)
def test_the_donor_cannot_sign_for_more_than_the_handover_says(
    contents: list[Consigned], sentence: str
) -> None:
    promised()
    opened("H-1", missiles(10))
    with pytest.raises(Refused, match=sentence):
        sign("H-1", Side.DONOR, contents, DAY, GERMANY)
    assert standing() == {"committed": 10}


def test_what_is_not_committed_cannot_be_opened() -> None:
    promised(committed=False)
    with pytest.raises(Refused, match=r"0 stands at committed or beyond \(10 announced\)"):
        opened("H-1", missiles(4))


def test_what_was_paused_in_the_meantime_cannot_be_signed_for() -> None:
    promised()
    opened("H-1", missiles(4))
    pause("P-1", "1", Decimal(8), DAY, GERMANY)
    with pytest.raises(
        Refused, match=r"it needs 4 IRIS-T .* and 2 stands at committed or beyond \(8 paused\)"
    ):
        sign("H-1", Side.DONOR, None, DAY, GERMANY)


def test_a_signature_under_an_unknown_handover_is_refused() -> None:
    promised()
    with pytest.raises(Refused, match="handover H-9: it is not in the books"):
        sign("H-9", Side.DONOR, None, DAY, GERMANY)


def test_a_second_signature_of_one_side_must_have_seen_the_first() -> None:
    promised()
    opened("H-1", missiles(4))
    _signed("H-1", 4)
    with pytest.raises(Refused, match="say that you have seen that entry"):
        _signed("H-1", 3)
    assert standing() == {"committed": 6, "delivered": 4}
