"""The answer to a question about totals, typed, with the rows behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.counting import Role, Why
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.stages import Stage


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """An amount where all sources are at their lowest, as chosen, and where all are at their highest.

    Each is one consistent world, and sums add up within it: what a whole leaves beside a disputed part is
    smallest where the part is largest.
    """

    low: Decimal
    chosen: Decimal
    high: Decimal


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table: its value in each dimension asked for, in their order, and how many rows count."""

    values: tuple[str, ...]
    amounts: Range
    rows: int


class Explained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the explanation: a pledge, what it adds, and how that came about.

    `announced_amount` is in the source's currency; `rate` and `rate_date` say how it was converted, None
    where
    it was not. `inside` is the pledge that this one lies inside. `entry` leads to the evidence.
    """

    pledge: str
    donors: tuple[str, ...]
    announced: date
    entry: int
    values: tuple[str, ...]
    amounts: Range
    role: Role
    stage: Stage | None = None
    announced_amount: Money | None = None
    rate: Decimal | None = None
    rate_date: date | None = None
    inside: str | None = None
    reason: str | None = None


class Omitted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row that adds nothing, and why. `other` is the pledge that the reason speaks of."""

    pledge: str
    donors: tuple[str, ...]
    announced: date
    entry: int
    why: Why
    reason: str
    announced_amount: Money | None = None
    amounts: Range | None = None
    other: str | None = None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The answer. `counted` and `left_out` are there where an explanation was asked for; `counted` then sums
    to
    `total` and to the groups, in each scenario, to the hundredth.

    `dimensions` names the values of the groups. `sequence` is the last entry of the journal that was asked.
    """

    definition: str
    currency: str
    dimensions: tuple[str, ...]
    sequence: int
    total: Range
    groups: tuple[Group, ...]
    counted: tuple[Explained, ...] = ()
    left_out: tuple[Omitted, ...] = ()
    left_out_count: int = 0
