"""The errors of Pledgebook, one small tree.

    PledgebookError
    ├── UnreadableDocument      a file or page that cannot become text
    ├── BadValue                a value that is not one: a currency, a range, a date
    ├── ReferenceDataError      a row of the data in the package is wrong
    └── MissingRate             no exchange rate is published for a day

Each message says what happened, to what, and what to do.
"""

from __future__ import annotations


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
