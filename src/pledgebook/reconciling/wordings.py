"""Pledge claims that say one figure, gathered: the forty papers that print 'GBP 450 million' are one
wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pledgebook.reconciling.book import Book
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import PledgeClaim, PledgeMode
from pledgebook.vocabulary.time import Period


@dataclass(frozen=True)
class Nature:
    """What sort of announcement a claim is: money and production, promised and delivered never mix."""

    mode: PledgeMode | None
    conditional: bool
    delivered: bool

    def fits(self, other: Nature) -> bool:
        """Whether both can be told of one announcement: only one of them may say how it is to be met."""
        if (self.conditional, self.delivered) != (other.conditional, other.delivered):
            return False
        modes = {self.mode, other.mode}
        return len(modes) == 1 or (None in modes and PledgeMode.PRODUCTION not in modes)


@dataclass(frozen=True)
class Wording:
    """One figure of one set of donors, with the claims that say it, the oldest first."""

    donors: tuple[str, ...]
    nature: Nature
    period: Period | None
    amount: Money | None
    also: tuple[Money, ...]
    items: frozenset[str]
    claims: tuple[str, ...]
    documents: frozenset[str]
    sources: frozenset[str]

    @property
    def id(self) -> str:
        """A stable name: that of its oldest claim."""
        return self.claims[0]


def gather(book: Book, ids: Iterable[str], source: Callable[[str], str]) -> list[Wording]:
    """The wordings of the pledge claims of one event, in a stable order."""
    by_figure: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for id_, claim in book.pick(PledgeClaim, ids):
        by_figure[_figure(claim)].append(id_)
    groups = [group for same in by_figure.values() for group in _by_items(book, same)]
    wordings = [_wording(book, group, source) for group in groups]
    return sorted(wordings, key=lambda wording: book.place_in_book(wording.id))


def _figure(claim: PledgeClaim) -> tuple[object, ...]:
    amount = claim.amount
    bounds = (amount.currency, amount.low, amount.high) if amount else None
    period = (claim.period.start, claim.period.end) if claim.period else None
    return (tuple(sorted(set(claim.donors))), bounds, period, claim.mode, claim.conditional, claim.delivered)


def _by_items(book: Book, ids: Sequence[str]) -> list[list[str]]:
    """Claims of one figure, apart where they are for different things.

    Without an amount only common items make two claims one. With the same amount and donors they are one,
    unless some document itself lists two such amounts for different things: then common items decide again.
    """
    parts = _by_common_items(book, ids)
    amount = _pledge(book, ids[0]).amount
    if len(parts) == 1 or (amount is not None and not _listed_side_by_side(book, parts)):
        return [list(ids)]
    return parts


def _by_common_items(book: Book, ids: Sequence[str]) -> list[list[str]]:
    """Claims joined by common items; those without items go with the largest group."""
    group_of_item: dict[str, int] = {}
    groups: dict[int, list[str]] = {}
    bare: list[str] = []
    for number, id_ in enumerate(ids):
        items = _items(book, id_)
        if not items:
            bare.append(id_)
            continue
        touched = sorted({group_of_item[item] for item in items if item in group_of_item})
        home = touched[0] if touched else number
        groups.setdefault(home, []).append(id_)
        for other in touched[1:]:
            groups[home] += groups.pop(other)
        for item in items:
            group_of_item[item] = home
        for item, group in list(group_of_item.items()) if len(touched) > 1 else ():
            group_of_item[item] = home if group in touched else group
    if bare:
        largest = min(groups, key=lambda key: (-len(groups[key]), key), default=-1)
        groups.setdefault(largest, []).extend(bare)
    return list(groups.values())


def _listed_side_by_side(book: Book, parts: Sequence[Sequence[str]]) -> bool:
    seen: set[str] = set()
    for part in parts:
        documents = {book.claims[id_].document for id_ in part}
        if seen & documents:
            return True
        seen |= documents
    return False


def _wording(book: Book, ids: Sequence[str], source: Callable[[str], str]) -> Wording:
    ordered = sorted(ids, key=book.age)
    claims = [_pledge(book, id_) for id_ in ordered]
    first = claims[0]
    documents = frozenset(claim.document for claim in claims)
    return Wording(
        donors=tuple(sorted(set(first.donors))),
        nature=Nature(first.mode, first.conditional, first.delivered),
        period=first.period,
        amount=_clearest(claims),
        also=tuple(dict.fromkeys(claim.also for claim in claims if claim.also is not None)),
        items=frozenset(item for id_ in ordered for item in _items(book, id_)),
        claims=tuple(ordered),
        documents=documents,
        sources=frozenset(source(document) for document in documents),
    )


def _clearest(claims: Sequence[PledgeClaim]) -> Money | None:
    """The amount with the hedge that most claims use; of equals the oldest."""
    counts: dict[Money, int] = {}
    for claim in claims:
        if claim.amount is not None:
            counts[claim.amount] = counts.get(claim.amount, 0) + 1
    return max(counts, key=lambda money: counts[money], default=None)


def _pledge(book: Book, id_: str) -> PledgeClaim:
    claim = book.claims[id_]
    if not isinstance(claim, PledgeClaim):  # pragma: no cover - ids come from pick(PledgeClaim)
        raise TypeError(f"{id_} is no pledge")
    return claim


def _items(book: Book, id_: str) -> frozenset[str]:
    return frozenset(line.item for line in _pledge(book, id_).items)
