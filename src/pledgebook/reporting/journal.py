"""Entries of the journal for people: one line for each."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import entries
from pledgebook.ledger.values import value_of
from pledgebook.reporting.plain import printable

_LONGEST = 100


def told_lines(after: int = 0, until: int | None = None) -> Iterator[str]:
    """The entries after `after` up to and with `until`, a line each, as they are read."""
    for entry in entries(after, until):
        yield told(entry)


def told(entry: Entry) -> str:
    """An entry on one line: its number, moment, author and batch, and what it says."""
    words = printable(value_of(entry.content()).text)
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    batch = f" [{entry.batch}]" if entry.batch else ""
    who = f"{entry.recorded_at:%Y-%m-%d %H:%M} {entry.recorded_by}{batch}"
    return f"{entry.seq:>7}  {printable(who)}  {entry.kind} {entry.subject}: {words}"
