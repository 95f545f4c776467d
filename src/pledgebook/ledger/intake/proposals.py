"""What a claim would make if it were accepted: the draft of a record, and of the parties that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from pledgebook.ledger.intake.background import Background, MeetingRow
from pledgebook.ledger.intake.making import KEPT, Proposed, Setting, proposed
from pledgebook.ledger.intake.shelf import HeldClaim
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Coalition, Meeting, Party, Payload
from pledgebook.reference.coalitions import coalition_names
from pledgebook.reference.parties import parties
from pledgebook.vocabulary.claims import AttendanceClaim, ClaimKind
from pledgebook.vocabulary.parties import PartyKind

RECORD_KINDS = {
    ClaimKind.MEETING: EntryKind.MEETING,
    ClaimKind.COALITION: EntryKind.COALITION,
    ClaimKind.ATTENDANCE: EntryKind.ATTENDANCE,
    ClaimKind.ROLE: EntryKind.OFFICE,
    ClaimKind.PLEDGE: EntryKind.PLEDGE,
    ClaimKind.TOTAL: EntryKind.PLEDGE,
    ClaimKind.NEED: EntryKind.NEED,
    ClaimKind.PURCHASE: EntryKind.PURCHASE,
    ClaimKind.SUPPORT_STATUS: EntryKind.SUPPORT_STATUS,
    ClaimKind.INDICATOR: EntryKind.INDICATOR,
    ClaimKind.STATEMENT: EntryKind.STATEMENT,
}
"""The kind of record that each kind of claim can make or support."""

_NOT_IN_A_UID = re.compile(r"[^A-Za-z0-9 ._:/+-]+")
_LONGEST_STEM = 80


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What would be written: the record, and before it what it refers to and the books do not have.

    Without a record, `why` says what is missing; where claims of that kind never make one, `kept` is set: it
    stays as evidence, and may support what is in the books.
    """

    record: Draft | None = None
    before: tuple[Draft, ...] = ()
    why: str = ""
    kept: bool = False


def propose(claim: HeldClaim, known: Background) -> Proposal:
    """What accepting a claim would make."""
    made = proposed(claim.claim, _setting(claim, known))
    if made.payload is None:
        return Proposal(why=made.why, kept=claim.claim.kind in KEPT)
    before = dict(_missing(made.payload, known))
    unknown = sorted(uid for uid, draft in before.items() if draft is None)
    if unknown:
        return Proposal(
            why=f"neither the books nor the package know {', '.join(unknown)}; enter it as a party first"
        )
    draft = Draft(
        subject=_uid(claim, made),
        payload=made.payload,
        valid_on=made.valid_on,
        visibility=claim.visibility,
        evidence=claim.citations,
    )
    return Proposal(record=draft, before=tuple(each for each in before.values() if each is not None))


def _setting(claim: HeldClaim, known: Background) -> Setting:
    told = known.occasion(claim)
    return Setting(
        day=known.day(claim),
        words=known.words(claim),
        published=known.published(claim),
        occasion=told,
        meeting=_meeting(claim, known),
        coalition=told.who if told is not None and told.who in known.coalitions else None,
    )


def _meeting(claim: HeldClaim, known: Background) -> MeetingRow | None:
    """The meeting of the books that a claim is about: an attendance may name another than its document's."""
    told, what = known.occasion(claim), claim.claim
    if isinstance(what, AttendanceClaim) and what.meeting is not None and told is not None:
        return known.meeting(told.who, what.meeting)
    return known.meeting_of(claim)


def _missing(payload: Payload, known: Background) -> Iterator[tuple[str, Draft | None]]:
    """Parties and coalitions that the payload refers to and the books do not have: as drafts where the
    package knows them."""
    for kind, uid in payload.references():
        if kind is EntryKind.PARTY and uid not in known.parties:
            yield uid, _party(uid)
        if kind is EntryKind.COALITION and uid not in known.coalitions:
            name = _coalition_name(uid)
            yield f"{uid} ", Draft(subject=uid, payload=Coalition(name=name)) if name else None


def _party(code: str) -> Draft | None:
    """A party of the package; a coalition whose members give together counts as one."""
    known = parties().get(code)
    if known is not None:
        return Draft(subject=code, payload=Party(name=known.name, kind=known.kind))
    name = _coalition_name(code)
    return Draft(subject=code, payload=Party(name=name, kind=PartyKind.ORGANISATION)) if name else None


def _coalition_name(code: str) -> str | None:
    return next(
        (name.text for name in coalition_names() if (name.coalition, name.form) == (code, "name")), None
    )


def _uid(claim: HeldClaim, made: Proposed) -> str:
    """The uid of the record: of a meeting its coalition and number, of all others one that no other claim
    makes."""
    if isinstance(made.payload, Meeting):
        return f"{made.payload.coalition}-{made.payload.number or made.payload.held_on}"
    stem = _NOT_IN_A_UID.sub(".", made.stem)[:_LONGEST_STEM].strip(" .") or "record"
    day = f"-{made.valid_on}" if made.valid_on is not None else ""
    return f"{stem}{day}-{claim.claim.id}"
