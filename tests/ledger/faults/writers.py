"""Processes that write entries until they are killed.

    python -m tests.ledger.faults.writers ADDRESS

Each line on the standard input starts one, by a fork of this process, which has loaded everything. It says
'born PID', then 'kept SEQ HASH' for each entry that the books have acknowledged; when it is gone, this process
says 'gone'.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO


@contextmanager
def nursery(address: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process that starts writers, as the tests talk to it."""
    command = [sys.executable, "-m", "tests.ledger.faults.writers", address]
    folder = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.stdin.close() if process.stdin else None
            process.wait(60)


def words(stream: IO[bytes] | None) -> list[str]:
    """The words of the next line; raises EOFError where there is none any more."""
    line = stream.readline() if stream else b""
    if not line:
        raise EOFError("the writers are gone")
    return line.decode().split()


def main(address: str) -> None:
    """Start a writer for each line on the standard input."""
    from pledgebook.site.start import start

    start()
    from django.db import connections
    from tests.ledger.conftest import use_database
    from tests.ledger.samples import parties

    from pledgebook.ledger.access import Actor, Role
    from pledgebook.ledger.journal.append import append

    use_database(address)
    append(parties(), Actor("secretariat", frozenset({Role.SECRETARIAT})))
    connections.close_all()
    _say("ready")
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            _write()
        _say(f"born {pid}")
        os.waitpid(pid, 0)
        _say("gone")


def _write() -> None:
    """Append one entry after the other, and every third time two at once."""
    from tests.ledger.samples import pledge, stage

    from pledgebook.ledger.access import Actor, Role
    from pledgebook.ledger.journal.append import append
    from pledgebook.vocabulary.stages import Stage

    actor = Actor("secretariat", frozenset({Role.SECRETARIAT}))
    for number in count():
        uid = f"P-{os.getpid()}-{number}"
        drafts = [pledge(uid)]
        if number % 3 == 0:
            drafts.append(stage(uid, Stage.ANNOUNCED, Stage.CONFIRMED, "40"))
        _say("\n".join(f"kept {entry.seq} {entry.hash}" for entry in append(drafts, actor)))


def _say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1])
