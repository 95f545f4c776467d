"""The journal from its first entry on: each is checked against the one before, and does its work anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pledgebook.ledger.journal.entries import Entry, Head, moment_text, recomputed
from pledgebook.ledger.journal.store import entry_of
from pledgebook.ledger.journal.wire import Row
from pledgebook.ledger.payloads import Payload
from pledgebook.ledger.projection.projecting import operations
from pledgebook.ledger.projection.sink import Sink
from pledgebook.vocabulary.errors import BadValue, BrokenBooks

Progress = Callable[[int, int], None]
"""Told now and then how many entries are done, and how many there are."""

_NEWS = 1_000
"""Entries between two words of progress."""


def silent(_done: int, _all: int) -> None:
    """Tells nobody."""


def replay(rows: Iterable[Row], sink: Sink, last: int, progress: Progress) -> Head:
    """Check the rows of the journal in their order and write what they make. `last` is the last sequence.

    Raises BrokenBooks for the first entry that is not as it was written.
    """
    head = Head()
    for entry, payload in checked(rows):
        try:
            sink.take(list(operations(entry, payload)))
        except (BadValue, KeyError, ValueError) as error:
            raise _broken(entry.seq, f"it makes no record ({error})") from error
        head = Head(entry.seq, entry.hash, entry.recorded_at)
        if entry.seq % _NEWS == 0:
            progress(entry.seq, last)
    sink.flush()
    progress(head.seq, last)
    return head


def checked(rows: Iterable[Row]) -> Iterator[tuple[Entry, Payload]]:
    """The entries that rows of the journal hold, in their order, with what they say.

    Raises BrokenBooks for the first that cannot be read, or does not follow the one before, or whose hash is
    not that of its fields.
    """
    head = Head()
    for row in rows:
        entry = _entry(row)
        _follow(entry, head)
        yield entry, _payload(entry)
        head = Head(entry.seq, entry.hash, entry.recorded_at)


def _entry(row: Row) -> Entry:
    try:
        return entry_of(row)
    except (ValueError, TypeError, AttributeError) as error:
        raise _broken(row[0], f"a field of it cannot be read ({error})") from error


def _follow(entry: Entry, head: Head) -> None:
    if entry.seq != head.seq + 1:
        raise _broken(head.seq + 1, f"it is missing; entry {entry.seq} comes after entry {head.seq}")
    if entry.previous != head.hash:
        raise _broken(
            entry.seq,
            f"it follows an entry with the hash {entry.previous}, and entry {head.seq} has {head.hash}",
        )
    if head.recorded_at is not None and entry.recorded_at < head.recorded_at:
        raise _broken(
            entry.seq,
            f"it was recorded at {moment_text(entry.recorded_at)}, before entry {head.seq} "
            f"({moment_text(head.recorded_at)})",
        )
    own = recomputed(entry)
    if entry.hash != own:
        raise _broken(entry.seq, f"its fields have the hash {own}, and it bears {entry.hash}")


def _payload(entry: Entry) -> Payload:
    try:
        entry.citations()
        return entry.content()
    except BadValue as error:
        raise _broken(entry.seq, str(error)) from error


def _broken(seq: object, problem: str) -> BrokenBooks:
    return BrokenBooks(
        f"entry {seq} of the journal is not as it was written: {problem}; restore a backup, and compare the "
        "two journals from that entry on"
    )
