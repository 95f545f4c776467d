"""`pledgebook stage`: a desk moves its promise along the ladder, or beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.cli.books import DAY, WrittenBy, day_of, open_books, writer
from pledgebook.cli.console import standard_output

if TYPE_CHECKING:
    from pledgebook.ledger.journal.entries import Entry

EPILOG = "Example: pledgebook stage UDCG-P011 committed --line 2 --how-much 120 --as desk-de"


class Whither(StrEnum):
    """To where a promise can be moved without a signature."""

    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    COMMITTED = "committed"
    ALLOCATED = "allocated"
    READY = "ready"
    IN_TRANSIT = "in transit"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


def stage(
    pledge: Annotated[str, typer.Argument(help="The uid of the pledge.")],
    to: Annotated[
        Whither, typer.Argument(help="Up to this rung, each rung between an entry; or beside the ladder.")
    ],
    line: Annotated[str, typer.Option(help="The key of the line; without it, the sum.")] = "",
    how_much: Annotated[
        str, typer.Option(help="So much of it, in its unit or currency; without it, all that can move.")
    ] = "",
    on: Annotated[datetime | None, typer.Option(formats=DAY, help="The day; today without it.")] = None,
    place: Annotated[str, typer.Option(help="Where, no more exactly than is public.")] = "",
    confirmed_by: Annotated[
        str, typer.Option(metavar="PARTY", help="Who confirmed it, by code; without it, the account's party.")
    ] = "",
    note: Annotated[str, typer.Option(help="Words to keep with it.")] = "",
    source: Annotated[
        list[str] | None,
        typer.Option(help="What it rests on; without one, your word. May be repeated."),
    ] = None,
    account: WrittenBy = "",
) -> None:
    """Move so much of a pledge to another stage. Delivered and accepted take signatures: see 'handover'."""
    with open_books():
        from pledgebook.ledger.deliveries import Told, advance, cancel, expire, pause, resume
        from pledgebook.ledger.payloads import Citation
        from pledgebook.vocabulary.stages import Stage

        told = Told(
            place=place or None,
            confirmed_by=confirmed_by.strip().upper() or None,
            note=note,
            evidence=tuple(Citation(source=each) for each in source or ()),
        )
        acts = {
            Whither.PAUSED: pause,
            Whither.RESUMED: resume,
            Whither.CANCELLED: cancel,
            Whither.EXPIRED: expire,
        }
        much, day, actor = _number(how_much, line), day_of(on) or date.today(), writer(account)
        if to in acts:
            entries = acts[to](pledge, line, much, day, actor, told_of=told)
        else:
            entries = advance(pledge, line, Stage(to.value), much, day, actor, told_of=told)
    with standard_output():
        sys.stdout.writelines(f"{printed}\n" for printed in told_entries(entries))


def told_entries(entries: Iterable[Entry]) -> Iterator[str]:
    """What was written, a line for each entry: '10 from announced to confirmed (entry 12)'."""
    from pledgebook.ledger.payloads import StageChange
    from pledgebook.ledger.rules.telling import plain

    for entry in entries:
        change = entry.content()
        if isinstance(change, StageChange):
            moved = plain(change.amount or change.quantity or Decimal(0))
            yield f"{moved} from {change.source} to {change.target} (entry {entry.seq})"


def _number(text: str, line: str) -> Decimal | None:
    """A number as somebody typed it, None for none. Raises BadValue for what is no plain number."""
    from pledgebook.ledger.rules.typed import amount_from_text, quantity_from_text

    if not text:
        return None
    return quantity_from_text(text) if line else amount_from_text(text)
