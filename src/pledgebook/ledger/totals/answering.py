"""From a question to its answer.

Pledges that no relation and no dispute touches count alone, and a columnar copy of the books sums a million
movements of them in an instant (totals.columns). The others, and all of them where an explanation is asked
for, go through the counting engine one by one. Both ways give the same answer to the hundredth.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from pledgebook.ledger.access import Sight
from pledgebook.ledger.counting import Amounts, Counted, LeftOut
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.models.fields import CentsField
from pledgebook.ledger.totals.answer import Explained, Group, Omitted, Range, Totals
from pledgebook.ledger.totals.engine import Resolved, counts_of, resolved, values_of
from pledgebook.ledger.totals.question import Question
from pledgebook.ledger.totals.quick import copy
from pledgebook.ledger.totals.standing import Counts
from pledgebook.vocabulary.pledges import ValuationBasis

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
    answer = _Answer(question)
    if not (quick and reported and not explain):
        found = resolved(question, sight)
        answer.add(counts_of(question, found))
        return answer.totals(found if explain else None)
    with copy().current() as current:
        answer.add(current.standing.counts(question, sight))
        answer.add(current.engine_counts(question, sight))
    return answer.totals()


class _Answer:
    """Gathers the sums of an answer."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._sums: dict[tuple[str, ...], Amounts] = defaultdict(lambda: _NOTHING)
        self._rows: Counter[tuple[str, ...]] = Counter()
        self._left_out = 0

    def add(self, counts: Counts) -> None:
        """Add what the columnar copy or the engine came to."""
        for values, amounts in counts.sums.items():
            self._sums[values] += amounts
        self._rows.update(counts.rows)
        self._left_out += counts.left_out

    def totals(self, explained: Resolved | None = None) -> Totals:
        """The answer, with the rows that explain it where they are given."""
        question = self._question
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
            counted=tuple(_explained(question, explained, row) for row in explained.counted)
            if explained
            else (),
            left_out=tuple(_omitted(explained, row) for row in explained.left_out) if explained else (),
            left_out_count=self._left_out,
        )


def range_of(amounts: Amounts) -> Range:
    """Whole hundredths as decimals."""
    return Range(
        low=CentsField.to_decimal(amounts.low),
        chosen=CentsField.to_decimal(amounts.chosen),
        high=CentsField.to_decimal(amounts.high),
    )


def _explained(question: Question, found: Resolved, row: Counted) -> Explained:
    one = found.prepared[row.id]
    converted = one.rate is not None and one.rate.day is not None
    return Explained(
        pledge=one.row.uid,
        donors=one.row.donors,
        announced=one.row.announced,
        entry=one.row.entry,
        values=values_of(question, found, row),
        amounts=range_of(row.amounts),
        role=row.role,
        stage=row.stage,
        announced_amount=one.source,
        rate=one.rate.value if one.rate is not None and converted else None,
        rate_date=one.rate.day if one.rate is not None else None,
        inside=row.inside,
        reason=row.reason,
    )


def _omitted(found: Resolved, row: LeftOut) -> Omitted:
    one = found.prepared[row.id]
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
