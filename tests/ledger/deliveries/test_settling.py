"""Who decides a dispute, and how."""

from __future__ import annotations

import pytest
from tests.ledger.deliveries.scene import GERMANY, SECRETARIAT, UKRAINE, missiles, opened, promised, standing
from tests.ledger.samples import DAY

from pledgebook.ledger.deliveries import settle, sign
from pledgebook.ledger.models import DecisionRecord, DisputeRecord
from pledgebook.ledger.payloads import Side
from pledgebook.vocabulary.errors import Refused

pytestmark = pytest.mark.usefixtures("books")


def _disputed() -> None:
    promised()
    opened("H-1", missiles(10))
    sign("H-1", Side.DONOR, None, DAY, GERMANY)
    sign("H-1", Side.RECIPIENT, [missiles(8)], DAY, UKRAINE)


def test_a_decision_ends_the_dispute_and_moves_nothing() -> None:
    _disputed()
    before = standing()
    settle("H-1:count", "donor", "the lorry's weight shows ten", SECRETARIAT, on=DAY)
    assert DisputeRecord.objects.get(until__isnull=True).state == "decided"
    assert DecisionRecord.objects.get().subject == "H-1:count"
    assert standing() == before


def test_a_decision_can_be_revisited() -> None:
    _disputed()
    settle("H-1:count", "donor", "the lorry's weight shows ten", SECRETARIAT)
    settle("H-1:count", "recipient", "two were taken off at the border", SECRETARIAT)
    assert DecisionRecord.objects.filter(until__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("dispute", "chosen", "reason", "sentence"),
    [
        ("H-2:count", "donor", "why not", "dispute H-2:count: it is not in the books"),
        ("H-1:count", "nobody", "why not", "it has no version 'nobody'; choose one of donor, recipient"),
        ("H-1:count", "donor", " ", "a decision needs its reason"),
    ],
)
def test_what_cannot_be_decided_is_refused(dispute: str, chosen: str, reason: str, sentence: str) -> None:
    _disputed()
    with pytest.raises(Refused, match=sentence):
        settle(dispute, chosen, reason, SECRETARIAT)
