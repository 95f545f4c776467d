"""What the commands share: results on standard output, everything else on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import IntEnum
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pledgebook.reading.sources import STANDARD_INPUT, Fault, Loaded, Skipped, collect
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.errors import BadValue


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
        console = Console(stderr=True)
        # Counting goes through the folders once more; only a bar needs it.
        total = _count(self._paths) if console.is_terminal else 0
        with _progress(console, total) as progress:
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


def prepare_output() -> None:
    """Results are UTF-8 wherever they go; a terminal that cannot show a character shows '?' for it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


@contextmanager
def standard_output() -> Iterator[None]:
    """Ends the command where standard output takes no more: quietly when its reader has gone, as `head` does.

    Raises BadValue where it cannot be written for another reason, such as a full disk.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as error:
        _forget_output()
        raise typer.Exit(int(Status.DONE)) from error
    except OSError as error:
        _forget_output()
        raise BadValue(f"standard output cannot be written: {error.strerror}; send it elsewhere") from error


def _forget_output() -> None:
    """What is still in the buffer would be written, in vain, when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"pledgebook: {message}\n")


def _progress(console: Console, total: int) -> Progress:
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
