"""From what documents say to what the books believe.

take_in          documents, their claims, and what reconciling concludes (taking, vicinity, concluding)
queue            what waits for a decision, with what it would make and what it seems to support
                 (queueing, dossier = background + linking + matching + proposals + outcomes)
decide           accept, support, reject, reopen (deciding, reopening)
accept_agreed    many at once, by a stated rule (accepting, agreement)
evidence_of      what a record rests on, with every claim that supports it
"""

from __future__ import annotations

from pledgebook.ledger.intake.accepting import Bulk, Related, accept_agreed
from pledgebook.ledger.intake.agreement import TWO_SOURCES, Agreement, AgreementRule, Left
from pledgebook.ledger.intake.deciding import Decided, decide
from pledgebook.ledger.intake.evidence import evidence_of
from pledgebook.ledger.intake.proposals import Proposal
from pledgebook.ledger.intake.queueing import Queued, queue
from pledgebook.ledger.intake.taking import Intake, Taken, claim_uid, document_uid, take_in

__all__ = [
    "TWO_SOURCES",
    "Agreement",
    "AgreementRule",
    "Bulk",
    "Decided",
    "Intake",
    "Left",
    "Proposal",
    "Queued",
    "Related",
    "Taken",
    "accept_agreed",
    "claim_uid",
    "decide",
    "document_uid",
    "evidence_of",
    "queue",
    "take_in",
]
