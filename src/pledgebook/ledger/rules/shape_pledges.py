"""What pledges, needs, relations and changes of stage ask of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Donor, Line, Need, Pledge, Relation, StageChange
from pledgebook.ledger.rules.figures import amount_faults, line_faults, money_faults, quantity_faults
from pledgebook.ledger.rules.ladder import ladder_fault
from pledgebook.ledger.rules.telling import named
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.stages import Stage

_STARTS = (Stage.REPORTED, Stage.ANNOUNCED)


def piece_faults(
    line: str, amount: Decimal | None, quantity: Decimal | None, *, zero: bool = False
) -> Iterator[str]:
    """What is wrong with so much of a pledge: money for its sum, where `line` is empty, and a quantity for a
    line. `zero` says that it may be nothing."""
    what = named(line)
    if line and (quantity is None or amount is not None):
        yield f"{what} is counted in its unit; give a quantity, and no amount"
    elif not line and (amount is None or quantity is not None):
        yield f"{what} is money; give an amount, and no quantity, or name the line"
    value = amount if quantity is None else quantity
    if value is None:
        return
    yield from quantity_faults(value, what) if line else amount_faults(value, what)
    if value.is_finite() and (value < 0 or (value == 0 and not zero)):
        yield f"{value} of {what} is not more than nothing; give how much it is"


def _pledge(_draft: Draft, pledge: Pledge) -> Iterator[str]:
    yield from _donor_faults(pledge.donors)
    if pledge.stage not in _STARTS:
        yield f"it starts as {pledge.stage}; enter it as reported or announced, and a change for each step on"
    nothing = pledge.nature is PledgeNature.NOTHING
    yield from money_faults(pledge.amount, "the sum", zero=nothing)
    for money in pledge.also:
        yield from money_faults(money, "the sum in the other currency", zero=nothing)
    for valuation in pledge.valuations:
        yield from money_faults(valuation.amount, f"the value ({valuation.basis})", zero=nothing)
    yield from line_faults(pledge.lines)
    yield from _long_line_faults(pledge.lines)


def _donor_faults(donors: tuple[Donor, ...]) -> Iterator[str]:
    if not donors:
        yield "nobody gives; name at least one donor"
    for party, times in Counter(donor.party for donor in donors).items():
        if times > 1:
            yield f"{party} is named {times} times as a donor; name it once"
    shares = [(donor.party, donor.share) for donor in donors if donor.share is not None]
    for party, share in shares:
        if not (share.is_finite() and 0 <= share <= 1):
            yield f"the share of {party} is {share}; give a part of one, such as 0.25"
    whole = sum((share for _, share in shares if share.is_finite()), Decimal(0))
    if whole > 1:
        yield f"the shares come to {whole}, more than the whole; let them add up to 1 at most"


def _long_line_faults(lines: tuple[Line, ...]) -> Iterator[str]:
    """Words of lines that their columns cannot hold."""
    for line in lines:
        for what, text, longest in (
            ("key", line.key, 20),
            ("unit", line.unit or "", 20),
            ("capability", line.capability, 100),
        ):
            if len(text) > longest or "\0" in text:
                yield f"the {what} {text[:40]!r} of a line is no text of {longest} characters at most"


def _need(_draft: Draft, need: Need) -> Iterator[str]:
    yield from money_faults(need.amount, "the sum")
    yield from line_faults(need.lines)
    yield from _long_line_faults(need.lines)


def _relation(_draft: Draft, relation: Relation) -> Iterator[str]:
    if relation.source == relation.target:
        yield f"it leads from pledge {relation.source} to itself; name two pledges"
    if relation.cut is not None and not relation.kind.inside:
        yield f"only a whole is cut, and {str(relation.kind)!r} makes none; leave the cut out"


def _stage(draft: Draft, change: StageChange) -> Iterator[str]:
    yield from piece_faults(change.line, change.amount, change.quantity)
    fault = ladder_fault(change.source, change.target)
    if fault is not None:
        yield fault
    if (
        change.confirmed_on is not None
        and draft.valid_on is not None
        and change.confirmed_on < draft.valid_on
    ):
        yield (
            f"it changed on {draft.valid_on} and was confirmed on {change.confirmed_on}, before that; "
            "correct one of the two"
        )


CHECKS: Mapping[EntryKind, Callable[[Draft, Any], Iterator[str]]] = {
    EntryKind.PLEDGE: _pledge,
    EntryKind.NEED: _need,
    EntryKind.RELATION: _relation,
    EntryKind.STAGE: _stage,
}
"""What to ask of a draft and its payload, by kind."""
