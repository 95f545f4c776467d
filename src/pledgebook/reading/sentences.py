"""Cut a paragraph into sentences without being fooled by 'U.S.', 'Mr.' or '3.5'."""

from __future__ import annotations

import re

_END = re.compile(r"""[.!?…]+["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-ZÀ-ÞĀ-ŽА-Я0-9€$£-])|[:;]\s+(?=- )|\n+""")


def split(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, as stretches in order that leave out the blanks between them.

    `abbreviations` are the words, in lower case and without their last stop, after which a stop ends nothing.
    Linear in the length of the text.
    """
    sentences: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.start()
        if text[stop] == "." and match.end() - stop <= 2 and _is_abbreviation(text, begin, stop, abbreviations):
            continue
        cut = len(match.group().rstrip()) + stop
        if cut > begin:
            sentences.append((begin, cut))
        begin = match.end()
    if begin < end:
        sentences.append((begin, end))
    return sentences


def _is_abbreviation(text: str, begin: int, stop: int, abbreviations: frozenset[str]) -> bool:
    word_start = max(text.rfind(" ", begin, stop) + 1, begin)
    word = text[word_start:stop].lstrip("(\"'“‘")
    if len(word) == 1 and word.isalpha():
        return True
    return word.lower() in abbreviations
