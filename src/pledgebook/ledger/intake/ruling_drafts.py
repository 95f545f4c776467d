"""Rulings as drafts, and the refusal of one that cannot be given."""

from __future__ import annotations

from pledgebook.ledger.intake.rulings import decision_uid
from pledgebook.ledger.journal.append import Pen
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Decision, Reference, Verdict
from pledgebook.ledger.rules.state import Known
from pledgebook.vocabulary.errors import Fault, Refused
from pledgebook.vocabulary.pledges import Visibility


def copy_rule(claim: str) -> str:
    """The rule under which claims of copies are decided along with the claim of the original."""
    return f"copy of {claim}"


def refusal(uid: str, problem: str) -> Refused:
    """The error for a decision that cannot be taken."""
    return Refused([Fault(f"decision on {uid}", problem)])


def decided(about: EntryKind, uid: str, pen: Pen) -> Known | None:
    """The decision that stands on a claim or finding as the writer sees it, None where it is open."""
    known = pen.state.record(EntryKind.DECISION, decision_uid(about, uid))
    if known is None or not isinstance(known.payload, Decision) or known.payload.verdict is Verdict.REOPEN:
        return None
    return known


def decision_draft(
    about: EntryKind,
    uid: str,
    verdict: Verdict,
    reason: str,
    pen: Pen,
    *,
    record: Reference | None = None,
    rule: str | None = None,
) -> Draft:
    """The draft of a ruling, in the place of the one before; who sees what it is about sees it too."""
    before = pen.state.record(EntryKind.DECISION, decision_uid(about, uid))
    subject = pen.state.record(about, uid)
    payload = Decision(
        about=about,
        subject=uid,
        verdict=verdict,
        reason=reason.strip(),
        record_kind=record[0] if record is not None else None,
        record=record[1] if record is not None else None,
        rule=rule,
    )
    return Draft(
        subject=decision_uid(about, uid),
        payload=payload,
        visibility=subject.visibility if subject is not None else Visibility.MEMBERS,
        expected=before.seq if before is not None else None,
    )
