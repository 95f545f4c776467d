"""Payloads: what was read, what is concluded from it, and who decided what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads.base import Payload, Reference
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import AnyClaim
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState
from pledgebook.vocabulary.documents import SourceFormat
from pledgebook.vocabulary.findings import Finding as Conclusion


class Document(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """The text of one source as it was read. Its uid is 'doc-' and the start of the hash of its bytes."""

    KIND: ClassVar[EntryKind] = EntryKind.DOCUMENT

    name: str
    text: str
    sha256: str
    format: SourceFormat = SourceFormat.TEXT
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str = "en"
    agency: str | None = None


class ReadClaim(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A claim as reading returned it. `document` is the uid of the document in the books."""

    KIND: ClassVar[EntryKind] = EntryKind.CLAIM
    FIGURES: ClassVar[bool] = True

    document: str
    claim: AnyClaim

    def references(self) -> Iterator[Reference]:
        """The document."""
        yield EntryKind.DOCUMENT, self.document


class ReadFinding(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A finding as reconciling returned it; its claims are named by their uids in the books."""

    KIND: ClassVar[EntryKind] = EntryKind.FINDING

    finding: Conclusion

    def references(self) -> Iterator[Reference]:
        """The claims that it is about."""
        yield from ((EntryKind.CLAIM, claim) for claim in self.finding.claims)


class Verdict(StrEnum):
    """What a person rules.

    `accept`: the claim makes a new record. `support`: it is further evidence for a record there is.
    `reject`: it is kept, and makes nothing. `reopen`: the ruling before is taken back.
    """

    ACCEPT = "accept"
    SUPPORT = "support"
    REJECT = "reject"
    REOPEN = "reopen"


class Decision(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """A ruling on a claim, a finding or a dispute. Its uid is 'claim:UID', 'finding:UID' or 'dispute:UID'.

    `record_kind` and `record` name what the claim makes or supports. `rule` names the stated rule where many
    were decided at once. A later ruling replaces it; both stay in the journal.
    """

    KIND: ClassVar[EntryKind] = EntryKind.DECISION

    about: EntryKind
    subject: str
    verdict: Verdict
    reason: str
    record_kind: EntryKind | None = None
    record: str | None = None
    rule: str | None = None

    def references(self) -> Iterator[Reference]:
        """What is decided, and the record that it makes or supports."""
        yield self.about, self.subject
        if self.record_kind is not None and self.record is not None:
            yield self.record_kind, self.record


class Version(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a dispute: what it says, and the sum where it is about one."""

    key: str
    says: str
    amount: Money | None = None
    source: str = ""
    claims: tuple[str, ...] = ()


class Dispute(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """Claims or signatures that cannot all be right.

    While it is open, totals run from the lowest to the highest of its sums. `chosen` is the key of the
    version
    that the books go by, which in an open dispute is provisional. `reason` explains or decides it.
    """

    KIND: ClassVar[EntryKind] = EntryKind.DISPUTE
    FIGURES: ClassVar[bool] = True

    topic: str
    kind: DisputeKind
    versions: tuple[Version, ...]
    state: DisputeState = DisputeState.OPEN
    about: EntryKind | None = None
    subject: str | None = None
    chosen: str | None = None
    reason: str = ""

    def references(self) -> Iterator[Reference]:
        """The record that it is about."""
        if self.about is not None and self.subject is not None:
            yield self.about, self.subject


class Reversal(Payload, frozen=True, kw_only=True, omit_defaults=True):
    """Takes back the entry `entry`: what it made is believed no more, what it ended is believed again."""

    KIND: ClassVar[EntryKind] = EntryKind.REVERSAL
    EVENT: ClassVar[bool] = True

    entry: int
    reason: str
