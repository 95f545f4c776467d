"""Pledges as a donor's record needs them: read once, with the day they are due and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    """A pledge with all that its donor's record asks: `ends` is the end of its own period, `shares` says
    which part of it stands where."""

    row: PledgeRow
    pledge: Pledge
    ends: date | None
    shares: Mapping[Stage, Decimal]
    confirmation: Confirmation | None


def read_promises(sight: Sight, clocks: Clocks, tracks: Tracks, today: date) -> dict[str, Promise]:
    """All pledges that the asker sees, by their uid."""
    rows = read_pledges(sight, clocks)
    seen = Seen(today, _signatures(tracks))
    found: dict[str, Promise] = {}
    for start in range(0, len(rows), _CHUNK):
        chunk = {row.entry: row for row in rows[start : start + _CHUNK]}
        for seq, entry in entries_at(list(chunk)).items():
            pledge, row = entry.content(), chunk[seq]
            if isinstance(pledge, Pledge):
                found[row.uid] = _promise(row, pledge, tracks.get(row.uid, {}), seen)
    return found


def _promise(row: PledgeRow, pledge: Pledge, tracks: Mapping[str, Track], seen: Seen) -> Promise:
    return Promise(
        row=row,
        pledge=pledge,
        ends=pledge.period.end if pledge.period is not None else None,
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


class Calendar:
    """Says when promises are due: at the end of their period, or when they are `older_than` days old."""

    def __init__(
        self, promises: Mapping[str, Promise], edges: Iterable[Edge], today: date, older_than: int
    ) -> None:
        self._promises, self._today = promises, today
        self._age = timedelta(days=older_than)
        self._wholes: dict[str, list[str]] = {}
        for edge in edges:
            if edge.kind.inside:
                self._wholes.setdefault(edge.source, []).append(edge.target)

    def around(self, uid: str) -> Iterator[list[str]]:
        """What a pledge lies inside, layer by layer, itself as the first layer."""
        seen, layer = {uid}, [uid]
        while layer:
            yield layer
            layer = [whole for one in layer for whole in self._wholes.get(one, ()) if whole not in seen]
            seen.update(layer)

    def due_on(self, uid: str) -> date | None:
        """The end of its period; where it has none, that of the nearest whole which has one; else None."""
        for layer in self.around(uid):
            ends = [end for one in layer if one in self._promises and (end := self._promises[one].ends)]
            if ends:
                return min(ends)
        return None

    def is_due(self, uid: str) -> bool:
        """Whether it is due by now: by its date, without one by its age."""
        return (self.due_on(uid) or self._promises[uid].row.announced + self._age) <= self._today


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
