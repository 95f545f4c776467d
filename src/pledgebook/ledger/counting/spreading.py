"""How an amount spreads over the stages, in each scenario, and what stages the rest of a whole stands at.

With c(s) for what the whole says has come to stage s or further, R_d for the rests of the parts, and the
stages of the whole from the highest to the lowest:

    R(s) = c(s) - sum of R_d(s), but not under R(next higher stage) and not over rest
    R(lowest) = rest

What the whole says has come to a stage, less what its parts already account for, is the rest's. A
rest below zero stands entirely at the lowest stage of the whole that counts, so that it shows in the total.

Scenarios differ at the lowest stage that counts (cancelled and expired do not): there the high one has more,
and from there upwards the low one has less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pledgebook.ledger.counting.types import Node
from pledgebook.vocabulary.stages import Stage, rung

Triple = tuple[int, int, int]
"""Low, chosen, high."""

Spread = Mapping[Stage, Triple]
"""What stands at each stage."""

NOTHING: Triple = (0, 0, 0)


def spread(node: Node) -> Spread:
    """Where the amount of an announcement stands. One that names no stage stands lowest on the ladder."""
    amounts = node.amounts
    if amounts is None:
        return {}
    if len(node.holdings) == 1:
        return {node.holdings[0][0]: (amounts.low, amounts.chosen, amounts.high)}
    chosen: dict[Stage, int] = {}
    for stage, held in node.holdings:
        if held:
            chosen[stage] = chosen.get(stage, 0) + held
    stages = sorted(chosen or dict(node.holdings) or (Stage.REPORTED,), key=_weakest_first)
    low, missing = {}, amounts.chosen - amounts.low
    for stage in stages:
        low[stage] = max(chosen.get(stage, 0) - missing, 0)
        missing -= chosen.get(stage, 0) - low[stage]
    more = dict.fromkeys(stages[:1], amounts.high - amounts.chosen)
    held_at = ((stage, chosen.get(stage, 0)) for stage in stages)
    return {stage: (low[stage], held, held + more.get(stage, 0)) for stage, held in held_at}


def added(spreads: Iterable[Spread]) -> Spread:
    """The sum of spreads, stage by stage."""
    total: dict[Stage, Triple] = {}
    for one in spreads:
        for stage, (low, chosen, high) in one.items():
            before = total.get(stage, NOTHING)
            total[stage] = (before[0] + low, before[1] + chosen, before[2] + high)
    return total


def summed(one: Spread) -> Triple:
    """What stands at all stages together."""
    low = chosen = high = 0
    for piece in one.values():
        low, chosen, high = low + piece[0], chosen + piece[1], high + piece[2]
    return low, chosen, high


def less(first: Triple, second: Triple) -> Triple:
    """The difference, scenario by scenario."""
    return first[0] - second[0], first[1] - second[1], first[2] - second[2]


def rest(whole: Spread, parts: Spread) -> Spread:
    """What the parts leave of a whole, scenario by scenario."""
    if not parts:
        return whole
    left = less(summed(whole), summed(parts))
    if len(whole) == 1:
        return dict.fromkeys(whole, left)
    stages = sorted(whole, key=rung, reverse=True)
    beyond = _beyond(stages, whole, parts)
    weakest = min(whole, key=_weakest_first)
    low, chosen, high = (
        {weakest: left[k]} if left[k] < 0 else dict(zip(stages, _pieces(beyond, left, k), strict=True))
        for k in range(3)
    )
    return {stage: (low.get(stage, 0), chosen.get(stage, 0), high.get(stage, 0)) for stage in stages}


def _beyond(stages: Iterable[Stage], whole: Spread, parts: Spread) -> list[Triple]:
    """c(s) less the sum of R_d(s), for each stage of the whole."""
    levels = []
    for stage in stages:
        said = summed({at: whole[at] for at in whole if rung(at) >= rung(stage)})
        told = summed({at: parts[at] for at in parts if rung(at) >= rung(stage)})
        levels.append(less(said, told))
    return levels


def _pieces(beyond: Iterable[Triple], left: Triple, scenario: int) -> list[int]:
    """What of the rest stands at each stage; what no stage accounts for stands at the last."""
    reached, pieces = 0, []
    for level in beyond:
        now = min(max(level[scenario], reached), left[scenario])
        pieces.append(now - reached)
        reached = now
    pieces[-1] += left[scenario] - reached
    return pieces


def _weakest_first(stage: Stage) -> tuple[bool, int]:
    return stage.final, rung(stage)
