"""Announcements and relations in one line each, amounts in millions of the currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pledgebook.ledger.counting import Amounts, Edge, LeftOut, Node, Result, resolve
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage

MILLION = 100_000_000  # hundredths


def pledge(
    uid: str,
    amount: int | tuple[int, int, int] | None,
    /,
    *,
    stages: dict[Stage, int] | Stage = Stage.ANNOUNCED,
    **more: Any,
) -> Node:
    """An announcement of so many millions, or of low, chosen and high; at one stage or spread over some."""
    if amount is None:
        return Node(id=uid, **more)
    low, chosen, high = (amount, amount, amount) if isinstance(amount, int) else amount
    spread = {stages: chosen} if isinstance(stages, Stage) else stages
    return Node(
        id=uid,
        amounts=Amounts(low=low * MILLION, chosen=chosen * MILLION, high=high * MILLION),
        holdings=tuple((stage, held * MILLION) for stage, held in spread.items()),
        **more,
    )


def said(*sentences: str) -> list[Edge]:
    """Relations written out: 'a part of b', 'a part of b along donor'."""
    return [_edge(sentence) for sentence in sentences]


def _edge(sentence: str) -> Edge:
    sentence, _, cut = sentence.partition(" along ")
    source, _, rest = sentence.partition(" ")
    kind, _, target = rest.rpartition(" ")
    return Edge(kind=RelationKind(kind), source=source, target=target, cut=Cut(cut) if cut else None)


def total(nodes: Sequence[Node], *sentences: str, **question: Any) -> int:
    """The total in millions, as chosen."""
    return resolve(nodes, said(*sentences), **question).total.chosen // MILLION


def counted(result: Result) -> dict[str, int]:
    """What each announcement adds, in millions, as chosen."""
    sums: dict[str, int] = {}
    for row in result.counted:
        sums[row.id] = sums.get(row.id, 0) + row.amounts.chosen // MILLION
    return sums


def standing(result: Result) -> dict[Stage | None, int]:
    """What stands at each stage, in millions, as chosen; nothing where that is zero."""
    sums: dict[Stage | None, int] = {}
    for (_, stage), amounts in result.groups.items():
        sums[stage] = sums.get(stage, 0) + amounts.chosen // MILLION
    return {stage: amount for stage, amount in sums.items() if amount}


def left_out(result: Result) -> dict[str, LeftOut]:
    """What adds nothing, by id."""
    return {row.id: row for row in result.left_out}
