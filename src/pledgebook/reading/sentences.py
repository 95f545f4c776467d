"""Cut a paragraph into sentences without being fooled by 'U.S.', 'Mr.' or '3.5'."""

from __future__ import annotations

import re

_END = re.compile(
    r"""(?<![.!?…])[.!?…]+["'”’»)\]]*\s+"""  # a stop
    r"""(?=["'“‘«(\[]*[A-ZÀ-ÞĀ-ŽА-Я0-9€$£-])"""  # and what can begin a sentence
    r"""|[:;]\s+(?=- )|\n+"""  # a list whose bullets the page ran together; an end of line
)
_OPENING = "(\"'“‘"


def split(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, as stretches in order that leave out the blanks between them.

    `abbreviations` are the words, in lower case and without their last stop, after which a stop ends nothing;
    nor does one after a single letter ('J. Smith'). Linear in the length of the text.
    """
    sentences: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.start()
        bare = text[stop] == "." and match.end() - stop <= len(". ")
        if bare and _is_abbreviation(text, begin, stop, abbreviations):
            continue
        cut = len(match.group().rstrip()) + stop
        if cut > begin:
            sentences.append((begin, cut))
        begin = match.end()
    if begin < end:
        sentences.append((begin, end))
    return sentences


def _is_abbreviation(text: str, begin: int, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the stop at `stop` belongs to the word before it."""
    word = text[max(text.rfind(" ", begin, stop) + 1, begin) : stop].lstrip(_OPENING)
    if len(word) == 1 and word.isalpha():
        return True
    return word.lower() in abbreviations
