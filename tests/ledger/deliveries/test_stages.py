"""What a desk does with the stages of its promise."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.ledger.deliveries.scene import GERMANY, SECRETARIAT, promised, standing
from tests.ledger.samples import DAY

from pledgebook.ledger.deliveries import Told, advance, cancel, pause, resume
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.models import Movement
from pledgebook.ledger.payloads import StageChange
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def _steps(entries: list[Entry]) -> list[tuple[str, str, int]]:
    payloads = [entry.content() for entry in entries]
    return [(p.source, p.target, int(p.quantity or 0)) for p in payloads if isinstance(p, StageChange)]


def test_each_rung_is_an_entry_of_one_batch() -> None:
    promised(committed=False)
    written = advance("P-1", "1", Stage.ALLOCATED, Decimal(4), DAY, GERMANY)
    assert _steps(written) == [
        ("announced", "confirmed", 4),
        ("confirmed", "committed", 4),
        ("committed", "allocated", 4),
    ]
    assert len({entry.batch for entry in written}) == 1
    assert standing() == {"announced": 6, "allocated": 4}


def test_what_stands_highest_goes_on_first() -> None:
    promised(committed=False)
    advance("P-1", "1", Stage.CONFIRMED, Decimal(3), DAY, GERMANY)
    written = advance("P-1", "1", Stage.COMMITTED, Decimal(5), DAY, GERMANY)
    assert _steps(written) == [("announced", "confirmed", 2), ("confirmed", "committed", 5)]


def test_a_desk_confirms_what_it_advances() -> None:
    promised(committed=False)
    advance("P-1", "1", Stage.CONFIRMED, None, DAY, GERMANY)
    assert Movement.objects.get(target="confirmed").confirmed_by == "DE"


@pytest.mark.parametrize("target", [Stage.DELIVERED, Stage.ACCEPTED])
def test_delivered_takes_a_signature(target: Stage) -> None:
    promised()
    with pytest.raises(Refused, match="signs for a handover"):
        advance("P-1", "1", target, None, DAY, GERMANY)


def test_more_than_there_is_cannot_move() -> None:
    promised(committed=False)
    with pytest.raises(
        Refused, match=r"11 IRIS-T missile .* cannot be moved so, 10 can; the books have 10 announced"
    ):
        advance("P-1", "1", Stage.CONFIRMED, Decimal(11), DAY, GERMANY)


def test_a_pause_and_its_end_lead_back_to_the_same_rungs() -> None:
    promised(committed=False)
    advance("P-1", "1", Stage.COMMITTED, Decimal(4), DAY, GERMANY)
    pause("P-1", "1", Decimal(8), DAY, GERMANY, told_of=Told(note="halted by the new government"))
    assert standing() == {"committed": 2, "paused": 8}
    resume("P-1", "1", Decimal(3), DAY, GERMANY)
    assert standing() == {"announced": 1, "committed": 4, "paused": 5}
    resume("P-1", "1", None, DAY, GERMANY)
    assert standing() == {"announced": 6, "committed": 4}


def test_what_is_paused_is_cancelled_first() -> None:
    promised()
    pause("P-1", "1", Decimal(2), DAY, GERMANY)
    cancel("P-1", "1", Decimal(3), DAY, GERMANY)
    assert standing() == {"committed": 7, "cancelled": 3}


@pytest.mark.parametrize("act", [pause, cancel, resume])
def test_an_unknown_pledge_is_refused(act: Callable[..., object]) -> None:
    with pytest.raises(Refused, match="pledge P-9: it is not in the books"):
        act("P-9", "1", None, DAY, SECRETARIAT)
