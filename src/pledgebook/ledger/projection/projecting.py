"""What an entry changes: a pure function of the entry and of its payload, the same for writing and for
replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pledgebook.ledger import models as tables
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Consigned,
    Handover,
    Line,
    Need,
    Payload,
    Pledge,
    ReadFinding,
    Reversal,
    Signature,
    StageChange,
)
from pledgebook.ledger.projection.operations import (
    Close,
    Insert,
    Operation,
    Table,
    Undo,
    Value,
    row,
    table_of,
)
from pledgebook.ledger.projection.rows import RECORDS, Columns, cents, columns_of, sum_columns, thousandths

_WHOLE_SHARE = 100_000


def operations(entry: Entry, payload: Payload) -> Iterator[Operation]:
    """What the entry does to the tables, in order."""
    if isinstance(payload, Reversal):
        kind, _, uid = entry.subject.partition(":")
        yield Undo(tables=tables_of(EntryKind(kind)), entry=payload.entry, uid=uid, at=entry.seq)
        return
    if isinstance(payload, StageChange):
        yield _stage(entry, payload)
        return
    yield from _record(entry, payload)
    yield from _details(entry, payload)


def tables_of(kind: EntryKind) -> tuple[Table, ...]:
    """The tables with believed rows that entries of a kind write."""
    found = [table_of(RECORDS[kind][0])] if kind in RECORDS else []
    if kind in (EntryKind.PLEDGE, EntryKind.STAGE, EntryKind.SIGNATURE):
        found.append(table_of(tables.Movement))
    return tuple(found)


def _record(entry: Entry, payload: Payload) -> Iterator[Operation]:
    table = table_of(RECORDS[entry.kind][0])
    yield Close(table=table, column="uid", key=entry.subject, at=entry.seq)
    values = {**_common(entry), "uid": entry.subject, **columns_of(entry.kind, payload)}
    yield Insert(table=table, values=row(table, values), key=entry.subject)


def _common(entry: Entry) -> Columns:
    return {
        "seq": entry.seq,
        "until": None,
        "entry": entry.seq,
        "valid_on": entry.valid_on,
        "visibility": entry.visibility.value,
    }


def _details(entry: Entry, payload: Payload) -> Iterator[Operation]:
    """The rows below the record."""
    if isinstance(payload, Pledge):
        yield from _pledge(entry, payload)
    elif isinstance(payload, Need):
        yield from _rows(entry, tables.NeedLine, map(_line, payload.lines))
    elif isinstance(payload, Handover):
        yield from _rows(entry, tables.HandoverContent, map(_consigned, payload.contents))
    elif isinstance(payload, Signature):
        yield from _rows(entry, tables.SignatureContent, map(_consigned, payload.contents))
        yield from _signed(entry, payload)
    elif isinstance(payload, ReadFinding):
        yield from _rows(entry, tables.FindingClaim, ({"claim": claim} for claim in payload.finding.claims))


def _rows(entry: Entry, model: type[tables.Detail], rows: Iterable[Columns]) -> Iterator[Insert]:
    table = table_of(model)
    for position, values in enumerate(rows):
        yield Insert(table=table, values=row(table, {"entry": entry.seq, "position": position, **values}))


def _pledge(entry: Entry, payload: Pledge) -> Iterator[Operation]:
    donors = (
        {"party": donor.party, "share": None if donor.share is None else int(donor.share * _WHOLE_SHARE)}
        for donor in payload.donors
    )
    yield from _rows(entry, tables.PledgeDonor, donors)
    yield from _rows(entry, tables.PledgeLine, map(_line, payload.lines))
    valuations = (
        {"basis": valuation.basis.value, "source": valuation.source, **sum_columns(valuation.amount)}
        for valuation in payload.valuations
    )
    yield from _rows(entry, tables.PledgeValuation, valuations)
    table = table_of(tables.Movement)
    yield Close(table=table, column="pledge", key=entry.subject, at=entry.seq, origins=True)
    for position, (line, money, quantity) in enumerate(_origins(payload)):
        yield _movement(
            entry,
            position,
            pledge=entry.subject,
            line=line,
            target=payload.stage.value,
            money=money,
            quantity=quantity,
        )


def _origins(payload: Pledge) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """What a pledge brings into being: its sum, and each line whose number is known, by their low bounds."""
    if payload.amount is not None:
        yield "", payload.amount.low, None
    for line in payload.lines:
        if line.low is not None:
            yield line.key, None, line.low


def _stage(entry: Entry, payload: StageChange) -> Insert:
    return _movement(
        entry,
        0,
        pledge=entry.subject,
        line=payload.line,
        source=payload.source.value,
        target=payload.target.value,
        money=payload.amount,
        quantity=payload.quantity,
        confirmed_by=payload.confirmed_by or "",
        confirmed_on=payload.confirmed_on,
    )


def _signed(entry: Entry, payload: Signature) -> Iterator[Insert]:
    for position, move in enumerate(payload.moves):
        yield _movement(
            entry,
            position,
            pledge=move.pledge,
            line=move.line,
            source=move.source,
            target=move.target,
            money=move.amount,
            quantity=move.quantity,
            confirmed_by=payload.party,
            confirmed_on=entry.valid_on,
        )


def _movement(
    entry: Entry,
    position: int,
    *,
    pledge: str,
    line: str,
    target: str,
    money: Decimal | None,
    quantity: Decimal | None,
    source: str = "",
    confirmed_by: str = "",
    confirmed_on: Value = None,
) -> Insert:
    table = table_of(tables.Movement)
    values = {
        **_common(entry),
        "position": position,
        "pledge": pledge,
        "line": line,
        "source": source,
        "target": target,
        "cents": cents(money),
        "thousandths": thousandths(quantity),
        "confirmed_by": confirmed_by,
        "confirmed_on": confirmed_on,
    }
    return Insert(table=table, values=row(table, values), key=None if source else pledge)


def _line(line: Line) -> Columns:
    return {
        "line": line.key,
        "item": line.item,
        "capability": line.capability,
        "unit": line.unit or "",
        "low": thousandths(line.low),
        "high": thousandths(line.high),
    }


def _consigned(consigned: Consigned) -> Columns:
    return {
        "pledge": consigned.pledge,
        "line": consigned.line,
        "cents": cents(consigned.amount),
        "thousandths": thousandths(consigned.quantity),
    }
