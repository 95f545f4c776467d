"""Start Django in a program that is no web server, and make its database ready."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pledgebook.site import environment
from pledgebook.site.addresses import shown_address
from pledgebook.vocabulary.errors import BadValue, DatabaseUnavailable

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_LOCK = 0x4D696772617465  # 'Migrate': the advisory lock on PostgreSQL, another than that of writers


def start() -> None:
    """Read the settings and load the ledger's tables. Calling it again does nothing.

    Raises BadValue where a setting is wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pledgebook.site.settings")
    import django  # here, so that commands that need no ledger stay fast

    django.setup()


def prepare_database() -> None:
    """Start, and bring the database to the tables of this version: what every command does before its work.

    The default file is made with its folder, for this user alone. Several processes may do this at once; a
    process that is killed leaves what the next one completes. Raises BadValue for a file that cannot be
    made, DatabaseUnavailable for a database that cannot be reached or that a newer version has been using.
    """
    start()
    from django.db import DatabaseError, connection

    if connection.vendor == "sqlite":
        _make_file(Path(str(connection.settings_dict["NAME"])))
    try:
        if _is_behind(connection):
            with _alone(connection):
                _migrate(connection)
    except DatabaseError as error:
        connection.close()
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise DatabaseUnavailable(
            f"the database {_shown()} cannot be used: {first}; "
            f"see that it runs and that {environment.DATABASE} is right"
        ) from error


def _shown() -> str:
    return shown_address(environment.database_address())


def _make_file(file: Path) -> None:
    if environment.default_database():
        environment.make_data_folder()
    if file.is_dir() or not file.parent.is_dir():
        raise BadValue(
            f"the ledger {file} cannot be made: "
            + ("that is a folder" if file.is_dir() else f"there is no folder {file.parent}")
            + f"; correct {environment.DATABASE}, or make the folder"
        )
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # what SQLite puts beside it is as private
    except OSError as error:
        raise BadValue(
            f"the ledger {file} cannot be opened: {error.strerror}; correct {environment.DATABASE}, or the "
            "permissions of the file"
        ) from error


def _is_behind(connection: BaseDatabaseWrapper) -> bool:
    """Whether migrations of this version are missing. Raises DatabaseUnavailable for unknown ones."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    loader = executor.loader
    known = set(loader.disk_migrations)
    known.update(replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces)
    unknown = sorted(key for key in loader.applied_migrations if key not in known)
    if unknown:
        raise DatabaseUnavailable(
            f"a newer Pledgebook has been using the database {_shown()} (it made {'.'.join(unknown[-1])}); "
            "update Pledgebook, or name another database"
        )
    return bool(executor.migration_plan(loader.graph.leaf_nodes()))


def _migrate(connection: BaseDatabaseWrapper) -> None:
    from django.core.management import call_command

    if _is_behind(connection):  # another process may have been faster
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """While this lasts, other processes that want to migrate wait."""
    from django.db import transaction

    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", (_LOCK,))
        return
    connection.disable_constraint_checking()  # SQLite cannot do that once the transaction has begun
    try:
        with transaction.atomic():  # takes the one write lock
            yield
    finally:
        connection.enable_constraint_checking()
