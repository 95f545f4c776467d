"""The same words given to two speakers: one of the documents has the wrong name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import listed
from pledgebook.reconciling.quotations import sentences, spoken
from pledgebook.reconciling.result import Event
from pledgebook.reconciling.words import content, stems
from pledgebook.vocabulary.claims import StatementClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

RETOLD = 0.3
"""Share of words, stemmed and in order, that two sentences have in common when one retells the other.
Found by looking at every pair of sentences that two different speakers are given in the five articles:
the one true pair (a quotation, and its retelling under another name) has 0.35, all others 0.24 or less."""

QUOTED = 0.75
"""The same for two literal quotations: those are copied, not retold, and politicians share set phrases."""

SHARED_RUN = 3
"""Words in a row that both sentences must have ('Ukraine is able'), with at least RUN_CONTENT words of
content."""

RUN_CONTENT = 2
SHARED_CONTENT = 3
"""Words of content that a retelling must share in all; with two, any sentences about one country at war
match."""

QUOTED_CONTENT = 6
"""The same for two literal quotations: shorter ones are set phrases that several people do say."""

SHORTEST = 6
"""Sentences with fewer words are set phrases ('we will support Ukraine') and prove nothing."""

SET_PHRASE = 30
"""A run of words that more sentences of one event share than this is a set phrase, and pairs are not
sought by it."""


@dataclass(frozen=True)
class _Said:
    """A sentence, who is said to have said it, and every claim that gives it to that speaker."""

    speaker: str
    words: str
    stems: tuple[str, ...]
    reported: bool
    claims: tuple[str, ...]
    documents: frozenset[str]


def find_misattributions(event: Event, book: Book) -> list[Finding]:
    """The sentences of one event that documents give to different speakers."""
    said = _sentences(event, book)
    pairs = sorted(
        (-score, a, b) for a, b in _candidates(said) if (score := _likeness(said[a], said[b])) is not None
    )
    by_claim: dict[tuple[str, str], list[tuple[float, _Said, _Said]]] = defaultdict(list)
    for negative, a, b in pairs:
        few, many = sorted(
            (said[a], said[b]), key=lambda one: (len(one.documents), not one.reported, one.speaker)
        )
        by_claim[few.claims[0], many.speaker].append((-negative, few, many))
    return [_finding(alike) for alike in by_claim.values()]


def _sentences(event: Event, book: Book) -> list[_Said]:
    """Each sentence of each speaker once, however many documents print it."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, StatementClaim, str]]] = defaultdict(list)
    for id_, claim in book.pick(StatementClaim, event.claims):
        document = book.documents.get(claim.document)
        if document is None:
            continue
        for place in claim.evidence[:1]:
            for sentence in sentences(spoken(document.text, place)):
                words = tuple(stems(sentence))
                if len(words) >= SHORTEST:
                    found[claim.speaker, words].append((id_, claim, sentence))
    return [
        _Said(
            speaker=speaker,
            words=told[0][2],
            stems=words,
            reported=any(claim.reported for _, claim, _ in told),
            claims=tuple(dict.fromkeys(id_ for id_, _, _ in told)),
            documents=frozenset(claim.document for _, claim, _ in told),
        )
        for (speaker, words), told in sorted(found.items())
    ]


def _candidates(said: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """Pairs of different speakers and documents that share a run of words with content in it."""
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in enumerate(said):
        for run in _runs(sentence.stems):
            by_run[run].append(number)
    pairs = {
        (a, b)
        for numbers in by_run.values()
        if len(numbers) <= SET_PHRASE
        for at, a in enumerate(numbers)
        for b in numbers[at + 1 :]
        if said[a].speaker != said[b].speaker and not said[a].documents & said[b].documents
    }
    yield from sorted(pairs)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    runs = (tuple(words[at : at + SHARED_RUN]) for at in range(len(words) - SHARED_RUN + 1))
    return {run for run in runs if len(content(run)) >= RUN_CONTENT}


def _likeness(left: _Said, right: _Said) -> float | None:
    """How alike two sentences are, or None where they may well be two."""
    retold = left.reported or right.reported
    least, needed = (RETOLD, SHARED_CONTENT) if retold else (QUOTED, QUOTED_CONTENT)
    if len(content(left.stems) & content(right.stems)) < needed:
        return None
    score = LCSseq.normalized_similarity(left.stems, right.stems)
    return score if score >= least else None


def _finding(alike: Sequence[tuple[float, _Said, _Said]]) -> Finding:
    """One finding for all wordings of what one claim gives to another speaker; the closest is the one
    shown."""
    score, few, many = alike[0]
    others = [other for _, _, other in alike]
    giving = sorted({document for other in others for document in other.documents})
    return Finding(
        kind=FindingKind.CONTRADICTS,
        claims=tuple(dict.fromkeys((*few.claims, *(id_ for other in others for id_ in other.claims)))),
        documents=tuple(sorted({*few.documents, *giving})),
        reason=f"{listed(sorted(few.documents))} gives to {few.speaker} what looks like the words that "
        f"{listed(giving)} {'give' if len(giving) > 1 else 'gives'} to {many.speaker}.",
        compared=(
            Compared("speaker", few.speaker, many.speaker),
            Compared(f"words ({score:.0%} in common, in order)", few.words, many.words),
        ),
        topic="attribution",
    )
