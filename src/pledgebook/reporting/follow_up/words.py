"""The sentences and figures of a follow-up, in the words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pledgebook.ledger.counting import Why
from pledgebook.ledger.follow_up.types import (
    Confirmation,
    Consignment,
    PledgeRow,
    Progress,
    Related,
    Standing,
)
from pledgebook.reporting.wording import day, items, listed, money, number
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import rung
from pledgebook.vocabulary.time import PartialDate

MARKS: Mapping[Progress, tuple[str, str]] = {
    Progress.ACCEPTED: ("●", "green"),
    Progress.UNDER_WAY: ("◐", "yellow"),
    Progress.PAUSED: ("‖", "magenta"),
    Progress.WITHDRAWN: ("×", "red"),
    Progress.UNCONFIRMED: ("○", "dim"),
}
"""The sign and the colour of each progress."""

_SINCE = {
    RelationKind.REPEATS: "said again as",
    RelationKind.RAISES: "raised by",
    RelationKind.REPLACES: "replaced by",
}


def amount_of(value: Decimal, currency: str | None) -> str:
    """'EUR 21 bn' for money, '1,200' for a quantity."""
    if currency is None:
        return number(value)
    return money(Money(currency=currency, low=value, high=value))


def stands(standing: Standing) -> list[str]:
    """Where a sum or line stands, the furthest first: 'accepted 4', 'committed 6'; the stage alone where all
    stands together."""
    if len(standing.at) < 2:
        return [str(standing.furthest)]
    held = sorted(standing.at, key=lambda at: rung(at.stage), reverse=True)
    # The currency stands beside the promised sum; here it would only repeat.
    return [f"{at.stage} {_short(at.how_much, standing.currency)}" for at in held]


def _short(value: Decimal, currency: str | None) -> str:
    text = amount_of(value, currency)
    return text.removeprefix(f"{currency} ") if currency else text


def line_of(standing: Standing) -> str:
    """'IRIS-T missile (10)', 'drone (hundreds of thousands)'."""
    told = ItemLine(
        item=standing.item or "not named",
        low=standing.promised,
        high=standing.high,
        qualifier=standing.qualifier,
        unit=standing.unit,
    )
    return items([told])


def last_word(confirmation: Confirmation | None, silent: int, names: Mapping[str, str]) -> str:
    """'Germany, 204 days ago'; 'unconfirmed, 224 days' where nobody has said anything."""
    if confirmation is None:
        return f"unconfirmed, {days(silent)}"
    who = names.get(confirmation.by, confirmation.by) if confirmation.by else "not told by whom"
    signed = "signed by " if confirmation.signed else ""
    when = "no day told" if confirmation.days is None else ago(confirmation.days)
    return f"{signed}{who}, {when}"


def days(number_of: int) -> str:
    """'1 day', '224 days'."""
    return "1 day" if number_of == 1 else f"{number_of:,} days"


def ago(number_of: int) -> str:
    """'today', '3 days ago'."""
    return "today" if number_of == 0 else f"{days(number_of)} ago"


def donors_of(codes: tuple[str, ...], names: Mapping[str, str]) -> str:
    """'Germany and Norway'."""
    return listed([names.get(code, code) for code in codes]) or "donors not named"


def ordinal(value: int) -> str:
    """'27th'."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def notes(row: PledgeRow, meeting: str, names: Mapping[str, str]) -> Iterator[str]:
    """What else is to be said of a row: why it adds nothing, where else it was told, what it waits for."""
    if row.left_out is not None and row.same_as is None:
        yield row.left_out if row.why is Why.EXPLAINED else f"not counted: {row.left_out}"
    if row.meeting != meeting:
        where = f" at {row.meeting}" if row.meeting else ""
        yield f"announced{where} on {_announced(row)}"
    for other in row.before:
        yield f"{other.kind} {other.pledge} {_told(other)}"
    for other in row.since:
        yield f"{_SINCE[other.kind]} {other.pledge} {_told(other)}"
    yield from (_handover(each, row, names) for each in row.handovers)


def _announced(row: PledgeRow) -> str:
    told: date | PartialDate = row.announced_as or row.announced
    return day(told)


def _told(other: Related) -> str:
    parts = [day(other.announced)]
    if other.meeting:
        parts.append(other.meeting)
    if other.amount is not None:
        parts.append(money(other.amount))
    return f"({', '.join(parts)})"


def _handover(each: Consignment, row: PledgeRow, names: Mapping[str, str]) -> str:
    if each.donor_signed and each.recipient_signed:
        return (
            f"handover {each.handover}: signed by both, {day(max(each.donor_signed, each.recipient_signed))}"
        )
    recipient = names.get(row.recipient or "", row.recipient or "the recipient")
    donor = donors_of(row.donors, names) if len(row.donors) == 1 else "the donor"
    if each.donor_signed:
        return f"handover {each.handover}: {donor} signed on {day(each.donor_signed)}, {recipient} has not"
    if each.recipient_signed:
        return (
            f"handover {each.handover}: {recipient} signed on {day(each.recipient_signed)}, {donor} has not"
        )
    return f"handover {each.handover}: opened on {day(each.opened)}, nobody has signed"
