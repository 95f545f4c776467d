"""Whether what lies inside another pledge fits, and whether what raises one is higher.

Amounts of one currency are compared as they stand. Between two currencies the rate of the day on which the
part was announced decides, and 2 percent of difference are let pass, because sources round: 'USD 590 million'
and 'GBP 450 million' were one sum. The same 2 percent are let pass where a source says 'about' or 'nearly'.
What has no rate, no amount or no bound ('more than EUR 1 bn', 'up to EUR 5 bn') is not judged on that side.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pledgebook.ledger.payloads import Pledge, Relation
from pledgebook.ledger.rules.books import Known
from pledgebook.reference.rates import convert
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.errors import MissingRate
from pledgebook.vocabulary.relations import RelationKind

TOLERANCE = Decimal("0.02")
"""The part of an amount by which rounding may blur it."""

_ROUGH = frozenset({Qualifier.ABOUT, Qualifier.NEARLY})
_CLOSED = frozenset({Qualifier.EXACT, Qualifier.RANGE, Qualifier.UP_TO, *_ROUGH})


def size_faults(uid: str, relation: Relation, source: Known, target: Known) -> Iterator[str]:
    """What is wrong with the sizes of two pledges that a relation (with this uid) ties."""
    first, second = source.payload, target.payload
    if not isinstance(first, Pledge) or not isinstance(second, Pledge) or source.valid_on is None:
        return
    if first.amount is None or second.amount is None:
        return
    tied = f"relation {uid}: pledge {relation.source} {relation.kind} pledge {relation.target}"
    if relation.kind.inside and _exceeds(first.amount, second.amount, source.valid_on):
        yield (
            f"{tied}, and is bigger ({first.amount}) than that ({second.amount}); "
            "correct an amount or the relation"
        )
    elif relation.kind is RelationKind.RAISES and _exceeds(
        second.amount, first.amount, source.valid_on, or_equal=True
    ):
        yield (
            f"{tied}, and is no higher ({first.amount}) than that ({second.amount}); "
            "correct an amount, or say that it repeats or replaces it"
        )


def _exceeds(inner: Money, outer: Money, on: date, *, or_equal: bool = False) -> bool:
    """Whether the least that the one can be is more than the most that the other can be.

    With `or_equal` also where it is as much: then the tolerance speaks against it.
    """
    if outer.qualifier not in _CLOSED or inner.qualifier is Qualifier.UP_TO:
        return False
    rough = inner.currency != outer.currency or not _ROUGH.isdisjoint((inner.qualifier, outer.qualifier))
    least = _in_currency(inner.low, inner.currency, outer.currency, on)
    if least is None:
        return False
    most = outer.high * (1 + TOLERANCE) if rough else outer.high
    return least > most or (or_equal and least == most)


def _in_currency(amount: Decimal, source: str, target: str, on: date) -> Decimal | None:
    try:
        return convert(amount, source, target, on).amount
    except MissingRate:
        return None
