"""The commands that keep the books whole: status, verify, rebuild, backup, restore, undo, journal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pledgebook.cli.books import SeenBy, WrittenBy, open_books, reader, writer
from pledgebook.cli.console import standard_output
from pledgebook.vocabulary.codec import to_json
from pledgebook.vocabulary.errors import BrokenBooks, NotAllowed

UNDO_EPILOG = "Example: pledgebook undo 'load UDCG 0.1.0' --reason 'wrong coalition'"

_Told = Callable[[int, int], None]


class TableOrJson(StrEnum):
    """How a command answers."""

    TABLE = "table"
    JSON = "json"


class JournalFormat(StrEnum):
    """How the journal is printed."""

    TABLE = "table"
    JSONL = "jsonl"


def status(
    format: Annotated[TableOrJson, typer.Option(help="For people, or for programs.")] = TableOrJson.TABLE,
) -> None:
    """Say which books these are: where they lie, how far the journal goes, and what stands in them."""
    with open_books():
        from pledgebook.ledger.access import sight_of
        from pledgebook.ledger.summary import has_tables, summary
        from pledgebook.reporting.status import Status, status_text

        there = _is_there() and has_tables()
        books = summary(sight_of(reader(""))) if there else None
        found = Status(version=version("pledgebook"), database=_address(), books=books)
        _say(to_json(found) + "\n" if format is TableOrJson.JSON else status_text(found))


def verify() -> None:
    """Check the chain of the journal, and every record against a replay of it. Status 1 where they differ."""
    with open_books():
        from pledgebook.ledger.journal.verify import verify as verify_books

        try:
            with _progress("Verifying") as told:
                found = verify_books(told)
        except BrokenBooks as error:
            sys.stderr.write(f"pledgebook: {error}\n")
            raise typer.Exit(1) from error
        _say(
            f"The books hold together: {found.entries:,} entries, {found.rows:,} rows of records.\n"
            f"The last entry's hash: {found.hash}\n"
        )


def rebuild() -> None:
    """Make every record anew from the journal. Others read the old ones until it is done."""
    with open_books():
        from pledgebook.ledger.journal.rebuild import rebuild as rebuild_books

        with _progress("Rebuilding") as told:
            entries = rebuild_books(told)
        _say(f"Every record was made anew from {entries:,} entries.\n")


def backup(file: Annotated[Path, typer.Argument(help="The file to write; it must not be there.")]) -> None:
    """Write the whole ledger into one file, while others go on working."""
    with open_books():
        from pledgebook.ledger.backup import backup as write_backup

        head = write_backup(file)
        _say(f"{file} holds the books up to entry {head.seq:,} ({head.hash}).\n")


def restore(file: Annotated[Path, typer.Argument(help="A file that 'pledgebook backup' wrote.")]) -> None:
    """Fill an empty ledger from a backup, and verify it. Books that hold anything are refused."""
    from pledgebook.site.start import prepare_database

    prepare_database()
    from pledgebook.ledger.backup import restore as read_backup

    with _progress("Restoring") as told:
        found = read_backup(file, told)
    _say(f"The books are back: {found.entries:,} entries, all verified ({found.hash}).\n")


def undo(
    batch: Annotated[str, typer.Argument(help="The name of the batch, as 'pledgebook journal' shows it.")],
    reason: Annotated[str, typer.Option(help="Why; it stands in the journal.")],
    account: WrittenBy = "",
) -> None:
    """Take back all that a batch wrote, by entries that reverse it. The journal keeps both."""
    with open_books():
        from pledgebook.ledger.journal.reversing import undo_batch

        entries = undo_batch(batch, writer(account), reason)
        _say(f"{len(entries):,} entries of {batch!r} are taken back.\n")


def journal(
    after: Annotated[int, typer.Option(help="Only entries after this one.")] = 0,
    until: Annotated[int | None, typer.Option(help="Only entries up to this one.")] = None,
    format: Annotated[
        JournalFormat, typer.Option(help="For people, or whole entries as lines of JSON.")
    ] = JournalFormat.TABLE,
    account: SeenBy = "",
) -> None:
    """Print the journal: every entry, by whom, when, and what it says."""
    with open_books():
        from pledgebook.ledger.access import may_read_journal
        from pledgebook.ledger.journal.exporting import lines
        from pledgebook.reporting.journal import told_lines

        actor = reader(account)
        if not may_read_journal(actor):
            raise NotAllowed(f"{actor.name} may not read the journal; the secretariat and the auditor may")
        found = lines(after, until) if format is JournalFormat.JSONL else told_lines(after, until)
        with standard_output():
            sys.stdout.writelines(f"{line}\n" for line in found)


def _say(text: str) -> None:
    with standard_output():
        sys.stdout.write(text)


@contextmanager
def _progress(what: str) -> Iterator[_Told]:
    """A bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _address() -> str:
    from pledgebook.site import environment
    from pledgebook.site.addresses import shown_address

    return shown_address(environment.database_address())


def _is_there() -> bool:
    """Whether the database is there to be asked: to open a missing file of SQLite would make it."""
    from django.db import connection

    return connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).is_file()
