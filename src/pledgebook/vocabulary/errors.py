"""The errors of Pledgebook, one small tree.

    PledgebookError
    ├── UnreadableDocument      a file or page that cannot become text
    ├── BadValue                a value that is not one: a currency, a range, a date
    ├── ReferenceDataError      a row of the data in the package is wrong
    ├── MissingRate             no exchange rate is published for a day
    └── LedgerError             the books
        ├── Refused             entries that break a rule; nothing of them was written
        ├── NotAllowed          somebody asks for what is not theirs
        ├── BrokenBooks         the journal or what is projected from it is not as it should be
        └── DatabaseUnavailable the database cannot be reached, or cannot write

Each message says what happened, to what, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PledgebookError(Exception):
    """Base of all errors that Pledgebook raises on purpose; its text is written for the user."""


class UnreadableDocument(PledgebookError):
    """A document that cannot be read; the others beside it still are.

    `name` is the file as the user gave it, `problem` what is wrong with it, `remedy` what to do about it.
    """

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}; {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy


class BadValue(PledgebookError):
    """A value that the vocabulary refuses, with the rule it breaks."""


class ReferenceDataError(PledgebookError):
    """A row of the reference data shipped in the package breaks its rule; names file and line."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}; correct the row")
        self.file = file
        self.line = line


class MissingRate(PledgebookError):
    """No reference rate is published for a currency on a day. A missing rate is never taken as 1."""


class LedgerError(PledgebookError):
    """Base of what can go wrong with the books."""


class Fault(NamedTuple):
    """One reason to refuse an entry: the record it is about ('pledge P-7'), what rule it breaks and how, and
    where it came from ('flows.json, line 7'), empty where that is clear."""

    record: str
    problem: str
    origin: str = ""

    def __str__(self) -> str:
        place = f"{self.origin}: " if self.origin else ""
        return f"{place}{self.record}: {self.problem}"


class Refused(LedgerError):
    """Entries that break rules of the books, all faults together. Nothing of them was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class NotAllowed(LedgerError):
    """Somebody wants to read or write what is not theirs; names who, what and who may."""


class BrokenBooks(LedgerError):
    """The journal does not hold together, or a record differs from what the journal says; names the first."""


class DatabaseUnavailable(LedgerError):
    """The database cannot be reached or cannot write; says what is known of what was asked."""
