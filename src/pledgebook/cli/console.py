"""What the commands share: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pledgebook.reading.sources import STANDARD_INPUT, Fault, Loaded, Skipped, collect
from pledgebook.vocabulary.documents import Document


class Status(IntEnum):
    """The exit statuses."""

    DONE = 0
    LEFT_OUT = 1
    UNUSABLE = 2


_LONG_WORK = 20
"""From so many files on a progress bar is worth its lines."""


class Reader:
    """Goes through the documents at some paths, says what is left out, and remembers whether anything was."""

    def __init__(self, paths: Iterable[str], published: date | None = None) -> None:
        self._paths = list(paths)
        self._published = published
        self.read = 0
        self.left_out = 0

    def documents(self) -> Iterator[Document]:
        """The documents in order, one in memory at a time; a progress bar shows where that takes long."""
        total = _count(self._paths)
        with _progress(total) as progress:
            task = progress.add_task("Reading", total=total)
            for found in collect(self._paths, published=self._published):
                if isinstance(found, Loaded):
                    self.read += 1
                    yield found.document
                else:
                    self._tell(found, progress.console)
                progress.advance(task)

    def _tell(self, found: Fault | Skipped, console: Console) -> None:
        if isinstance(found, Fault):
            self.left_out += 1
        console.print(f"pledgebook: {found.line}", markup=False, highlight=False, soft_wrap=True)

    @property
    def status(self) -> Status:
        """How the run ended."""
        if not self.read:
            return Status.UNUSABLE
        return Status.LEFT_OUT if self.left_out else Status.DONE

    def summary(self) -> str | None:
        """The last line, where something was left out; None where all was read."""
        if not self.left_out:
            return None
        return f"pledgebook: read {self.read}, left out {self.left_out} (named above)"


def complain(message: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"pledgebook: {message}\n")


def _progress(total: int) -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal or total < _LONG_WORK,
    )


def _count(paths: list[str]) -> int:
    """How many files there are to read, as far as names tell."""
    total = 0
    for path in paths:
        folder = Path(path)
        if path != STANDARD_INPUT and folder.is_dir():
            total += sum(1 for file in folder.rglob("*") if file.is_file())
        else:
            total += 1
    return total
