"""The tables of English words: one reader for all of them.

A table is a CSV file in reading/english: UTF-8, a header, and '|' between the words of a cell. Most tables
have the columns `kind,value,words`: plain words that an engine asks for by kind, each with the value it
stands for.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

_FOLDER = "pledgebook.reading.english"


@cache
def table_rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, each as a mapping from column to cell."""
    resource = resources.files(_FOLDER) / table
    return tuple(csv.DictReader(io.StringIO(resource.read_text(encoding="utf-8"))))


@cache
def word_lists(table: str) -> dict[str, dict[str, str]]:
    """For each kind of a table, its words (folded) with the value that each stands for."""
    lists: dict[str, dict[str, str]] = {}
    for row in table_rows(table):
        kind = lists.setdefault(row["kind"], {})
        for word in row["words"].split("|"):
            kind.setdefault(word, row["value"])
    return lists


@cache
def words_of(table: str, kind: str) -> frozenset[str]:
    """The words of one kind of a table."""
    return frozenset(word_lists(table)[kind])


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, so that none hides another."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
