"""Claims into findings: same, part of, repeats, contradicts; and the totals that count nothing twice.

    reconciliation = reconcile(documents, claims)
    total = count(reconciliation, claims, reconciliation.events[0], "EUR").total

Both are pure functions of what they are given and of the reference data; the order of documents and claims
does not matter. `reconciling.result` has the types that they return.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pledgebook.reconciling.accounts import account
from pledgebook.reconciling.asides import presented_again, set_aside
from pledgebook.reconciling.attendance import find_attendance_disputes
from pledgebook.reconciling.attributions import find_misattributions
from pledgebook.reconciling.book import Book
from pledgebook.reconciling.copies import find_copies
from pledgebook.reconciling.counting import count_event
from pledgebook.reconciling.disagreements import find_disagreements
from pledgebook.reconciling.events import EventFinder, same_event_findings
from pledgebook.reconciling.facts import Facts
from pledgebook.reconciling.offices import find_wrong_offices
from pledgebook.reconciling.repeats import find_repeats
from pledgebook.reconciling.result import Announcement, Count, Event, Reconciliation
from pledgebook.reconciling.shipped import shipped_facts
from pledgebook.reconciling.statuses import find_statuses, same_status_findings
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.documents import Document

__all__ = ["Facts", "count", "reconcile", "shipped_facts"]


def reconcile(
    documents: Sequence[Document], claims: Sequence[Claim], *, facts: Facts | None = None
) -> Reconciliation:
    """What the claims say together: events, announcements, statuses, and every finding with its reason."""
    facts = facts or shipped_facts()
    book = Book(documents, claims)
    sources = find_copies(documents)
    events = EventFinder(book, facts, sources.of).events()
    findings = [*sources.findings, *same_event_findings(events, book)]
    announcements: list[Announcement] = []
    for event in events:
        accounted, concluded = account(event, book, facts, sources.of)
        announcements += accounted
        findings += concluded
        findings += find_disagreements(event, book, facts)
        findings += find_wrong_offices(event, book, facts)
        findings += find_misattributions(event, book)
        findings += find_repeats(event, book)
    findings += find_attendance_disputes(events, book, sources.of)
    statuses = find_statuses(events, book)
    findings += same_status_findings(statuses, book, facts)
    asides = presented_again(events, announcements, facts)
    findings += asides.findings
    return Reconciliation(
        events=events,
        announcements=set_aside(announcements, asides),
        findings=tuple(findings),
        statuses=statuses,
    )


def count(
    reconciliation: Reconciliation,
    claims: Sequence[Claim] | Mapping[str, Claim],
    event: Event | str,
    currency: str,
    *,
    facts: Facts | None = None,
) -> Count:
    """The total of an event in one currency, at the ECB rates of its day, with what it leaves out and why.

    `claims` are those that were reconciled; who counts many events hands them in by id, which saves naming
    them again each time. Raises BadValue for an event that the reconciliation does not have.
    """
    by_id = claims if isinstance(claims, Mapping) else {claim.id: claim for claim in claims}
    event_id = event if isinstance(event, str) else event.id
    return count_event(reconciliation, by_id, event_id, currency, facts or shipped_facts())
