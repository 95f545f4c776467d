"""The plain words that the readers of aid ask for, from the language's table."""

from __future__ import annotations

from functools import cache

from pledgebook.reading.wordlists import word_lists


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in the table."""
    return frozenset(word_lists("aid.csv")[kind])
