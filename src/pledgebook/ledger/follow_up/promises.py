"""Pledges as a donor's record needs them: read once, with the day they are due and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.counting import Amounts, Edge, Node
from pledgebook.ledger.follow_up.standings import Seen, last_word, shares_by_stage, standings_of
from pledgebook.ledger.follow_up.tracks import Track, Tracks, parts
from pledgebook.ledger.follow_up.types import Confirmation
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import JournalEntry
from pledgebook.ledger.payloads import Pledge
from pledgebook.ledger.totals.converting import Converter
from pledgebook.ledger.totals.nodes import spread
from pledgebook.ledger.totals.rows import PledgeRow, read_pledges
from pledgebook.vocabulary.errors import MissingRate
from pledgebook.vocabulary.stages import Stage

_CHUNK = 500


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """A pledge with all that its donor's record asks: `due_on` is its own due date, `due` whether that or its
    age makes it due; `shares` says which part of it stands where."""

    row: PledgeRow
    pledge: Pledge
    due_on: date | None
    due: bool
    shares: Mapping[Stage, Decimal]
    confirmation: Confirmation | None


def read_promises(
    sight: Sight, clocks: Clocks, tracks: Tracks, today: date, older_than: int
) -> dict[str, Promise]:
    """All pledges that the asker sees, by their uid."""
    rows = read_pledges(sight, clocks)
    seen = Seen(today, _signatures(tracks))
    found: dict[str, Promise] = {}
    for start in range(0, len(rows), _CHUNK):
        chunk = {row.entry: row for row in rows[start : start + _CHUNK]}
        for seq, entry in entries_at(list(chunk)).items():
            pledge, row = entry.content(), chunk[seq]
            if isinstance(pledge, Pledge):
                found[row.uid] = _promise(row, pledge, tracks.get(row.uid, {}), seen, older_than)
    return found


def _promise(
    row: PledgeRow, pledge: Pledge, tracks: Mapping[str, Track], seen: Seen, older_than: int
) -> Promise:
    due_on = pledge.period.end if pledge.period is not None else None
    by_age = row.announced + timedelta(days=older_than)
    return Promise(
        row=row,
        pledge=pledge,
        due_on=due_on,
        due=(due_on or by_age) <= seen.today,
        shares=shares_by_stage(pledge, tracks),
        confirmation=last_word(standings_of(pledge, row.announced, tracks, seen)),
    )


def _signatures(tracks: Tracks) -> frozenset[int]:
    """Which of the entries that moved something are signatures."""
    steps = {step for lines in tracks.values() for track in lines.values() for step in track.steps}
    signed = JournalEntry.objects.filter(kind=EntryKind.SIGNATURE.value)
    return frozenset(
        seq for part in parts(signed, "seq", steps) for seq in part.values_list("seq", flat=True)
    )


def due_with_their_wholes(promises: Mapping[str, Promise], edges: Iterable[Edge]) -> frozenset[str]:
    """Which promises are due: a part is due by itself, or once anything that it lies inside is."""
    inside: dict[str, list[str]] = {}
    for edge in edges:
        if edge.kind.inside:
            inside.setdefault(edge.target, []).append(edge.source)
    due = {uid for uid, promise in promises.items() if promise.due}
    waiting = list(due)
    while waiting:
        for part in inside.get(waiting.pop(), ()):
            if part in promises and part not in due:
                due.add(part)
                waiting.append(part)
    return frozenset(due)


def node_of(promise: Promise, converter: Converter) -> Node:
    """The promise for the counting engine: its low bound, at the rate of its day, where its shares stand."""
    row = promise.row
    reason: str | None = None
    amounts: Amounts | None = None
    holdings: tuple[tuple[Stage, int], ...] = ()
    if row.low is not None:
        try:
            rate = converter.rate(row.currency, row.announced)
        except MissingRate as error:
            reason = str(error)
        else:
            chosen = rate.apply(row.low)
            amounts = Amounts(low=chosen, chosen=chosen, high=chosen)
            holdings = spread(_cents(row.low, promise.shares), chosen, rate)
    return Node(id=row.uid, amounts=amounts, holdings=holdings, nature=row.nature, left_out_reason=reason)


def _cents(whole: int, shares: Mapping[Stage, Decimal]) -> dict[Stage, int]:
    return {
        stage: int((whole * share).to_integral_value(rounding=ROUND_HALF_UP))
        for stage, share in shares.items()
    }
