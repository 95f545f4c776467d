"""Which documents copy one agency story: however many print it, it is one piece of evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pledgebook.reconciling.words import runs, tokens
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

RUN_LENGTH = 6
"""Words in a row that count as shared. Two writers on one event share names and titles of four or five words
('the Ukraine Defense Contact Group meeting'); six in a row are a quotation or a copy."""

SKETCH_SIZE = 96
"""How many of a document's runs stand for all of them: the smallest hashes. The share of common ones is then
right to about 0.1, and a document costs the same whatever its length."""

SHARED_WITH_AGENCY = 0.3
SHARED_WITHOUT_AGENCY = 0.7
"""Share of runs (of the smaller sketch) that makes a copy. Found by looking: the five articles of one week,
which quote the same ministers, share at most 0.06 of their runs; a wire story cut to two thirds under a new
headline keeps over 0.5. Where both name the same agency the lower share is enough."""

TOO_COMMON = 40
"""A run that more originals than this share is boilerplate (a footer, a byline) and proves nothing; without
this limit ten thousand pages of one site would each be compared with all others."""

LIKELIEST = 3
"""Originals that a document is held against: those that share most runs with it; a copy is among the
first."""

FEWEST_RUNS = 8
"""Documents with fewer runs are too short to be called copies of anything."""


@dataclass
class Sources:
    """Which document each document goes back to, and the findings that say so."""

    original: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, document: str) -> str:
        """The document that counts as the evidence: the original of a copy, else the document itself."""
        return self.original.get(document, document)


def find_copies(documents: Sequence[Document]) -> Sources:
    """Each document against the older originals that share its runs of words; the oldest stays the
    original."""
    sources = Sources()
    sketches: dict[str, frozenset[int]] = {}
    originals: dict[int, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=_age):
        sketch = _sketch(document.text)
        match = _best_original(document, sketch, originals, sketches)
        if match is not None:
            original, share = match
            sources.original[document.name] = original.name
            sources.findings.append(_finding(document, original, share))
            continue
        sketches[document.name] = sketch
        for run in sketch:
            if len(originals[run]) <= TOO_COMMON:
                originals[run].append(document)
    return sources


def _age(document: Document) -> tuple[date, str]:
    return (document.published or date.max, document.name)


def _sketch(text: str) -> frozenset[int]:
    return frozenset(sorted(runs(tokens(text), RUN_LENGTH))[:SKETCH_SIZE])


def _best_original(
    document: Document,
    sketch: frozenset[int],
    originals: dict[int, list[Document]],
    sketches: dict[str, frozenset[int]],
) -> tuple[Document, float] | None:
    if len(sketch) < FEWEST_RUNS:
        return None
    shared: Counter[str] = Counter()
    by_name: dict[str, Document] = {}
    for run in sketch:
        candidates = originals.get(run, ())
        for candidate in candidates if len(candidates) <= TOO_COMMON else ():
            shared[candidate.name] += 1
            by_name[candidate.name] = candidate
    likeliest = sorted(shared, key=lambda name: (-shared[name], name))[:LIKELIEST]
    for name in likeliest:
        share = _share(sketch, sketches[name])
        same_agency = document.agency is not None and document.agency == by_name[name].agency
        if share >= (SHARED_WITH_AGENCY if same_agency else SHARED_WITHOUT_AGENCY):
            return by_name[name], share
    return None


def _share(left: frozenset[int], right: frozenset[int]) -> float:
    """The share of common runs, judged over the part of both sketches where both are complete."""
    horizon = min((max(sketch) for sketch in (left, right) if len(sketch) == SKETCH_SIZE), default=None)
    if horizon is not None:
        left, right = (frozenset(run for run in sketch if run <= horizon) for sketch in (left, right))
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _finding(copy: Document, original: Document, share: float) -> Finding:
    agency = f" from {copy.agency}" if copy.agency and copy.agency == original.agency else ""
    return Finding(
        kind=FindingKind.COPY_OF,
        documents=(copy.name, original.name),
        reason=f"{copy.name} prints the same story{agency} as {original.name}; the two count as one source.",
        compared=(
            Compared("agency", copy.agency or "not named", original.agency or "not named"),
            Compared(f"runs of {RUN_LENGTH} words in common", f"{share:.0%}", "100%"),
        ),
        topic="copy",
    )
