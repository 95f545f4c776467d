"""Processes that write entries, until they are killed or until they have written enough.

    python -m tests.ledger.faults.writers ADDRESS

A line 'NUMBER EACH' on the standard input starts so many writers of so many appends each, by forks of this
process, which has loaded everything. Each says 'born PID', then 'kept SEQ HASH' for every entry that the
books have acknowledged; when all are gone, this process says 'gone'.
"""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from tests.ledger.conftest import use_database
from tests.ledger.samples import parties, pledge, stage

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.journal.append import append
from pledgebook.vocabulary.stages import Stage

SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))
ENDLESS = 10**9


class Nursery:
    """The process that starts writers, as the tests talk to it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._said = process.stdin, process.stdout

    def start(self, number: int, each: int) -> None:
        """Start so many writers of so many appends."""
        self._orders.write(f"{number} {each}\n".encode())
        self._orders.flush()

    def words(self) -> list[str]:
        """The words of the next line. Raises EOFError where there is none any more."""
        line = self._said.readline()
        if not line:
            raise EOFError("the writers are gone")
        return line.decode().split()


@contextmanager
def nursery(address: str) -> Iterator[Nursery]:
    """A nursery of writers into the books at an address, which get some parties."""
    command = [sys.executable, "-m", "tests.ledger.faults.writers", address]
    folder = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        found = Nursery(process)
        assert found.words() == ["ready"]
        yield found


def main(address: str) -> None:
    """Start writers for each line on the standard input."""
    use_database(address)
    append(parties(), SECRETARIAT)
    connections.close_all()
    _say("ready")
    for line in sys.stdin:
        number, each = map(int, line.split())
        writers = [_fork(each) for _ in range(number)]
        for writer in writers:
            os.waitpid(writer, 0)
        _say("gone")


def _fork(each: int) -> int:
    writer = os.fork()
    if writer:
        return writer
    status = 1
    try:
        _say(f"born {os.getpid()}")
        _write(each)
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def _write(each: int) -> None:
    """Append one entry after the other, and every third time two at once."""
    for number in range(each):
        uid = f"P-{os.getpid()}-{number}"
        drafts = [pledge(uid)]
        if number % 3 == 0:
            drafts.append(stage(uid, Stage.ANNOUNCED, Stage.CONFIRMED, "40"))
        _say("\n".join(f"kept {entry.seq} {entry.hash}" for entry in append(drafts, SECRETARIAT)))


def _say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1])
