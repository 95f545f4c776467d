"""Documents, claims and findings as the books hold them: read from the tables, with what the journal
states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec
from django.db.models import QuerySet

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.models import ClaimRecord, DocumentRecord, FindingClaim, FindingRecord, Projected
from pledgebook.ledger.payloads import Citation, Document, ReadClaim, ReadFinding
from pledgebook.ledger.queries.believed import believed
from pledgebook.vocabulary import documents
from pledgebook.vocabulary.claims import AnyClaim
from pledgebook.vocabulary.findings import Finding
from pledgebook.vocabulary.pledges import Visibility

CHUNK = 500
"""So many values in one query: SQLite takes 999 parameters in its oldest versions."""

Value = TypeVar("Value")


class HeldDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the books."""

    uid: str
    stated: Document
    visibility: Visibility

    @property
    def document(self) -> documents.Document:
        """The document as reading and reconciling take it, called by its uid."""
        fields = {name: getattr(self.stated, name) for name in documents.Document.__struct_fields__}
        return documents.Document(**{**fields, "name": self.uid})


class HeldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of the books; `document` is the uid of the document that makes it."""

    uid: str
    document: str
    claim: AnyClaim
    visibility: Visibility
    citations: tuple[Citation, ...] = ()


class HeldFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of the books; its claims and documents are named by their uids."""

    uid: str
    finding: Finding
    visibility: Visibility


class Shelf:
    """What somebody sees of the documents, claims and findings under two clocks."""

    def __init__(self, sight: Sight, clocks: Clocks = NOW) -> None:
        self.sight, self.clocks = sight, clocks
        self._rows: dict[type[Projected], QuerySet[Any]] = {}

    def rows(self, model: type[Projected]) -> QuerySet[Any]:
        """The believed rows of a table, as far as they are seen."""
        if model not in self._rows:  # to write down who sees what takes longer than to ask it
            self._rows[model] = believed(model, self.sight, self.clocks)
        return self._rows[model].all()

    def documents(self, uids: Iterable[str]) -> dict[str, HeldDocument]:
        """Documents by uid; those that are not there are left out."""
        return {
            uid: HeldDocument(uid=uid, stated=payload, visibility=entry.visibility)
            for uid, entry in self._by_uid(DocumentRecord, uids)
            if isinstance(payload := entry.content(), Document)
        }

    def claims(self, uids: Iterable[str]) -> dict[str, HeldClaim]:
        """Claims by uid; those that are not there are left out."""
        return dict(_claims(self._by_uid(ClaimRecord, uids)))

    def claims_of(self, documents: Iterable[str]) -> dict[str, HeldClaim]:
        """The claims that some documents make, by uid, in the order in which they were read."""
        found: dict[str, HeldClaim] = {}
        for chunk in chunks(sorted(set(documents))):
            rows = self.rows(ClaimRecord).filter(document__in=chunk).order_by("seq")
            found.update(_claims(stated(rows)))
        return found

    def claims_in(self, rows: QuerySet[Any]) -> dict[str, HeldClaim]:
        """The claims in rows of the table, by uid, in their order."""
        return dict(_claims(stated(rows)))

    def findings(self, uids: Iterable[str]) -> dict[str, HeldFinding]:
        """Findings by uid; those that are not there are left out."""
        return dict(_findings(self._by_uid(FindingRecord, uids)))

    def findings_about(self, claims: Iterable[str]) -> dict[str, HeldFinding]:
        """The findings that name any of the claims, by uid."""
        about: set[int] = set()
        for chunk in chunks(sorted(set(claims))):
            about.update(FindingClaim.objects.filter(claim__in=chunk).values_list("entry", flat=True))
        found: dict[str, HeldFinding] = {}
        for part in chunks(sorted(about)):
            found.update(_findings(stated(self.rows(FindingRecord).filter(entry__in=part).order_by("seq"))))
        return found

    def findings_in(self, rows: QuerySet[Any]) -> dict[str, HeldFinding]:
        """The findings in rows of the table, by uid, in their order."""
        return dict(_findings(stated(rows)))

    def _by_uid(self, model: type[Projected], uids: Iterable[str]) -> Iterator[tuple[str, Entry]]:
        for chunk in chunks(sorted(set(uids))):
            yield from stated(self.rows(model).filter(uid__in=chunk).order_by("seq"))


def stated(rows: QuerySet[Any]) -> Iterator[tuple[str, Entry]]:
    """The uid of each row with the entry of the journal that states it, in the order of the rows."""
    found = list(rows.values_list("uid", "entry"))
    for chunk in chunks(found):
        entries = entries_at([entry for _, entry in chunk])
        yield from ((uid, entries[entry]) for uid, entry in chunk)


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values, as many at a time as one query takes."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def day_of(document: HeldDocument | None) -> date | None:
    """The day of publication, None where nobody knows it."""
    return document.stated.published if document is not None else None


def words_of(claim: HeldClaim, document: HeldDocument | None) -> str:
    """The words of the document that say the claim, on one line; empty where they may not be seen."""
    if document is None or not claim.claim.evidence:
        return ""
    return " ".join(claim.claim.evidence[0].of(document.stated.text).split())


def _claims(found: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, HeldClaim]]:
    for uid, entry in found:
        payload = entry.content()
        if isinstance(payload, ReadClaim):
            yield (
                uid,
                HeldClaim(
                    uid=uid,
                    document=payload.document,
                    claim=payload.claim,
                    visibility=entry.visibility,
                    citations=entry.citations(),
                ),
            )


def _findings(found: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, HeldFinding]]:
    for uid, entry in found:
        payload = entry.content()
        if isinstance(payload, ReadFinding):
            yield uid, HeldFinding(uid=uid, finding=payload.finding, visibility=entry.visibility)
