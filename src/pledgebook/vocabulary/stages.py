"""How far a pledge has come: the ladder from a rumour to a receipt, and the ways to leave it."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where an amount or a quantity of a pledge stands.

    The first nine are a ladder, in this order. Beside it stand an amount that waits (`paused`), that the
    donor
    took back (`cancelled`) and whose time ran out (`expired`).
    """

    REPORTED = "reported"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    COMMITTED = "committed"
    ALLOCATED = "allocated"
    READY = "ready"
    IN_TRANSIT = "in transit"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def on_ladder(self) -> bool:
        """Whether this is a rung, and not a place beside the ladder."""
        return self in LADDER

    @property
    def final(self) -> bool:
        """Whether nothing more is to come of what stands here: it adds nothing to a total."""
        return self in (Stage.CANCELLED, Stage.EXPIRED)


LADDER: tuple[Stage, ...] = (
    Stage.REPORTED,
    Stage.ANNOUNCED,
    Stage.CONFIRMED,
    Stage.COMMITTED,
    Stage.ALLOCATED,
    Stage.READY,
    Stage.IN_TRANSIT,
    Stage.DELIVERED,
    Stage.ACCEPTED,
)
"""The rungs from the lowest to the highest."""

BESIDE: tuple[Stage, ...] = (Stage.PAUSED, Stage.CANCELLED, Stage.EXPIRED)
"""Where an amount stands that has left the ladder."""


def rung(stage: Stage) -> int:
    """How high a stage stands: 0 for the lowest rung, below 0 beside the ladder.

    Cancelled and expired stand lowest, then paused, so that 'at least this far' is one comparison.
    """
    return _HEIGHT[stage]


def next_rung(stage: Stage) -> Stage | None:
    """The rung above, None at the top and beside the ladder."""
    if not stage.on_ladder or stage is LADDER[-1]:
        return None
    return LADDER[LADDER.index(stage) + 1]


_HEIGHT = {stage: height for height, stage in enumerate(LADDER)} | {
    Stage.PAUSED: -1,
    Stage.CANCELLED: -2,
    Stage.EXPIRED: -3,
}
