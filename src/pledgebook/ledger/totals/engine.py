"""Pledges of the books through the counting engine: what each adds, and which add nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.counting import Amounts, Counted, LeftOut, resolve
from pledgebook.ledger.totals.nodes import Prepared, Preparer, key_of
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.rows import (
    Held,
    read_disputes,
    read_holdings,
    read_pledges,
    read_relations,
    read_shares,
    read_valuations,
)
from pledgebook.ledger.totals.standing import Counts
from pledgebook.vocabulary.pledges import ValuationBasis


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine made of some pledges. The key of a counted row is its donor or donors, in words."""

    prepared: Mapping[str, Prepared]
    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]


def resolved(
    question: Question, sight: Sight, only: Collection[str] | None = None, held: Held | None = None
) -> Resolved:
    """The pledges of `only`, all where it is None, as the engine counts them.

    `held` says where their sums stand, where that is known already.
    """
    clocks = question.clocks
    rows = read_pledges(sight, clocks, only)
    shares = read_shares(rows)
    reported = question.valuation is ValuationBasis.AS_REPORTED
    preparer = Preparer(
        question,
        held if held is not None else read_holdings(sight, clocks, only),
        read_disputes(sight, clocks),
        None if reported else read_valuations(rows, question.valuation),
        frozenset(shares),
    )
    prepared = {row.uid: preparer.prepare(row) for row in rows}
    result = resolve(
        [one.node for one in prepared.values()],
        read_relations(sight, clocks),
        prefer=question.preferred_cut,
        conditional=question.conditional,
        by_stage=question.by_stage,
    )
    counted = result.counted
    if question.donors or Dimension.DONOR in question.by:
        counted = tuple(part for row in counted for part in _shared_out(question, row, shares))
    return Resolved(prepared=prepared, counted=counted, left_out=result.left_out)


def _shared_out(
    question: Question, row: Counted, shares: Mapping[str, Mapping[str, Decimal]]
) -> Iterable[Counted]:
    """The row; of a joint pledge with known shares, the rows of the donors that are asked for."""
    if row.id not in shares:
        return (row,)
    parts = _divided(row, shares[row.id])
    return [part for part in parts if not question.donors or part.keys[0] in question.donors]


def _divided(row: Counted, shares: Mapping[str, Decimal]) -> Iterable[Counted]:
    """One row for each donor; the last gets what rounding leaves, so that they sum to the row."""
    left = row.amounts
    *others, last = sorted(shares)
    for party in others:
        part = Amounts(
            low=int(row.amounts.low * shares[party]),
            chosen=int(row.amounts.chosen * shares[party]),
            high=int(row.amounts.high * shares[party]),
        )
        left = Amounts(low=left.low - part.low, chosen=left.chosen - part.chosen, high=left.high - part.high)
        yield msgspec.structs.replace(row, keys=(party,), amounts=part)
    yield msgspec.structs.replace(row, keys=(last,), amounts=left)


def counts_of(question: Question, found: Resolved) -> Counts:
    """What the engine's rows come to, by group."""
    counts = Counts({}, {}, len(found.left_out))
    for row in found.counted:
        values = values_of(question, found, row)
        before = counts.sums.get(values)
        counts.sums[values] = row.amounts if before is None else before + row.amounts
        counts.rows[values] = counts.rows.get(values, 0) + 1
    return counts


def values_of(question: Question, found: Resolved, row: Counted) -> tuple[str, ...]:
    """The values of a row in the order in which the dimensions were asked for."""
    pledge = found.prepared[row.id].row
    values = []
    for dimension in question.by:
        if dimension is Dimension.STAGE:
            values.append(row.stage.value if row.stage else "")
        else:
            values.append(row.keys[0] if dimension is Dimension.DONOR else key_of(pledge, dimension))
    return tuple(values)
