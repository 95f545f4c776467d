"""Entries, the drafts that they are made of, and the hash that chains them.

The hash of an entry is SHA-256 over the UTF-8 bytes of its fields, each preceded by its length in bytes and a
colon, in the order of the fields of `Entry`, the hash of the entry before among them (`previous`). An absent
value is the empty string; a moment is ISO 8601 in UTC with microseconds. Whoever has the table can check it
with a dozen lines in any language.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import msgspec

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Citation, Payload
from pledgebook.ledger.payloads.codec import (
    decode_citations,
    decode_payload,
    encode_citations,
    encode_payload,
)
from pledgebook.vocabulary.pledges import Visibility

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


class Draft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry that somebody wants to write.

    `subject` is the uid of the record. `expected` is the sequence of the version that the writer has seen,
    for
    a change of a record that there is; without it the record must be new. `origin` says where the draft comes
    from ('flows.json, line 7'), for messages about it.
    """

    subject: str
    payload: Payload
    valid_on: date | None = None
    visibility: Visibility = Visibility.PUBLIC
    evidence: tuple[Citation, ...] = ()
    expected: int | None = None
    origin: str = ""

    @property
    def kind(self) -> EntryKind:
        """The kind of the entry."""
        return self.payload.KIND


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of the journal, as it is stored: `payload` and `evidence` are JSON, `recorded_at` is in UTC."""

    seq: int
    recorded_at: datetime
    recorded_by: str
    batch: str
    kind: EntryKind
    version: int
    subject: str
    valid_on: date | None
    visibility: Visibility
    payload: str
    evidence: str
    previous: str
    hash: str

    def content(self) -> Payload:
        """The payload as its type. Raises BadValue where it cannot be read."""
        return decode_payload(self.kind, self.version, self.payload)

    def citations(self) -> tuple[Citation, ...]:
        """What the entry rests on. Raises BadValue where it cannot be read."""
        return decode_citations(self.evidence)


class Head(msgspec.Struct, frozen=True):
    """The end of the journal: the last sequence, its hash and its moment."""

    seq: int = 0
    hash: str = GENESIS
    recorded_at: datetime | None = None


def hash_of(
    seq: int,
    moment: str,
    recorded_by: str,
    batch: str,
    kind: str,
    version: int,
    subject: str,
    valid_on: date | None,
    visibility: str,
    payload: str,
    evidence: str,
    previous: str,
) -> str:
    """The hash of an entry with these fields; `moment` is as `moment_text` writes it."""
    day = "" if valid_on is None else valid_on.isoformat()
    fields = (
        str(seq), moment, recorded_by, batch, kind, str(version), subject, day, visibility, payload,
        evidence, previous,
    )  # fmt: skip
    parts = [field.encode() for field in fields]
    return hashlib.sha256(b"".join([b"%d:%b" % (len(part), part) for part in parts])).hexdigest()


def moment_text(moment: datetime) -> str:
    """A moment as it enters the hash."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def recomputed(entry: Entry) -> str:
    """The hash that the entry should have."""
    return hash_of(
        entry.seq, moment_text(entry.recorded_at), entry.recorded_by, entry.batch, entry.kind.value,
        entry.version,
        entry.subject, entry.valid_on, entry.visibility.value, entry.payload, entry.evidence, entry.previous,
    )  # fmt: skip


class Chain:
    """The entries of one transaction, each made to follow the one before. All bear one name and one moment,
    never before that of the head."""

    def __init__(self, head: Head, *, recorded_by: str, recorded_at: datetime, batch: str = "") -> None:
        if head.recorded_at is not None and head.recorded_at > recorded_at:
            recorded_at = head.recorded_at  # a clock that was set back must not turn the order of the books
        self.head, self.recorded_at = head, recorded_at
        self._recorded_by, self._batch = recorded_by, batch
        self._moment = moment_text(recorded_at)

    def following(self, draft: Draft) -> Entry:
        """The draft as the entry that would follow the head."""
        seq, previous = self.head.seq + 1, self.head.hash
        kind, version, visibility = draft.payload.KIND, draft.payload.VERSION, draft.visibility
        payload, evidence = encode_payload(draft.payload), encode_citations(draft.evidence)
        own = hash_of(
            seq, self._moment, self._recorded_by, self._batch, kind.value, version, draft.subject,
            draft.valid_on, visibility.value, payload, evidence, previous,
        )  # fmt: skip
        return Entry(
            seq=seq,
            recorded_at=self.recorded_at,
            recorded_by=self._recorded_by,
            batch=self._batch,
            kind=kind,
            version=version,
            subject=draft.subject,
            valid_on=draft.valid_on,
            visibility=visibility,
            payload=payload,
            evidence=evidence,
            previous=previous,
            hash=own,
        )

    def take(self, entry: Entry) -> None:
        """Make an entry that follows the head the head."""
        self.head = Head(entry.seq, entry.hash, entry.recorded_at)
