"""One transaction at the end of the journal, and what is known of it where the database fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import Error as DatabaseError
from django.db import connection, transaction

from pledgebook.ledger.journal.entries import Head
from pledgebook.ledger.journal.store import lock_head
from pledgebook.ledger.journal.wire import Wire, wire
from pledgebook.vocabulary.errors import BrokenBooks, DatabaseUnavailable

_FULL = "its disk is full"
_LOST = "the connection to it broke"
_BUSY = "others held it for too long"

_SQLITE_ERRORS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
    sqlite3.SQLITE_READONLY: "its file may not be written",
    sqlite3.SQLITE_CORRUPT: "its file is damaged",
    sqlite3.SQLITE_NOTADB: "its file is no SQLite database",
    sqlite3.SQLITE_IOERR: "its disk failed",
}
_POSTGRESQL_ERRORS: dict[type[psycopg.Error], str] = {
    psycopg.errors.DiskFull: _FULL,
    psycopg.errors.LockNotAvailable: _BUSY,
    psycopg.errors.AdminShutdown: _LOST,
    psycopg.errors.ReadOnlySqlTransaction: "it takes no changes",
}


class Transaction:
    """What a transaction works with: the wire, and the end of the journal with what was written so far."""

    def __init__(self, wire: Wire, head: Head) -> None:
        self.wire = wire
        self.begun_at = self.head = head


@contextmanager
def at_the_end() -> Iterator[Transaction]:
    """A transaction that alone may write, from the end of the journal on.

    Raises DatabaseUnavailable where the database fails: it says whether what was written is kept.
    """
    begun: Transaction | None = None
    ended = False
    try:
        with transaction.atomic(durable=True):
            line = wire()
            begun = Transaction(line, lock_head(line))
            yield begun
            ended = True
    except DatabaseError as error:
        connection.close_if_unusable_or_obsolete()
        raise DatabaseUnavailable(_told(error, begun if ended else None)) from error


@contextmanager
def answering() -> Iterator[None]:
    """For questions to the database. Raises DatabaseUnavailable where it fails, and BrokenBooks where its
    file is damaged."""
    try:
        yield
    except (DatabaseError, sqlite3.OperationalError) as error:
        raise DatabaseUnavailable(f"the database cannot be read: {cause_of(error)}") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # not the file's fault but ours
            raise
        raise BrokenBooks(f"the database cannot be read: {cause_of(error)}; restore a backup") from error


def cause_of(error: BaseException) -> str:
    """What is wrong with the database, in words, with those of the database itself in brackets."""
    driver = error.__cause__ if isinstance(error, DatabaseError) else error
    own = (str(error).splitlines() or [type(error).__name__])[0]
    words = None
    if isinstance(driver, sqlite3.Error):
        words = _SQLITE_ERRORS.get(getattr(driver, "sqlite_errorcode", 0) & 0xFF)
    elif isinstance(driver, psycopg.Error):
        words = next((said for kind, said in _POSTGRESQL_ERRORS.items() if isinstance(driver, kind)), None)
        words = words or (_LOST if _broken(driver) else None)
    return f"{words} ({own})" if words else own


def _broken(error: psycopg.Error) -> bool:
    """Whether the server is gone: it has sent no error of its own."""
    return isinstance(error, psycopg.OperationalError) and error.sqlstate is None


def _told(error: DatabaseError, ended: Transaction | None) -> str:
    """What is to be said. `ended` is the transaction where only its commit is in question."""
    cause = cause_of(error)
    if ended is None or not _unanswered(error):
        return f"the database cannot write: {cause}; nothing of this was kept: mend it and try again"
    unknown = f"the database did not say whether it kept this: {cause}; it is not known whether"
    last = ended.head
    if last == ended.begun_at:
        return f"{unknown} it did; try again"
    return (
        f"{unknown} the entries up to {last.seq} are in the books: look whether entry {last.seq} has the "
        f"hash {last.hash}, and write them again only if it has not"
    )


def _unanswered(error: DatabaseError) -> bool:
    """Whether a commit may have been done although it failed: its answer was lost, or the disk failed."""
    driver = error.__cause__
    if isinstance(driver, psycopg.Error):
        return _broken(driver) or isinstance(driver, psycopg.errors.AdminShutdown)
    return getattr(driver, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR
