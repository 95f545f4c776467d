"""What every part of a brief is built from: the claims of one event, how to quote them, how to convert."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from pledgebook.reconciling.result import Event, Reconciliation
from pledgebook.reporting import lookups
from pledgebook.reporting.citing import Citer
from pledgebook.reporting.records import Conversion
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import Claim

C = TypeVar("C", bound=Claim)


@dataclass(frozen=True)
class Context:
    """The claims of one event (or those of none), in the order of the documents."""

    reconciliation: Reconciliation
    citer: Citer
    claims: tuple[Claim, ...]
    currency: str
    day: datetime.date | None

    def of_kind(self, kind: type[C]) -> tuple[C, ...]:
        """The claims of one kind."""
        return tuple(claim for claim in self.claims if isinstance(claim, kind))

    def convert(self, amount: Money | None) -> Conversion | None:
        """An amount in the currency of the brief, at the rate of the event's day."""
        return lookups.converted(amount, self.currency, self.day)

    def narrowed(self, event: Event) -> Context:
        """The same for the claims and the day of one event."""
        ids = frozenset(event.claims)
        return replace(self, claims=tuple(claim for claim in self.claims if claim.id in ids), day=event.date)


def grouped(claims: Iterable[C], key: Callable[[C], Hashable]) -> tuple[tuple[C, ...], ...]:
    """Claims that say the same, together, in the order in which they first appear."""
    groups: dict[Hashable, list[C]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return tuple(tuple(group) for group in groups.values())
