"""The answer as CSV: one flat table with a header, for a spreadsheet or a program.

Each row ends with the definition of the total, so that no row is read without it. How cells are written
stands in reporting.sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pledgebook.ledger.totals.answer import Explained, Group, Omitted, Range, Totals
from pledgebook.reporting.sheets import Cell, sheet
from pledgebook.reporting.totals.ordering import in_order
from pledgebook.vocabulary.amounts import Money

_AMOUNTS = ("in_currency", "low", "chosen", "high")
_ANNOUNCED = ("announced_currency", "announced_low", "announced_high", "announced_qualifier")
_ABOUT = ("as_known_at_entry", "definition")
_WHICH = ("counted", "pledge", "donors", "announced", "entry")
_HOW = ("role", "why", "reason", "inside", "other")
_RATE = ("rate", "rate_date")
_LEFT_OUT = ("left_out_low", "left_out_chosen", "left_out_high")

_ZERO = Range(low=Decimal("0.00"), chosen=Decimal("0.00"), high=Decimal("0.00"))


def groups(totals: Totals) -> str:
    """One row for each group; without dimensions, the one row of the total. No row sums up others."""
    rows: Sequence[Group] = in_order(totals)
    if not totals.dimensions and not rows:
        rows = (Group(values=(), amounts=totals.total, rows=0),)
    header = (*totals.dimensions, *_AMOUNTS, "rows", *_ABOUT)
    return sheet(
        header, ((*row.values, *_amounts(totals, row.amounts), row.rows, *_about(totals)) for row in rows)
    )


def explained(totals: Totals) -> str:
    """One row for each pledge counted and left out.

    What counts stands in low, chosen and high, which sum to the total; a row left out has zeros there and
    what it would have come to, where that is known, in columns of its own.
    """
    columns = (*_WHICH, *totals.dimensions, *_AMOUNTS, *_HOW, *_ANNOUNCED, *_RATE, *_LEFT_OUT, *_ABOUT)
    return sheet(columns, _explained(totals))


def _explained(totals: Totals) -> Iterator[Sequence[Cell]]:
    for row in totals.counted:
        values = (*row.values, *_amounts(totals, row.amounts), row.role.value, None, row.reason)
        source = (row.inside, None, *_money(row.announced_amount), row.rate, row.rate_date)
        yield (*_which(row), *values, *source, *_bounds(None), *_about(totals))
    unknown = (None,) * len(totals.dimensions)
    for left in totals.left_out:
        values = (*unknown, *_amounts(totals, _ZERO), None, left.why.value, left.reason)
        source = (None, left.other, *_money(left.announced_amount), None, None)
        yield (*_which(left), *values, *source, *_bounds(left.amounts), *_about(totals))


def _which(row: Explained | Omitted) -> Sequence[Cell]:
    counted = "yes" if isinstance(row, Explained) else "no"
    return (counted, row.pledge, " + ".join(row.donors), row.announced, row.entry)


def _amounts(totals: Totals, amounts: Range) -> Sequence[Cell]:
    return (totals.currency, *_bounds(amounts))


def _bounds(amounts: Range | None) -> Sequence[Cell]:
    return (None, None, None) if amounts is None else (amounts.low, amounts.chosen, amounts.high)


def _money(money: Money | None) -> Sequence[Cell]:
    return (None,) * 4 if money is None else (money.currency, money.low, money.high, money.qualifier.value)


def _about(totals: Totals) -> Sequence[Cell]:
    return (totals.sequence, totals.definition)
