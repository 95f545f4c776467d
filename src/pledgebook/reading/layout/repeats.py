"""Paragraphs that a page shows more than once: exactly, nearly, or once broken off."""

from __future__ import annotations

import re
from collections import defaultdict

from pledgebook.reading.layout.blocks import Block
from pledgebook.reading.layout.folding import fold
from pledgebook.reading.layout.kinds import Cues
from pledgebook.reading.layout.model import Paragraph, ParagraphKind
from pledgebook.vocabulary.evidence import Evidence

# Blocks are compared only with those that start with the same characters.
_KEY = 32
# Shorter lines ('He agreed.') may well be said twice; only exact repetition merges them.
_NEAR_CHARACTERS = 60
_NEAR_SHARE = 0.85
# A page has a paragraph a handful of times; more different ones with the same start are a table or a log.
_COMPARED = 8

_NUMBER = re.compile(r"\d")
# Of places that differ in kind, the one that a reader reads first decides.
_PRECEDENCE = tuple(ParagraphKind)


def merge_repeats(text: str, blocks: list[Block], cues: Cues) -> list[Paragraph]:
    """One paragraph for every different block, in order, with the places where the page has it."""
    by_start: defaultdict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        by_start[block.folded[:_KEY]].append(block)
    paragraphs: list[Paragraph] = []
    for alike in by_start.values():
        if len(alike) == 1:
            paragraphs.append(_single(alike[0]))
        else:
            paragraphs.extend(_merge_alike(text, alike, cues))
    paragraphs.sort(key=lambda paragraph: paragraph.start)
    return paragraphs


def _merge_alike(text: str, blocks: list[Block], cues: Cues) -> list[Paragraph]:
    same: dict[str, list[Block]] = {}
    for block in blocks:
        same.setdefault(fold(text[block.start : block.end]), []).append(block)
    kept: list[str] = []
    echoes: defaultdict[str, list[Block]] = defaultdict(list)
    for folded in sorted(same, key=len, reverse=True):
        whole = next((other for other in kept[:_COMPARED] if _echoes(folded, other, cues)), None)
        if whole is None:
            kept.append(folded)
        else:
            echoes[whole].extend(same[folded])
    return [_paragraph(same[folded], echoes[folded]) for folded in kept]


def _single(block: Block) -> Paragraph:
    return Paragraph(
        start=block.start,
        end=block.end,
        kind=block.kind or ParagraphKind.BODY,
        places=(Evidence(block.start, block.end),),
    )


def _paragraph(same: list[Block], echoes: list[Block]) -> Paragraph:
    kinds = {block.kind for block in same if block.kind is not None}
    return Paragraph(
        start=same[0].start,
        end=same[0].end,
        kind=min(kinds, key=_PRECEDENCE.index, default=ParagraphKind.BODY),
        places=tuple(Evidence(block.start, block.end) for block in same),
        echoes=tuple(sorted(Evidence(block.start, block.end) for block in echoes)),
    )


def _echoes(shorter: str, longer: str, cues: Cues) -> bool:
    """Whether `shorter` says what `longer` says: it breaks off early, or lacks a few harmless words."""
    cut = shorter.rstrip(" .'[]")
    if len(cut) < _NEAR_CHARACTERS:
        return False
    if longer.startswith(cut):
        return True
    return len(shorter) >= _NEAR_SHARE * len(longer) and _lacks_harmless_words(shorter, longer, cues)


def _lacks_harmless_words(shorter: str, longer: str, cues: Cues) -> bool:
    """Whether `shorter` is `longer` without some words, none of them a number or a denial."""
    wanted = map(_bare, shorter.split())
    word = next(wanted, None)
    for candidate in map(_bare, longer.split()):
        if candidate == word:
            word = next(wanted, None)
        elif _NUMBER.search(candidate) or candidate in cues.negations or candidate.endswith("n't"):
            return False
    return word is None


def _bare(word: str) -> str:
    return word.strip(".,;:!?'()[]")
