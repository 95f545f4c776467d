"""Claims other than pledges that say again, in the same event, what an older claim says."""

from __future__ import annotations

from collections.abc import Hashable

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.quotations import sentences, spoken
from pledgebook.reconciling.result import Event
from pledgebook.reconciling.words import stems
from pledgebook.vocabulary.claims import (
    Claim,
    IndicatorClaim,
    MeetingClaim,
    PledgeClaim,
    StatementClaim,
    SupportStatusClaim,
)
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

_TOLD_ELSEWHERE = (MeetingClaim, PledgeClaim, SupportStatusClaim)
"""Kinds that have findings of their own when several sources speak of one thing."""


def find_repeats(event: Event, book: Book) -> list[Finding]:
    """One finding for each claim that adds nothing to an older one."""
    first: dict[tuple[Hashable, ...], str] = {}
    findings: list[Finding] = []
    for id_ in sorted(event.claims, key=book.age):
        claim = book.claims[id_]
        if isinstance(claim, _TOLD_ELSEWHERE):
            continue
        what = _what(claim, book)
        if what in first:
            findings.append(_finding(id_, first[what], book))
        else:
            first[what] = id_
    return findings


def _what(claim: Claim, book: Book) -> tuple[Hashable, ...]:
    """What a claim says, whoever says it and where."""
    if isinstance(claim, StatementClaim):
        return (claim.kind, claim.speaker, _first_sentence(claim, book))
    fields = [getattr(claim, name) for name in claim.KEY_FIELDS]
    if isinstance(claim, IndicatorClaim):
        fields += [claim.party, claim.population, claim.unit, claim.per]
    return (claim.kind, *fields)


def _first_sentence(claim: StatementClaim, book: Book) -> Hashable:
    document = book.documents.get(claim.document)
    if document is None or not claim.evidence:
        return claim.evidence
    said = spoken(document.text, claim.evidence[0])
    return tuple(stems(next(sentences(said), said)))


def _finding(again: str, first: str, book: Book) -> Finding:
    later, older = book.claims[again], book.claims[first]
    where = "says twice" if later.document == older.document else f"says what {older.document} says too"
    return Finding(
        kind=FindingKind.REPEATS,
        claims=(again, first),
        documents=tuple(dict.fromkeys((later.document, older.document))),
        reason=f"{later.document} {where}; it is one {later.kind.replace('_', ' ')}.",
        compared=(Compared("words", book.words(again), book.words(first)),),
        topic=later.kind,
    )
