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

change = st.one_of(st.sampled_from("ABC"), st.integers(1, 12))
"""A new version of the record A, B or C, or the taking back of an entry."""


def _operations(seq: int, wanted: str | int) -> Iterator[Operation]:
    if isinstance(wanted, int):
        yield Undo(tables=(TABLE,), entry=wanted, uid="A", at=seq)
        return
    yield Close(table=TABLE, column="uid", key=wanted, at=seq)
    yield Insert(table=TABLE, values=(seq, None, seq, wanted), key=wanted)


def _left(changes: Iterable[str | int], *, gather: bool) -> list[Row]:
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(_MADE)
        sink = Sink(Wire(raw.cursor(), sqlite=True))
        for seq, wanted in enumerate(changes, 1):
            for operation in _operations(seq, wanted):
                sink.take([operation])
                if not gather:
                    sink.flush()
        sink.flush()
        return raw.execute("SELECT * FROM t ORDER BY seq").fetchall()


@given(st.lists(change, max_size=15))
def test_gathering_changes_nothing(changes: list[str | int]) -> None:
    assert _left(changes, gather=True) == _left(changes, gather=False)


@given(st.lists(st.sampled_from("ABC"), max_size=15))
def test_of_each_record_one_version_is_believed(changes: list[str]) -> None:
    believed = [uid for _, until, _, uid in _left(changes, gather=True) if until is None]
    assert sorted(believed) == sorted(set(changes))


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
