"""What changed between two moments of the books: new, raised, staged, paused, delivered, disputed, corrected.

A change is what one entry did to one record, judged by what was believed just before it. So the changes of
two stretches that follow each other are those of both together, and each leads to its entry and its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.change_kinds import ChangeKind, kind_of_move, kind_of_record
from pledgebook.ledger.clocks import Clocks, Moment, clocks
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Citation,
    Dispute,
    Handover,
    Payload,
    Pledge,
    Relation,
    Reversal,
    Signature,
    SupportStatus,
)
from pledgebook.ledger.queries.history import writer_of
from pledgebook.ledger.queries.window import Moved, Told, Version, Window
from pledgebook.ledger.values import Value, moved, value_of
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.relations import RelationKind

__all__ = ["REPORTED", "Change", "ChangeKind", "by_donor", "changes"]


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What entry `entry` did to a record of a kind.

    `pledge` is the pledge that it is about, with its `donors` and `meeting`; for support, the donor is the
    party whose support it is. `party` is the one that any other record names. `before` is None for what is
    new, `after` for what is withdrawn. `recorded_by` is '' for somebody who sees only what is public.
    """

    what: ChangeKind
    entry: int
    kind: EntryKind
    uid: str
    recorded_at: datetime
    recorded_by: str
    valid_on: date | None = None
    before: Value | None = None
    after: Value | None = None
    pledge: str = ""
    donors: tuple[str, ...] = ()
    meeting: str = ""
    party: str = ""
    reason: str = ""
    citations: tuple[Citation, ...] = ()


REPORTED: frozenset[EntryKind] = frozenset(EntryKind) - {
    EntryKind.PARTY,
    EntryKind.OFFICE,
    EntryKind.COALITION,
    EntryKind.DOCUMENT,
    EntryKind.CLAIM,
    EntryKind.FINDING,
    EntryKind.DECISION,
    EntryKind.REVERSAL,
}
"""The kinds whose changes are asked about as a rule. A reversal shows as what became of the record."""


def changes(
    since: Clocks | Moment,
    until: Clocks | Moment,
    sight: Sight,
    kinds: Collection[EntryKind] = REPORTED,
) -> tuple[Change, ...]:
    """What became known after `since`, up to and with `until`, in the order of the entries.

    Each is a clock of the books: a moment, a day (its end), an entry's sequence, or Clocks. Where Clocks say
    `as_of`, only what holds in the world from after the one day up to and with the other; what has no day is
    always among it. Raises BadValue where the end lies before the start.
    """
    start, end = _clocks(since), _clocks(until)
    last = head().seq
    after = last if start.known is None else start.known
    last = last if end.known is None else end.known
    if end.known is not None and last < after:
        raise BadValue(f"the changes end with entry {end.known} and start after {after}; exchange the two")
    window = Window(after, last, kinds, sight)
    found = [*_of_records(window, sight), *_of_moves(window, sight)]
    found = [change for change in found if _holds(change.valid_on, start.as_of, end.as_of)]
    return tuple(sorted(found, key=lambda change: (change.entry, change.kind, change.uid)))


def by_donor(found: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    """The changes of each donor, by the codes in their order; those of a joint pledge under each donor of it.

    What has no donor stands under the party that it names, or under ''.
    """
    groups: defaultdict[str, list[Change]] = defaultdict(list)
    for change in found:
        for party in change.donors or (change.party,):
            groups[party].append(change)
    return {party: tuple(groups[party]) for party in sorted(groups)}


def _clocks(moment: Clocks | Moment) -> Clocks:
    return moment if isinstance(moment, Clocks) else clocks(known_on=moment)


def _holds(day: date | None, after: date | None, last: date | None) -> bool:
    return day is None or ((after is None or day > after) and (last is None or day <= last))


def _of_records(window: Window, sight: Sight) -> Iterator[Change]:
    """What the entries of the window did to records; a signature that moves something shows as its moves."""
    moving = {(move.kind, seq) for move in window.moves for seq in (move.seq, move.until)}
    sides: defaultdict[tuple[int, EntryKind, str], dict[bool, Version]] = defaultdict(dict)
    for version in window.versions:
        for seq, begun in ((version.seq, True), (version.until, False)):
            if seq is not None and window.inside(seq) and (version.kind, seq) not in moving:
                sides[seq, version.kind, version.uid][begun] = version
    for (seq, _, _), versions in sides.items():
        entry, before, after = window.entries[seq], versions.get(False), versions.get(True)
        if after is not None or entry.kind is EntryKind.REVERSAL:  # or else what took its place is not seen
            yield _record_change(entry, before, after, window, sight)


def _record_change(
    entry: Entry, before: Version | None, after: Version | None, window: Window, sight: Sight
) -> Change:
    old, new = (None if version is None else version.payload for version in (before, after))
    version = after or before
    if version is None:
        raise RuntimeError(f"entry {entry.seq} neither began nor ended anything")  # the caller sees to that
    payload = version.payload
    what = kind_of_record(old, new, undone=entry.kind is EntryKind.REVERSAL)
    told = _told(payload, entry.seq, window)
    change = _change(entry, what, version.kind, version.uid, version.valid_on, told, sight)
    sums = _raised(payload, entry.seq, window) if what is ChangeKind.RAISED else None
    left, right = sums or (_value(old), _value(new))
    return msgspec.structs.replace(
        change,
        before=left,
        after=right,
        pledge=_pledge_of(version.uid, payload),
        party="" if change.donors else getattr(payload, "party", None) or "",
        reason=change.reason or (payload.reason if isinstance(payload, Dispute) else ""),
    )


def _value(payload: Payload | None) -> Value | None:
    return None if payload is None else value_of(payload)


def _pledge_of(uid: str, payload: Payload) -> str:
    """The one pledge that a record is about."""
    if isinstance(payload, Pledge):
        return uid
    if isinstance(payload, Relation):
        return payload.source
    if isinstance(payload, Dispute) and payload.about is EntryKind.PLEDGE:
        return payload.subject or ""
    if isinstance(payload, (Handover, Signature)):
        pledges = {consigned.pledge for consigned in payload.contents}
        return next(iter(pledges)) if len(pledges) == 1 else ""
    return ""


def _told(payload: Payload, at: int, window: Window) -> Told | None:
    """The donors and the meeting of a record, by itself or by its pledge."""
    if isinstance(payload, Pledge):
        donors = tuple(sorted(donor.party for donor in payload.donors))
        return Told(at, None, donors, payload.meeting or "", "", None, {})
    if isinstance(payload, SupportStatus):
        return Told(at, None, (payload.party,), "", "", None, {})
    if isinstance(payload, Handover):
        return Told(at, None, (payload.donor,), "", "", None, {})
    pledge = _pledge_of("", payload)
    found = window.pledge(pledge, at) if pledge else None
    if found is None:
        return Told(at, None, (), getattr(payload, "meeting", None) or "", "", None, {})
    return found


def _raised(payload: Payload, at: int, window: Window) -> tuple[Value, Value] | None:
    """Both sums of a relation that raises one."""
    if not isinstance(payload, Relation) or payload.kind is not RelationKind.RAISES:
        return None
    lower, higher = window.pledge(payload.target, at), window.pledge(payload.source, at)
    if lower is None or higher is None or lower.amount is None or higher.amount is None:
        return None
    return Value(text=str(lower.amount), amount=lower.amount), Value(
        text=str(higher.amount), amount=higher.amount
    )


def _of_moves(window: Window, sight: Sight) -> Iterator[Change]:
    for move in window.moves:
        for seq, begun in ((move.seq, True), (move.until, False)):
            if seq is not None and window.inside(seq):
                yield _move_change(window.entries[seq], move, begun, window, sight)


def _move_change(entry: Entry, move: Moved, begun: bool, window: Window, sight: Sight) -> Change:
    told = window.pledge(move.pledge, entry.seq)
    item, unit = told.lines.get(move.line, ("", "")) if told is not None else ("", "")
    currency = told.currency if told is not None and not move.line else ""
    source, target = (
        moved(move.how_much, stage, currency=currency, item=item, unit=unit)
        for stage in (move.source, move.target)
    )
    what = kind_of_move(move.source, move.target, begun=begun)
    change = _change(entry, what, move.kind, move.uid, move.valid_on, told, sight)
    return msgspec.structs.replace(
        change, pledge=move.pledge, before=source if begun else target, after=target if begun else source
    )


def _change(
    entry: Entry,
    what: ChangeKind,
    kind: EntryKind,
    uid: str,
    day: date | None,
    told: Told | None,
    sight: Sight,
) -> Change:
    """What every change says of its entry."""
    payload = entry.content() if entry.kind is EntryKind.REVERSAL else None
    return Change(
        what=what,
        entry=entry.seq,
        kind=kind,
        uid=uid,
        recorded_at=entry.recorded_at,
        recorded_by=writer_of(entry, sight),
        valid_on=day,
        donors=told.donors if told is not None else (),
        meeting=told.meeting if told is not None else "",
        reason=payload.reason if isinstance(payload, Reversal) and entry.visibility in sight.levels else "",
        citations=entry.citations(),
    )
