"""What every payload of the journal is: frozen, typed, versioned, and read forever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from pledgebook.ledger.kinds import EntryKind
from pledgebook.vocabulary.errors import BadValue

Reference = tuple[EntryKind, str]
"""A record by its kind and uid."""


class Citation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an entry rests on: characters of a document in the books, or a source outside them.

    `document` is the uid of a document; `start` and `end` count its code points, both left out where the
    whole
    document says it. `source` is an address, or words such as 'stated by the desk of DE'.
    """

    document: str | None = None
    start: int | None = None
    end: int | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        if self.document is None and not (self.source or "").strip():
            raise BadValue("a citation names neither a document nor a source; name one")
        if (self.start is None) != (self.end is None):
            raise BadValue("a citation has one end only; give both start and end, or neither")
        if self.start is not None and self.end is not None and not 0 <= self.start < self.end:
            raise BadValue(f"a citation runs from {self.start} to {self.end}; it must not be empty")


class Payload(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """The content of one entry.

    KIND is the kind of entry it belongs to, VERSION the version of its fields. A change that old payloads do
    not fit gets a new version, and a reader for the old one in ledger.payloads.codec. FIGURES says whether it
    carries figures, which need a citation. EVENT says that it adds to its subject and replaces nothing.
    """

    KIND: ClassVar[EntryKind]
    VERSION: ClassVar[int] = 1
    FIGURES: ClassVar[bool] = False
    EVENT: ClassVar[bool] = False

    def references(self) -> Iterator[Reference]:
        """The records that must be in the books before this entry."""
        yield from ()
