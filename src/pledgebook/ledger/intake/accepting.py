"""Accepting in bulk: every announcement on which independent sources agree, by a stated rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from uuid import uuid4

import msgspec

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.intake.agreement import TWO_SOURCES, Agreement, AgreementRule, Judged, Left, judge
from pledgebook.ledger.intake.dossier import Dossier, dossier
from pledgebook.ledger.intake.outcomes import Relations, outcome
from pledgebook.ledger.intake.queueing import siblings, waiting_findings
from pledgebook.ledger.intake.ruling_drafts import decided, decision_draft
from pledgebook.ledger.intake.rulings import reopened, undecided
from pledgebook.ledger.intake.shelf import HeldFinding, Shelf
from pledgebook.ledger.intake.standing import relations_of
from pledgebook.ledger.journal.append import Pen, writing
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import ClaimRecord
from pledgebook.ledger.payloads import Reference, Verdict
from pledgebook.ledger.rules.checking import problems_of
from pledgebook.vocabulary.claims import ClaimKind
from pledgebook.vocabulary.findings import FindingKind


class Related(msgspec.Struct, frozen=True):
    """A finding about two accepted pledges, and the relation that it makes or supports."""

    finding: str
    relation: str
    source: str
    target: str


class Bulk(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule accepts: announcements, and relations between accepted pledges; and what it leaves to
    people. `batch` names what was written, empty where nothing was."""

    rule: AgreementRule
    agreed: tuple[Agreement, ...]
    related: tuple[Related, ...]
    left: tuple[Left, ...]
    batch: str = ""
    entries: int = 0


class _Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done: announcements, then findings that relate what is accepted then."""

    case: Dossier
    judged: Judged
    relating: tuple[tuple[HeldFinding, Draft], ...]


def accept_agreed(actor: Actor, rule: AgreementRule = TWO_SOURCES, *, dry_run: bool = False) -> Bulk:
    """Accept what the rule allows, as one batch, or only say what that would be.

    Of an announcement, one claim makes the record and the others support it; where it is in the books, all
    support it. Then parts and repetitions between pledges that are decided on become relations. Calling it
    again changes nothing. Raises Refused where the actor may not decide; nothing is written then.
    """
    plan = _plan(Shelf(sight_of(actor)), rule)  # before others are made to wait
    if dry_run:
        judged, related = plan.judged, _all(plan.relating)
        return Bulk(rule=rule, agreed=judged.agreed, related=related, left=judged.left)
    batch = f"accept {rule.name} {datetime.now(UTC):%Y-%m-%dT%H:%M:%S} {uuid4().hex[:8]}"
    with writing(actor, batch) as pen:
        before = pen.head.seq
        agreed, left = _accept(plan, rule, actor, pen)
        related, refused = _relate(plan, agreed, rule, actor, pen)
        written = pen.head.seq - before
    name = batch if written else ""
    left = (*left, *refused)
    return Bulk(rule=rule, agreed=agreed, related=related, left=left, batch=name, entries=written)


def _plan(shelf: Shelf, rule: AgreementRule) -> _Plan:
    rows = shelf.rows(ClaimRecord).filter(kind=ClaimKind.PLEDGE.value)
    claims = shelf.claims_in(undecided(rows, EntryKind.CLAIM, shelf).order_by("seq"))
    findings = waiting_findings(shelf)
    named = {uid for held in findings.values() for uid in held.finding.claims}
    case = dossier({**shelf.claims(named - set(claims)), **claims}.values(), shelf)
    judged = judge(claims.keys(), case, rule, reopened(EntryKind.CLAIM, shelf))
    records = {**case.records, **dict(_planned(judged.agreed))}
    relating = _relating(findings, case, records, relations_of(records.values(), shelf))
    return _Plan(case=case, judged=judged, relating=tuple(relating))


def _relating(
    findings: Mapping[str, HeldFinding],
    case: Dossier,
    records: Mapping[str, Reference],
    relations: Relations,
) -> Iterator[tuple[HeldFinding, Draft]]:
    """The findings that relate two pledges once the announcements are accepted, with the relations."""
    for uid in sorted(findings):
        held = findings[uid]
        if held.finding.kind is FindingKind.CONTRADICTS or case.web.contradictions(held.finding.claims[:1]):
            continue  # where the part itself is disputed, people say what it is part of
        others = siblings(held, case.web.findings.values(), case)
        made = outcome(held, case.claims, records, case.known, others, relations)
        if made.record is not None:
            yield held, made.record


def _planned(agreed: Iterable[Agreement]) -> Iterator[tuple[str, Reference]]:
    for agreement in agreed:
        for uid in (agreement.accepted, *agreement.supporting):
            if uid is not None:
                yield uid, agreement.record


def _accept(
    plan: _Plan, rule: AgreementRule, actor: Actor, pen: Pen
) -> tuple[tuple[Agreement, ...], tuple[Left, ...]]:
    """Write the announcements; one that the rules of the books refuse is left, with the reason."""
    agreed: list[Agreement] = []
    left = list(plan.judged.left)
    for agreement in plan.judged.agreed:
        if any(decided(EntryKind.CLAIM, uid, pen) for uid, _ in _planned([agreement])):
            continue  # somebody was faster
        drafts = _records(agreement, plan.case, pen)
        pen.state.read(drafts)
        problems = [problem for draft in drafts[-1:] for problem in problems_of(draft, pen.state, actor)]
        if problems:
            left.append(Left(tuple(uid for uid, _ in _planned([agreement])), "; ".join(problems)))
            continue
        pen.write(drafts)
        pen.write(_decisions(agreement, rule, pen))
        agreed.append(agreement)
    return tuple(agreed), tuple(left)


def _records(agreement: Agreement, case: Dossier, pen: Pen) -> list[Draft]:
    """The record of an announcement, after what it refers to and the books do not have yet."""
    if agreement.accepted is None:
        return []
    proposal = case.proposals[agreement.accepted]
    before = [draft for draft in proposal.before if pen.state.record(draft.kind, draft.subject) is None]
    return [*before, *((proposal.record,) if proposal.record is not None else ())]


def _decisions(agreement: Agreement, rule: AgreementRule, pen: Pen) -> list[Draft]:
    reason = f"{agreement.sources} independent sources agree"
    return [
        decision_draft(
            EntryKind.CLAIM,
            uid,
            Verdict.ACCEPT if uid == agreement.accepted else Verdict.SUPPORT,
            reason,
            pen,
            record=record,
            rule=rule.text,
        )
        for uid, record in _planned([agreement])
    ]


def _relate(
    plan: _Plan, agreed: Iterable[Agreement], rule: AgreementRule, actor: Actor, pen: Pen
) -> tuple[tuple[Related, ...], tuple[Left, ...]]:
    """Write the relations; one that the rules of the books refuse, such as a part bigger than its whole, is
    left, with the reason."""
    made = {agreement.record for agreement in agreed}
    dropped = {agreement.record for agreement in plan.judged.agreed} - made
    done: list[Related] = []
    left: list[Left] = []
    for held, draft in plan.relating:
        if dropped & set(draft.payload.references()) or decided(EntryKind.FINDING, held.uid, pen):
            continue
        verdict = Verdict.SUPPORT
        if pen.state.record(draft.kind, draft.subject) is None:
            verdict = Verdict.ACCEPT
            pen.state.read([draft])
            problems = problems_of(draft, pen.state, actor)
            if problems:
                left.append(Left((held.uid,), "; ".join(problems)))
                continue
            pen.write([draft])
        reason = "both pledges are accepted"
        record = draft.kind, draft.subject
        pen.write(
            [decision_draft(EntryKind.FINDING, held.uid, verdict, reason, pen, record=record, rule=rule.text)]
        )
        done += _all([(held, draft)])
    return tuple(done), tuple(left)


def _all(relating: Iterable[tuple[HeldFinding, Draft]]) -> tuple[Related, ...]:
    return tuple(
        Related(held.uid, draft.subject, *(uid for _, uid in draft.payload.references()))
        for held, draft in relating
    )
