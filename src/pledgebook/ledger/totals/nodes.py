"""Pledges of the books as nodes of the counting engine: filtered, keyed, converted, spread over stages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from pledgebook.ledger.counting import Amounts, Node
from pledgebook.ledger.models.fields import CentsField
from pledgebook.ledger.payloads import Dispute
from pledgebook.ledger.totals.converting import Converter, Rate
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.rows import PledgeRow
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.errors import MissingRate
from pledgebook.vocabulary.stages import Stage, rung

NOT_STATED = "not stated"
_FROM_THE_TOP = sorted(Stage, key=rung, reverse=True)


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A node, and what the explanation tells about it: the sum before converting, and the rate."""

    row: PledgeRow
    node: Node
    source: Money | None
    rate: Rate | None


class Preparer:
    """Makes nodes for one question."""

    def __init__(
        self,
        question: Question,
        holdings: Mapping[str, Mapping[Stage, int]],
        disputes: Mapping[str, Iterable[Dispute]],
        valuations: Mapping[str, Money] | None,
        shared: Collection[str],
    ) -> None:
        self._question = question
        self._converter = Converter(question.currency, question.rate_date)
        self._holdings, self._disputes, self._valuations = holdings, disputes, valuations
        self._shared = shared

    def prepare(self, row: PledgeRow) -> Prepared:
        """The node of a pledge."""
        source, held = self._sum(row)
        reason = self._reason(row)
        rate: Rate | None = None
        amounts: Amounts | None = None
        holdings: tuple[tuple[Stage, int], ...] = ()
        if source is not None:
            try:
                rate = self._converter.rate(source.currency, row.announced)
                amounts = self._amounts(row, source, rate)
                holdings = spread(held, amounts.chosen, rate)
            except MissingRate as error:
                reason = reason or str(error)
        node = Node(
            id=row.uid,
            amounts=amounts,
            holdings=holdings,
            included=self.includes(row),
            keys=(" + ".join(row.donors),),
            nature=row.nature,
            left_out_reason=reason,
        )
        return Prepared(row=row, node=node, source=source, rate=rate)

    def includes(self, row: PledgeRow) -> bool:
        """Whether the pledge is what the question asks about."""
        q = self._question
        return (
            (not q.donors or not q.donors.isdisjoint(row.donors))
            and (not q.recipients or row.recipient in q.recipients)
            and (not q.meetings or row.meeting in q.meetings)
            and (not q.aid_types or row.aid_type in q.aid_types)
            and (not q.capabilities or row.capability in q.capabilities)
            and (not q.programmes or row.programme in q.programmes)
            and (not q.years or row.announced.year in q.years)
            and (q.since is None or q.since <= row.announced)
            and (q.until is None or row.announced <= q.until)
        )

    def _reason(self, row: PledgeRow) -> str | None:
        """Why a pledge that the filter lets through cannot count all the same."""
        others = sorted(set(row.donors) - self._question.donors)
        if row.uid in self._shared:
            return None
        if self._question.donors and others and not self._question.donors.isdisjoint(row.donors):
            return f"joint with {', '.join(others)}; nobody says how much of it is whose"
        return None

    def _sum(self, row: PledgeRow) -> tuple[Money | None, Mapping[Stage, int]]:
        """The sum on the asked basis, and where it stands: a valuation stands where its pledge does."""
        if self._valuations is not None:
            money = self._valuations.get(row.uid)
            return money, {} if money is None else self._moved_along(row, CentsField.to_units(money.low))
        if row.low is None or row.high is None:
            return None, {}
        low, high = CentsField.to_decimal(row.low), CentsField.to_decimal(row.high)
        return Money(currency=row.currency, low=low, high=high), self._holdings.get(row.uid, {})

    def _moved_along(self, row: PledgeRow, worth: int) -> Mapping[Stage, int]:
        """Where another valuation stands: in the same proportions as the announced sum, if there is one."""
        held = self._holdings.get(row.uid, {})
        if not row.low or not held:
            return {Stage.ANNOUNCED: worth}
        return {stage: worth * cents // row.low for stage, cents in held.items()}

    def _amounts(self, row: PledgeRow, source: Money, rate: Rate) -> Amounts:
        """The sum in three scenarios: from the lowest to the highest that any side of an open dispute
        says."""
        chosen, high = (rate.apply(CentsField.to_units(bound)) for bound in (source.low, source.high))
        low = chosen
        for money in self._other_versions(row):
            other = self._converter.rate(money.currency, row.announced)
            low = min(low, other.apply(CentsField.to_units(money.low)))
            high = max(high, other.apply(CentsField.to_units(money.high)))
        return Amounts(low=low, chosen=chosen, high=high)

    def _other_versions(self, row: PledgeRow) -> Iterable[Money]:
        if self._valuations is not None:
            return ()
        disputes = self._disputes.get(row.uid, ())
        return [
            version.amount
            for dispute in disputes
            for version in dispute.versions
            if version.amount is not None
        ]


def key_of(row: PledgeRow, dimension: Dimension) -> str:
    """The group of a pledge in a dimension; donors and stages are the rows' own."""
    match dimension:
        case Dimension.YEAR:
            return str(row.announced.year)
        case Dimension.NATURE:
            return row.nature.value
        case _:
            value: str = getattr(row, dimension.value)
            return value or NOT_STATED


def spread(held: Mapping[Stage, int], chosen: int, rate: Rate) -> tuple[tuple[Stage, int], ...]:
    """Where the converted sum stands: what reached each stage is converted, and the steps between are the
    stages' shares, so that they sum to `chosen` to the hundredth.

    Movements that are not seen, or hold only later, can make a stage look emptier than empty; it then borrows
    from the stages below.
    """
    found: list[tuple[Stage, int]] = []
    reached = above = 0
    for stage in _FROM_THE_TOP:
        reached += held.get(stage, 0)
        below = min(max(rate.apply(max(reached, 0)), above), chosen)
        if below > above:
            found.append((stage, below - above))
        above = below
    if above < chosen:
        found.append((Stage.ANNOUNCED, chosen - above))
    return tuple(found)
