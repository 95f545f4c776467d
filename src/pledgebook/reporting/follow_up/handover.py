"""A handover in a terminal: what is in it, and what each side has signed for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW
from pledgebook.ledger.deliveries import HandoverSeen
from pledgebook.ledger.deliveries.showing import Counted
from pledgebook.ledger.models import PartyRecord
from pledgebook.ledger.payloads import Side
from pledgebook.ledger.queries.believed import believed
from pledgebook.reporting.follow_up.words import amount_of
from pledgebook.reporting.plain import printable
from pledgebook.reporting.screen import drawn
from pledgebook.reporting.wording import day
from pledgebook.vocabulary.disputes import DisputeState


def names_of(handover: HandoverSeen, sight: Sight) -> dict[str, str]:
    """What the two parties are called."""
    rows = believed(PartyRecord, sight, NOW).filter(uid__in=[handover.donor, handover.recipient])
    return dict(rows.values_list("uid", "name"))


def draw(
    handover: HandoverSeen, names: Mapping[str, str], *, width: int | None = None, colour: bool | None = None
) -> str:
    """The handover as lines of at most `width` columns."""
    return drawn(lambda _columns: _page(handover, names), width=width, colour=colour)


def _page(handover: HandoverSeen, names: Mapping[str, str]) -> Iterator[RenderableType]:
    donor, recipient = (names.get(code, code) for code in (handover.donor, handover.recipient))
    yield Text(printable(f"Handover {handover.uid}: {donor} to {recipient}"), style="bold")
    yield Text(printable("; ".join(_told(handover))))
    yield _contents(handover, donor, recipient)
    for side, name in ((Side.DONOR, donor), (Side.RECIPIENT, recipient)):
        yield _signature(handover, side, name)
    if handover.dispute is not None:
        reason = f": {handover.dispute_reason}" if handover.dispute_reason else ""
        style = "yellow" if handover.dispute is DisputeState.OPEN else ""
        yield Text(printable(f"The dispute about the counts is {handover.dispute}{reason}."), style=style)
    if handover.note:
        yield Text(printable(handover.note), style="italic")


def _told(handover: HandoverSeen) -> Iterator[str]:
    if handover.opened:
        yield f"opened on {day(handover.opened)}"
    if handover.dispatched:
        yield f"sent on {day(handover.dispatched)}"
    if handover.place:
        yield f"at {handover.place}"
    yield f"entry {handover.entry}"


def _contents(handover: HandoverSeen, donor: str, recipient: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("what", overflow="fold")
    table.add_column("of pledge", overflow="fold")
    for heading in ("in it", donor, recipient):
        table.add_column(Text(printable(heading)), justify="right")
    for each in handover.contents:
        differ = None not in (each.donor, each.recipient) and each.donor != each.recipient
        place = f"{each.pledge}, line {each.line}" if each.line else each.pledge
        counts = [_count(value, each) for value in (each.opened, each.donor, each.recipient)]
        cells = [each.item or ("money" if each.currency else "?"), place, *counts]
        table.add_row(*(Text(printable(cell), style="yellow" if differ else "") for cell in cells))
    return table


def _count(value: Decimal | None, each: Counted) -> str:
    if value is None:
        return "–"
    unit = f" {each.unit}" if each.unit and each.unit not in ("piece", "unit") else ""
    return f"{amount_of(value, each.currency)}{unit}"


def _signature(handover: HandoverSeen, side: Side, name: str) -> Text:
    found = next((each for each in handover.signatures if each.side is side), None)
    if found is None:
        return Text(printable(f"{name} has not signed."), style="dim")
    return Text(printable(f"{name} signed on {day(found.on)} (entry {found.seq})."), style="green")
