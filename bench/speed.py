"""Reading speed, side by side in one run on one core.

Speed is text (megabytes of UTF-8) by the processor time of the whole process, so that other programs on the
machine and several threads change nothing. A reader reads the texts again and again; its best round counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench import peers
from bench.kiel.numbers import mentions
from pledgebook.reading import read_document
from pledgebook.vocabulary.documents import Document

ReadText = Callable[[Document], object]

_ROUNDS: Final = 9
_LEAST: Final = 0.5
"""Seconds of processor time that a round takes at least, unless once through the texts takes longer."""


@dataclass(frozen=True)
class Speed:
    """How fast a reader was, or why it was not asked."""

    reader: str
    megabytes_a_second: float | None
    missing: str = ""

    @property
    def figure(self) -> str:
        """The speed as a table shows it, or why there is none."""
        return self.missing if self.megabytes_a_second is None else f"{self.megabytes_a_second:.3f}"


def one_core() -> None:
    """Keep this process to one core, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measured(read: ReadText, documents: Sequence[Document], *, rounds: int = _ROUNDS) -> float:
    """Megabytes a second of the best of some rounds."""
    size = sum(len(document.text.encode()) for document in documents)
    for document in documents:  # tables are compiled when they are first needed
        read(document)
    best = 0.0
    for _ in range(rounds):
        done = 0
        begun = time.process_time()
        while done == 0 or time.process_time() - begun < _LEAST:
            for document in documents:
                read(document)
            done += 1
        best = max(best, done * size / (time.process_time() - begun))
    return best / 1e6


def on_nothing() -> float:
    """Pledgebook's speed on prose in which there is nothing to find."""
    return measured(read_document, [empty_prose()])


def beside_others(documents: Sequence[Document]) -> Iterator[Speed]:
    """Pledgebook, and what others take for the same texts; a tool that is not installed is named."""
    yield Speed("Pledgebook, all claims", measured(read_document, documents))
    yield Speed("a money expression alone", measured(_money, documents))
    for name, build in (("spaCy small, full pipeline", peers.spacy), ("quantulum3", peers.quantulum)):
        try:
            parse = build()
        except ImportError as error:
            yield Speed(name, None, f"not installed: {error}")
        else:
            yield Speed(name, measured(_of_text(parse), documents, rounds=2))


def _of_text(parse: Callable[[str], object]) -> ReadText:
    return lambda document: parse(document.text)


def _money(document: Document) -> object:
    return list(mentions(document.text, ""))


# ------------------------------------------------------------------------------------- nothing to find

_OPENINGS: Final = (
    "In the morning",
    "Beyond the orchard",
    "After the rain",
    "As so often",
    "Near the old mill",
)
_SUBJECTS: Final = (
    "the river",
    "a narrow path",
    "the gardener",
    "an early mist",
    "the smell of bread",
    "a blackbird",
)
_MIDDLES: Final = ("wandered", "settled quietly", "lingered", "turned homeward", "sang softly", "grew darker")
_ENDINGS: Final = (
    "over the meadow where the grass had not been cut.",
    "between the hedges, as if nobody had ever walked there.",
    "while the children slept and the fire burned low.",
    "until the shadows of the poplars reached the wall.",
    "and nothing else moved in the whole valley.",
    "because the summer had been long and very dry.",
    "so that even the dog lifted its head to listen.",
)


def empty_prose(characters: int = 60_000) -> Document:
    """A text without a name, a sum or a date."""
    sentences: list[str] = []
    length = step = 0
    while length < characters:
        words = (part[step % len(part)] for part in (_OPENINGS, _SUBJECTS, _MIDDLES, _ENDINGS))
        sentence = "{} {} {} {}".format(*words)
        step += 1
        sentences.append(sentence + ("\n\n" if step % 6 == 0 else " "))
        length += len(sentence)
    return Document(name="prose", text="".join(sentences))
