"""Entries as they were written once: whatever becomes of the payloads, they are read forever.

golden/entries.jsonl has an entry of every kind in every version there ever was. Lines are added to it, for a
new version of a payload, and none is ever changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook.ledger.journal.entries import GENESIS, Entry, recomputed
from pledgebook.ledger.journal.exporting import entry_from, line_of
from pledgebook.ledger.payloads.codec import READERS, encode_citations, encode_payload

LINES = Path(__file__).with_name("golden").joinpath("entries.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.fixture(params=LINES, ids=lambda line: f"{entry_from(line).seq}-{entry_from(line).kind}")
def entry(request: pytest.FixtureRequest) -> Entry:
    return entry_from(request.param)


def test_an_old_entry_has_the_hash_that_it_had(entry: Entry) -> None:
    assert recomputed(entry) == entry.hash


def test_an_old_entry_is_read_and_written_byte_for_byte(entry: Entry) -> None:
    newest = max(version for kind, version in READERS if kind is entry.kind)
    if entry.version == newest:
        assert encode_payload(entry.content()) == entry.payload
    assert entry.content().KIND is entry.kind
    assert encode_citations(entry.citations()) == entry.evidence


def test_every_version_of_every_kind_has_an_old_entry() -> None:
    found = {(entry.kind, entry.version) for entry in map(entry_from, LINES)}
    assert found == READERS.keys()


def test_the_lines_are_a_chain_and_are_written_as_they_are() -> None:
    entries = [entry_from(line) for line in LINES]
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]
    assert [line_of(entry) for entry in entries] == LINES
    assert entries[-1].hash == "48cd26851be487b1997e1ab120538a9c56c93b0d416e17e21979bab9da9ba007"
