"""Asking a reader about the packages, and counting its right answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from bench.kiel.numbers import same
from bench.kiel.quantities import countable_items, findable, shared_words, standing_items
from bench.kiel.workbook import Package

Amount = tuple[str, Decimal, Decimal]
"""Currency (ISO 4217), low, high; low and high are equal unless the text gives a range."""

ItemFound = tuple[str, Decimal, Decimal | None]
"""The item as the reader names it, low, high (None where the text leaves it open)."""

SameItem = Callable[[str, str], bool]
"""Whether the coded item (first) and the item found (second) are one."""


@dataclass(frozen=True)
class Reading:
    """What a reader says of one note."""

    amounts_found: list[Amount] = field(default_factory=list)
    chosen: list[Amount] = field(default_factory=list)
    """What it takes for the pledge's own amount: one, or one in each currency that the note gives it in."""
    items: list[ItemFound] = field(default_factory=list)


@dataclass(frozen=True)
class KielResult:
    """How many of the things asked for a reader gave, and which it did not."""

    asked: int
    """Packages whose coded value stands in the note."""
    found: int
    chosen: int
    items_standing: int
    """Coded quantities that stand anywhere in their note: the acceptance line's denominator."""
    items_countable: int
    """Those of them, and single items told by an article, that stand as a number of something."""
    items_right_standing: int
    items_right_countable: int
    not_found: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()
    items_missed: tuple[tuple[str, str, Decimal], ...] = ()
    """Package, item and quantity of the countable items that did not come out."""

    @property
    def found_share(self) -> float:
        """Share of the coded amounts found with their currency."""
        return _share(self.found, self.asked)

    @property
    def chosen_share(self) -> float:
        """Share of the coded amounts chosen as the pledge's own."""
        return _share(self.chosen, self.asked)

    @property
    def items_share(self) -> float:
        """Share of the standing quantities that came out with the right item."""
        return _share(self.items_right_standing, self.items_standing)

    @property
    def countable_share(self) -> float:
        """Share of the countable quantities that came out with the right item."""
        return _share(self.items_right_countable, self.items_countable)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def measure(
    packages: Iterable[Package], read: Callable[[Package], Reading], *, same_item: SameItem = shared_words
) -> KielResult:
    """Ask the reader about every package that has something to find.

    `same_item` is the test of a right item: by default a shared word; a taxonomy's 'same category' is fairer
    to a reader that names items by a taxonomy's own words.
    """
    asked: list[str] = []
    not_found: list[str] = []
    not_chosen: list[str] = []
    missed: list[tuple[str, str, Decimal]] = []
    standing_count = countable_count = right_standing = right_countable = 0
    for package in packages:
        standing, countable = standing_items(package), countable_items(package)
        wants_amount = findable(package)
        if not (wants_amount or standing or countable):
            continue
        reading = read(package)
        if wants_amount:
            asked.append(package.id)
            if not _holds(package, reading.amounts_found):
                not_found.append(package.id)
            if not _holds(package, one_for_each_currency(reading.chosen)):
                not_chosen.append(package.id)
        right = [pair for pair in countable if _came_out(*pair, reading.items, same_item)]
        missed += [(package.id, *pair) for pair in countable if pair not in right]
        right_countable += len(right)
        right_standing += sum(_came_out(*pair, reading.items, same_item) for pair in standing)
        standing_count += len(standing)
        countable_count += len(countable)
    return KielResult(
        asked=len(asked),
        found=len(asked) - len(not_found),
        chosen=len(asked) - len(not_chosen),
        items_standing=standing_count,
        items_countable=countable_count,
        items_right_standing=right_standing,
        items_right_countable=right_countable,
        not_found=tuple(not_found),
        not_chosen=tuple(not_chosen),
        items_missed=tuple(missed),
    )


def one_for_each_currency(amounts: Iterable[Amount]) -> list[Amount]:
    """The first amount in each currency: who chooses two amounts in one currency has not chosen."""
    first: dict[str, Amount] = {}
    for amount in amounts:
        first.setdefault(amount[0], amount)
    return list(first.values())


def _holds(package: Package, amounts: Iterable[Amount]) -> bool:
    """Whether the coded value is among the amounts: as a single value, or as an end of a range."""
    value = package.value
    return value is not None and any(
        currency == package.currency and (same(value, low) or same(value, high))
        for currency, low, high in amounts
    )


def _came_out(item: str, quantity: Decimal, found: Iterable[ItemFound], same_item: SameItem) -> bool:
    """Whether the quantity, exactly, came out with the item."""
    return any(quantity in (low, high) and same_item(item, name) for name, low, high in found)
