"""What an entry says, in a few words and as typed amounts: the two sides of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from pledgebook.ledger.payloads import (
    Action,
    Attendance,
    Coalition,
    Consigned,
    Decision,
    Dispute,
    Document,
    Handover,
    Indicator,
    Line,
    Meeting,
    Membership,
    Need,
    Office,
    Party,
    Payload,
    Pledge,
    Purchase,
    ReadClaim,
    ReadFinding,
    Relation,
    Signature,
    Statement,
    SupportStatus,
)
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.stages import Stage


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a change: `text` for people, and what of it is a number.

    `amount` is a sum; `quantity` counts `item` in `unit`. `stage` is where it stands.
    """

    text: str
    amount: Money | None = None
    quantity: Decimal | None = None
    item: str = ""
    unit: str = ""
    stage: Stage | None = None


def value_of(payload: Payload) -> Value:
    """What a payload says."""
    words = _WORDS.get(type(payload), lambda one: str(one.KIND))
    amount = getattr(payload, "amount", None)
    return Value(text=words(payload), amount=amount if isinstance(amount, Money) else None)


def plain(number: Decimal) -> Decimal:
    """The same number without the zeros at its end that a table adds."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def moved(
    how_much: Decimal | None, stage: Stage, *, currency: str = "", item: str = "", unit: str = ""
) -> Value:
    """So much at a stage: money where there is a currency, else a quantity of an item."""
    if how_much is None:
        return Value(text=stage.value, item=item, unit=unit, stage=stage)
    how_much = plain(how_much)
    if currency:
        amount = Money(currency=currency, low=how_much, high=how_much)
        return Value(text=f"{amount} {stage}", amount=amount, stage=stage)
    text = " ".join(part for part in (f"{how_much:,f}", item, stage.value) if part)
    return Value(text=text, quantity=how_much, item=item, unit=unit, stage=stage)


def _lines(lines: Iterable[Line]) -> str:
    return ", ".join(f"{line.low:,f} {line.item}" if line.low is not None else line.item for line in lines)


def _sum(one: Pledge | Need | Purchase) -> str:
    parts = [str(one.amount) if one.amount is not None else "", _lines(one.lines)]
    return "; ".join(part for part in parts if part) or "nothing stated"


def _contents(contents: Iterable[Consigned]) -> str:
    return ", ".join(
        f"{one.amount if one.amount is not None else one.quantity:,f} of {one.pledge}"
        + (f" (line {one.line})" if one.line else "")
        for one in contents
    )


def _dispute(one: Dispute) -> str:
    chosen = next((version.says for version in one.versions if version.key == one.chosen), "")
    return f"{one.topic}: {one.state}{f' ({chosen})' if chosen else ''}"


def _indicator(one: Indicator) -> str:
    bounds = f"{one.low:,f}" if one.high in (None, one.low) else f"{one.low:,f} to {one.high:,f}"
    return " ".join(part for part in (one.metric, bounds, one.unit or "") if part)


def _meeting(one: Meeting) -> str:
    return ", ".join(part for part in (one.held_on.isoformat(), one.place, one.status.value) if part)


_WORDS: Mapping[type[Payload], Callable[[Any], str]] = {
    Party: lambda one: one.name,
    Office: lambda one: f"{one.holder}, {one.office} of {one.party}",
    Coalition: lambda one: one.name,
    Membership: lambda one: f"{one.party} as {one.role}",
    Meeting: _meeting,
    Attendance: lambda one: f"{one.person or one.party}: {one.mode}",
    Action: lambda one: f"{one.what}: {one.state}",
    Need: _sum,
    Pledge: _sum,
    Relation: lambda one: f"{one.source} {one.kind} {one.target}",
    SupportStatus: lambda one: f"{one.channel}: {one.state}",
    Handover: lambda one: f"{one.donor} to {one.recipient}: {_contents(one.contents)}",
    Signature: lambda one: f"the {one.side} signs for {_contents(one.contents) or 'nothing'}",
    Purchase: _sum,
    Indicator: _indicator,
    Statement: lambda one: f"words of {one.speaker}",
    Document: lambda one: one.title or one.name,
    ReadClaim: lambda one: f"a claim about a {one.claim.kind}",
    ReadFinding: lambda one: one.finding.reason,
    Decision: lambda one: f"{one.verdict}: {one.reason}",
    Dispute: _dispute,
}
