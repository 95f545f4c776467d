"""What waits for a decision, as plain values for programs and as words for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgebook.ledger.intake.proposals import Proposal
from pledgebook.ledger.intake.queueing import Queued
from pledgebook.ledger.payloads import (
    Attendance,
    Dispute,
    Indicator,
    Line,
    Meeting,
    Payload,
    Pledge,
    Reference,
    Relation,
    Statement,
    SupportStatus,
)


def row(queued: Queued) -> dict[str, Any]:
    """A row of the queue as plain values: what is empty is left out."""
    fields = {
        "about": queued.about,
        "uid": queued.uid,
        "kind": queued.sort,
        "words": queued.words,
        "source": queued.source,
        "documents": queued.documents,
        "published": queued.published,
        "proposal": _proposal(queued.proposal),
        "supports": [_reference(record) for record in queued.supports],
        "alike": queued.alike,
        "copies": queued.copies,
        "disputed_by": queued.disputed_by,
    }
    return {name: value for name, value in fields.items() if value}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    draft = proposal.record
    if draft is None:
        return {"why_not": proposal.why}
    fields = {
        "kind": draft.kind,
        "uid": draft.subject,
        "valid_on": draft.valid_on,
        "record": draft.payload,
        "with": [_reference((other.kind, other.subject)) for other in proposal.before],
    }
    return {name: value for name, value in fields.items() if value}


def _reference(record: Reference) -> dict[str, str]:
    return {"kind": record[0].value, "uid": record[1]}


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
