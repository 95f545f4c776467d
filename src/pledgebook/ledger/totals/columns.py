"""A columnar copy of what totals need, kept up to date with the journal, in DuckDB's memory.

The books stay the one truth. The copy holds every version of every pledge and movement of a sum, with the
entries from which and until which it is believed, so that a question about the past is a filter here too. It
is brought up to date before each question: linear in what is new. Pledges are numbered, stages are the
heights
of vocabulary.stages.rung, visibilities their rank, so that the copy is small and quick to go through.
"""

from __future__ import annotations

import csv
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from pledgebook.ledger.journal.store import head
from pledgebook.vocabulary.pledges import PledgeNature, Visibility
from pledgebook.vocabulary.stages import Stage, rung

_MEMORY = "512MB"
_NULL = "\\N"
_FORM = f"header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', nullstr = '{_NULL}'"

LEVELS = {visibility: level for level, visibility in enumerate(Visibility)}
"""How far from public a record is."""

_ALONE = ", ".join(
    f"'{nature}'" for nature in (PledgeNature.PLEDGE, PledgeNature.FRAMEWORK, PledgeNature.TOTAL)
)
"""What counts by itself; whether other natures count depends on the question or on what is around them."""

_PLEDGES = """SELECT seq, until, uid, valid_on, visibility, donors, recipient, meeting, nature, currency, low,
    high, aid_type, capability, programme FROM ledger_pledgerecord WHERE seq > {after} AND seq <= {last}"""
_MOVEMENTS = """SELECT seq, until, pledge, valid_on, visibility, source, target, cents FROM ledger_movement
    WHERE seq > {after} AND seq <= {last} AND line = '' AND cents IS NOT NULL"""
_ENDED = "SELECT seq, until FROM {table} WHERE until > {after} AND seq <= {last}"
_APART = """SELECT source FROM ledger_relationrecord UNION SELECT target FROM ledger_relationrecord
    UNION SELECT subject FROM ledger_disputerecord WHERE about = 'pledge'
    UNION SELECT uid FROM ledger_pledgerecord WHERE low = 0 OR entry IN
        (SELECT entry FROM ledger_pledgedonor WHERE share IS NOT NULL)"""

_TABLES = (
    """CREATE OR REPLACE TABLE numbers (no INTEGER, uid VARCHAR)""",
    """CREATE OR REPLACE TABLE pledge (seq BIGINT, until BIGINT, no INTEGER, announced DATE, level UTINYINT,
    donors VARCHAR, recipient VARCHAR, meeting VARCHAR, nature VARCHAR, currency VARCHAR, low BIGINT,
    high BIGINT, aid_type VARCHAR, capability VARCHAR, programme VARCHAR)""",
    """CREATE OR REPLACE TABLE movement (seq BIGINT, until BIGINT, no INTEGER, valid_on DATE, level UTINYINT,
    source TINYINT, target TINYINT, cents BIGINT)""",
    """CREATE OR REPLACE TABLE apart (no INTEGER)""",
    """CREATE OR REPLACE TABLE stage (name VARCHAR, height TINYINT)""",
    """CREATE OR REPLACE TABLE visibility (name VARCHAR, level UTINYINT)""",
)


class Columns:
    """The copy of one ledger; questions from several threads take turns."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._first = ""
        self.seen = 0
        self.database = duckdb.connect(config={"memory_limit": _MEMORY, "threads": 2})

    @contextmanager
    def current(self) -> Iterator[Columns]:
        """The copy, up to date with the books, for one question."""
        with self._lock:
            self._refresh()
            yield self

    @property
    def books(self) -> str:
        """The hash of the first entry: the name of the books that this is a copy of."""
        return self._first

    def insert(self, table: str, definition: str, rows: Iterable[Sequence[Any]], chosen: str = "*") -> None:
        """Add rows to a table by way of a file, which DuckDB reads much faster than one row after another.

        `definition` names the columns of the rows and their types, `chosen` what of them goes in.
        """
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rows.csv"
            with file.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(
                    [_NULL if value is None else value for value in row] for row in rows
                )
            self.database.execute(
                f"INSERT INTO {table} SELECT {chosen} FROM read_csv('{file}', auto_detect = false, "
                f"{_FORM}, columns = {{{definition}}})"
            )

    def _refresh(self) -> None:
        """Bring the copy up to date; start anew where the books are others than before."""
        last, first = head().seq, _first_hash()
        if first != self._first or last < self.seen:
            self._begin(first)
        if last == self.seen:
            return
        bounds = {"after": self.seen, "last": last}
        self._add_pledges(_PLEDGES.format(**bounds))
        self._add_movements(_MOVEMENTS.format(**bounds))
        if self.seen:
            for table in ("pledge", "movement"):
                source = f"ledger_{'pledgerecord' if table == 'pledge' else table}"
                self._end(table, _ENDED.format(table=source, **bounds))
        self._set_apart()
        self.seen = last

    def _begin(self, first: str) -> None:
        self._first, self.seen = first, 0
        for statement in _TABLES:
            self.database.execute(statement)
        self.database.executemany(
            "INSERT INTO stage VALUES (?, ?)", [(stage.value, rung(stage)) for stage in Stage]
        )
        self.database.executemany(
            "INSERT INTO visibility VALUES (?, ?)", [(level.value, rank) for level, rank in LEVELS.items()]
        )

    def _add_pledges(self, query: str) -> None:
        self.database.execute(
            "CREATE OR REPLACE TEMP TABLE fresh (seq BIGINT, until BIGINT, uid VARCHAR, announced DATE, "
            "visibility VARCHAR, donors VARCHAR, recipient VARCHAR, meeting VARCHAR, nature VARCHAR, "
            "currency VARCHAR, low BIGINT, high BIGINT, aid_type VARCHAR, capability VARCHAR, "
            "programme VARCHAR)"
        )
        definition = _definition(self.database, "fresh")
        self.insert("fresh", definition, _rows(query))
        self.database.execute(
            "INSERT INTO numbers SELECT (SELECT count(*) FROM numbers) + row_number() OVER () - 1, uid "
            "FROM (SELECT DISTINCT uid FROM fresh EXCEPT SELECT uid FROM numbers)"
        )
        self.database.execute(
            "INSERT INTO pledge SELECT seq, until, no, announced, level, donors, recipient, meeting, nature, "
            "currency, low, high, aid_type, capability, programme FROM fresh JOIN numbers USING (uid) "
            "JOIN visibility ON visibility.name = fresh.visibility"
        )
        self.database.execute("DROP TABLE fresh")

    def _add_movements(self, query: str) -> None:
        self.database.execute(
            "CREATE OR REPLACE TEMP TABLE fresh (seq BIGINT, until BIGINT, uid VARCHAR, valid_on DATE, "
            "visibility VARCHAR, source VARCHAR, target VARCHAR, cents BIGINT)"
        )
        self.insert("fresh", _definition(self.database, "fresh"), _rows(query))
        self.database.execute(
            "INSERT INTO movement SELECT seq, until, no, valid_on, level, s.height, t.height, cents "
            "FROM fresh JOIN numbers USING (uid) JOIN visibility v ON v.name = fresh.visibility "
            "JOIN stage t ON t.name = fresh.target LEFT JOIN stage s ON s.name = fresh.source"
        )
        self.database.execute("DROP TABLE fresh")

    def _end(self, table: str, query: str) -> None:
        """Note the rows that are believed no more."""
        self.database.execute("CREATE OR REPLACE TEMP TABLE fresh (seq BIGINT, until BIGINT)")
        self.insert("fresh", _definition(self.database, "fresh"), _rows(query))
        self.database.execute(
            f"UPDATE {table} SET until = fresh.until FROM fresh WHERE fresh.seq = {table}.seq"
        )
        self.database.execute("DROP TABLE fresh")

    def _set_apart(self) -> None:
        """The pledges that only the counting engine can count, because they do not count alone."""
        self.database.execute("CREATE OR REPLACE TEMP TABLE fresh (uid VARCHAR)")
        self.insert("fresh", _definition(self.database, "fresh"), _rows(_APART))
        self.database.execute("DELETE FROM apart")
        self.database.execute(
            "INSERT INTO apart SELECT no FROM numbers JOIN fresh USING (uid) "
            f"UNION SELECT no FROM pledge WHERE nature NOT IN ({_ALONE})"
        )
        self.database.execute("DROP TABLE fresh")


def _definition(database: duckdb.DuckDBPyConnection, table: str) -> str:
    columns = database.execute(f"DESCRIBE {table}").fetchall()
    return ", ".join(f"'{column[0]}': '{column[1]}'" for column in columns)


def _rows(query: str) -> Iterator[Sequence[Any]]:
    """The rows that the books' database gives, some thousands in memory at a time."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        while chunk := cursor.fetchmany(10_000):
            yield from chunk


def _first_hash() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM journal WHERE seq = 1")
        row = cursor.fetchone()
    return row[0] if row else ""
