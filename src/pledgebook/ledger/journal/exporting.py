"""The journal as lines of JSON, one for each entry, for whoever wants to check or keep it without a database.

The fields of a line are those of `Entry`, in the order in which they enter the hash. `payload` and `evidence`
are texts, exactly as they were hashed, and so is `recorded_at`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pledgebook.ledger.journal.entries import Entry, moment_text
from pledgebook.ledger.journal.store import entries
from pledgebook.vocabulary.errors import BadValue


def lines(after: int = 0, until: int | None = None) -> Iterator[str]:
    """The entries after `after` up to and with `until` as lines without their ends, in order."""
    yield from map(line_of, entries(after, until))


def line_of(entry: Entry) -> str:
    """An entry as one line of JSON."""
    fields = {**msgspec.structs.asdict(entry), "recorded_at": moment_text(entry.recorded_at)}
    return msgspec.json.encode(fields).decode()


def entry_from(line: str | bytes) -> Entry:
    """The entry that a line holds. Raises BadValue for another line. Whether its hash is right is for the
    caller to see."""
    try:
        return msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError as error:
        raise BadValue(f"this is no entry of a journal: {error}") from error
