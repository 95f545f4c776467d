"""One announcement out of its wordings: the amount as announced, the donors, and what the sources dispute."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from babel.core import get_global

from pledgebook.reconciling.figures import Yardstick, significant_digits
from pledgebook.reconciling.result import Announcement
from pledgebook.reconciling.wordings import Wording
from pledgebook.vocabulary.amounts import ItemLine, Qualifier
from pledgebook.vocabulary.claims import PledgeClaim


def announce(
    event: str, chosen: Wording, wordings: Sequence[Wording], claims: dict[str, PledgeClaim]
) -> Announcement:
    """The announcement behind wordings that are one pledge, of which one says the amount as announced."""
    ids = [id_ for wording in (chosen, *wordings) for id_ in wording.claims]
    told = [claims[id_] for id_ in dict.fromkeys(ids)]
    donors, disputed = _donors(wordings)
    amounts = [money for claim in told for money in (claim.amount, claim.also) if money is not None]
    return Announcement(
        id=_id(event, ids),
        event=event,
        donors=donors,
        claims=tuple(dict.fromkeys(ids)),
        amount=chosen.amount,
        also=tuple(money for money in dict.fromkeys(amounts) if money != chosen.amount),
        items=_items(told),
        aid_type=next((claim.aid_type for claim in told if claim.aid_type), None),
        period=next((claim.period for claim in told if claim.period), None),
        mode=next((wording.nature.mode for wording in wordings if wording.nature.mode), None),
        record=any(claim.record for claim in told),
        conditional=chosen.nature.conditional,
        delivered=chosen.nature.delivered,
        disputed_donors=disputed,
    )


def reference_wording(wordings: Sequence[Wording], yardstick: Yardstick, *, disputed: bool) -> Wording:
    """The wording that says the amount as it was announced.

    Where the amount is disputed, first what most sources support in whatever words. Then the donor's own
    currency and words without a hedge (the others are conversions), the most sources and the most digits.
    """

    def rank(wording: Wording) -> tuple[int, bool, bool, int, int, str]:
        amount = wording.amount
        return (
            -_support(wording, wordings, yardstick) if disputed else 0,
            amount is None or amount.currency not in own_currencies(wording.donors),
            amount is None or amount.qualifier not in (Qualifier.EXACT, Qualifier.RANGE),
            -len(wording.sources),
            -significant_digits(amount.low) if amount else 0,
            f"{amount} {wording.id}",
        )

    return min(wordings, key=rank)


def _support(wording: Wording, wordings: Sequence[Wording], yardstick: Yardstick) -> int:
    """How many sources give this amount, in whatever currency."""
    agreeing = (other.sources for other in wordings if _agree(wording, other, yardstick))
    return len(frozenset[str]().union(*agreeing))


def _agree(left: Wording, right: Wording, yardstick: Yardstick) -> bool:
    if left.amount is None or right.amount is None:
        return left.amount is right.amount
    return left is right or yardstick.alike(left.amount, right.amount) is not None


def own_currencies(donors: Sequence[str]) -> frozenset[str]:
    """The currencies that donors pay in today: those of the states among them."""
    territories = get_global("territory_currencies")
    return frozenset(
        currency
        for donor in donors
        for currency, _, end, tender in territories.get(donor, ())
        if end is None and tender
    )


def _donors(wordings: Sequence[Wording]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The donors that most sources name (of equals the shorter list), and the other answers."""
    support: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for wording in wordings:
        support[wording.donors] |= wording.sources
    first, *others = sorted(support, key=lambda donors: (-len(support[donors]), len(donors), donors))
    return first, tuple(others)


def _items(claims: Sequence[PledgeClaim]) -> tuple[ItemLine, ...]:
    """Each item once, with the number that the first source to give one gives."""
    lines: dict[str, ItemLine] = {}
    for line in (line for claim in claims for line in claim.items):
        known = lines.get(line.item)
        if known is None or (known.low is None and line.low is not None):
            lines[line.item] = line
    return tuple(lines[item] for item in sorted(lines))


def _id(event: str, claims: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join([event, *sorted(set(claims))]).encode()).hexdigest()[:12]
