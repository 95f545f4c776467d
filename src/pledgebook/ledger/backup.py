"""Backups: the whole database in one file, made while others work, and put back into an empty database.

SQLite is copied page by page through its own interface; PostgreSQL through pg_dump and pg_restore, which are
told where the database is, and its password, by their environment and never on a command line.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from pledgebook.ledger.journal.entries import Head
from pledgebook.ledger.journal.replay import Progress, silent
from pledgebook.ledger.journal.snapshot import sqlite_file, standing_still
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.journal.transaction import answering, cause_of
from pledgebook.ledger.journal.verify import Verified, verify
from pledgebook.ledger.models import Account
from pledgebook.vocabulary.errors import DatabaseUnavailable, Fault, Refused

_FORMS = {b"SQLite format 3\0": "sqlite", b"PGDMP": "postgresql"}
"""How the backups of each database begin."""

_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def backup(target: Path) -> Head:
    """Write the whole database into a new file that only its owner may read. The end of its journal.

    Everybody can go on working meanwhile. Raises Refused where there is such a file or no such folder, and
    DatabaseUnavailable where the database, the disk or pg_dump fails; then there is no file.
    """
    with _new_file(target) as file, answering():
        return _copy_sqlite(file) if connection.vendor == "sqlite" else _dump_postgresql(file)


def restore(source: Path, progress: Progress = silent) -> Verified:
    """Fill an empty database from a backup, bring its tables up to date, and verify it.

    Raises Refused where the database is not empty or the file is no backup of such a database,
    DatabaseUnavailable where the database or pg_restore fails, and then nothing is changed; BrokenBooks where
    what was restored does not hold together.
    """
    _check_form(source)
    with answering():
        _check_empty()
        if connection.vendor == "sqlite":
            _fill_sqlite(source)
        else:
            _fill_postgresql(source)
        _check_age(source)
        call_command("migrate", verbosity=0, interactive=False)
    return verify(progress)


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A file to write, which gets its name when it is complete and on the disk."""
    part = target.with_name(f"{target.name}.part")
    if target.exists():
        raise _refused(target, "there is such a file already; name a new one")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise _refused(part, "a backup is being written there, or one broke off; remove it") from error
    except OSError as error:
        raise _refused(target, f"it cannot be written: {error.strerror}; name another") from error
    try:
        yield part
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(file: Path) -> Head:
    with (
        closing(sqlite_file(Path(connection.settings_dict["NAME"]))) as raw,
        closing(sqlite3.connect(file)) as copy,
    ):
        raw.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        row = copy.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return Head(*row) if row else Head()


def _fill_sqlite(source: Path) -> None:
    connection.ensure_connection()
    try:
        with closing(sqlite_file(source)) as raw:
            raw.backup(connection.connection)
    except sqlite3.DatabaseError as error:
        raise _refused(source, f"it cannot be copied: {cause_of(error)}; take another backup") from error
    connection.close()


def _dump_postgresql(file: Path) -> Head:
    with standing_still():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (moment,) = cursor.fetchone()
        end = head()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={moment}",
            f"--file={file}",
        )
    return Head(end.seq, end.hash)


def _fill_postgresql(source: Path) -> None:
    connection.ensure_connection()
    name = f"--dbname={connection.settings_dict['NAME']}"
    _run(
        "pg_restore", "--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner",
        "--no-privileges", name, str(source),
    )  # fmt: skip
    connection.close()


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the default database."""
    found = shutil.which(program)
    if found is None:
        raise DatabaseUnavailable(
            f"{program} is not installed; install the clients of PostgreSQL (Debian: postgresql-client)"
        )
    environment = {**os.environ, **_settings()}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with arguments of ours
        [found, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"it ended with status {done.returncode}"
        raise DatabaseUnavailable(f"{said}; nothing was changed: mend it and try again")


def _settings() -> dict[str, str]:
    """Where the default database is and how to get in, as the programs of PostgreSQL find it in their
    environment."""
    options = connection.connection.pgconn.info
    return {o.envvar.decode(): o.val.decode() for o in options if o.envvar is not None and o.val is not None}


def _check_form(source: Path) -> None:
    try:
        with source.open("rb") as stream:
            begin = stream.read(16)
    except OSError as error:
        raise _refused(source, f"it cannot be read: {error.strerror}; correct the path") from error
    form = next((form for mark, form in _FORMS.items() if begin.startswith(mark)), None)
    if form is None:
        raise _refused(source, "it is no backup; name a file that `pledgebook backup` wrote")
    if form != connection.vendor:
        kept, here = _NAMES[form], _NAMES[connection.vendor]
        raise _refused(
            source, f"it is a backup from {kept} and PLEDGEBOOK_DATABASE names {here}; name a {kept} database"
        )


def _check_empty() -> None:
    """That nothing is lost by filling the database: it has no tables but ours, no entries and no accounts."""
    name = str(connection.settings_dict["NAME"])
    tables = set(connection.introspection.table_names())
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {
        "django_migrations"
    }
    problem = None
    if tables - ours:
        problem = f"it has tables of something else ({min(tables - ours)})"
    elif "journal" in tables and head().seq:
        problem = f"it has {head().seq} entries"
    elif Account._meta.db_table in tables and Account.objects.exists():
        problem = "it has accounts"
    if problem:
        raise _refused(f"the database {name}", f"{problem}; let PLEDGEBOOK_DATABASE name an empty one")


def _check_age(source: Path) -> None:
    loader = MigrationLoader(connection)
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    if unknown:
        raise DatabaseUnavailable(
            f"{source} was written by a newer Pledgebook (it has {unknown[0][1]}); update, and run "
            "`pledgebook verify`"
        )


def _refused(what: Path | str, problem: str) -> Refused:
    return Refused([Fault(str(what), problem)])
