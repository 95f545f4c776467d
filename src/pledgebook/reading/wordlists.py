"""Lists of plain words that a reader asks for by kind: tables of `kind,value,words`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

_FOLDER = "pledgebook.reading.english"


@cache
def word_lists(table: str) -> dict[str, dict[str, str]]:
    """For each kind of a table, its words (folded) with the value that each stands for."""
    lists: dict[str, dict[str, str]] = {}
    with (resources.files(_FOLDER) / table).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            kind = lists.setdefault(row["kind"], {})
            for word in row["words"].split("|"):
                kind.setdefault(word, row["value"])
    return lists
