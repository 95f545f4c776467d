"""How fast a total is on books with a million stage entries, beside DuckDB over Parquet and plain SQL.

    PLEDGEBOOK_DATABASE=... python -m bench.books.asking STAGE_ENTRIES

prints the figures of one database as a line of JSON; each is measured in a process of its own, whose peak
memory is then that of writing and asking. `figures` runs it for both databases.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from bench.books.appending import most_memory

STAGE_ENTRIES = 1_000_000

_RUNS = 7
_PLAIN = """SELECT p.donors, m.target, SUM(m.cents) FROM ledger_movement m
    JOIN ledger_pledgerecord p ON p.uid = m.pledge AND p.until IS NULL
    WHERE m.until IS NULL GROUP BY p.donors, m.target"""
_COPY = """SELECT p.donors, m.target AS stage, m.cents FROM ledger_movement m
    JOIN ledger_pledgerecord p ON p.uid = m.pledge AND p.until IS NULL WHERE m.until IS NULL"""


def figures(databases: Mapping[str, str], stage_entries: int = STAGE_ENTRIES) -> Iterator[dict[str, Any]]:
    """The figures of each database, by its name and address."""
    for name, address in databases.items():
        with tempfile.TemporaryDirectory() as folder:
            places = {"PLEDGEBOOK_DATA": folder, "PLEDGEBOOK_DATABASE": address.format(folder)}
            done = subprocess.run(
                [sys.executable, "-m", "bench.books.asking", str(stage_entries)],
                env={**os.environ, **places},
                cwd=Path(__file__).parents[2],
                check=True,
                stdout=subprocess.PIPE,
            )
        yield {"database": name, **json.loads(done.stdout.splitlines()[-1])}


def main(stage_entries: int) -> None:
    """Write the books, ask them, and print what was measured."""
    from pledgebook.site.start import start

    start()
    from django.core.management import call_command

    from bench.books.long_books import write

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    entries = write(stage_entries)
    pace = entries / (time.perf_counter() - begun)
    found: dict[str, Any] = {"entries": entries, "written_per_second": pace}
    found |= _asked()
    found |= _peers()
    found["peak_megabytes"] = most_memory()
    sys.stdout.write(json.dumps(found) + "\n")


def _asked() -> dict[str, float]:
    """Our totals: the first question of a process, the next, one after a new entry, one about the past."""
    from bench.books.long_books import WRITER, one_more
    from pledgebook.ledger.access import PUBLIC, sight_of
    from pledgebook.ledger.clocks import Clocks
    from pledgebook.ledger.journal.append import append
    from pledgebook.ledger.journal.store import head
    from pledgebook.ledger.totals.answering import totals
    from pledgebook.ledger.totals.question import Dimension, Question

    question = Question(by=(Dimension.DONOR, Dimension.STAGE))
    past = Question(by=question.by, clocks=Clocks(known=head().seq // 2))
    everybody = sight_of(PUBLIC)
    first = _seconds(lambda: totals(question, everybody))
    again = median(_seconds(lambda: totals(question, everybody)) for _ in range(_RUNS))
    append([one_more()], WRITER)
    after = _seconds(lambda: totals(question, everybody))
    then = median(_seconds(lambda: totals(past, everybody)) for _ in range(3))
    return {"first": first, "again": again, "after_an_entry": after, "as_known_then": then}


def _peers() -> dict[str, float]:
    """The same group-by as plain SQL in the database, and in DuckDB over a Parquet copy."""
    import duckdb
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        plain = median(_seconds(lambda: cursor.execute(_PLAIN) and cursor.fetchall()) for _ in range(3))
        rows, copy = Path(folder) / "rows.csv", Path(folder) / "copy.parquet"
        cursor.execute(_COPY)
        with rows.open("w", encoding="utf-8") as stream:
            stream.write("donor,stage,cents\n")
            while chunk := cursor.fetchmany(10_000):
                stream.writelines(f"{donor},{stage},{cents}\n" for donor, stage, cents in chunk)
        database = duckdb.connect()
        database.execute(f"COPY (SELECT * FROM '{rows}') TO '{copy}'")
        statement = f"SELECT donor, stage, sum(cents) FROM '{copy}' GROUP BY donor, stage"
        columnar = median(_seconds(lambda: database.execute(statement).fetchall()) for _ in range(_RUNS))
    return {"plain_sql": plain, "duckdb_parquet": columnar}


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]))
