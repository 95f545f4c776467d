"""A writer that is killed loses nothing that was acknowledged and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time

from tests.ledger.faults.writers import nursery, words

from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.journal.verify import verify

KILLS = 200


def test_two_hundred_killed_writers(books: str) -> None:
    moments = random.Random(27)  # noqa: S311 - any moments will do
    kept: dict[int, str] = {}
    with nursery(books) as writers:
        assert words(writers.stdout) == ["ready"]
        for number in range(KILLS):
            # At times before the first entry is acknowledged, at times between two.
            fresh = _killed(writers, moments.uniform(0, 0.02), after_first=number % 4 > 0)
            found = entries_at(list(fresh))
            assert {seq: found[seq].hash for seq in fresh if seq in found} == fresh
            assert verify().entries >= max(fresh, default=0)
            kept |= fresh
    assert len(kept) > KILLS / 2
    assert {seq: entry.hash for seq, entry in entries_at(sorted(kept)).items()} == kept


def _killed(writers: subprocess.Popen[bytes], wait: float, *, after_first: bool) -> dict[int, str]:
    """Start a writer, kill it, and return the entries that it was told are kept."""
    assert writers.stdin is not None
    writers.stdin.write(b"go\n")
    writers.stdin.flush()
    kept: dict[int, str] = {}
    pid = 0
    while not pid or (after_first and not kept):
        match words(writers.stdout):
            case ["born", number]:
                pid = int(number)
            case ["kept", seq, own]:
                kept[int(seq)] = own
    time.sleep(wait)
    os.kill(pid, signal.SIGKILL)
    while (said := words(writers.stdout)) != ["gone"]:
        kept[int(said[1])] = said[2]
    return kept
