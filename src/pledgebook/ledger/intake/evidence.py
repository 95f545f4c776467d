"""What a record rests on: the citations of the entry that states it, and those of claims that support it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.intake.rulings import ever_ruled, rulings_on
from pledgebook.ledger.intake.shelf import Shelf, stated
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DocumentRecord
from pledgebook.ledger.payloads import Citation, Reference
from pledgebook.ledger.projection.rows import RECORDS


def evidence_of(kind: EntryKind, uid: str, sight: Sight, clocks: Clocks = NOW) -> tuple[Citation, ...]:
    """The evidence of a record, as far as it is seen; empty where there is no such record.

    A claim whose decision was taken back is no evidence any more, though the entry still cites its words.
    """
    shelf = Shelf(sight, clocks)
    rows = shelf.rows(RECORDS[kind][0]).filter(uid=uid) if kind in RECORDS else None
    entry = next((entry for _, entry in stated(rows)), None) if rows is not None else None
    if entry is None:
        return ()
    return tuple(_seen(resting_on((kind, uid), entry.citations(), shelf), shelf))


def resting_on(
    record: Reference,
    own: Iterable[Citation],
    shelf: Shelf,
    without: Collection[tuple[EntryKind, str]] = (),
) -> dict[Citation, None]:
    """The citations that a record rests on; `own` are those of the entry that states it, `without` what is
    about to be reopened."""
    standing = {(about, ruling.subject) for about, ruling in rulings_on(record, shelf)} - set(without)
    support = _citations(standing, shelf)
    dropped = _citations(ever_ruled(record, shelf) - standing, shelf)
    kept = [citation for citation in own if citation not in dropped or citation in support]
    return dict.fromkeys((*kept, *support))


def _citations(subjects: Iterable[tuple[EntryKind, str]], shelf: Shelf) -> dict[Citation, None]:
    """The citations of claims, and of the claims that findings are about."""
    told = list(subjects)
    claims = {uid for about, uid in told if about is EntryKind.CLAIM}
    findings = shelf.findings(uid for about, uid in told if about is EntryKind.FINDING)
    claims |= {uid for held in findings.values() for uid in held.finding.claims}
    return dict.fromkeys(citation for claim in shelf.claims(claims).values() for citation in claim.citations)


def _seen(citations: Iterable[Citation], shelf: Shelf) -> Iterator[Citation]:
    told = list(citations)
    wanted = {citation.document for citation in told if citation.document is not None}
    seen = set(shelf.rows(DocumentRecord).filter(uid__in=sorted(wanted)).values_list("uid", flat=True))
    yield from (citation for citation in told if citation.document is None or citation.document in seen)
