"""What an entry does to the tables of records, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from django.db import models

Value = Any
"""What a column holds: int, str, bool, date or None."""


class Table(msgspec.Struct, frozen=True):
    """A table of the projection, with its columns in their order."""

    name: str
    columns: tuple[str, ...]


class Insert(msgspec.Struct, frozen=True, gc=False):
    """A new row. `key` is the uid that a later Close may name, None for rows that no one closes."""

    table: Table
    values: tuple[Value, ...]
    key: str | None = None


class Close(msgspec.Struct, frozen=True, gc=False):
    """Entry `at` ends what is believed: of the rows where `column` is `key`, and that came into being (an
    empty stage before) where `origins` is set."""

    table: Table
    column: str
    key: str
    at: int
    origins: bool = False


class Undo(msgspec.Struct, frozen=True, gc=False):
    """Entry `at` takes back entry `entry` in these tables: its rows end, and what it ended is believed
    again."""

    tables: tuple[Table, ...]
    entry: int
    at: int


Operation = Insert | Close | Undo


@cache
def table_of(model: type[models.Model]) -> Table:
    """The table of a model."""
    fields = model._meta.concrete_fields
    return Table(name=model._meta.db_table, columns=tuple(str(field.column) for field in fields))


def row(table: Table, values: Mapping[str, Value]) -> tuple[Value, ...]:
    """The values of a row in the order of its table. Raises KeyError for a column that has none."""
    return tuple(values[column] for column in table.columns)
