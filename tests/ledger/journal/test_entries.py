"""Entries and their chain."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.journal.test_golden import LINES
from tests.ledger.samples import SOURCE

from pledgebook.ledger.journal.entries import GENESIS, Chain, Draft, Entry, Head, recomputed
from pledgebook.ledger.payloads import Party
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.pledges import Visibility

NOW = datetime(2025, 4, 11, 9, 30, tzinfo=UTC)

FIELDS = (
    "seq", "recorded_at", "recorded_by", "batch", "kind", "version", "subject", "valid_on", "visibility",
    "payload", "evidence", "previous",
)  # fmt: skip


def checked_without_the_program(line: str) -> bool:
    """What whoever has an exported journal can do: SHA-256 over the fields with their lengths."""
    fields: dict[str, Any] = json.loads(line)
    digest = hashlib.sha256()
    for name in FIELDS:
        value = b"" if fields[name] is None else str(fields[name]).encode()
        digest.update(str(len(value)).encode() + b":" + value)
    return bool(digest.hexdigest() == fields["hash"])


@pytest.mark.parametrize("line", LINES)
def test_anybody_can_check_a_hash(line: str) -> None:
    assert checked_without_the_program(line)


def _draft(name: str, **fields: Any) -> Draft:
    return Draft(subject="X", payload=Party(name=name, kind=PartyKind.FUND), **fields)


def _chain(head: Head = Head(), moment: datetime = NOW) -> Chain:  # noqa: B008 - a frozen value
    return Chain(head, recorded_by="somebody", recorded_at=moment, batch="b")


@given(st.lists(st.text(max_size=20), max_size=8))
def test_entries_follow_each_other_without_a_gap(names: list[str]) -> None:
    chain, entries = _chain(), []
    for name in names:
        entries.append(chain.following(_draft(name)))
        chain.take(entries[-1])
    assert [entry.seq for entry in entries] == list(range(1, len(names) + 1))
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries)][
        : len(names)
    ]
    assert all(recomputed(entry) == entry.hash for entry in entries)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2}, {"recorded_at": NOW + timedelta(microseconds=1)}, {"recorded_by": "somebody "},
        {"batch": ""}, {"version": 2}, {"subject": "Y"}, {"valid_on": date(2025, 4, 12)},
        {"visibility": Visibility.MEMBERS}, {"payload": "{}"}, {"evidence": "[]"}, {"previous": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_the_hash_depends_on_every_field(change: dict[str, Any]) -> None:
    entry = _chain().following(_draft("Fund", valid_on=date(2025, 4, 11), evidence=SOURCE))
    assert recomputed(msgspec.structs.replace(entry, **change)) != entry.hash


def test_what_moves_from_one_field_to_the_next_changes_the_hash() -> None:
    first, second = (
        Chain(Head(), recorded_by=by, recorded_at=NOW, batch=batch).following(_draft("Fund"))
        for by, batch in (("ab", "c"), ("a", "bc"))
    )
    assert first.hash != second.hash


def test_a_clock_that_was_set_back_does_not_turn_the_order() -> None:
    head = Head(7, "a" * 64, NOW)
    assert _chain(head, NOW - timedelta(hours=1)).following(_draft("Fund")).recorded_at == NOW


def test_the_same_moment_in_another_zone_has_the_same_hash() -> None:
    entry = _chain().following(_draft("Fund"))
    elsewhere = entry.recorded_at.astimezone(timezone(timedelta(hours=3)))
    assert recomputed(msgspec.structs.replace(entry, recorded_at=elsewhere)) == entry.hash


def test_an_entry_that_is_not_taken_leaves_the_end_where_it_was() -> None:
    chain = _chain()
    refused: Entry = chain.following(_draft("first"))
    assert chain.following(_draft("second")).seq == refused.seq
