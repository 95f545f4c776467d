"""Offices that a source gives to somebody who did not hold them on the day of the event."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import Facts, listed
from pledgebook.reconciling.result import Event
from pledgebook.vocabulary.claims import RoleClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind


def find_wrong_offices(event: Event, book: Book, facts: Facts) -> list[Finding]:
    """One finding for each person and office that do not fit, over all documents that put them together.

    Former holders and announced changes are not errors, and where the facts do not know the holder nothing is
    said.
    """
    wrong: dict[tuple[str, str, str, tuple[str, ...], date], list[str]] = defaultdict(list)
    for id_, claim in book.pick(RoleClaim, event.claims):
        if claim.person is None or claim.party is None or claim.former or claim.change:
            continue
        for day in _days(claim, event)[:1]:
            holders = _holders(claim, event, facts)
            if holders and claim.person not in holders:
                wrong[claim.person, claim.role, claim.party, holders, day].append(id_)
    return [
        _finding(tuple(ids), person, f"{role} of {facts.names((party,))}", holders, day, book)
        for (person, role, party, holders, day), ids in sorted(wrong.items())
    ]


def _days(claim: RoleClaim, event: Event) -> list[date]:
    """The first and last day that the claim can mean."""
    if claim.date is not None:
        return [claim.date.first, claim.date.last]
    return [event.date] if event.date is not None else []


def _holders(claim: RoleClaim, event: Event, facts: Facts) -> tuple[str, ...]:
    tenures = [facts.holders(claim.role, claim.party or "", day) for day in _days(claim, event)]
    if not all(tenures):
        return ()
    return tuple(dict.fromkeys(tenure.holder for known in tenures for tenure in known))


def _finding(
    ids: tuple[str, ...], person: str, office: str, holders: tuple[str, ...], day: date, book: Book
) -> Finding:
    documents = tuple(sorted({book.claims[id_].document for id_ in ids}))
    return Finding(
        kind=FindingKind.CONTRADICTS,
        claims=ids,
        documents=documents,
        reason=f"{listed(documents)} calls {person} {office}; on {day} that was {listed(holders)}.",
        compared=(Compared(f"{office} on {day}", person, listed(holders)),),
        topic="office",
    )
