"""The claims laid out for reconciling: once each, in one order whatever order they came in, with their
words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.documents import Document

AnyKind = TypeVar("AnyKind", bound=Claim)


class Book:
    """Documents by name and claims by id; a claim that is handed in twice is there once."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self.documents = {document.name: document for document in documents}
        keyed = {claim.id: claim for claim in claims}
        order = sorted(keyed, key=lambda id_: (keyed[id_].document, _start(keyed[id_]), keyed[id_].kind, id_))
        self.claims = {id_: keyed[id_] for id_ in order}
        self._place = {id_: place for place, id_ in enumerate(order)}
        self.of_document: dict[str, list[str]] = defaultdict(list)
        for id_, claim in self.claims.items():
            self.of_document[claim.document].append(id_)

    def pick(self, kind: type[AnyKind], ids: Iterable[str] | None = None) -> list[tuple[str, AnyKind]]:
        """The claims of one kind, with their ids: among the given ones, or among all."""
        chosen = self.claims if ids is None else ids
        return [(id_, claim) for id_ in chosen if isinstance(claim := self.claims[id_], kind)]

    def words(self, id_: str) -> str:
        """The words of the document that say the claim: the first of its places."""
        claim = self.claims[id_]
        document = self.documents.get(claim.document)
        if document is None or not claim.evidence:
            return ""
        return claim.evidence[0].of(document.text)

    def position(self, id_: str) -> int:
        """Where in its document the claim is first said."""
        return _start(self.claims[id_])

    def place_in_book(self, id_: str) -> int:
        """Sorts claims by document and by where they stand in it."""
        return self._place[id_]

    def published(self, id_or_document: str) -> date | None:
        """When the document of a claim, or a document, was published."""
        claim = self.claims.get(id_or_document)
        document = self.documents.get(claim.document if claim else id_or_document)
        return document.published if document else None

    def age(self, id_: str) -> tuple[date, str, int]:
        """Sorts claims from the oldest document to the newest, those without a date last."""
        return (self.published(id_) or date.max, self.claims[id_].document, self.position(id_))


def _start(claim: Claim) -> int:
    return claim.evidence[0].start if claim.evidence else 0
