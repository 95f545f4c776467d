"""From a question to its answer.

Pledges that no relation and no dispute touches count alone, and a columnar copy of the books sums a million
of
them in an instant (totals.columns). The others, and all of them where an explanation is asked for, go through
the counting engine one by one. Both ways give the same answer to the hundredth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from pledgebook.ledger.access import Sight
from pledgebook.ledger.counting import Amounts, Counted, Keys, LeftOut, Result, resolve
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.models.fields import CentsField
from pledgebook.ledger.totals.answer import Explained, Group, Omitted, Range, Totals
from pledgebook.ledger.totals.nodes import Prepared, Preparer
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.rows import (
    read_disputes,
    read_holdings,
    read_pledges,
    read_relations,
    read_shares,
    read_valuations,
)
from pledgebook.vocabulary.pledges import ValuationBasis
from pledgebook.vocabulary.stages import Stage

_NOTHING = Amounts(low=0, chosen=0, high=0)


def totals(question: Question, sight: Sight, *, explain: bool = False) -> Totals:
    """The answer, with every row counted and left out where `explain` is set."""
    clocks = question.clocks
    rows = read_pledges(sight, clocks)
    preparer = Preparer(
        question,
        read_holdings(sight, clocks),
        read_disputes(sight, clocks),
        None
        if question.valuation is ValuationBasis.AS_REPORTED
        else read_valuations(rows, question.valuation),
    )
    prepared = {row.uid: preparer.prepare(row) for row in rows}
    result = resolve(
        [one.node for one in prepared.values()],
        read_relations(sight, clocks),
        prefer=question.preferred_cut,
        conditional=question.conditional,
        by_stage=question.by_stage,
    )
    counted = _shared_out(question, prepared, result)
    return _answer(question, prepared, result, counted, explain)


def _shared_out(question: Question, prepared: Mapping[str, Prepared], result: Result) -> list[Counted]:
    """The counted rows, those of joint pledges divided among their donors where the shares are known."""
    if Dimension.DONOR not in question.keys:
        return list(result.counted)
    place = question.keys.index(Dimension.DONOR)
    shares = read_shares([prepared[row.id].row for row in result.counted])
    found: list[Counted] = []
    for row in result.counted:
        found += _divided(row, place, shares[row.id]) if row.id in shares else [row]
    return found


def _divided(row: Counted, place: int, shares: Mapping[str, Decimal]) -> Iterable[Counted]:
    """One row for each donor; the last gets what rounding leaves, so that they sum to the row."""
    left = row.amounts
    last = max(shares)
    for party in sorted(shares):
        part = left if party == last else Amounts(**{
            name: int(getattr(row.amounts, name) * shares[party]) for name in ("low", "chosen", "high")
        })  # fmt: skip
        left = Amounts(low=left.low - part.low, chosen=left.chosen - part.chosen, high=left.high - part.high)
        keys: Keys = (*row.keys[:place], party, *row.keys[place + 1 :])
        yield Counted(
            id=row.id,
            keys=keys,
            stage=row.stage,
            amounts=part,
            role=row.role,
            inside=row.inside,
            reason=row.reason,
        )


def _answer(
    question: Question,
    prepared: Mapping[str, Prepared],
    result: Result,
    counted: list[Counted],
    explain: bool,
) -> Totals:
    sums: dict[tuple[str, ...], Amounts] = defaultdict(lambda: _NOTHING)
    rows: Counter[tuple[str, ...]] = Counter()
    for row in counted:
        values = _values(question, row.keys, row.stage)
        sums[values] += row.amounts
        rows[values] += 1
    groups = [Group(values=values, amounts=range_of(sums[values]), rows=rows[values]) for values in sums]
    return Totals(
        definition=question.definition(),
        currency=question.currency,
        dimensions=tuple(dimension.value for dimension in question.by),
        sequence=question.clocks.known if question.clocks.known is not None else head().seq,
        total=range_of(result.total),
        groups=tuple(sorted(groups, key=lambda group: (-group.amounts.chosen, group.values))),
        counted=tuple(_explained(question, prepared, row) for row in counted) if explain else (),
        left_out=tuple(_omitted(prepared, row) for row in result.left_out) if explain else (),
        left_out_count=len(result.left_out),
    )


def _values(question: Question, keys: Keys, stage: Stage | None) -> tuple[str, ...]:
    """The values of a row in the order in which the dimensions were asked for."""
    rest = iter(keys)
    return tuple(
        (stage.value if stage else "") if dimension is Dimension.STAGE else next(rest)
        for dimension in question.by
    )


def range_of(amounts: Amounts) -> Range:
    """Whole hundredths as decimals."""
    return Range(
        low=CentsField.to_decimal(amounts.low),
        chosen=CentsField.to_decimal(amounts.chosen),
        high=CentsField.to_decimal(amounts.high),
    )


def _explained(question: Question, prepared: Mapping[str, Prepared], row: Counted) -> Explained:
    one = prepared[row.id]
    converted = one.rate is not None and one.rate.day is not None
    return Explained(
        pledge=one.row.uid,
        donors=one.row.donors,
        announced=one.row.announced,
        entry=one.row.entry,
        values=_values(question, row.keys, row.stage),
        amounts=range_of(row.amounts),
        role=row.role,
        stage=row.stage,
        announced_amount=one.source,
        rate=one.rate.value if one.rate is not None and converted else None,
        rate_date=one.rate.day if one.rate is not None else None,
        inside=row.inside,
        reason=row.reason,
    )


def _omitted(prepared: Mapping[str, Prepared], row: LeftOut) -> Omitted:
    one = prepared[row.id]
    return Omitted(
        pledge=one.row.uid,
        donors=one.row.donors,
        announced=one.row.announced,
        entry=one.row.entry,
        why=row.why,
        reason=row.reason,
        announced_amount=one.source,
        amounts=None if row.amounts is None else range_of(row.amounts),
        other=row.other,
    )
