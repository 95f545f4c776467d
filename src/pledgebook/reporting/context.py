"""What every part of a brief is built from: the claims of one event, how to quote them, how to convert."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from pledgebook.reconciling.result import Announcement, Event, Reconciliation
from pledgebook.reporting import lookups
from pledgebook.reporting.citing import Citer
from pledgebook.reporting.records import Conversion
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.findings import Finding

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

    def narrowed(self, event: Event, own: Reconciliation) -> Context:
        """The same for the claims and the day of one event, and for what was concluded about it."""
        return replace(self, claims=self.citer.known(event.claims), day=event.date, reconciliation=own)


def by_event(whole: Reconciliation) -> dict[str, Reconciliation]:
    """What was concluded, shared out to the events that it concerns; under '' what concerns none."""
    events_of: dict[str, set[str]] = {}
    for event in whole.events:
        for key in event.claims:
            events_of.setdefault(f"claim {key}", set()).add(event.id)
        for name in event.documents:
            events_of.setdefault(f"document {name}", set()).add(event.id)
    announcements: dict[str, list[Announcement]] = {}
    for row in whole.announcements:
        announcements.setdefault(row.event, []).append(row)
    findings: dict[str, list[Finding]] = {}
    for finding in whole.findings:
        keys = [f"claim {key}" for key in finding.claims] or [f"document {key}" for key in finding.documents]
        concerned = {event for key in keys for event in events_of.get(key, ())}
        for event_id in concerned or {""}:
            findings.setdefault(event_id, []).append(finding)
    return {
        key: Reconciliation(
            events=(),
            announcements=tuple(announcements.get(key, ())),
            findings=tuple(findings.get(key, ())),
        )
        for key in ("", *(event.id for event in whole.events))
    }


def grouped(claims: Iterable[C], key: Callable[[C], Hashable]) -> tuple[tuple[C, ...], ...]:
    """Claims that say the same, together, in the order in which they first appear."""
    groups: dict[Hashable, list[C]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return tuple(tuple(group) for group in groups.values())
