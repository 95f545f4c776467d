"""Pledgebook's own reader of notes, asked as `measure` asks every reader."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from bench.kiel.measuring import Amount, Reading
from bench.kiel.quantities import shared_words
from bench.kiel.workbook import Package
from pledgebook.reading.notes import read_note
from pledgebook.reference.items import CAPABILITIES, find_item, is_a, lineage
from pledgebook.reference.parties import find_party
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.items import Item

_WORD = re.compile(r"[^\s(),+]+")
_LONGEST = 5
"""How many words of a coded name may name an item together."""


def read_package(package: Package) -> Reading:
    """What `read_note` says of a package's note."""
    donor = find_party(package.donor)
    document = Document(name=package.id, text=package.text, published=package.announced)
    note = read_note(document, donor.code if donor else None)
    return Reading(
        amounts_found=[_amount(money) for money in note.sums],
        chosen=[_amount(money) for money in note.own],
        items=[(line.item, line.low, line.high) for line in note.items if line.low is not None],
    )


def _amount(money: Money) -> Amount:
    return money.currency, money.low, money.low if money.high is None else Decimal(money.high)


def same_item(coded: str, found: str) -> bool:
    """Whether the coded item and the item found are one.

    They are when the names share a word; or when the taxonomy knows an item in the coded name ('liter of
    diesel M' is fuel) and one of the two is a kind of the other, or both are kinds of one thing narrower than
    a whole capability (an NLAW and an AT4 are anti-tank weapons; a helmet and an ambulance are not the same).
    """
    if shared_words(coded, found):
        return True
    item = find_item(found)
    return item is not None and any(_related(item, other) for other in _named_in(coded))


def _related(one: Item, other: Item) -> bool:
    if is_a(one, other) or is_a(other, one):
        return True
    shared = set(lineage(one)) & set(lineage(other))
    return not shared <= set(CAPABILITIES)


@cache
def _named_in(coded: str) -> tuple[Item, ...]:
    """The items that the words of a coded name name, the longest first, none inside another."""
    whole = find_item(coded)
    if whole is not None:
        return (whole,)
    words = _WORD.findall(coded)
    taken: set[int] = set()
    found: list[Item] = []
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            stretch = range(first, first + length)
            item = find_item(" ".join(words[first : first + length])) if taken.isdisjoint(stretch) else None
            if item is not None:
                taken.update(stretch)
                found.append(item)
    return tuple(found)
