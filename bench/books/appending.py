"""How fast entries are written, in bulk and one by one, beside what writes plain rows.

    PLEDGEBOOK_DATABASE=... python -m bench.books.appending

prints the figures of one database, which should be empty, as a line of JSON. `rows` runs it for several and
makes a table of them. Everything that is measured is acknowledged after a commit that syncs.

The peers write rows of the journal's columns into a table of their own: no rules, no chain, no records, no
triggers. One by one means a transaction for each entry or row.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

STAGE_ENTRIES = 100_000
"""Written in bulk before entries are written one by one."""

HEAD = ("entries or rows a second", "in bulk", "one by one", "most memory, MB")

_SINGLE = 3_000
_ROWS = 50_000
_DAY = date(2026, 1, 15)
"""After everything in the long books, as it is when a desk reports what is new."""


def rows(databases: Mapping[str, str], stage_entries: int = STAGE_ENTRIES) -> Iterator[tuple[str, ...]]:
    """The rows of a table with the columns of HEAD, for databases by their names and addresses; `{}` in an
    address stands for a folder."""
    for name, address in databases.items():
        found = _apart(address, stage_entries)
        yield _row(f"Pledgebook, {name}", found["pledgebook"], found["megabytes"])
        for peer, figures in found["peers"].items():
            yield _row(f"{peer}, {name}", figures, None)


def _row(name: str, figures: Mapping[str, float | None], megabytes: float | None) -> tuple[str, ...]:
    cells = (figures["bulk"], figures["single"], megabytes)
    return (name, *("" if cell is None else f"{cell:,.0f}" for cell in cells))


def _apart(address: str, stage_entries: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        places = {"PLEDGEBOOK_DATA": folder, "PLEDGEBOOK_DATABASE": address.format(folder)}
        done = subprocess.run(
            [sys.executable, "-m", "bench.books.appending", str(stage_entries)],
            env={**os.environ, **places},
            cwd=Path(__file__).parents[2],
            check=True,
            stdout=subprocess.PIPE,
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(stage_entries: int) -> None:
    """Write, and print what was measured."""
    from pledgebook.site.start import start

    start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    found: dict[str, Any] = {"pledgebook": _ours(stage_entries), "megabytes": most_memory()}
    found["peers"] = _peers()
    sys.stdout.write(json.dumps(found) + "\n")


def _ours(stage_entries: int) -> dict[str, float]:
    """Entries a second: validated, chained, projected, committed."""
    from bench.books.long_books import STEPS, WRITER, write
    from pledgebook.ledger.journal.append import append
    from pledgebook.ledger.journal.entries import Draft
    from pledgebook.ledger.payloads import Citation, StageChange
    from pledgebook.vocabulary.stages import Stage

    begun = time.perf_counter()
    bulk = write(stage_entries) / (time.perf_counter() - begun)
    chance = random.Random(28)  # noqa: S311 - the same pledges each time
    cited = (Citation(source="made up for measuring"),)

    def one() -> None:
        change = StageChange(source=Stage.ANNOUNCED, target=Stage.CONFIRMED, amount=Decimal("0.01"))
        uid = f"P-{chance.randrange(stage_entries // STEPS)}"
        append([Draft(subject=uid, payload=change, valid_on=_DAY, evidence=cited)], WRITER)

    return {"bulk": bulk, "single": _pace(one, _SINGLE)}


def _peers() -> dict[str, dict[str, float | None]]:
    """Rows a second, written by others into a table without anything around it."""
    from django.db import connection

    from bench.books.plain_rows import PlainRow, copied, inserted, some

    with connection.schema_editor() as editor:
        editor.create_model(PlainRow)
    fresh = some(_ROWS)
    begun = time.perf_counter()
    PlainRow._default_manager.bulk_create(fresh, batch_size=5_000)
    bulk = _ROWS / (time.perf_counter() - begun)
    following = iter(some(_SINGLE, after=_ROWS))
    single = _pace(lambda: next(following).save(force_insert=True), _SINGLE)
    begun = time.perf_counter()
    name, write = ("COPY", copied) if connection.vendor == "postgresql" else ("executemany", inserted)
    write(some(_ROWS, after=2 * _ROWS))
    plain = _ROWS / (time.perf_counter() - begun)
    return {"Django": {"bulk": bulk, "single": single}, name: {"bulk": plain, "single": None}}


def _pace(work: Callable[[], object], times: int) -> float:
    """How often something is done in a second."""
    begun = time.perf_counter()
    for _ in range(times):
        work()
    return times / (time.perf_counter() - begun)


def most_memory() -> float:
    """The most memory that this process held so far, in megabytes; a process begins with its parent's on
    Linux, where the kernel knows better."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STAGE_ENTRIES)
