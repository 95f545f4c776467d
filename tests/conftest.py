"""What all tests share."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.postgresql_server import binaries, server

POSTGRESQL = "PLEDGEBOOK_TEST_POSTGRESQL"
"""The address of the server that the tests use; where it is not set, they start one of their own."""

_running = ExitStack()


def _start_django() -> None:
    """Give Django a data folder of its own, before any test imports a table."""
    os.environ["PLEDGEBOOK_DATA"] = _running.enter_context(tempfile.TemporaryDirectory(prefix="pledgebook-"))
    os.environ.pop("PLEDGEBOOK_DATABASE", None)
    from pledgebook.site.start import start

    start()


_start_django()


def pytest_configure(config: pytest.Config) -> None:
    """Start a PostgreSQL server, once for all workers."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and POSTGRESQL not in os.environ and binaries() is not None:
        os.environ[POSTGRESQL] = _running.enter_context(server())
        _running.callback(os.environ.pop, POSTGRESQL, None)


def pytest_unconfigure() -> None:
    """Stop the server and remove what the tests left."""
    _running.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder shared/ beside the project; tests that ask for it, and are marked so, skip without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs {folder}: real articles and workbooks that are no part of the project")
    return folder
