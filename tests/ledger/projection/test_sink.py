"""The sink gathers, and leaves what one operation after the other would leave."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.ledger.journal.transaction import at_the_end
from pledgebook.ledger.journal.wire import Row, Wire
from pledgebook.ledger.projection.operations import Close, Insert, Operation, Table, Undo
from pledgebook.ledger.projection.sink import Sink

TABLE = Table(name="t", columns=("seq", "until", "entry", "uid"))
_MADE = "CREATE TABLE t (seq bigint PRIMARY KEY, until bigint, entry bigint, uid text)"

changes = st.lists(st.sampled_from("ABCabc"), max_size=20)
"""A capital is a new version of that record, a small letter takes its last version back."""


def _operations(wanted: Iterable[str]) -> Iterator[Operation]:
    versions: dict[str, list[int]] = {"A": [], "B": [], "C": []}
    for seq, letter in enumerate(wanted, 1):
        uid = letter.upper()
        if letter == uid:
            yield Close(table=TABLE, column="uid", key=uid, at=seq)
            yield Insert(table=TABLE, values=(seq, None, seq, uid), key=uid)
            versions[uid].append(seq)
        elif versions[uid]:
            yield Undo(tables=(TABLE,), entry=versions[uid].pop(), uid=uid, at=seq)


def _left(wanted: Iterable[str], *, gather: bool) -> list[Row]:
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(_MADE)
        sink = Sink(Wire(raw.cursor(), sqlite=True))
        for operation in _operations(wanted):
            sink.take([operation])
            if not gather:
                sink.flush()
        sink.flush()
        return raw.execute("SELECT * FROM t ORDER BY seq").fetchall()


@given(changes)
def test_gathering_changes_nothing(wanted: list[str]) -> None:
    assert _left(wanted, gather=True) == _left(wanted, gather=False)


@given(changes)
def test_of_each_record_the_last_version_that_was_not_taken_back_is_believed(wanted: list[str]) -> None:
    versions: dict[str, list[int]] = {"A": [], "B": [], "C": []}
    for seq, letter in enumerate(wanted, 1):
        if letter.isupper():
            versions[letter].append(seq)
        elif versions[letter.upper()]:
            versions[letter.upper()].pop()
    believed = {uid: entry for _, until, entry, uid in _left(wanted, gather=True) if until is None}
    assert believed == {uid: entries[-1] for uid, entries in versions.items() if entries}


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("number", [1, 3, 49, 50, 400])
def test_every_way_of_writing_rows_writes_all_of_them(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MADE)
    with at_the_end() as transaction:
        sink = Sink(transaction.wire)
        for seq in range(1, number + 1):
            sink.take([Insert(table=TABLE, values=(seq, None, seq, f"record {seq}"), key=f"record {seq}")])
        sink.flush()
        for seq in range(1, number + 1):
            sink.take([Close(table=TABLE, column="uid", key=f"record {seq}", at=seq + 1_000)])
        sink.flush()
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, until, entry, uid FROM t ORDER BY seq")
        assert cursor.fetchall() == [(n, n + 1_000, n, f"record {n}") for n in range(1, number + 1)]
