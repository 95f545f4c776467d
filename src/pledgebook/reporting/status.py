"""The state of the books, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pledgebook.ledger.summary import Summary


class Status(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which books these are, read by which version; `books` is None where there are none yet."""

    version: str
    database: str
    books: Summary | None = None


def status_text(status: Status) -> str:
    """The state of the books for people, a fact on each line."""
    return "".join(f"{name:<15}{value}\n" for name, value in _facts(status))


def _facts(status: Status) -> Iterator[tuple[str, str]]:
    yield "Pledgebook", status.version
    yield "Database", status.database
    books = status.books
    if books is None or not books.entries:
        yield "Entries", "none yet; 'pledgebook load' starts the books with public facts"
        return
    moment = f", the last on {books.last_recorded_at:%Y-%m-%d %H:%M} UTC" if books.last_recorded_at else ""
    yield "Entries", f"{books.entries:,}{moment}"
    yield "Last hash", books.last_hash
    for kind, count in books.records.items():
        open_ones = f", {books.open_disputes} open" if kind == "dispute" else ""
        yield f"  {kind}", f"{count:,}{open_ones}"
