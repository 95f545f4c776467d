"""What waits for a decision, as plain values for programs and as words for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from pledgebook.ledger.intake.proposals import Proposal
from pledgebook.ledger.intake.queueing import Queued
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Attendance,
    Dispute,
    Indicator,
    Line,
    Meeting,
    Payload,
    Pledge,
    Relation,
    Statement,
    SupportStatus,
)


class Named(msgspec.Struct, frozen=True):
    """A record, by its kind and uid."""

    kind: EntryKind
    uid: str


class Made(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The record that a row would make, and what would be entered along with it; or why there is none."""

    kind: EntryKind | None = None
    uid: str = ""
    valid_on: date | None = None
    record: Payload | None = None
    along: tuple[Named, ...] = ()
    why_not: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the queue for programs; what is empty is left out of its JSON."""

    about: EntryKind
    uid: str
    kind: str
    words: str
    source: str = ""
    documents: tuple[str, ...] = ()
    published: date | None = None
    makes: Made = Made()
    supports: tuple[Named, ...] = ()
    alike: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()


def row(queued: Queued) -> Row:
    """A row of the queue for programs."""
    return Row(
        about=queued.about,
        uid=queued.uid,
        kind=queued.sort,
        words=queued.words,
        source=queued.source,
        documents=queued.documents,
        published=queued.published,
        makes=_made(queued.proposal),
        supports=tuple(Named(*record) for record in queued.supports),
        alike=queued.alike,
        copies=queued.copies,
        disputed_by=queued.disputed_by,
    )


def _made(proposal: Proposal) -> Made:
    draft = proposal.record
    if draft is None:
        return Made(why_not=proposal.why)
    return Made(
        kind=draft.kind,
        uid=draft.subject,
        valid_on=draft.valid_on,
        record=draft.payload,
        along=tuple(Named(other.kind, other.subject) for other in proposal.before),
    )


def advice(queued: Queued) -> Iterator[str]:
    """What a person should know about a row, a line for each thing."""
    draft = queued.proposal.record
    if draft is not None:
        words = ", ".join(said(draft.payload))
        yield f"would make: {draft.kind}{f', {words}' if words else ''}"
    elif queued.proposal.why:
        yield f"no record: {queued.proposal.why}"
    for kind, uid in queued.supports[:1]:
        others = len(queued.supports) - 1
        more = f", or one of {others} others" if others > 1 else ", or another" if others else ""
        yield f"supports: {kind} {uid}{more}"
    if queued.alike:
        yield f"said by {len(queued.alike)} more"
    if queued.copies:
        yield f"with {len(queued.copies)} in copies"
    if queued.disputed_by:
        yield f"disputed by: {', '.join(queued.disputed_by)}"


def said(payload: Payload) -> Iterator[str]:
    """What a payload says, in a few words each."""
    if isinstance(payload, Pledge):
        yield " and ".join(donor.party for donor in payload.donors)
        if payload.nature != "pledge":
            yield payload.nature.value
    if isinstance(payload, Relation):
        yield f"{payload.source} {payload.kind} {payload.target}"
    if isinstance(payload, Dispute):
        yield " / ".join(version.says for version in payload.versions)
    if isinstance(payload, (Statement, Attendance)):
        yield getattr(payload, "speaker", None) or getattr(payload, "person", None) or ""
    if isinstance(payload, Meeting):
        yield f"{payload.coalition} {payload.number or ''}".strip()
        yield str(payload.held_on)
    yield from _more(payload)


def _more(payload: Payload) -> Iterator[str]:
    amount = getattr(payload, "amount", None)
    if amount is not None:
        yield str(amount)
    yield from map(_line, getattr(payload, "lines", ()))
    if isinstance(payload, SupportStatus):
        yield f"{payload.party} {payload.channel} {payload.state}"
    if isinstance(payload, Attendance):
        yield payload.mode.value
    if isinstance(payload, Indicator):
        yield f"{payload.metric} {payload.low:,f}"
    meeting = getattr(payload, "meeting", None)
    if meeting:
        yield f"at {meeting}"


def _line(line: Line) -> str:
    return line.item if line.low is None else f"{line.low:,f} {line.item}"
