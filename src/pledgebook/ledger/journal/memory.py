"""What a writer knew of the books when it ended, for the next writer of the same thread.

The hash at the end of the journal stands for everything before it. Where it is still the one that the last
writer left, nobody has written since, and what that writer knew of the books is what they say.
"""

from __future__ import annotations

from threading import local
from time import monotonic

from pledgebook.ledger.journal.entries import Head
from pledgebook.ledger.rules.state import State

_KEPT_FOR = 60.0
"""Seconds after which it is forgotten, since it also holds which day it is."""

_SIZE = 4_000_000
"""Characters of payloads up to which it is kept: some megabytes for each thread that writes."""

_ENTRY = 1_000
"""What an entry counts besides its payload, for the records around it."""


class Memory:
    """A state of the books, how long it may be kept, and how much it has seen."""

    def __init__(self) -> None:
        self.state = State()
        self._until = monotonic() + _KEPT_FOR
        self._size = 0
        self._hash = ""

    def grow(self, characters: int) -> None:
        """Note that the state has taken in an entry with a payload of so many characters."""
        self._size += characters + _ENTRY

    def keep(self, head: Head) -> None:
        """Keep it for the next writer; `head` is the end of the journal that the state knows."""
        self._hash = head.hash
        _mine.memory = self

    def holds(self, head: Head) -> bool:
        """Whether it is what the books say when their journal has this end."""
        return self._hash == head.hash and self._size <= _SIZE and monotonic() < self._until


_mine = local()


def memory_at(head: Head) -> Memory:
    """What the last writer of this thread knew, or an empty memory where somebody else has written since.

    It is handed out once: a writer that fails keeps nothing.
    """
    kept: Memory | None = getattr(_mine, "memory", None)
    _mine.memory = None
    return kept if kept is not None and kept.holds(head) else Memory()
