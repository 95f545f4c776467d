"""Rows like those of the journal in a table that has nothing around it, and plain ways to write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models, transaction

_PAYLOAD = '{"source":"announced","target":"confirmed","amount":"1234567.89"}'
_EVIDENCE = '[{"source":"made up for measuring"}]'


class PlainRow(models.Model):
    """The columns of the journal, with no triggers and no indexes but that of the key."""

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    batch = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    version = models.SmallIntegerField()
    subject = models.CharField(max_length=120)
    valid_on = models.DateField(null=True)
    visibility = models.CharField(max_length=10)
    payload = models.TextField()
    evidence = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        app_label = "bench"
        db_table = "plain_row"

    def __str__(self) -> str:
        return f"row {self.seq}"


def some(number: int, after: int = 0) -> list[PlainRow]:
    """So many rows that are not in the table yet."""
    now = datetime.now(UTC)
    return [
        PlainRow(
            seq=seq, recorded_at=now, recorded_by="bench", batch="", kind="stage", version=1,
            subject=f"P-{seq % 1_000}", valid_on=date(2025, 4, 11), visibility="public", payload=_PAYLOAD,
            evidence=_EVIDENCE, previous=f"{seq:064x}", hash=f"{seq + 1:064x}",
        )
        for seq in range(after + 1, after + number + 1)
    ]  # fmt: skip


def copied(rows: Sequence[PlainRow]) -> None:
    """Write rows by one COPY of PostgreSQL."""
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy("COPY plain_row FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(_values(row))


def inserted(rows: Sequence[PlainRow]) -> None:
    """Write rows by one executemany of SQLite."""
    statement = f"INSERT INTO plain_row VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, [_values(row) for row in rows])


_COLUMNS: Sequence[str] = tuple(field.attname for field in PlainRow._meta.concrete_fields)


def _values(row: PlainRow) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in _COLUMNS)
