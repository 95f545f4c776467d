"""The one columnar copy of this process, and what was worked out from it and still holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db.models import Q

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW
from pledgebook.ledger.models import DisputeRecord, RelationRecord
from pledgebook.ledger.totals.columns import Columns
from pledgebook.ledger.totals.engine import counts_of, resolved
from pledgebook.ledger.totals.question import Question
from pledgebook.ledger.totals.standing import Counts, Standing

_KEPT = 16
"""So many answers of the engine are kept: currencies and cuts that people switch between."""


class Copy:
    """The copy of the books, what stands where, and the engine's answers to unfiltered questions.

    Use it within `current`.
    """

    def __init__(self) -> None:
        self._columns = Columns()
        self.standing = Standing(self._columns)
        self._kept: dict[Question, tuple[Sight, int, str, Counts]] = {}

    @contextmanager
    def current(self) -> Iterator[Copy]:
        """The copy, up to date with the books; others wait until this question is answered."""
        with self._columns.current():
            yield self

    def engine_counts(self, question: Question, sight: Sight) -> Counts:
        """What the engine makes of the pledges that do not count alone.

        An answer is kept as long as no entry touches one of them.
        """
        key = _unfiltered(question)
        if key is None:
            return self._resolve(question, sight)
        kept = self._kept.get(key)
        if kept is None or kept[0] != sight or kept[2] != self._columns.books or self._touched(kept[1]):
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._resolve(question, sight)
        else:
            found = kept[3]
        self._kept[key] = (sight, self._columns.seen, self._columns.books, found)
        return found

    def _resolve(self, question: Question, sight: Sight) -> Counts:
        held = self.standing.held(question, sight)
        return counts_of(question, resolved(question, sight, self.standing.apart(sight), held))

    def _touched(self, since: int) -> bool:
        """Whether anything that the engine goes by has changed since an entry."""
        later = Q(seq__gt=since) | Q(until__gt=since)
        return (
            self.standing.touched_apart(since)
            or RelationRecord.objects.filter(later).exists()
            or DisputeRecord.objects.filter(later).exists()
        )


@cache
def copy() -> Copy:
    """The copy that all questions of this process share."""
    return Copy()


def _unfiltered(question: Question) -> Question | None:
    """The question as far as the engine's answer depends on it; None where that is not worth keeping."""
    plain = Question(
        by=question.by,
        currency=question.currency,
        rate_date=question.rate_date,
        conditional=question.conditional,
    )
    return plain if plain == question and question.clocks == NOW else None
