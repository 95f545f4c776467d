"""What reconciling concludes about claims."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class FindingKind(StrEnum):
    """What a finding says about its claims."""

    SAME_EVENT = "same event"
    SAME_PLEDGE = "same pledge"
    SAME_STATUS = "same status"
    PART_OF = "part of"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    COPY_OF = "copy of"


class Compared(msgspec.Struct, frozen=True):
    """Two values that were set side by side, and what they are."""

    what: str
    left: str
    right: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A conclusion about claims (named by their ids), its reason in a sentence and the values compared.

    Where a finding has a direction (part of, repeats, copy of), the first claim or document is the part, the
    repetition or the copy. `documents` names documents where the finding is about whole documents.
    """

    kind: FindingKind
    reason: str
    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    topic: str | None = None
