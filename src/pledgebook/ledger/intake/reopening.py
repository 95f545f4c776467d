"""Taking a decision back, and what it made where that rests on nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pledgebook.ledger.intake.evidence import resting_on
from pledgebook.ledger.intake.ruling_drafts import copy_rule, decided, decision_draft, refusal
from pledgebook.ledger.intake.rulings import rulings, rulings_on
from pledgebook.ledger.intake.shelf import Shelf
from pledgebook.ledger.journal.append import Pen
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import entry_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Decision, Reference, Reversal, Verdict
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules.books import reversal_subject


class Reopened(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a decision back writes: the drafts, the record that goes with it, if one does, and the
    claims of copies that are open again too."""

    drafts: tuple[Draft, ...]
    record: Reference | None = None
    copies: tuple[str, ...] = ()


def reopening(
    about: EntryKind, uid: str, copies: Iterable[str], reason: str, pen: Pen, shelf: Shelf
) -> Reopened:
    """The drafts that take the decision on a claim or finding back.

    Raises Refused where nothing was decided, or where what the decision made was changed since.
    """
    known = decided(about, uid, pen)
    ruling = known.payload if known is not None else None
    if not isinstance(ruling, Decision):
        raise refusal(uid, "nothing is decided on it, so there is nothing to reopen")
    ruled = rulings(EntryKind.CLAIM, copies, shelf)
    along = tuple(copy for copy, other in ruled.items() if other.rule == copy_rule(uid))
    subjects = [(about, uid), *((EntryKind.CLAIM, copy) for copy in along)]
    drafts = [decision_draft(kind, subject, Verdict.REOPEN, reason, pen) for kind, subject in subjects]
    if ruling.record_kind is None or ruling.record is None:
        return Reopened(drafts=tuple(drafts), copies=along)
    record = ruling.record_kind, ruling.record
    if not _falls(record, set(subjects), pen, shelf):
        return Reopened(drafts=tuple(drafts), copies=along)
    return Reopened(drafts=(*drafts, _reversal(record, uid, reason, pen)), record=record, copies=along)


def _falls(record: Reference, gone: set[tuple[EntryKind, str]], pen: Pen, shelf: Shelf) -> bool:
    """Whether a record rests on nothing but what is taken back now and what was taken back before."""
    known = pen.state.record(*record)
    if known is None:
        return False
    if any((about, ruling.subject) not in gone for about, ruling in rulings_on(record, shelf)):
        return False
    entry = entry_at(known.entry)
    return entry is not None and not resting_on(record, entry.citations(), shelf, without=gone)


def _reversal(record: Reference, uid: str, reason: str, pen: Pen) -> Draft:
    """The entry that takes a record back. Raises Refused where it is not as the decision made it."""
    kind, name = record
    known = pen.state.record(kind, name)
    rows = RECORDS[kind][0]._default_manager.filter(uid=name)
    if known is None or known.seq != known.entry or rows.filter(until=known.seq).exists():
        seq = known.seq if known is not None else 0
        raise refusal(
            uid,
            f"the {kind} {name} that it made was changed since, last in entry {seq}; "
            "reverse that first, or correct the record by hand",
        )
    return Draft(
        subject=reversal_subject(kind, name),
        payload=Reversal(entry=known.entry, reason=reason.strip()),
        visibility=known.visibility,
    )
