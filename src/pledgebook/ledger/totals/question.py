"""A total is a question with a definition; this is the question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.reference.currencies import currencies
from pledgebook.vocabulary.claims import AidType
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import ValuationBasis
from pledgebook.vocabulary.relations import Cut


class Dimension(StrEnum):
    """By what a total can be divided."""

    DONOR = "donor"
    STAGE = "stage"
    AID_TYPE = "aid_type"
    MEETING = "meeting"
    CAPABILITY = "capability"
    YEAR = "year"
    PROGRAMME = "programme"
    RECIPIENT = "recipient"
    NATURE = "nature"
    CURRENCY = "currency"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which pledges, divided how, in which currency, by which clocks.

    An empty filter is none. `donors`, `recipients` are party codes, `meetings` uids, `years` those of the
    announcement, which `since` and `until` bound too, both days included. Amounts are converted at the ECB
    rate of `rate_date`, without one each at the rate of the day it was announced. With `conditional`, pledges
    that hold only if others do their part count too.
    """

    by: tuple[Dimension, ...] = ()
    donors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    aid_types: frozenset[AidType] = frozenset()
    capabilities: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    since: date | None = None
    until: date | None = None
    currency: str = "EUR"
    rate_date: date | None = None
    valuation: ValuationBasis = ValuationBasis.AS_REPORTED
    conditional: bool = False
    clocks: Clocks = NOW

    def __post_init__(self) -> None:
        if len(set(self.by)) != len(self.by):
            raise BadValue(f"a total cannot be divided twice by {', '.join(self.by)}; name each once")
        if self.currency not in currencies():
            raise BadValue(f"{self.currency!r} is no known currency; write its ISO 4217 code, such as EUR")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise BadValue(f"the period ends on {self.until} and starts on {self.since}; exchange the two")

    @property
    def by_stage(self) -> bool:
        """Whether stages are asked for."""
        return Dimension.STAGE in self.by

    @property
    def preferred_cut(self) -> Cut | None:
        """Along which line wholes are best taken apart for this question."""
        if Dimension.DONOR in self.by or self.donors:
            return Cut.DONOR
        return Cut.PURPOSE if Dimension.CAPABILITY in self.by or self.capabilities else None

    def definition(self) -> str:
        """The question in one sentence: it stands beside every answer."""
        return "; ".join(self._clauses()) + "."

    def _clauses(self) -> Iterator[str]:
        yield "What was pledged" + (f" by {', '.join(self.by)}" if self.by else "")
        for name, values in self._filters():
            yield f"{name} {', '.join(sorted(map(str, values)))}"
        if self.since or self.until:
            yield f"announced from {self.since or 'the beginning'} to {self.until or 'today'}"
        rate = "the day of each announcement" if self.rate_date is None else str(self.rate_date)
        yield f"in {self.currency} at the ECB rate of {rate}"
        yield f"valued {self.valuation.value}"
        yield "conditional pledges counted" if self.conditional else "conditional pledges left out"
        yield f"as of {self.clocks.as_of or 'today'}"
        known = self.clocks.known
        yield "as the books know it now" if known is None else f"as the books knew it at entry {known}"
        yield "each pledge once, at the highest level that the question includes"

    def _filters(self) -> Iterator[tuple[str, frozenset[str] | frozenset[int] | frozenset[AidType]]]:
        for name, values in (
            ("donors", self.donors),
            ("recipients", self.recipients),
            ("meetings", self.meetings),
            ("aid types", self.aid_types),
            ("capabilities", self.capabilities),
            ("programmes", self.programmes),
            ("announced in", self.years),
        ):
            if values:
                yield name, values
