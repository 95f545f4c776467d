"""Whatever two desks open and sign, in whatever order: nothing is lost, and nothing arrives that was not
sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.deliveries.scene import GERMANY, UKRAINE, euros, missiles, opened, promised, standing
from tests.ledger.samples import DAY

from pledgebook.ledger.deliveries import sign
from pledgebook.ledger.models import DisputeRecord, SignatureRecord
from pledgebook.ledger.payloads import Consigned, Side
from pledgebook.vocabulary.errors import Refused

pytestmark = pytest.mark.usefixtures("books")

_HANDOVERS = ("H-1", "H-2", "H-3")
_DESKS = {Side.DONOR: GERMANY, Side.RECIPIENT: UKRAINE}

numbers = st.integers(0, 6)
acts = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(_HANDOVERS), st.integers(1, 6)),
    st.tuples(st.sampled_from(Side), st.sampled_from(_HANDOVERS), numbers),
)


class _Counted:
    """What the two sides of one pledge said: the plainest model of the books."""

    def __init__(self, pledge: str, whole: int, things: Callable[[int, str], Consigned]) -> None:
        self._pledge, self._whole, self._things = pledge, whole, things
        self.opened: dict[str, int] = {}
        self.signed: dict[tuple[str, Side], int] = {}

    def act(self, what: str, handover: str, number: int) -> None:
        """Do it in the books, which take it if the model does."""
        if not self._may(what, handover, number):
            with pytest.raises(Refused):
                self._do(what, handover, number)
            return
        self._do(what, handover, number)
        if what == "open":
            self.opened[handover] = number
        else:
            self.signed[handover, Side(what)] = number

    def _may(self, what: str, handover: str, number: int) -> bool:
        """Open what is left and not promised elsewhere; donor first, and for no more than was opened."""
        left = self._whole - sum(map(self.delivered, self.opened))
        if what == "open":
            waiting = [uid for uid in self.opened if (uid, Side.DONOR) not in self.signed]
            return handover not in self.opened and number <= left - sum(self.opened[uid] for uid in waiting)
        if what == Side.RECIPIENT:
            return (handover, Side.DONOR) in self.signed
        return number <= self.opened.get(handover, -1) and number - self.delivered(handover) <= left

    def _do(self, what: str, handover: str, number: int) -> None:
        things, uid = self._things(number, self._pledge), f"{self._pledge} {handover}"
        if what == "open":
            opened(uid, things)
            return
        side = Side(what)
        seen = SignatureRecord.objects.filter(uid=f"{uid}:{side}", until__isnull=True).first()
        sign(uid, side, [things], DAY, _DESKS[side], expected=None if seen is None else seen.seq)

    def delivered(self, handover: str) -> int:
        """For how much the donor signed."""
        return self.signed.get((handover, Side.DONOR), 0)

    def accepted(self, handover: str) -> int:
        """How much of that the recipient signed for as well."""
        return min(self.delivered(handover), self.signed.get((handover, Side.RECIPIENT), 0))

    def disputed(self) -> set[str]:
        """The handovers for which both signed, for different numbers."""
        both = {
            uid for uid, side in self.signed if (uid, Side.DONOR) in self.signed and side is Side.RECIPIENT
        }
        differing = {uid for uid in both if self.signed[uid, Side.DONOR] != self.signed[uid, Side.RECIPIENT]}
        return {f"{self._pledge} {uid}" for uid in differing}


@pytest.mark.parametrize(("line", "whole", "things"), [("1", 10, missiles), ("", 1000, euros)])
def test_quantities_are_kept_and_signed_for(
    line: str, whole: int, things: Callable[[int, str], Consigned]
) -> None:
    examples = count(1)

    # One ledger serves all examples: each has a pledge and handovers of its own.
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(acts, min_size=1, max_size=9))
    def check(sequence: list[tuple[str, str, int]]) -> None:
        pledge = f"P-{next(examples)}"
        promised(pledge)
        model = _Counted(pledge, whole, things)
        for what, handover, number in sequence:
            model.act(what, handover, number)
            _holds(model, standing(line, pledge), whole)
            disputed = DisputeRecord.objects.filter(
                subject__startswith=f"{pledge} ", until__isnull=True, state="open"
            )
            assert set(disputed.values_list("subject", flat=True)) == model.disputed()

    check()


def _holds(model: _Counted, held: dict[str, Decimal], whole: int) -> None:
    delivered = sum(model.delivered(uid) for uid in _HANDOVERS)
    accepted = sum(model.accepted(uid) for uid in _HANDOVERS)
    assert sum(held.values()) == whole
    assert min(held.values()) > 0
    assert held.get("accepted", 0) == accepted
    assert held.get("delivered", 0) == delivered - accepted
    assert held.get("committed", 0) == whole - delivered
    assert accepted <= delivered
    assert all(model.delivered(uid) <= model.opened.get(uid, 0) for uid in _HANDOVERS)
