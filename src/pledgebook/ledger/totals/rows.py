"""What the books have for a question: pledges, where their sums stand, how they stand to each other.

Each reader is one query (a few for long lists of uids), under both clocks and as far as the asker sees. What
is
read below a pledge is used only with the pledge: a relation or movement of one that is not seen leaves no
trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import msgspec
from django.db.models import QuerySet

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.counting import Edge
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import (
    DisputeRecord,
    Movement,
    PledgeDonor,
    PledgeRecord,
    PledgeValuation,
    RelationRecord,
)
from pledgebook.ledger.models.fields import CentsField
from pledgebook.ledger.payloads import Dispute
from pledgebook.ledger.queries.believed import believed
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState
from pledgebook.vocabulary.pledges import PledgeNature, ValuationBasis
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage

_CHUNK = 500

Held = Mapping[str, Mapping[Stage, int]]
"""Where the sums of pledges stand, in hundredths of their own currency."""


class PledgeRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A pledge as a total needs it; `low` and `high` in hundredths, None where no sum is known."""

    uid: str
    entry: int
    announced: date
    donors: tuple[str, ...]
    recipient: str
    meeting: str
    nature: PledgeNature
    currency: str
    low: int | None
    high: int | None
    aid_type: str
    capability: str
    programme: str


_COLUMNS = (
    "uid", "entry", "valid_on", "donors", "recipient", "meeting", "nature", "currency", "low", "high",
    "aid_type",
    "capability", "programme",
)  # fmt: skip


def read_pledges(sight: Sight, clocks: Clocks, only: Collection[str] | None = None) -> list[PledgeRow]:
    """The pledges that are seen and believed: all, or those of `only`."""
    rows = believed(PledgeRecord, sight, clocks)
    return [_pledge(*row) for part in _parts(rows, "uid", only) for row in part.values_list(*_COLUMNS)]


def read_holdings(
    sight: Sight, clocks: Clocks, only: Collection[str] | None = None
) -> dict[str, dict[Stage, int]]:
    """Where the sums of pledges stand, in hundredths of their own currency."""
    found: dict[str, dict[Stage, int]] = defaultdict(dict)
    rows = believed(Movement, sight, clocks).filter(line="", cents__isnull=False)
    for part in _parts(rows, "pledge", only):
        for pledge, source, target, amount in part.values_list("pledge", "source", "target", "cents"):
            held, cents = found[pledge], CentsField.to_units(amount)
            held[Stage(target)] = held.get(Stage(target), 0) + cents
            if source:
                held[Stage(source)] = held.get(Stage(source), 0) - cents
    return found


def read_relations(sight: Sight, clocks: Clocks) -> list[Edge]:
    """How pledges stand to each other, in the order of the entries."""
    rows = believed(RelationRecord, sight, clocks).order_by("seq")
    return [
        Edge(kind=RelationKind(kind), source=source, target=target, cut=Cut(cut) if cut else None)
        for kind, source, target, cut in rows.values_list("kind", "source", "target", "cut")
    ]


def read_disputes(sight: Sight, clocks: Clocks) -> dict[str, list[Dispute]]:
    """The open disputes about how much a pledge is, by the pledge.

    One about its donors, or about whether two announcements are the same, moves no sum.
    """
    rows = believed(DisputeRecord, sight, clocks).filter(
        state=DisputeState.OPEN.value,
        about=EntryKind.PLEDGE.value,
        kind__in=(DisputeKind.AMOUNT.value, DisputeKind.CURRENCY.value),
    )
    stated = dict(rows.values_list("entry", "subject"))
    found: dict[str, list[Dispute]] = defaultdict(list)
    for seq, entry in entries_at(list(stated)).items():
        payload = entry.content()
        if isinstance(payload, Dispute):
            found[stated[seq]].append(payload)
    return found


def read_valuations(rows: Collection[PledgeRow], basis: ValuationBasis) -> dict[str, Money]:
    """What pledges are worth on another basis than the announced sum, by the pledge."""
    pledges = {row.entry: row.uid for row in rows}
    found: dict[str, Money] = {}
    for part in _parts(PledgeValuation.objects.filter(basis=basis.value), "entry", pledges):
        for entry, currency, low, high in part.values_list("entry", "currency", "low", "high"):
            found[pledges[entry]] = Money(currency=currency, low=low, high=high)
    return found


def read_shares(rows: Collection[PledgeRow]) -> dict[str, dict[str, Decimal]]:
    """The donors' shares of joint pledges where all of them are known, by the pledge."""
    joint = {row.entry: row.uid for row in rows if len(row.donors) > 1}
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for part in _parts(PledgeDonor.objects.filter(share__isnull=False), "entry", joint):
        for entry, party, share in part.values_list("entry", "party", "share"):
            found[joint[entry]][party] = Decimal(share).scaleb(-5)
    donors = {row.uid: len(row.donors) for row in rows}
    return {
        uid: shares
        for uid, shares in found.items()
        if len(shares) == donors[uid] and sum(shares.values()) == 1
    }


def _pledge(*row: Any) -> PledgeRow:
    values = dict(zip(_COLUMNS, row, strict=True))
    low, high = values.pop("low"), values.pop("high")
    return PledgeRow(
        announced=values.pop("valid_on"),
        donors=tuple(values.pop("donors").split("|")),
        nature=PledgeNature(values.pop("nature")),
        low=None if low is None else CentsField.to_units(low),
        high=None if high is None else CentsField.to_units(high),
        **values,
    )


def _parts(rows: QuerySet[Any], column: str, only: Iterable[Any] | None) -> Iterator[QuerySet[Any]]:
    """The rows whose column is one of `only`, a few hundred values to a query; all rows where it is None."""
    if only is None:
        yield rows
        return
    values = iter(only)
    while chunk := list(islice(values, _CHUNK)):
        yield rows.filter(**{f"{column}__in": chunk})
