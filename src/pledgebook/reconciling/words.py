"""Words of a text, for finding the same words again: tokens, stems, and runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")

_GRAMMAR = """
a an and any are as at be because been being but by can could did do does for from had has have he
her him his how i if in into is it its just may me might more most must my no nor not of on or our
out own s shall she should so such t than that the their them then there these they this those to
too up us very was we were what when where which while who whom whose why will with would you your
"""
FUNCTION_WORDS = frozenset(_GRAMMAR.split())
"""English words that carry grammar and no content."""

_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "er",
    "es",
    "s",
    "ly",
    "e",
)
SHORTEST_STEM = 3
"""A stem keeps at least this many letters, so that 'need' and 'needs' meet and 'use' and 'us' do not."""


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, with apostrophes of all kinds taken as breaks."""
    return _TOKEN.findall(text.lower())


def stem(word: str) -> str:
    """The word without its ending: enough to see that 'wins' and 'winning' are one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [word if word in FUNCTION_WORDS else stem(word) for word in tokens(text)]


def content(words: Iterable[str]) -> set[str]:
    """The words that carry content."""
    return {word for word in words if word not in FUNCTION_WORDS and len(word) > 1}


def runs(words: Sequence[str], length: int) -> set[int]:
    """The hashes of all runs of `length` words; the same in every process."""
    return {_hash(" ".join(words[at : at + length])) for at in range(len(words) - length + 1)}


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
