"""Many writers at once: they queue, and nothing is lost or forked."""

from __future__ import annotations

from django.db import connection
from tests.ledger.faults.writers import nursery

from pledgebook.ledger.journal.store import entries
from pledgebook.ledger.journal.verify import verify
from pledgebook.ledger.models import PledgeRecord

WRITERS = {"sqlite": 20, "postgresql": 200}
EACH = 4
ENTRIES_EACH = 6
"""The first and the fourth append of each writer have two entries."""


def test_what_many_writers_wrote_at_once_is_one_chain_with_all_of_it(books: str) -> None:
    number = WRITERS[connection.vendor]
    kept: dict[int, str] = {}
    with nursery(books) as writers:
        writers.start(number, EACH)
        while (said := writers.words()) != ["gone"]:
            if said[0] == "kept":
                assert int(said[1]) not in kept
                kept[int(said[1])] = said[2]
    before = 5  # the parties
    assert {entry.seq: entry.hash for entry in entries(after=before)} == kept
    assert verify().entries == before + number * ENTRIES_EACH
    assert PledgeRecord.objects.count() == number * EACH
