"""The total of an event: every announcement once, at the highest level that can be counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pledgebook.reconciling.facts import Facts, RateOf
from pledgebook.reconciling.figures import plain
from pledgebook.reconciling.result import (
    Announcement,
    Converted,
    Count,
    Counted,
    Event,
    LeftOut,
    Reconciliation,
)
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import Claim, PledgeClaim, PledgeMode, TotalClaim
from pledgebook.vocabulary.errors import BadValue, MissingRate

CENT = Decimal("0.01")
ZERO = Decimal(0)

_OPEN_UPWARDS = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})


def count_event(
    reconciliation: Reconciliation, claims: Mapping[str, Claim], event: str, currency: str, facts: Facts
) -> Count:
    """The total of one event in one currency at the rates of its day. Raises BadValue for an unknown event.

    `claims` are by id; those of other events are left aside.
    """
    found = next((candidate for candidate in reconciliation.events if candidate.id == event), None)
    if found is None:
        raise BadValue(f"there is no event {event!r}; choose one of {[e.id for e in reconciliation.events]}")
    announcements = [a for a in reconciliation.announcements if a.event == event]
    return _Counter(found, announcements, claims, currency, facts).count()


class Exchange:
    """Amounts of one day in one currency, rounded to the cent, with the rate that made them."""

    def __init__(self, currency: str, day: date | None, rate: RateOf) -> None:
        self._currency, self._day, self._rate = currency, day, rate

    def convert(self, money: Money) -> Converted:
        """The amount at the day's rate. Raises MissingRate; an amount in the currency itself needs no
        rate."""
        if money.currency == self._currency:
            return Converted(money=_rounded(money), source=money, rate=Decimal(1), rate_date=self._day)
        if self._day is None:
            raise MissingRate(
                f"no day is known for {plain(money)}; give the day of publication with --published"
            )
        rate, published = self._rate(money.currency, self._currency, self._day)
        changed = Money(
            currency=self._currency, low=money.low * rate, high=money.high * rate, qualifier=money.qualifier
        )
        return Converted(money=_rounded(changed), source=money, rate=rate, rate_date=published)


class _Counter:
    def __init__(
        self,
        event: Event,
        announcements: Sequence[Announcement],
        claims: Mapping[str, Claim],
        currency: str,
        facts: Facts,
    ) -> None:
        self._event, self._currency, self._facts = event, currency, facts
        self._exchange = Exchange(currency, event.date, facts.rate)
        self._announcements = {a.id: a for a in sorted(announcements, key=lambda a: a.id)}
        self._claims = {id_: claims[id_] for id_ in event.claims if id_ in claims}
        self._parts: dict[str | None, list[Announcement]] = defaultdict(list)
        for announcement in self._announcements.values():
            known = announcement.parent if announcement.parent in self._announcements else None
            self._parts[known].append(announcement)
        self._counted: list[Counted] = []
        self._left_out: list[LeftOut] = []

    def count(self) -> Count:
        for root in self._parts[None]:
            self._visit(root)
        for announcement in self._announcements.values():
            self._left_out += self._repeats(announcement)
        self._left_out += self._totals()
        return Count(
            event=self._event.id,
            total=add((row.amount.money for row in self._counted), self._currency),
            counted=tuple(sorted(self._counted, key=lambda row: (-row.amount.money.high, row.announcement))),
            left_out=tuple(self._left_out),
            unattributed=self._unattributed(),
            naive=self._naive(),
        )

    def _visit(self, announcement: Announcement) -> None:
        """Count the announcement, or say why not and try its parts."""
        converted, reason = self._price(announcement)
        if reason is None and converted is not None:
            self._counted.append(Counted(announcement=announcement.id, amount=converted))
            self._leave_parts_out(announcement)
            return
        self._left_out.append(
            LeftOut(reason=reason or "no amount is announced", announcement=announcement.id, amount=converted)
        )
        for part in self._parts[announcement.id]:
            self._visit(part)

    def _price(self, announcement: Announcement) -> tuple[Converted | None, str | None]:
        if announcement.amount is None:
            return None, _why_not(announcement) or "no amount is announced, only what is given"
        try:
            converted = self._exchange.convert(announcement.amount)
        except MissingRate as error:
            return None, _why_not(announcement) or f"it cannot be converted: {error}"
        return converted, _why_not(announcement)

    def _leave_parts_out(self, whole: Announcement) -> None:
        waiting = [(part, whole) for part in self._parts[whole.id]]
        while waiting:
            part, parent = waiting.pop()
            name = plain(parent.amount) if parent.amount else "an announcement without an amount"
            reason = f"part of the {name} of {self._facts.names(parent.donors)}"
            self._left_out.append(LeftOut(reason=reason, announcement=part.id, amount=self._price(part)[0]))
            waiting += [(inner, part) for inner in self._parts[part.id]]

    def _repeats(self, announcement: Announcement) -> Iterable[LeftOut]:
        for id_ in announcement.claims[1:]:
            claim = self._claims.get(id_)
            if isinstance(claim, PledgeClaim):
                same = claim.amount == announcement.amount
                words = (
                    "the same pledge said again"
                    if same
                    else f"the same pledge in other words, {_amount(claim)}"
                )
                yield LeftOut(
                    reason=words, announcement=announcement.id, claim=id_, amount=self._try(claim.amount)
                )

    def _totals(self) -> list[LeftOut]:
        reason = "a sum of what was given over time, not a pledge of this meeting"
        totals = [(id_, c) for id_, c in self._claims.items() if isinstance(c, TotalClaim)]
        return [LeftOut(reason=reason, claim=id_, amount=self._try(c.amount)) for id_, c in sorted(totals)]

    def _try(self, money: Money | None) -> Converted | None:
        try:
            return self._exchange.convert(money) if money is not None else None
        except MissingRate:
            return None

    def _unattributed(self) -> Money | None:
        """What the counted wholes leave after their direct parts; None where no counted row has parts."""
        low = high = ZERO
        opened = False
        for row in self._counted:
            parts = [c.money for part in self._parts[row.announcement] if (c := self._part(part)) is not None]
            if parts:
                opened = True
                low += max(row.amount.money.low - sum(part.high for part in parts), ZERO)
                high += max(row.amount.money.high - sum(part.low for part in parts), ZERO)
        if not opened:
            return None
        qualifier = Qualifier.RANGE if low != high else Qualifier.ABOUT
        return Money(currency=self._currency, low=low, high=high, qualifier=qualifier)

    def _part(self, part: Announcement) -> Converted | None:
        return self._try(part.amount) if _why_not(part) is None else None

    def _naive(self) -> Money:
        pledges = (c for c in self._claims.values() if isinstance(c, PledgeClaim))
        converted = (self._try(pledge.amount) for pledge in pledges)
        return add((row.money for row in converted if row is not None), self._currency)


def _why_not(announcement: Announcement) -> str | None:
    """Why an announcement never counts, whatever its amount; None where it does."""
    if announcement.delivered:
        return "already handed over, so not a promise of this meeting"
    if announcement.conditional:
        return "promised on a condition only"
    if announcement.mode is PledgeMode.PRODUCTION:
        return "a plan for the donor's own production, not a promise to the recipient"
    return announcement.set_aside


def add(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of amounts in one currency: a range where one of them is, and no more exact than the
    vaguest."""
    rows = list(amounts)
    low = sum((row.low for row in rows), ZERO)
    high = sum((row.high for row in rows), ZERO)
    hedges = {row.qualifier for row in rows}
    if low != high:
        qualifier = Qualifier.RANGE
    elif hedges <= {Qualifier.EXACT}:
        qualifier = Qualifier.EXACT
    elif hedges <= _OPEN_UPWARDS | {Qualifier.EXACT}:
        qualifier = Qualifier.AT_LEAST
    else:
        qualifier = hedges.pop() if len(hedges) == 1 else Qualifier.ABOUT
    return Money(currency=currency, low=low, high=high, qualifier=qualifier)


def _rounded(money: Money) -> Money:
    low, high = (bound.quantize(CENT, rounding=ROUND_HALF_UP) for bound in (money.low, money.high))
    return Money(currency=money.currency, low=low, high=high, qualifier=money.qualifier)


def _amount(claim: PledgeClaim) -> str:
    return plain(claim.amount) if claim.amount else "without an amount"
