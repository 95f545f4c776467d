"""What a coalition was asked for: data/<coalition>/needs.csv has one row a need that somebody stated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from pledgebook.reference import cells
from pledgebook.reference.tables import Row
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import NeedMode
from pledgebook.vocabulary.pledges import Urgency
from pledgebook.vocabulary.time import PartialDate

NEED_COLUMNS = (
    "coalition",
    "id",
    "date",
    "party",
    "lines",
    "description",
    "qualifier",
    "currency",
    "amount_low",
    "amount_high",
    "mode",
    "urgency",
    "wanted_by",
    "stated_by",
    "source",
)


class StatedNeed(msgspec.Struct, frozen=True, kw_only=True):
    """What a party said that it needs, in items or in money; `wanted_by` is when it should be met."""

    coalition: str
    id: str
    date: PartialDate
    party: str
    lines: tuple[ItemLine, ...]
    description: str
    amount: Money | None
    mode: NeedMode | None
    urgency: Urgency | None
    wanted_by: PartialDate | None
    stated_by: str
    source: str


@cache
def stated_needs(coalition: str) -> tuple[StatedNeed, ...]:
    """The needs stated to a coalition, in the order of the data. Raises BadValue for an unknown one."""
    return read_needs(cells.rows_of(coalition, "needs.csv", *NEED_COLUMNS))


def read_needs(rows: Iterable[Row]) -> tuple[StatedNeed, ...]:
    """The needs of a table. Raises ReferenceDataError for a row that breaks a rule."""
    found: dict[str, StatedNeed] = {}
    for row in rows:
        need = _need(row, cells.by_id(row, found))
        if need.amount is None and not need.lines:
            raise row.fault("the need has neither an amount nor items")
        found[need.id] = need
    return tuple(found.values())


def _need(row: Row, need_id: str) -> StatedNeed:
    parties = cells.party_codes(row, "party")
    if len(parties) != 1:
        raise row.fault("a need is of one party")
    return StatedNeed(
        coalition=row["coalition"],
        id=need_id,
        date=cells.date_of(row),
        party=parties[0],
        lines=cells.item_lines(row),
        description=cells.text(row, "description"),
        amount=cells.money(row, "amount_low", "amount_high"),
        mode=cells.word(row, "mode", NeedMode),
        urgency=cells.word(row, "urgency", Urgency),
        wanted_by=cells.partial_date(row, "wanted_by"),
        stated_by=cells.text(row, "stated_by"),
        source=row["source"],
    )
