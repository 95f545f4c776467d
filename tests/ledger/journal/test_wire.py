"""Plain statements to both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, connection, connections, transaction

from pledgebook.ledger.journal.wire import Row, wire

pytestmark = pytest.mark.usefixtures("books")

HARD = ["plain", 'a "quoted" one', "back\\slash", "a,b", "{c}", "NULL", "", "%s", "Zürich 🛰", "it's"]


def _table(columns: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE t ({columns})")


def test_texts_of_any_sort_are_found_among_others() -> None:
    _table("name text")
    line = wire()
    line.insert("t", ["name"], [(text,) for text in HARD])
    for some in ([], HARD[:1], HARD, ["nobody"]):
        found = line.rows(f"SELECT name FROM t WHERE {line.among('name')}", [line.listed(some)])  # noqa: S608
        assert sorted(name for (name,) in found) == sorted(set(some) & set(HARD))


def test_days_and_moments_are_kept_as_django_keeps_them() -> None:
    _table("seq bigint, day date, moment timestamp with time zone")
    moment = datetime(2025, 4, 11, 1, 30, 0, 250, tzinfo=timezone(timedelta(hours=3)))
    line = wire()
    line.insert("t", ["seq", "day", "moment"], [(1, date(2025, 4, 11), line.moment(moment))])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (2, %s, %s)", ["2025-04-11", str(line.moment(moment))])
        cursor.execute("SELECT count(DISTINCT day), count(DISTINCT moment), min(moment) FROM t")
        days, moments, kept = cursor.fetchone()
    assert (days, moments) == (1, 1)
    assert datetime.fromisoformat(str(kept)).replace(tzinfo=UTC) == moment


def test_errors_are_those_of_django() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        wire().rows("SELECT nothing FROM nowhere")


def test_a_new_connection_gets_a_new_wire() -> None:
    first = wire()
    assert wire() is first
    connections["default"].close()
    assert wire().rows("SELECT 1") == [(1,)]
    assert wire() is not first


@pytest.mark.parametrize("numbers", [(1, 1), (3, 2), (8, 0), (9, 4), (60, 1)])
def test_rows_of_several_tables_are_written_together_or_not(numbers: tuple[int, int]) -> None:
    _table("seq bigint, name text")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE other (seq bigint, day date)")
    rows: list[Row] = [(seq, None if seq % 2 else "even") for seq in range(numbers[0])]
    days: list[Row] = [(seq, date(2025, 4, 11)) for seq in range(numbers[1])]
    tables = [("t", ("seq", "name"), rows), *([("other", ("seq", "day"), days)] if days else [])]
    wire().insert_all(tables)
    assert wire().rows("SELECT seq, name FROM t ORDER BY seq") == rows
    assert len(wire().rows("SELECT * FROM other")) == numbers[1]
