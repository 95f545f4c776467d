"""The figures of the books, as parts of bench/RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from tests.postgresql_server import binaries, server

from bench.books import appending, asking

WRITING = """## Writing the books

Entries a second that are checked, chained, projected, committed and synced, beside rows that are only
written. In bulk: {entries:,} stage entries on their pledges in one transaction. One by one: each in a
transaction of its own. The peers' rows have no rules, no chain, no records and no triggers.

"""
ASKING = """## Totals of long books

A total by donor and stage on books with {entries:,} stage entries, in milliseconds. 'First' includes making
the columnar copy; 'again' is every later question of the process; 'as known then' asks about half of the
journal. DuckDB groups a Parquet copy without relations, currencies or clocks; plain SQL does the same in the
database itself.

"""
_HEAD = (
    "database", "entries", "written a second", "first", "again", "after an entry", "as known then",
    "DuckDB over Parquet", "again, times DuckDB", "plain SQL", "most memory, MB",
)  # fmt: skip
_MISSING = "PostgreSQL is not installed, so the books were measured on SQLite alone.\n"

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def parts() -> Iterator[tuple[str, Table]]:
    """An introduction and a table for each of writing and asking."""
    with _databases("writing") as databases:
        yield (
            WRITING.format(entries=appending.STAGE_ENTRIES),
            (appending.HEAD, list(appending.rows(databases))),
        )
    with _databases("asking") as databases:
        found = [_asked(one) for one in asking.figures(databases)]
    yield ASKING.format(entries=asking.STAGE_ENTRIES), (_HEAD, found)


def missing() -> str:
    """What could not be measured here; empty where nothing is missing."""
    return "" if binaries() is not None else _MISSING


@contextmanager
def _databases(name: str) -> Iterator[Mapping[str, str]]:
    """Empty databases by their names: a file, and where it is installed a server that syncs its commits."""
    sqlite = {"SQLite": "sqlite:///{}/ledger.sqlite3"}
    if binaries() is None:
        yield sqlite
        return
    with server(durable=True) as address:
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}"')
        yield {**sqlite, "PostgreSQL": f"{address.rpartition('/')[0]}/{name}"}


def _asked(one: Mapping[str, Any]) -> tuple[str, ...]:
    times = [f"{one[key] * 1000:,.0f}" for key in ("first", "again", "after_an_entry", "as_known_then")]
    ratio = one["again"] / one["duckdb_parquet"]
    return (
        one["database"], f"{one['entries']:,}", f"{one['written_per_second']:,.0f}", *times,
        f"{one['duckdb_parquet'] * 1000:,.0f}", f"{ratio:.1f}", f"{one['plain_sql'] * 1000:,.0f}",
        f"{one['peak_megabytes']:,.0f}",
    )  # fmt: skip
