"""What the tests of the books share: an empty ledger for each test, on SQLite and on PostgreSQL, and the
cast."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from tests.conftest import POSTGRESQL

from pledgebook.ledger.access import PUBLIC, Actor, Role
from pledgebook.site.settings import database_settings


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of an empty ledger, to copy."""
    file = tmp_path_factory.mktemp("template") / "ledger.sqlite3"
    use_database(f"sqlite:///{file}")
    call_command("migrate", verbosity=0)
    connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections["default"].close()
    return file


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[tuple[str, str]]:
    """The server's address, and the name of a database with the tables of an empty ledger, to copy."""
    server = os.environ.get(POSTGRESQL)
    if server is None:
        pytest.skip("needs a PostgreSQL server; `make system` installs Debian's")
    name = f"template_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    use_database(_beside(server, name))
    call_command("migrate", verbosity=0)
    connections["default"].close()
    yield server, name
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty ledger of this test's own, as the default database: once on SQLite, once on PostgreSQL.

    The value is its address.
    """
    address, remove = _new_database(request, tmp_path)
    use_database(address)
    yield address
    connections["default"].close()
    remove()


def _new_database(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Callable[[], None]]:
    if request.param == "sqlite":
        file = tmp_path / "ledger.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}", lambda: None
    server, template = request.getfixturevalue("postgresql_template")
    name = f"books_{uuid4().hex[:12]}"

    def run(statement: str) -> None:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(statement)

    run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return _beside(server, name), lambda: run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _beside(server: str, name: str) -> str:
    return f"{server.rpartition('/')[0]}/{name}"


def use_database(address: str) -> None:
    """Make the database at an address the default one of this thread."""
    settings: dict[str, Any] = database_settings(address)
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": settings})["default"]


@pytest.fixture
def secretariat() -> Actor:
    """The staff of the chairs."""
    return Actor("secretariat", frozenset({Role.SECRETARIAT}))


@pytest.fixture
def germany() -> Actor:
    """The desk of one donor."""
    return Actor("desk of Germany", frozenset({Role.DONOR_DESK}), "DE")


@pytest.fixture
def norway() -> Actor:
    """The desk of another donor."""
    return Actor("desk of Norway", frozenset({Role.DONOR_DESK}), "NO")


@pytest.fixture
def ukraine() -> Actor:
    """The desk of the recipient."""
    return Actor("desk of Ukraine", frozenset({Role.RECIPIENT_DESK}), "UA")


@pytest.fixture
def analyst() -> Actor:
    """Somebody who decides what reading found."""
    return Actor("analyst", frozenset({Role.ANALYST}))


@pytest.fixture
def auditor() -> Actor:
    """Somebody who reads everything and writes nothing."""
    return Actor("auditor", frozenset({Role.AUDITOR}))


@pytest.fixture
def stranger() -> Actor:
    """Somebody without an account."""
    return PUBLIC
