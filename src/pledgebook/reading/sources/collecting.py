"""All documents that files, folders and standard input hold, one after another."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from pledgebook.reading.sources.limits import MAX_PDF_BYTES
from pledgebook.reading.sources.loading import document_of, read_file
from pledgebook.reading.sources.sniffing import SUFFIXES
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.errors import UnreadableDocument

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "standard input"
# So many names of files that are passed over are told; the rest are counted.
_NAMED = 3


class Loaded(msgspec.Struct, frozen=True):
    """A document, and the path that it came from as the user gave it."""

    document: Document
    path: str


class Fault(msgspec.Struct, frozen=True):
    """Something that was left out: which, what is wrong with it, what to do."""

    name: str
    problem: str
    remedy: str

    @property
    def line(self) -> str:
        """The one line that the user gets."""
        return f"left out {self.name}: {self.problem}; {self.remedy}"


class Skipped(msgspec.Struct, frozen=True):
    """Files of a folder that are no documents by their names, and so were never opened."""

    folder: str
    names: tuple[str, ...]

    @property
    def line(self) -> str:
        """The one line that the user gets."""
        named = ", ".join(self.names[:_NAMED])
        more = f" and {len(self.names) - _NAMED} more" if len(self.names) > _NAMED else ""
        kinds = ", ".join(sorted(SUFFIXES))
        return f"passed over {named}{more} in {self.folder}: only {kinds} files are read from a folder"


def collect(
    paths: Iterable[str], *, published: date | None = None, today: date | None = None
) -> Iterator[Loaded | Fault | Skipped]:
    """The documents at `paths` in their order; a folder gives its files by name, '-' is standard input.

    Nothing is read before it is asked for and nothing is kept but names and hashes, so ten thousand files
    take hardly more memory than one. What cannot be read, and a document with the same content as one before,
    comes as a Fault.
    """
    return _Collection(published, today).collect(paths)


class _Collection:
    """What has been seen so far: contents by their hash, and the names given to documents."""

    def __init__(self, published: date | None, today: date | None) -> None:
        self._published = published
        self._today = today
        self._by_content: dict[str, str] = {}
        self._names: set[str] = set()

    def collect(self, paths: Iterable[str]) -> Iterator[Loaded | Fault | Skipped]:
        for path in paths:
            if path == STANDARD_INPUT:
                yield self._read(path, None)
            elif Path(path).is_dir():
                yield from self._folder(path)
            else:
                yield self._read(path, Path(path))

    def _folder(self, folder: str) -> Iterator[Loaded | Fault | Skipped]:
        found = False
        for each in _walk(folder):
            if isinstance(each, Path):
                found = True
                yield self._read(str(each), each)
            else:
                yield each
        if not found:
            yield Fault(
                folder, "is a folder without documents", f"put {', '.join(sorted(SUFFIXES))} files into it"
            )

    def _read(self, given: str, path: Path | None) -> Loaded | Fault:
        shown = given if path else _STANDARD_INPUT_NAME
        try:
            data = _standard_input() if path is None else _regular_file(path, shown)
            document = document_of(shown, data, published=self._published, today=self._today)
        except UnreadableDocument as error:
            return Fault(error.name, error.problem, error.remedy)
        first = self._by_content.setdefault(document.sha256, shown)
        if first is not shown:
            return Fault(shown, f"has the same content as {first}", "take one of them off the list")
        return Loaded(msgspec.structs.replace(document, name=self._name(shown, path)), given)

    def _name(self, shown: str, path: Path | None) -> str:
        """The file's own name, or its whole path where another document bears that name already."""
        name = path.name if path else shown
        name = shown if name in self._names else name
        self._names.add(name)
        return name


def _walk(folder: str) -> Iterator[Path | Fault | Skipped]:
    """The documents of a folder and of those in it, by name; without hidden ones and links to folders."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Fault(folder, f"is a folder that cannot be opened ({error.strerror})", "change its permissions")
        return
    others: list[str] = []
    folders: list[str] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
        elif Path(entry.name).suffix.casefold() in SUFFIXES:
            yield Path(entry.path)
        else:
            others.append(entry.name)
    if others:
        yield Skipped(folder, tuple(others))
    for inner in folders:
        yield from _walk(inner)


def _regular_file(path: Path, shown: str) -> bytes:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return read_file(path, shown)  # says what is wrong
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise UnreadableDocument(shown, "is no ordinary file", "give a file, a folder or '-'")
    return read_file(path, shown)


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MAX_PDF_BYTES + 1)
