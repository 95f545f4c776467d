"""Which quantities go from which stage to which by a signature.

A signature says how much, not from where. Both signatures of a handover together say where its quantities
have to stand: what the donor signed for has left the donor ('delivered'), and the smaller of the two numbers
has arrived ('accepted'). The moves are the way from where the earlier signatures left them to there. So the
order of the two does not matter, a corrected count moves the difference, and what nobody signed for stays
where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from pledgebook.ledger.deliveries.drafting import Counts, Place, refusal, split, told
from pledgebook.ledger.payloads import Move, Side
from pledgebook.ledger.rules.books import signature_uid
from pledgebook.ledger.rules.ladder import HANDED_FROM, UNSIGNED
from pledgebook.ledger.rules.state import State
from pledgebook.ledger.rules.telling import plain
from pledgebook.vocabulary.stages import Stage, rung

TAKEN_FROM: tuple[Stage, ...] = tuple(reversed(HANDED_FROM))
"""From where a donor's signature takes, in this order: what is in transit first, what is committed last.

It is the one step that may pass rungs. Who signs that ten launchers were handed over testifies that they were
set aside, made ready and sent; asking for three more forms about what has just been signed would add no fact.
It does not testify to the decision before: what nobody has committed cannot be handed over.
"""

_NOTHING = Decimal(0)


class Moved(msgspec.Struct, frozen=True):
    """What the signatures of a handover have moved of one line: taken from which stage, and accepted."""

    taken: dict[Stage, Decimal]
    accepted: Decimal

    @property
    def delivered(self) -> Decimal:
        """All that was taken, the accepted part with it."""
        return sum(self.taken.values(), _NOTHING)


def moved_by(handover: str, state: State) -> dict[Place, Moved]:
    """What the believed signatures of a handover have moved so far, corrected counts included."""
    return {
        place: Moved(
            taken={stage: -change[stage] for stage in TAKEN_FROM if change.get(stage)},
            accepted=change.get(Stage.ACCEPTED, _NOTHING),
        )
        for place, change in state.handed.changes(handover).items()
    }


def moves(
    handover: str, donor: Counts | None, recipient: Counts | None, before: dict[Place, Moved], state: State
) -> Iterator[Move]:
    """The moves that bring a handover's quantities to where both signatures put them; None is not signed.

    Raises Refused where less than what the donor signs for stands on the stages that it can be taken from.
    """
    for place in sorted({*before, *(donor or {})}):
        past = before.get(place, Moved({}, _NOTHING))
        given = (donor or {}).get(place, _NOTHING)
        arrived = min(given, (recipient or {}).get(place, _NOTHING))
        # Taking back begins at the top and adding at the bottom, so that no stage is ever below zero.
        yield from _move(place, Stage.ACCEPTED, Stage.DELIVERED, past.accepted - arrived)
        for stage, how_much in _put_back(past, given):
            yield from _move(place, Stage.DELIVERED, stage, how_much)
        for stage, how_much in _taken(handover, place, given - past.delivered, state):
            yield from _move(place, stage, Stage.DELIVERED, how_much)
        yield from _move(place, Stage.DELIVERED, Stage.ACCEPTED, arrived - past.accepted)


def _move(place: Place, source: Stage, target: Stage, how_much: Decimal) -> Iterator[Move]:
    if how_much > 0:
        amount, quantity = split(place, how_much)
        yield Move(
            pledge=place[0],
            line=place[1],
            source=source.value,
            target=target.value,
            amount=amount,
            quantity=quantity,
        )


def _put_back(past: Moved, given: Decimal) -> Iterator[tuple[Stage, Decimal]]:
    """What a smaller count gives back, to where it came from, the last taken first."""
    missing = past.delivered - given
    for stage in reversed(TAKEN_FROM):
        how_much = min(missing, past.taken.get(stage, _NOTHING))
        if how_much > 0:
            missing -= how_much
            yield stage, how_much


def _taken(handover: str, place: Place, missing: Decimal, state: State) -> Iterator[tuple[Stage, Decimal]]:
    held = state.holdings(*place)
    available = sum((held.get(stage, _NOTHING) for stage in TAKEN_FROM), _NOTHING)
    if missing > available:
        raise refusal(
            f"signature {signature_uid(handover, Side.DONOR)}",
            f"it needs {told(state, place, missing)}, and {plain(available)} stands at committed or "
            f"beyond{_elsewhere(held)}; say first that it is committed, or sign for less",
        )
    for stage in TAKEN_FROM:
        how_much = min(missing, held.get(stage, _NOTHING))
        if how_much > 0:
            missing -= how_much
            yield stage, how_much


def _elsewhere(held: dict[Stage, Decimal]) -> str:
    """Where the rest stands, for the message."""
    lower = [stage for stage in (*UNSIGNED, Stage.PAUSED) if stage not in HANDED_FROM and held.get(stage)]
    if not lower:
        return ""
    return f" ({', '.join(f'{plain(held[stage])} {stage}' for stage in sorted(lower, key=rung))})"
