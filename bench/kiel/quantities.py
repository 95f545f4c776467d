"""What there is to find in a note, counted by plain expressions: the coded value, the coded quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bench.kiel.numbers import CROWN, DIGITS, MARK, NAME, SCALE, SCALES, mentions, same, values_of
from bench.kiel.workbook import Package


def findable(package: Package) -> bool:
    """Whether the coded value stands in the package's leading note, in digits, with the coded currency."""
    value = package.value
    if value is None or not package.leads:
        return False
    return any(
        mention.currency == package.currency and any(same(value, v) for v in mention.values)
        for mention in mentions(package.text, package.donor)
    )


NUMERALS: Final = {
    "one": Decimal(1), "two": Decimal(2), "three": Decimal(3), "four": Decimal(4), "five": Decimal(5),
    "six": Decimal(6), "seven": Decimal(7), "eight": Decimal(8), "nine": Decimal(9), "ten": Decimal(10),
    "eleven": Decimal(11), "twelve": Decimal(12), "dozen": Decimal(12), "fifteen": Decimal(15),
    "twenty": Decimal(20), "thirty": Decimal(30),
}  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an", "another", "single"})

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_NOT_BEFORE: Final = re.compile(
    rf"(?:{MARK}|\b(?:{NAME})|\bSources? of [Aa]id|\b[Aa]id|{_MONTH}|#|\b\d{{1,2}}:)\s?$", re.IGNORECASE
)
_NOT_AFTER: Final = re.compile(
    rf"\s?(?:{NAME}|{CROWN}|[€£%]|per ?cent|{_MONTH}|:\d|[-\s]?(?:mm|millimet)|(?:st|nd|rd|th)\b)"
    rf"|\s?(?:{SCALE})\s(?:{NAME}|{CROWN})|,\s(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    rf"(?<![\w.,:/-])(?P<number>{DIGITS})(?![\w:/])(?:\s(?P<scale>thousand|million|billion)\b)?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LOOSE: Final = re.compile(r"\d[\d.,]*")


def standing_items(package: Package) -> list[tuple[str, Decimal]]:
    """Coded items whose quantity stands anywhere in the note, whatever it says there."""
    numbers = {v for match in _LOOSE.finditer(package.text) for v in values_of(match[0].rstrip(".,"))}
    numbers |= {NUMERALS[word] for word in _WORD.findall(package.text.casefold()) if word in NUMERALS}
    return [(item, quantity) for item, quantity in package.items if quantity in numbers]


def countable_items(package: Package) -> list[tuple[str, Decimal]]:
    """Coded items whose quantity stands in the note as a number of something."""
    numbers = set(_counts(package.text))
    return [
        (item, quantity)
        for item, quantity in package.items
        if quantity in numbers or (quantity == 1 and _has_article(package.text, item))
    ]


def _counts(text: str) -> Iterator[Decimal]:
    for match in _COUNT.finditer(text):
        before = _NOT_BEFORE.search(text, max(0, match.start() - 24), match.start())
        if before or _NOT_AFTER.match(text, match.end()):
            continue
        if match["scale"]:
            yield from (v * SCALES[match["scale"]] for v in values_of(match["number"], scaled=True))
        else:
            # '5,000 people' is never five, but '1.536 packages' may be a thousand
            yield from values_of(match["number"])[: 2 if "." in match["number"] else 1]
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word in NUMERALS and not _idle(word, text, match):
            yield NUMERALS[word]


def _idle(word: str, text: str, match: re.Match[str]) -> bool:
    """Whether the numeral counts nothing: 'the first one', 'one of', 'five million', 'the two latter'."""
    before = text[max(0, match.start() - 12) : match.start()]
    after = text[match.end() : match.end() + 12]
    if re.match(rf"\s(?:{SCALE}|latter|former)\b", after):
        return True
    pronoun = re.search(r"\b(?:first|second|third|last|the|this)\s$", before) or after.startswith(" of")
    return word == "one" and bool(pronoun)


def _has_article(text: str, item: str) -> bool:
    """Whether 'a', 'an' or 'another' stands at most three words before a word of the item."""
    words = [w.casefold() for w in _WORD.findall(text)]
    wanted = item_words(item)
    return any(
        word in _ARTICLES and wanted & {w.removesuffix("s") for w in words[index + 1 : index + 5]}
        for index, word in enumerate(words)
    )


_IDLE_WORDS: Final = frozenset(
    {"and", "for", "from", "in", "incl", "including", "of", "on", "or", "other", "the", "to", "with", "type"}
)


def item_words(item: str) -> frozenset[str]:
    """The words of an item's name that can tell it from another: folded, singular, without small words."""
    words = re.findall(r"[^\W_]+", item.casefold())
    return frozenset(w.removesuffix("s") for w in words if w not in _IDLE_WORDS and len(w) > 1)


def shared_words(coded: str, found: str) -> bool:
    """The plain test of a right item: the two names share a word."""
    return bool(item_words(coded) & item_words(found))
