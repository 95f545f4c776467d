"""Rules about taking entries back: only the last word on a record, and only while nothing builds on it.

What is in the way can be taken back before, also in the same batch; `journal.reversing` goes from the newest
entry to the oldest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Reversal, Side, Signature, StageChange
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules.accounts import Moved
from pledgebook.ledger.rules.balances import changed, signed
from pledgebook.ledger.rules.books import Known, Line, Target, reversal_subject, signature_uid
from pledgebook.ledger.rules.handed import add_to, counts
from pledgebook.ledger.rules.handovers import handover_faults, unsettled
from pledgebook.ledger.rules.relations import relation_faults
from pledgebook.ledger.rules.stages import pledge_change_faults
from pledgebook.ledger.rules.state import State
from pledgebook.ledger.rules.telling import listed, named, plain

_OTHER = {Side.DONOR: Side.RECIPIENT, Side.RECIPIENT: Side.DONOR}


def reversal_faults(draft: Draft, state: State, actor: Actor) -> Iterator[str]:
    """An entry that is not there, was taken back or changed since, or has something that builds on it."""
    if not isinstance(draft.payload, Reversal):
        return
    target = state.undoing.target(draft.payload.entry)
    if target is None:
        yield f"the journal has no entry {draft.payload.entry} to take back; correct the number"
        return
    fault = _wrong_target(draft.subject, target, state)
    if fault is not None:
        yield fault
        return
    yield from _movement_faults(target, state)
    if isinstance(target.payload, Signature):
        yield from _signature_faults(target, target.payload, state)
    if target.before is not None:
        yield from _return_faults(target, target.before, state, actor)
    elif target.entry.kind in RECORDS:
        yield from _dependent_faults(target.entry.kind, target.entry.subject, state)


def _wrong_target(subject: str, target: Target, state: State) -> str | None:
    entry = target.entry
    if entry.kind is EntryKind.REVERSAL:
        return f"entry {entry.seq} is a reversal itself, which cannot be taken back; enter the record again"
    if subject != reversal_subject(entry.kind, entry.subject):
        return (
            f"entry {entry.seq} is about {entry.kind} {entry.subject}; "
            f"call its reversal {reversal_subject(entry.kind, entry.subject)!r}"
        )
    gone = state.undoing.taken_back_by(entry.seq)
    if gone is not None:
        return f"entry {entry.seq} was taken back already, by entry {gone}"
    known = state.record(entry.kind, entry.subject)
    if known is not None and known.entry != entry.seq:
        return (
            f"entry {known.entry} is a later version of {entry.kind} {entry.subject} than entry {entry.seq}; "
            "take that back first"
        )
    return None


def _movement_faults(target: Target, state: State) -> Iterator[str]:
    """What the entry has moved and no longer stands where it brought it."""
    for (pledge, line), moves in _moves(target).items():
        account = state.account(pledge, line)
        short = account.shortfall([moved.back() for moved in moves])
        if short is not None:
            later = account.left(short.stage, target.entry.seq)
            yield (
                f"what entry {target.entry.seq} brought to {short.stage} ({named(line)} of pledge {pledge}) "
                f"has moved on by {short.day}, {plain(short.stands)} still stands there; take back first "
                + (listed(f"entry {seq}" for seq in later) if later else "what moved it on")
            )


def _moves(target: Target) -> dict[Line, list[Moved]]:
    found: defaultdict[Line, list[Moved]] = defaultdict(list)
    day = target.entry.valid_on or date.min
    if isinstance(target.payload, StageChange):
        found[target.entry.subject, target.payload.line].append(changed(day, target.payload))
    elif isinstance(target.payload, Signature):
        for line, moved in signed(day, target.payload):
            found[line].append(moved)
    return dict(found)


def _signature_faults(target: Target, signature: Signature, state: State) -> Iterator[str]:
    """The other side has signed since, by what this signature says."""
    other = state.record(EntryKind.SIGNATURE, signature_uid(signature.handover, _OTHER[signature.side]))
    if other is None or not isinstance(other.payload, Signature):
        return
    changes = {place: dict(change) for place, change in state.handed.changes(signature.handover).items()}
    for place, moved in signed(target.entry.valid_on or date.min, signature):
        add_to(changes.setdefault(place, {}), moved.back())
    said = {other.payload.side: counts(other.payload.contents)}
    before = target.before.payload if target.before is not None else None
    if isinstance(before, Signature):
        said[before.side] = counts(before.contents)
    donor_goes = signature.side is Side.DONOR and before is None
    if donor_goes or any(unsettled(signature.handover, changes, said)):
        yield (
            f"{other.payload.party} has signed for handover {signature.handover} in entry {other.entry}; "
            "take that back first"
        )


def _dependent_faults(kind: EntryKind, uid: str, state: State) -> Iterator[str]:
    """Entries that the books go by and that refer to the record."""
    found = []
    for later in state.undoing.building_on(kind, uid):
        known = state.record(later.kind, later.subject) if later.kind in RECORDS else None
        if later.kind not in RECORDS or (known is not None and known.entry == later.seq):
            found.append(f"entry {later.seq} ({later.kind} {later.subject})")
    if found:
        yield f"{kind} {uid} is what others build on: {listed(found)}; take those back first"


def _return_faults(target: Target, before: Known, state: State, actor: Actor) -> Iterator[str]:
    """Why the version before cannot be believed again."""
    kind, uid = target.entry.kind, target.entry.subject
    told = f"entry {before.entry} would be believed again"
    for needed, name in sorted(target.needs):
        if state.record(needed, name) is None:
            yield f"{told}, and needs the {needed} {name!r}, which the books no longer have; enter that first"
    draft = Draft(subject=uid, payload=before.payload, valid_on=before.valid_on, visibility=before.visibility)
    known = state.record(kind, uid)
    faults: Iterable[str] = ()
    if kind is EntryKind.PLEDGE and known is not None:
        faults = pledge_change_faults(uid, known, before, state)
    elif kind is EntryKind.RELATION:
        faults = relation_faults(draft, state, actor)
    elif kind is EntryKind.HANDOVER:
        faults = handover_faults(draft, state, actor)
    yield from (f"{told}, and {fault}" for fault in faults)
