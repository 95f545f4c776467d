"""Measure speed and quality, print the figures and write them to bench/RESULTS.md.

    python bench/run.py

Runs in about a quarter of an hour. Tools that are not installed, and corpora that are not there, are named
and left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import corpora, environment, growth, speed
from bench.books import running
from bench.kiel import PEERS, KielResult
from bench.peers import READERS
from bench.score import Row, Score
from pledgebook.samples import FOLDER
from pledgebook.vocabulary.documents import Document

RESULTS = Path(__file__).with_name("RESULTS.md")

_NOT_MEASURED = """## What is not measured

The folder shared/ is not beside the project: no seed articles, no official releases and no Kiel workbook.
"""
_SPEED = """## Speed

Texts read again and again on one core: megabytes of text for a second of processor time.

"""
_FOLDERS = """## Folders

The same texts as files that all differ, read from a folder one after another: processor time with loading and
writing JSON, and the most memory held at once, in megabytes.

"""
_KIEL = """## Kiel Ukraine Support Tracker, release 7

Amounts that stand in a coder's note, and coded quantities that come out with the right item. A quantity
'stands' wherever its digits do, also in a date or in 'Source of Aid 2'; it 'counts' as a number of something.

"""


def main() -> None:
    """Print each part as soon as it is measured, and write all of them in the end."""
    speed.one_core()
    parts: list[str] = []
    for part in _parts(corpora.shared()):
        print(part, flush=True)
        parts.append(part)
    RESULTS.write_text("\n".join(parts), encoding="utf-8")


def _parts(shared: Path | None) -> Iterator[str]:
    yield "# Speed and quality, measured\n\nWritten by `make bench`; do not edit.\n"
    yield "".join(f"- {line}\n" for line in environment.facts())
    texts = {"sample clippings": corpora.documents_in(FOLDER)}
    if shared is not None:
        texts["seed articles"] = corpora.documents_in(shared / "seeds")
    yield _speed(texts)
    yield _growth([document for documents in texts.values() for document in documents])
    yield from _books()
    yield _scores("Sample clippings (our labels)", corpora.samples())
    if shared is None:
        yield _NOT_MEASURED
        return
    yield _scores("Seed articles (labels that came with them)", corpora.seeds(shared))
    yield _scores("Official releases (our labels)", corpora.official(shared))
    yield _kiel(shared)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _speed(texts: Mapping[str, Sequence[Document]]) -> str:
    columns = [list(speed.beside_others(documents)) for documents in texts.values()]
    rows = [(same[0].reader, *(one.figure for one in same)) for same in zip(*columns, strict=True)]
    nothing = f"{speed.on_nothing():.3f}"
    rows.append(("Pledgebook, prose with nothing to find", *(nothing for _ in texts)))
    head = [f"{name} ({_kilobytes(documents):.0f} kB)" for name, documents in texts.items()]
    return _SPEED + _table(("reader, MB/s", *head), rows)


def _books() -> Iterator[str]:
    for introduction, (head, rows) in running.parts():
        yield introduction + _table(head, rows) + running.missing()


def _kilobytes(documents: Sequence[Document]) -> float:
    return sum(len(document.text.encode()) for document in documents) / 1000


def _growth(texts: Sequence[Document]) -> str:
    rows = [
        (
            f"{one.documents:,}", f"{one.megabytes:.1f}", f"{one.claims:,}", f"{one.milliseconds_each:.2f}",
            f"{one.peak_before:.0f}", f"{one.peak:.0f}",
        )
        for one in growth.growths(texts)
    ]  # fmt: skip
    head = ("documents", "MB of text", "claims", "ms a document", "memory after the first", "most memory")
    return _FOLDERS + _table(head, rows)


def _scores(title: str, score: Score) -> str:
    rows = [_row(kind, row) for kind, row in sorted(score.kinds.items())]
    head = ("kind", "labels", "found", "wrong", "precision", "recall", "F1")
    return f"## {title}\n\n{_table(head, [*rows, _row('**all**', score.all)])}"


def _row(kind: str, row: Row) -> tuple[str, ...]:
    counts = (str(row.labels), str(row.found), str(row.wrong))
    return kind, *counts, f"{row.precision:.2f}", f"{row.recall:.2f}", f"{row.f1:.2f}"


def _kiel(shared: Path) -> str:
    answers = {"Pledgebook": corpora.kiel(shared)}
    answers |= {name: corpora.asked(shared, reader) for name, reader in PEERS.items()}
    missing = []
    for name, build in READERS.items():
        try:
            answers[name] = corpora.asked(shared, build())
        except ImportError as error:
            missing.append((name, f"not installed: {error}", "", "", ""))
    rows = [_answers(name, result) for name, result in answers.items()] + missing
    head = ("reader", "amounts found", "own amount chosen", "quantities that count", "quantities that stand")
    return _KIEL + _table(head, rows)


def _answers(name: str, result: KielResult) -> tuple[str, ...]:
    return (
        name,
        f"{result.found}/{result.asked} ({result.found_share:.1%})",
        f"{result.chosen}/{result.asked} ({result.chosen_share:.1%})",
        f"{result.items_right_countable}/{result.items_countable} ({result.countable_share:.1%})",
        f"{result.items_right_standing}/{result.items_standing} ({result.items_share:.1%})",
    )


if __name__ == "__main__":
    main()
