"""Time and memory for folders of more and more documents, each read in a process of its own.

    python -m bench.growth FOLDER

reads the documents of a folder one after another, as the command does, and prints what it took as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pledgebook.reading import read_document
from pledgebook.reading.sources import Loaded, collect
from pledgebook.vocabulary.codec import to_json
from pledgebook.vocabulary.documents import Document

SIZES: Final = (100, 1_000, 10_000)
_PROJECT: Final = Path(__file__).parents[1]
_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts the memory of a process."""


@dataclass(frozen=True)
class Growth:
    """What the documents of a folder took after the first, for which all tables are made."""

    documents: int
    claims: int
    megabytes: float
    seconds: float
    peak_before: float
    """The most megabytes held at once until the first document had been read."""
    peak: float
    """The same until the last had been read."""

    @property
    def milliseconds_each(self) -> float:
        """Processor time for one document."""
        return 1000 * self.seconds / max(self.documents - 1, 1)


def growths(documents: Sequence[Document], sizes: Sequence[int] = SIZES) -> Iterator[Growth]:
    """What folders of these sizes took, their documents made of the given ones."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _fill(Path(folder), documents, size)
            yield _apart(folder)


def _fill(folder: Path, documents: Sequence[Document], size: int) -> None:
    """Documents that all differ, so that none is left out for having the content of another."""
    for number in range(size):
        text = documents[number % len(documents)].text
        (folder / f"{number:06}.txt").write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")


def _apart(folder: str) -> Growth:
    command = [sys.executable, "-m", "bench.growth", folder]
    done = subprocess.run(command, cwd=_PROJECT, env=dict(os.environ), check=True, capture_output=True)
    return Growth(**json.loads(done.stdout))


def read_folder(folder: str) -> Growth:
    """Read all documents of a folder, keeping none."""
    documents = claims = size = 0
    before = 0.0
    begun = time.process_time()
    for each in collect([folder]):
        if not isinstance(each, Loaded):
            continue
        documents += 1
        size += len(each.document.text.encode())
        for claim in read_document(each.document):
            claims += 1
            to_json(claim)
        if documents == 1:
            before, begun = _peak(), time.process_time()
    return Growth(documents, claims, size / 1e6, time.process_time() - begun, before, _peak())


def _peak() -> float:
    """The most memory held so far. What the system counts for a process on Linux begins with its parent's."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1000


if __name__ == "__main__":
    print(json.dumps(asdict(read_folder(sys.argv[1]))))
