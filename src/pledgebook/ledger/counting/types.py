"""What the counting engine takes and returns. All amounts are whole hundredths of one currency.

Converting is done before: the engine adds and subtracts, and knows no rate, no date and no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage

Keys = tuple[str, ...]
"""The group a row belongs to: one word for each dimension asked for, stages aside."""

GroupKey = tuple[Keys, Stage | None]


class Amounts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One amount in three scenarios: all sources at their lowest, as chosen, all at their highest.

    A scenario is one consistent world. What a whole of 100 leaves beside a part of 40 to 60 is therefore
    60 in the low and 40 in the high one: in a result `low` may exceed `high`, and any of them be negative.
    """

    low: int
    chosen: int
    high: int

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(
            low=self.low + other.low, chosen=self.chosen + other.chosen, high=self.high + other.high
        )


class Node(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One announcement of the question.

    `amounts` is None where none is known, which is not zero. `holdings` says where the chosen amount stands
    now. `included` is whether it matches the filter of the question; those that do not are given all the
    same, because what is asked for may lie inside them or contain them. `left_out_reason` comes from outside
    ('no ECB rate for 2025-03-06').
    """

    id: str
    amounts: Amounts | None = None
    holdings: tuple[tuple[Stage, int], ...] = ()
    included: bool = True
    keys: Keys = ()
    nature: PledgeNature = PledgeNature.PLEDGE
    left_out_reason: str | None = None

    def __post_init__(self) -> None:
        amounts = self.amounts
        if amounts is None:
            return
        if not 0 <= amounts.low <= amounts.chosen <= amounts.high:
            raise BadValue(f"{self.id}: {amounts} is negative or upside down; order low, chosen, high")
        held = [amount for _, amount in self.holdings]
        if sum(held) != amounts.chosen or any(amount < 0 for amount in held):
            raise BadValue(
                f"{self.id}: the stages hold {sum(held)} and the amount is {amounts.chosen}; "
                "spread all of it over the stages, nothing negative"
            )


class Edge(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`source` repeats, raises, is part of ... `target`. `cut` matters only where the one lies inside the
    other."""

    kind: RelationKind
    source: str
    target: str
    cut: Cut | None = None


class Role(StrEnum):
    """As what a row is counted.

    `whole`: with all it announces. `part`: the same, and it lies inside another row. `rest`: with what its
    parts leave. `raise`: with the difference to the level before. `overlap correction`: less than nothing,
    because what lies inside comes to more than the row itself.
    """

    WHOLE = "whole"
    PART = "part"
    REST = "rest"
    RAISE = "raise"
    OVERLAP = "overlap correction"


class Why(StrEnum):
    """Why a row adds nothing; where several hold, the first of these is named."""

    REPEATS = "repeats"
    REPLACED = "replaced"
    BACKFILLS = "backfills"
    WHOLE_REPLACED = "whole replaced"
    WHOLE_BACKFILLS = "whole backfills"
    NATURE = "nature"
    NO_PROMISE = "no promise"
    GIVEN = "given"
    NO_AMOUNT = "no amount"
    OTHER_CUT = "other cut"
    EXPLAINED = "explained"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Counted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one announcement adds to the total, at one stage (None where stages are not asked for).

    `inside` is the nearest counted announcement that it lies inside.
    """

    id: str
    keys: Keys
    stage: Stage | None
    amounts: Amounts
    role: Role
    inside: str | None = None
    reason: str | None = None


class LeftOut(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An announcement that the question includes and that adds nothing, and why.

    `other` is the announcement that `reason` speaks of: the one repeated, the replacing one, the whole. Only
    what is cancelled or expired has a `stage`, and `amounts` is then that piece; the rest may be counted.
    """

    id: str
    why: Why
    reason: str
    other: str | None = None
    amounts: Amounts | None = None
    stage: Stage | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The answer. In each scenario `counted` sums to `groups` and to `total`, to the hundredth.

    `cuts` names the cut that explains each whole which has parts of several.
    """

    total: Amounts
    groups: Mapping[GroupKey, Amounts]
    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]
    cuts: Mapping[str, Cut]
