"""What an entry does to the tables of records, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

import msgspec
from django.apps import apps
from django.db import models

from pledgebook.ledger.models import Detail, Projected

Value = Any
"""What a column holds: int, str, bool, date or None."""


class Table(msgspec.Struct, frozen=True, eq=False):
    """A table, with its columns in their order. There is one object for each; see `table_of`."""

    name: str
    columns: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The column that has the uid which an entry is about: that of the record, or of the pledge."""
        return "uid" if "uid" in self.columns else "pledge"


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
    """Entry `at` takes back entry `entry` about `uid` in these tables: its rows end, those too that an
    earlier reversal brought back, and what it ended is believed again."""

    tables: tuple[Table, ...]
    entry: int
    uid: str
    at: int


Operation = Insert | Close | Undo


@cache
def projected() -> tuple[type[models.Model], ...]:
    """The tables that are made from the journal, and can be made again."""
    return tuple(
        model
        for model in apps.get_app_config("ledger").get_models()
        if issubclass(model, (Projected, Detail))
    )


@cache
def table_of(model: type[models.Model]) -> Table:
    """The table of a model."""
    fields = model._meta.concrete_fields
    return Table(name=model._meta.db_table, columns=tuple(str(field.column) for field in fields))


def row(table: Table, values: Mapping[str, Value]) -> tuple[Value, ...]:
    """The values of a row in the order of its table. Raises KeyError for a column that has none."""
    found: tuple[Value, ...] = _picker(table.columns)(values)
    return found


@cache
def _picker(columns: tuple[str, ...]) -> Callable[[Mapping[str, Value]], Any]:
    return itemgetter(*columns)
