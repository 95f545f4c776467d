"""The one columnar copy of this process, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from pledgebook.ledger.totals.columns import Columns
from pledgebook.ledger.totals.standing import Standing


class Copy:
    """The copy of the books and what is worked out from it."""

    def __init__(self) -> None:
        self._columns = Columns()
        self._standing = Standing(self._columns)

    @contextmanager
    def current(self) -> Iterator[Standing]:
        """The copy, up to date with the books; others wait until this question is answered."""
        with self._columns.current():
            yield self._standing


@cache
def copy() -> Copy:
    """The copy that all questions of this process share."""
    return Copy()
