"""From a question to its answer.

Pledges that no relation and no dispute touches count alone, and a columnar copy of the books sums a million
of
them in an instant (totals.columns). The others, and all of them where an explanation is asked for, go through
the counting engine one by one. Both ways give the same answer to the hundredth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from pledgebook.ledger.access import Sight
from pledgebook.ledger.counting import Amounts, Counted, Keys, LeftOut, Result, resolve
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.models.fields import CentsField
from pledgebook.ledger.totals.answer import Explained, Group, Omitted, Range, Totals
from pledgebook.ledger.totals.nodes import Prepared, Preparer
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.quick import copy
from pledgebook.ledger.totals.rows import (
    read_disputes,
    read_holdings,
    read_pledges,
    read_relations,
    read_shares,
    read_valuations,
)
from pledgebook.ledger.totals.standing import Counts
from pledgebook.vocabulary.pledges import ValuationBasis
from pledgebook.vocabulary.stages import Stage

QUICK_FROM = 5_000
"""From so many entries on, the columnar copy is worth making."""

_NOTHING = Amounts(low=0, chosen=0, high=0)


def totals(question: Question, sight: Sight, *, explain: bool = False, quick: bool | None = None) -> Totals:
    """The answer, with every row counted and left out where `explain` is set.

    `quick` asks for the columnar copy or forbids it; without it, long books without an explanation use it.
    """
    reported = question.valuation is ValuationBasis.AS_REPORTED
    if quick is None:
        quick = head().seq >= QUICK_FROM
    if not (quick and reported and not explain):
        return _Answer(question, sight).of(None, explain)
    with copy().current() as standing:
        counts = standing.counts(question, sight)
        apart = standing.apart(sight)
    answer = _Answer(question, sight)
    answer.add(counts)
    return answer.of(apart, explain=False)


class _Answer:
    """Gathers the sums of an answer."""

    def __init__(self, question: Question, sight: Sight) -> None:
        self._question, self._sight = question, sight
        self._sums: dict[tuple[str, ...], Amounts] = defaultdict(lambda: _NOTHING)
        self._rows: Counter[tuple[str, ...]] = Counter()
        self._left_out = 0

    def add(self, counts: Counts) -> None:
        """Add what the columnar copy came to."""
        for values, amounts in counts.sums.items():
            self._sums[values] += amounts
        self._rows.update(counts.rows)
        self._left_out += counts.left_out

    def of(self, only: Collection[str] | None, explain: bool) -> Totals:
        """The answer with these pledges, all where it is None, through the counting engine."""
        question = self._question
        prepared, result = _resolved(question, self._sight, only)
        counted = _shared_out(question, prepared, result)
        for row in counted:
            values = _values(question, row.keys, row.stage)
            self._sums[values] += row.amounts
            self._rows[values] += 1
        groups = [
            Group(values=values, amounts=range_of(amounts), rows=self._rows[values])
            for values, amounts in self._sums.items()
        ]
        return Totals(
            definition=question.definition(),
            currency=question.currency,
            dimensions=tuple(dimension.value for dimension in question.by),
            sequence=question.clocks.known if question.clocks.known is not None else head().seq,
            total=range_of(sum(self._sums.values(), _NOTHING)),
            groups=tuple(sorted(groups, key=lambda group: (-group.amounts.chosen, group.values))),
            counted=tuple(_explained(question, prepared, row) for row in counted) if explain else (),
            left_out=tuple(_omitted(prepared, row) for row in result.left_out) if explain else (),
            left_out_count=self._left_out + len(result.left_out),
        )


def _resolved(
    question: Question, sight: Sight, only: Collection[str] | None
) -> tuple[dict[str, Prepared], Result]:
    """The pledges, prepared, and what the counting engine makes of them."""
    clocks = question.clocks
    rows = read_pledges(sight, clocks, only)
    reported = question.valuation is ValuationBasis.AS_REPORTED
    preparer = Preparer(
        question,
        read_holdings(sight, clocks, only),
        read_disputes(sight, clocks),
        None if reported else read_valuations(rows, question.valuation),
    )
    prepared = {row.uid: preparer.prepare(row) for row in rows}
    result = resolve(
        [one.node for one in prepared.values()],
        read_relations(sight, clocks),
        prefer=question.preferred_cut,
        conditional=question.conditional,
        by_stage=question.by_stage,
    )
    return prepared, result


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
