"""What became of a record: its versions with both clocks, who wrote them, and the words they rest on.

Each function asks the database a fixed number of times, however long the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from django.db.models import QuerySet

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import entry_of, journal_table
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DocumentRecord, JournalEntry, Movement, Projected
from pledgebook.ledger.payloads import Citation, Document, Payload, Reversal
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.queries.believed import believed, ever_believed
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import Visibility


class Ending(StrEnum):
    """How a version ended. `corrected`: another took its place. `reversed`: its entry was taken back."""

    CORRECTED = "corrected"
    REVERSED = "reversed"


class VersionOf(msgspec.Struct, frozen=True, kw_only=True):
    """What the books believed of a record from entry `seq` until entry `until` (None: believed still).

    `entry` states it; it is another than `seq` where a reversal brought the version back. `recorded_at` and
    `recorded_by` are of `seq`, `ended_at` and `ended_by` of `until`, and `reason` is that of the reversal
    which ended it. The names of those who wrote are '' for somebody who sees only what is public.
    """

    kind: EntryKind
    uid: str
    seq: int
    until: int | None
    entry: int
    recorded_at: datetime
    recorded_by: str
    valid_on: date | None
    visibility: Visibility
    payload: Payload
    citations: tuple[Citation, ...]
    ended: Ending | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    reason: str = ""

    @property
    def restored(self) -> bool:
        """Whether a reversal brought this version back."""
        return self.entry != self.seq


class Cited(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a citation points at: the exact words of a document, or a source outside the books.

    `words` is None where the whole document is cited. `withheld`: the document is not there for who asks, and
    neither are its name and words.
    """

    source: str | None = None
    document: str | None = None
    name: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    start: int | None = None
    end: int | None = None
    words: str | None = None
    withheld: bool = False


def history(kind: EntryKind, uid: str, sight: Sight) -> tuple[VersionOf, ...]:
    """All versions of a record that are seen, the newest first; for stages, all changes of a pledge's stages.

    Empty where there is no such record, or none that is seen. Raises BadValue for a reversal, which is no
    record: it shows in the history of what it took back.
    """
    model, column = _table(kind)
    rows = ever_believed(model, sight).filter(**{column: uid})
    return _versions(kind, uid, rows, sight)


def record(kind: EntryKind, uid: str, sight: Sight, clocks: Clocks = NOW) -> VersionOf | None:
    """The version of a record that the books believe under both clocks; None where none is seen.

    Raises BadValue for a stage, of which a pledge has many, and for a reversal.
    """
    if kind is EntryKind.STAGE:
        raise BadValue(f"{kind} {uid!r} is no single record; ask for the history of its stages")
    model, column = _table(kind)
    found = _versions(kind, uid, believed(model, sight, clocks).filter(**{column: uid}), sight)
    return found[0] if found else None


def citations_of(versions: Iterable[VersionOf], sight: Sight) -> dict[int, tuple[Cited, ...]]:
    """What the versions rest on, by the sequence of each.

    The words are those that the document had when the version was stated, whatever became of it since.
    """
    versions = list(versions)
    texts = _Texts({one.document for version in versions for one in version.citations if one.document}, sight)
    return {
        version.seq: tuple(texts.cited(citation, version.entry) for citation in version.citations)
        for version in versions
    }


def journal_entries(seqs: QuerySet[Any] | Sequence[int]) -> dict[int, Entry]:
    """Entries by their sequence, in one query; `seqs` may be a query itself."""
    rows = JournalEntry.objects.filter(seq__in=seqs)
    return {row[0]: entry_of(row) for row in rows.values_list(*journal_table().columns)}


def writer_of(entry: Entry, sight: Sight) -> str:
    """Who wrote an entry; '' for somebody who sees only what is public."""
    return entry.recorded_by if Visibility.MEMBERS in sight.levels else ""


def _table(kind: EntryKind) -> tuple[type[Projected], str]:
    if kind is EntryKind.STAGE:
        return Movement, "pledge"
    if kind is EntryKind.REVERSAL:
        raise BadValue("a reversal is no record; ask for the history of what it took back")
    return RECORDS[kind][0], "uid"


def _versions(kind: EntryKind, uid: str, rows: QuerySet[Any], sight: Sight) -> tuple[VersionOf, ...]:
    spans = list(rows.order_by("-seq").values_list("seq", "until", "entry").distinct())
    entries = journal_entries(sorted({seq for span in spans for seq in span if seq is not None}))
    versions = (_version(uid, span, entries, sight) for span in spans)
    return tuple(version for version in versions if version.kind is kind)


def _version(
    uid: str, span: tuple[int, int | None, int], entries: Mapping[int, Entry], sight: Sight
) -> VersionOf:
    seq, until, entry = span
    stated, begun = entries[entry], entries[seq]
    version = VersionOf(
        kind=stated.kind,
        uid=uid,
        seq=seq,
        until=until,
        entry=entry,
        recorded_at=begun.recorded_at,
        recorded_by=writer_of(begun, sight),
        valid_on=stated.valid_on,
        visibility=stated.visibility,
        payload=stated.content(),
        citations=stated.citations(),
    )
    return version if until is None else _ended(version, entries[until], sight)


def _ended(version: VersionOf, end: Entry, sight: Sight) -> VersionOf:
    payload = end.content() if end.kind is EntryKind.REVERSAL else None
    return msgspec.structs.replace(
        version,
        ended=Ending.CORRECTED if payload is None else Ending.REVERSED,
        ended_at=end.recorded_at,
        ended_by=writer_of(end, sight),
        reason=payload.reason if isinstance(payload, Reversal) and end.visibility in sight.levels else "",
    )


class _Texts:
    """The documents with these uids, in all their versions: three queries."""

    def __init__(self, uids: set[str], sight: Sight) -> None:
        named = {"uid__in": sorted(uids)}
        self._seen = set(ever_believed(DocumentRecord, sight).filter(**named).values_list("entry", flat=True))
        rows = DocumentRecord.objects.filter(**named).order_by("seq")
        self._spans: list[tuple[str, int, int | None, int]] = list(
            rows.values_list("uid", "seq", "until", "entry")
        )
        entries = journal_entries(sorted({entry for *_, entry in self._spans}))
        self._documents = {seq: entry.content() for seq, entry in entries.items()}

    def cited(self, citation: Citation, at: int) -> Cited:
        """A citation that was written with entry `at`."""
        if citation.document is None:
            return Cited(source=citation.source)
        document = self._document(citation.document, at)
        if document is None:
            return Cited(source=citation.source, withheld=True)
        return Cited(
            source=citation.source,
            document=citation.document,
            name=document.name,
            title=document.title,
            url=document.url,
            publisher=document.publisher,
            published=document.published,
            start=citation.start,
            end=citation.end,
            words=None if citation.start is None else document.text[citation.start : citation.end],
        )

    def _document(self, uid: str, at: int) -> Document | None:
        """The document as it was then; where that version is hidden, one of the same text that is not."""
        spans = [span[1:] for span in self._spans if span[0] == uid]
        then = [entry for seq, until, entry in spans if seq <= at and (until is None or until > at)]
        before = self._documents[then[0]] if then else None
        for entry in (*then, *(entry for *_, entry in reversed(spans))):
            found = self._documents[entry]
            if not isinstance(found, Document) or not isinstance(before, Document):
                continue
            if entry in self._seen and found.text == before.text:
                return found
        return None
