"""The labelled corpora, read as the command reads them, and how well their claims come out.

`samples` are the clippings inside the package, labelled in tests/quality/gold. The others stand in the folder
shared/ beside the project, which not everybody has: `shared` is None without it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from bench.kiel import KielResult, Package, Reading, measure, packages
from bench.kiel.reader import read_package, same_item
from bench.score import Fields, Score, labels_in, score
from pledgebook.reading import read_document
from pledgebook.reading.sources import Loaded, collect
from pledgebook.samples import FOLDER
from pledgebook.vocabulary.codec import to_json
from pledgebook.vocabulary.documents import Document

PROJECT: Final = Path(__file__).parents[1]
SAMPLES_GOLD: Final = PROJECT / "tests" / "quality" / "gold"
OFFICIAL_GOLD: Final = PROJECT / "bench" / "gold" / "official"

_WORKBOOK = Path("data", "kiel", "Ukraine_Support_Tracker_Release_7.xlsx")


def shared() -> Path | None:
    """The folder shared/ beside the project, where it is."""
    folder = PROJECT.parent / "shared"
    return folder if folder.is_dir() else None


def documents_in(folder: Path) -> list[Document]:
    """The documents of a folder, in the order of their names."""
    return [each.document for each in collect([str(folder)]) if isinstance(each, Loaded)]


def claims_of(documents: Iterable[Document]) -> list[Fields]:
    """The claims of documents as their JSON lines give them."""
    return [json.loads(to_json(claim)) for document in documents for claim in read_document(document)]


def _scored(folder: Path, gold: Path) -> Score:
    documents = documents_in(folder)
    labels = labels_in(gold, {document.name: document.text for document in documents})
    return score(labels, claims_of(documents))


@cache
def samples() -> Score:
    """The sample clippings inside the package."""
    return _scored(FOLDER, SAMPLES_GOLD)


@cache
def seeds(folder: Path) -> Score:
    """The seed articles in `folder`, which is shared/, with the labels that came with them."""
    return _scored(folder / "seeds", folder / "gold")


@cache
def official(folder: Path) -> Score:
    """The official releases in `folder`, which is shared/, with our labels."""
    return _scored(folder / "data" / "official", OFFICIAL_GOLD)


@cache
def kiel(folder: Path) -> KielResult:
    """The coders' notes of the Kiel workbook in `folder`, which is shared/."""
    return asked(folder, read_package)


def asked(folder: Path, reader: Callable[[Package], Reading]) -> KielResult:
    """What any reader answers on the notes of the Kiel workbook in `folder`, which is shared/."""
    return measure(_packages(folder), reader, same_item=same_item)


@cache
def _packages(folder: Path) -> list[Package]:
    return packages(folder / _WORKBOOK)


def digest(gold: Path) -> str:
    """A hash of the labels in a folder: names and contents, whatever the platform's line ends."""
    total = hashlib.sha256()
    for path in sorted(gold.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        total.update("\n".join([path.name, *lines, ""]).encode())
    return total.hexdigest()
