"""The address of the database: what it means to Django, and how it is shown without its password."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from pledgebook.site.environment import DATABASE
from pledgebook.vocabulary.errors import BadValue

_WRITERS_WAIT = 60
"""So many seconds a writer waits for the others before the database counts as busy."""

_CONNECT_WAIT = 10
"""So many seconds until a server that does not answer counts as away."""

# Both find what is secret in an address that cannot be taken apart as well: a password with '/' in it.
_PASSWORD = re.compile(r"(?s)(://[^:/@?]*):.*@")
_SECRET_OPTION = re.compile(r"(?i)([?&][^=&]*pass[^=&]*=)[^&]*")


def database_settings(address: str) -> dict[str, Any]:
    """The connection that an address names. Raises BadValue for one that names no database.

    A relative file is taken from the folder in which the program runs, now and not when it is opened. SQLite
    writes ahead and syncs each commit: what is acknowledged outlives a crash.
    """
    if address.partition(":")[0].lower() == "sqlite":
        return _sqlite(_file_of(address))
    return _postgresql(address)


def shown_address(address: str) -> str:
    """An address as it may be printed: with stars for a password, wherever in it that stands."""
    return _SECRET_OPTION.sub(r"\1***", _PASSWORD.sub(r"\1:***@", address))


def _file_of(address: str) -> Path:
    if not address.lower().startswith("sqlite:///"):
        raise _bad(address, "and needs three slashes before a relative file, four before a whole path")
    parts = urlsplit(address)
    name = unquote(parts.path[1:])
    if not name.strip() or "\0" in name or name == ":memory:":
        raise _bad(address, "and names no file; a ledger in memory would be lost")
    if parts.query or parts.fragment:
        raise _bad(address, "and a file takes no options; in its name write %3F for '?' and %23 for '#'")
    return Path(name).expanduser().absolute()


def _bad(address: str, problem: str) -> BadValue:
    return BadValue(
        f"{DATABASE} is {shown_address(address)} {problem}; write sqlite:///ledger.sqlite3, or "
        "sqlite:////srv/ledger.sqlite3"
    )


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": _WRITERS_WAIT,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    """The message never repeats the address, which may hold a password."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=None))
    except ValueError as error:
        raise BadValue(
            f"{DATABASE} cannot be understood; write postgresql://USER:PASSWORD@HOST:PORT/NAME, with %2F for "
            "'/', %40 for '@' and %3A for ':' in a name or password"
        ) from error
    if found["ENGINE"] != "django.db.backends.postgresql":
        raise BadValue(f"{DATABASE} is of a kind that Pledgebook does not use; write sqlite or postgresql")
    if not found["NAME"]:
        raise BadValue(f"{DATABASE} is {shown_address(address)} and names no database; add /NAME at its end")
    found.setdefault("OPTIONS", {}).setdefault("connect_timeout", _CONNECT_WAIT)
    return found
