"""A writer that is killed loses nothing that was acknowledged, and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import time

from tests.ledger.faults.writers import ENDLESS, Nursery, nursery

from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.journal.verify import verify

KILLS = 200


def test_two_hundred_killed_writers(books: str) -> None:
    moments = random.Random(27)  # noqa: S311 - any moments will do
    kept: dict[int, str] = {}
    with nursery(books) as writers:
        for number in range(KILLS):
            # Sometimes before the first entry is acknowledged, mostly between two.
            fresh = _killed(writers, moments.uniform(0, 0.02), after_first=number % 4 > 0)
            assert _hashes(fresh) == fresh
            assert verify().entries >= max(fresh, default=0)
            kept |= fresh
    assert len(kept) > KILLS / 2
    assert _hashes(kept) == kept


def _killed(writers: Nursery, wait: float, *, after_first: bool) -> dict[int, str]:
    """Start a writer, kill it, and return the hashes of the entries that it was told are kept."""
    writers.start(1, ENDLESS)
    kept: dict[int, str] = {}
    writer = 0
    while not writer or (after_first and not kept):
        match writers.words():
            case ["born", number]:
                writer = int(number)
            case ["kept", seq, own]:
                kept[int(seq)] = own
    time.sleep(wait)
    os.kill(writer, signal.SIGKILL)
    while (said := writers.words()) != ["gone"]:
        kept[int(said[1])] = said[2]
    return kept


def _hashes(kept: dict[int, str]) -> dict[int, str]:
    """The hashes that these entries have in the books."""
    return {seq: entry.hash for seq, entry in entries_at(list(kept)).items()}
