"""Which wordings are one pledge: same event, compatible donors, and one amount through the day's rate.

Wordings are joined from the closest pair outwards, and only where every wording of one side agrees with every
wording of the other. So USD 589m and USD 597m stay two pledges although GBP 450m is near to both, and the
outcome does not depend on the order in which documents arrive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pledgebook.reconciling.figures import SAME_ACROSS_CURRENCIES, Likeness, Yardstick
from pledgebook.reconciling.wordings import Wording
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.time import Period

SHARED_DONORS = Decimal("0.5")
"""Two lists of donors, neither within the other, are one list told differently when at least this share of
all the names is in both: the reports of one joint purchase named five donors and four of whom three
were the same, and shared 0.5; two joint pledges of different partners of one donor share a third or
less."""

DISPUTED_TOTAL = Decimal("1.5")
"""Up to which ratio two sums of one meeting's donors together are two answers to one question, and no
whole and part. Found on the 33rd meeting of the UDCG, where GBP 35 billion and USD 38 billion stand 1.26
apart; a share of a meeting's total that one donor gives is never called the total of all."""


@dataclass(frozen=True)
class Dispute:
    """Two wordings counted as one pledge although their sources disagree about something."""

    topic: str
    left: Wording
    right: Wording


def same_pledges(
    wordings: Sequence[Wording], yardstick: Yardstick, coalition: str | None
) -> tuple[list[list[Wording]], list[Dispute]]:
    """The wordings of one event grouped into pledges, with the disputes about amounts that grouping
    reveals."""
    clusters = _Clusters(wordings)
    pairs = [(likeness.apart, a, b) for a, b, likeness in _near_pairs(wordings, yardstick)]
    for _, a, b in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2])):
        clusters.join(a, b, lambda left, right: agree(left, right, yardstick) is not None)
    disputes = list(_join_disputed(wordings, clusters, yardstick, coalition))
    return clusters.groups(), disputes


def agree(left: Wording, right: Wording, yardstick: Yardstick) -> Likeness | None:
    """How two wordings are one pledge, or None where they are two."""
    if not left.nature.fits(right.nature) or not donors_compatible(left.donors, right.donors):
        return None
    if not periods_compatible(left.period, right.period) or not _items_compatible(left, right):
        return None
    return _amounts_agree(left, right, yardstick)


def donors_compatible(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists of donors can be two answers to who gives one pledge."""
    ours, theirs = set(left), set(right)
    if ours <= theirs or theirs <= ours:
        return True
    return Decimal(len(ours & theirs)) / len(ours | theirs) >= SHARED_DONORS


def periods_compatible(left: Period | None, right: Period | None) -> bool:
    """Whether two periods can be told of one pledge: one is not told, or both end and begin alike where
    told."""
    if left is None or right is None:
        return True
    starts = left.start is None or right.start is None or left.start == right.start
    ends = left.end is None or right.end is None or left.end == right.end
    return starts and ends


def _items_compatible(left: Wording, right: Wording) -> bool:
    """One package is often told by different parts of it, but not in one document as two lists side by
    side."""
    if not left.items or not right.items or left.items & right.items:
        return True
    return left.donors == right.donors and not left.documents & right.documents


def _amounts_agree(left: Wording, right: Wording, yardstick: Yardstick) -> Likeness | None:
    if left.amount is None or right.amount is None:
        return None
    if left.amount.currency == right.amount.currency:
        return yardstick.alike(left.amount, right.amount)
    pairs = [(ours, theirs) for ours in _told(left) for theirs in _told(right)]
    found = [likeness for ours, theirs in pairs if (likeness := yardstick.alike(ours, theirs)) is not None]
    return min(found, key=lambda likeness: likeness.apart, default=None)


def _told(wording: Wording) -> tuple[Money, ...]:
    return (*((wording.amount,) if wording.amount else ()), *wording.also)


def _near_pairs(wordings: Sequence[Wording], yardstick: Yardstick) -> Iterator[tuple[int, int, Likeness]]:
    """Pairs worth joining: neighbours in a donor's list sorted by size, each told amount at its place in
    it."""
    scales: dict[tuple[str, str], list[tuple[Decimal, int]]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        for money in _told(wording):
            scale, value = yardstick.measure(money)
            for donor in wording.donors:
                scales[donor, scale].append((value, number))
    met: set[tuple[int, int]] = set()
    for entries in scales.values():
        for a, b in _within_reach(sorted(entries)):
            if (a, b) not in met:
                met.add((a, b))
                likeness = agree(wordings[a], wordings[b], yardstick)
                if likeness is not None:
                    yield a, b, likeness


def _within_reach(entries: Sequence[tuple[Decimal, int]]) -> Iterator[tuple[int, int]]:
    first = 0
    for at, (value, number) in enumerate(entries):
        while entries[first][0] < value * (1 - SAME_ACROSS_CURRENCIES):
            first += 1
        for _, other in entries[first:at]:
            if other != number:
                yield min(number, other), max(number, other)


def _join_disputed(
    wordings: Sequence[Wording], clusters: _Clusters, yardstick: Yardstick, coalition: str | None
) -> Iterator[Dispute]:
    """Wordings that sources of their own give as different amounts of what can only be one thing."""
    for topic, a, b in sorted(_disputed_pairs(wordings, yardstick, coalition)):
        if clusters.same(a, b):
            continue
        clusters.join(a, b, lambda left, right: not left.documents & right.documents)
        if clusters.same(a, b):
            yield Dispute(topic, wordings[a], wordings[b])


def _disputed_pairs(
    wordings: Sequence[Wording], yardstick: Yardstick, coalition: str | None
) -> Iterator[tuple[str, int, int]]:
    sums = [number for number, wording in enumerate(wordings) if _is_sum_of_all(wording, coalition)]
    sums.sort(key=lambda number: _size(wordings[number], yardstick))
    for a, b in pairwise(sums):
        if wordings[a].nature.fits(wordings[b].nature) and _near_totals(wordings[a], wordings[b], yardstick):
            yield "total", min(a, b), max(a, b)
    by_digits: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        if wording.amount is not None:
            money = wording.amount
            by_digits[wording.donors, wording.nature, wording.period, money.low, money.high].append(number)
    for numbers in by_digits.values():
        for a, b in pairwise(numbers):
            if _one_sum_two_currencies(wordings[a], wordings[b]):
                yield "currency", a, b


def _is_sum_of_all(wording: Wording, coalition: str | None) -> bool:
    return (
        coalition is not None
        and wording.donors == (coalition,)
        and wording.amount is not None
        and not wording.items
    )


def _size(wording: Wording, yardstick: Yardstick) -> tuple[str, Decimal]:
    return yardstick.measure(wording.amount) if wording.amount else ("", Decimal(0))


def _near_totals(left: Wording, right: Wording, yardstick: Yardstick) -> bool:
    (scale_left, small), (scale_right, large) = sorted((_size(left, yardstick), _size(right, yardstick)))
    return (
        scale_left == scale_right
        and 0 < large <= small * DISPUTED_TOTAL
        and periods_compatible(left.period, right.period)
    )


def _one_sum_two_currencies(left: Wording, right: Wording) -> bool:
    if left.amount is None or right.amount is None or left.amount.currency == right.amount.currency:
        return False
    return not left.documents & right.documents and _items_compatible(left, right)


class _Clusters:
    """Wordings joined into groups; two groups join only when every pair across them passes a test."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._home = list(range(len(wordings)))
        self._members: dict[int, list[int]] = {number: [number] for number in self._home}

    def same(self, a: int, b: int) -> bool:
        """Whether two wordings are in one group."""
        return self._home[a] == self._home[b]

    def join(self, a: int, b: int, test: Callable[[Wording, Wording], bool]) -> None:
        """Join the groups of two wordings if every pair across them passes."""
        one, other = sorted((self._home[a], self._home[b]))
        if one == other:
            return
        pairs = (
            (self._wordings[x], self._wordings[y]) for x in self._members[one] for y in self._members[other]
        )
        if all(test(left, right) for left, right in pairs):
            for number in self._members[other]:
                self._home[number] = one
            self._members[one] += self._members.pop(other)

    def groups(self) -> list[list[Wording]]:
        """The groups, each in the order of the wordings."""
        return [[self._wordings[number] for number in sorted(members)] for members in self._members.values()]
