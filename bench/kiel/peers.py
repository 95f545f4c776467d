"""Readers that need no library, to compare with: a plain expression for money, the words after a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from bench.kiel.measuring import Amount, ItemFound, Reading
from bench.kiel.numbers import DIGITS, SCALES, values_of
from bench.kiel.quantities import NUMERALS
from bench.kiel.workbook import Package

_PLAIN_NAME: Final = r"(?:[A-Z]{3}\b|euros?\b|US dollars\b|(?:\b(?:A|US))?\$|[€£])"
_PLAIN_MONEY: Final = re.compile(
    rf"(?:(?P<before>{_PLAIN_NAME})\s?)?(?P<number>\d+(?:[.,]\d+)*)"
    rf"(?:\s(?P<between>[A-Z]{{3}})(?=\s(?:million|billion)))?(?:\s(?P<scale>thousand|[Mm]illion|billion)\b)?"
    rf"(?:\s?(?P<after>{_PLAIN_NAME}))?"
)
_PLAIN_CURRENCY: Final = {
    "€": "EUR", "£": "GBP", "$": "USD", "A$": "AUD", "US$": "USD", "euro": "EUR", "euros": "EUR",
    "US dollars": "USD",
}  # fmt: skip
_ITEM_AFTER: Final = re.compile(r"\s+((?:[^\W_][\w/-]*\s*){1,5})")


def _plain_amounts(text: str) -> list[Amount]:
    amounts: list[Amount] = []
    for match in _PLAIN_MONEY.finditer(text):
        mark = match["before"] or match["between"] or match["after"]
        values = values_of(match["number"], scaled=match["scale"] is not None)
        if mark and values:
            value = values[0] * (SCALES[match["scale"].casefold()] if match["scale"] else 1)
            amounts.append((_PLAIN_CURRENCY.get(mark, mark), value, value))
    return amounts


def _plain_items(text: str) -> list[ItemFound]:
    """Every number that is not money, with up to five words that follow it."""
    items: list[ItemFound] = []
    for match in re.finditer(rf"(?<![\w.,-])(?:{DIGITS})(?![\w-])|\b(?:{'|'.join(NUMERALS)})\b", text):
        after = _ITEM_AFTER.match(text, match.end())
        values = [NUMERALS[match[0]]] if match[0] in NUMERALS else values_of(match[0])
        if after and values:
            items.append((after[1], values[0], values[0]))
    return items


def plain_reader(choice: Literal["first", "largest"]) -> Callable[[Package], Reading]:
    """A reader of plain expressions: the first or the largest amount, the words after a number."""

    def read(package: Package) -> Reading:
        amounts = _plain_amounts(package.text)
        chosen = amounts[:1] if choice == "first" else sorted(amounts, key=lambda a: a[2], reverse=True)[:1]
        return Reading(amounts, chosen, _plain_items(package.text))

    return read


PEERS: Final[dict[str, Callable[[Package], Reading]]] = {
    "plain expression, first amount": plain_reader("first"),
    "plain expression, largest amount": plain_reader("largest"),
}
