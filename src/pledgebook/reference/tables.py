"""The tables shipped in the package: one reader, so that every fact in them is checked the same way.

A table is a CSV file under reference/data: UTF-8, a header, and in every row a non-empty `source` that
says where the fact comes from. A cell with several values separates them by '|'.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from pledgebook.vocabulary.errors import ReferenceDataError

_PACKAGE = "pledgebook.reference"
_FOLDER = "data"


class Row(msgspec.Struct, frozen=True):
    """One row of a table, with the place where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several."""
        return tuple(value for value in self.cells[column].split("|") if value)

    def fault(self, problem: str) -> ReferenceDataError:
        """The error to raise when this row breaks a rule of its table."""
        return ReferenceDataError(self.file, self.line, problem)


@cache
def read_table(file: str, *columns: str) -> tuple[Row, ...]:
    """The rows of data/`file`, such as 'parties.csv' or 'udcg/meetings.csv'.

    With `columns` the header must be exactly these. Raises ReferenceDataError with the line at fault.
    """
    resource = files(_PACKAGE).joinpath(_FOLDER, *file.split("/"))
    return tuple(parse_table(file, io.StringIO(resource.read_text(encoding="utf-8")), columns))


def parse_table(file: str, lines: Iterator[str], columns: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of a table given as lines; `file` is the name that errors bear."""
    reader = csv.reader(lines, strict=True)
    header = next(reader, [])
    _check_header(file, header, columns)
    for record in reader:
        line = reader.line_num
        if len(record) != len(header):
            raise ReferenceDataError(file, line, f"{len(record)} cells under {len(header)} columns")
        cells = dict(zip(header, record, strict=True))
        if not cells["source"].strip():
            raise ReferenceDataError(file, line, "the row names no source")
        untidy = [column for column, cell in cells.items() if cell != cell.strip()]
        if untidy:
            raise ReferenceDataError(file, line, f"blanks around the value of {', '.join(untidy)}")
        yield Row(file=file, line=line, cells=MappingProxyType(cells))


def _check_header(file: str, header: list[str], columns: tuple[str, ...]) -> None:
    if columns and tuple(header) != columns:
        raise ReferenceDataError(file, 1, f"the columns are {', '.join(header)} and not {', '.join(columns)}")
    if len(set(header)) != len(header):
        raise ReferenceDataError(file, 1, "a column stands twice")
    if "source" not in header:
        raise ReferenceDataError(file, 1, "there is no column 'source'")
