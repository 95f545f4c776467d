"""Which group comes first: large before small, but stages up their ladder and years as they pass."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from pledgebook.ledger.totals.answer import Group, Totals
from pledgebook.ledger.totals.question import Dimension
from pledgebook.vocabulary.stages import Stage, rung

_Key = tuple[Decimal | int, str]


def in_order(totals: Totals) -> tuple[Group, ...]:
    """The groups, those that share the first values together: donors by their sums, in each its stages."""
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for group in totals.groups:
        for length in range(1, len(group.values) + 1):
            sums[group.values[:length]] += group.amounts.chosen

    def key(group: Group) -> tuple[_Key, ...]:
        return tuple(
            _key(dimension, group.values[place], sums[group.values[: place + 1]])
            for place, dimension in enumerate(totals.dimensions)
        )

    return tuple(sorted(totals.groups, key=key))


def _key(dimension: str, value: str, chosen: Decimal) -> _Key:
    match dimension:
        case Dimension.STAGE:
            return (rung(Stage(value)) if value in tuple(Stage) else len(Stage), value)
        case Dimension.YEAR:
            return (0, value)
        case _:
            return (-chosen, value)
