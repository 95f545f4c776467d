"""Decisions: a person accepts, supports, rejects or reopens a claim or a finding, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.intake.background import background, copies_of
from pledgebook.ledger.intake.dossier import Dossier, dossier
from pledgebook.ledger.intake.outcomes import NOTHING, RECORDS_OF_FINDINGS, outcome
from pledgebook.ledger.intake.proposals import RECORD_KINDS, Proposal
from pledgebook.ledger.intake.queueing import siblings
from pledgebook.ledger.intake.reopening import reopening
from pledgebook.ledger.intake.ruling_drafts import copy_rule, decided, decision_draft, refusal
from pledgebook.ledger.intake.rulings import rulings
from pledgebook.ledger.intake.shelf import HeldClaim, HeldFinding, Shelf
from pledgebook.ledger.intake.standing import disputes_of, relations_of
from pledgebook.ledger.journal.append import Pen, writing
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Decision, Reference, Verdict


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that was written: what it is about, the verdict, the record that it makes, supports or (when
    it was reopened) no longer makes, and the claims of copies that were decided along with it."""

    about: EntryKind
    subject: str
    verdict: Verdict
    record: Reference | None = None
    copies: tuple[str, ...] = ()
    batch: str = ""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or finding that is to be decided, with what is known around it: the same claim in copies, and
    the disputes of the books that a contradiction seems to support."""

    held: HeldClaim | HeldFinding
    dossier: Dossier
    proposal: Proposal
    copies: tuple[HeldClaim, ...] = ()
    disputes: tuple[Reference, ...] = ()

    @property
    def about(self) -> EntryKind:
        """What it is."""
        return EntryKind.CLAIM if isinstance(self.held, HeldClaim) else EntryKind.FINDING

    @property
    def record_kind(self) -> EntryKind | None:
        """The kind of record that it can make or support, None where it can neither."""
        if isinstance(self.held, HeldClaim):
            return RECORD_KINDS[self.held.claim.kind]
        return RECORDS_OF_FINDINGS.get(self.held.finding.kind)


def decide(uid: str, verdict: Verdict, actor: Actor, reason: str, record: str | None = None) -> Decided:
    """Rule on a claim or a finding, by its uid. All that the ruling makes is written with it, as one batch.

    `accept` makes a new record; `support` adds the claim to the evidence of the record `record`, or of the
    one it seems to support; `reject` keeps it and makes nothing; `reopen` takes the ruling that stands back,
    and the record that rests on nothing else.
    Raises Refused where there is no such claim, where it is decided already, where it cannot become a record,
    and for whatever the rules of the books refuse; nothing is written then.
    """
    if not reason.strip():
        raise refusal(uid, "a decision needs a reason; give one")
    shelf = Shelf(sight_of(actor))
    case = _case(uid, shelf)  # before others are made to wait
    batch = f"decision {uid[:50]} {uuid4().hex[:8]}"
    with writing(actor, batch) as pen:
        if verdict is Verdict.REOPEN:
            return replace(_reopen(case, reason, pen, shelf), batch=batch)
        _refuse_decided(case, pen)
        made = _made(case, verdict, record, pen)
        waiting = _waiting(case.copies, shelf)
        pen.write([*_records(case, verdict, made), *_decisions(case, verdict, made, reason, waiting, pen)])
    return Decided(
        about=case.about,
        subject=uid,
        verdict=verdict,
        record=made,
        copies=tuple(claim.uid for claim in waiting),
        batch=batch,
    )


def _reopen(case: Case, reason: str, pen: Pen, shelf: Shelf) -> Decided:
    uid = case.held.uid
    undone = reopening(case.about, uid, [claim.uid for claim in case.copies], reason, pen, shelf)
    pen.write(undone.drafts)
    return Decided(
        about=case.about, subject=uid, verdict=Verdict.REOPEN, record=undone.record, copies=undone.copies
    )


def _case(uid: str, shelf: Shelf) -> Case:
    claim = shelf.claims([uid]).get(uid)
    if claim is not None:
        case = dossier([claim], shelf)
        return Case(
            held=claim, dossier=case, proposal=case.proposals[uid], copies=tuple(_copies(claim, case, shelf))
        )
    finding = shelf.findings([uid]).get(uid)
    if finding is None:
        raise refusal(uid, "there is no such claim or finding in the books; the queue names them")
    case = dossier(shelf.claims(finding.finding.claims).values(), shelf)
    others = siblings(finding, case.web.findings.values(), case)
    relations = relations_of(case.records.values(), shelf)
    return Case(
        held=finding,
        dossier=case,
        proposal=outcome(finding, case.claims, case.records, case.known, others, relations),
        disputes=disputes_of({uid: finding}, case, shelf).get(uid, ()),
    )


def _copies(claim: HeldClaim, case: Dossier, shelf: Shelf) -> Iterator[HeldClaim]:
    """The same claim in the other documents that print the same story."""
    original = case.known.source(claim.document)
    documents = (copies_of(original, shelf) | {original}) - {claim.document}
    others = shelf.claims_of(documents) if documents else {}
    if others:
        known = background([claim, *others.values()], shelf)
        same = known.sameness(claim)
        yield from (other for other in others.values() if known.sameness(other) == same)


def _waiting(claims: Iterable[HeldClaim], shelf: Shelf) -> list[HeldClaim]:
    told = list(claims)
    ruled = rulings(EntryKind.CLAIM, (claim.uid for claim in told), shelf)
    return [claim for claim in told if claim.uid not in ruled]


def _refuse_decided(case: Case, pen: Pen) -> None:
    before = decided(case.about, case.held.uid, pen)
    if before is None or not isinstance(before.payload, Decision):
        return
    made = before.payload
    record = f", {made.record_kind} {made.record}" if made.record is not None else ""
    raise refusal(
        case.held.uid, f"it was decided in entry {before.seq} ({made.verdict}{record}); reopen it first"
    )


def _made(case: Case, verdict: Verdict, record: str | None, pen: Pen) -> Reference | None:
    """The record that the ruling makes or supports, None where it does neither. Raises Refused."""
    if verdict is Verdict.ACCEPT:
        return _accepted(case, record, pen)
    return _supported(case, record, pen) if verdict is Verdict.SUPPORT else None


def _accepted(case: Case, record: str | None, pen: Pen) -> Reference | None:
    uid, draft = case.held.uid, case.proposal.record
    if record is not None:
        raise refusal(uid, f"accepting makes a new record, and {record} was named; say support instead")
    if draft is None:
        if isinstance(case.held, HeldFinding) and case.proposal.why == NOTHING:
            return None
        raise refusal(uid, f"it cannot become a record: {case.proposal.why}")
    if pen.state.record(draft.kind, draft.subject) is not None:
        raise refusal(uid, f"the {draft.kind} {draft.subject} is in the books already; support it instead")
    return draft.kind, draft.subject


def _supported(case: Case, record: str | None, pen: Pen) -> Reference:
    uid, kind = case.held.uid, case.record_kind
    if kind is None:
        raise refusal(uid, "it can support no record; accept it or reject it")
    named = record if record is not None else _suggested(case, kind, pen)
    if named is None:
        raise refusal(
            uid, f"no {kind} of the books seems to be meant; name one, or accept it as a new record"
        )
    if pen.state.record(kind, named) is None:
        raise refusal(
            uid, f"there is no {kind} {named!r} in the books that it could support; correct the name"
        )
    return kind, named


def _suggested(case: Case, kind: EntryKind, pen: Pen) -> str | None:
    if isinstance(case.held, HeldClaim):
        return next((match.record[1] for match in case.dossier.supports(case.held.uid)), None)
    draft = case.proposal.record
    if draft is not None and pen.state.record(kind, draft.subject) is not None:
        return draft.subject
    return next((uid for _, uid in case.disputes), None)


def _records(case: Case, verdict: Verdict, made: Reference | None) -> Iterator[Draft]:
    """What an acceptance writes before the decision that names it."""
    if verdict is Verdict.ACCEPT and made is not None and case.proposal.record is not None:
        yield from case.proposal.before
        yield case.proposal.record


def _decisions(
    case: Case,
    verdict: Verdict,
    made: Reference | None,
    reason: str,
    copies: Iterable[HeldClaim],
    pen: Pen,
) -> Iterator[Draft]:
    held = case.held
    yield decision_draft(case.about, held.uid, verdict, reason, pen, record=made)
    along = Verdict.REJECT if verdict is Verdict.REJECT else Verdict.SUPPORT
    if along is Verdict.SUPPORT and made is None:
        return
    rule = copy_rule(held.uid)
    for claim in copies:
        yield decision_draft(
            EntryKind.CLAIM,
            claim.uid,
            along,
            reason,
            pen,
            record=made,
            rule=rule,
        )
