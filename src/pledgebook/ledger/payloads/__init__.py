"""The payloads of the journal, one type for each kind of entry."""

from __future__ import annotations

from pledgebook.ledger.payloads.base import Citation, Payload, Reference
from pledgebook.ledger.payloads.deliveries import Consigned, Handover, Move, Side, Signature
from pledgebook.ledger.payloads.meetings import Action, ActionState, Attendance, Meeting
from pledgebook.ledger.payloads.parties import Coalition, Membership, Office, Party
from pledgebook.ledger.payloads.pledges import Donor, Line, Need, Pledge, Relation, StageChange, Valuation
from pledgebook.ledger.payloads.review import (
    Decision,
    Dispute,
    Document,
    ReadClaim,
    ReadFinding,
    Reversal,
    Verdict,
    Version,
)
from pledgebook.ledger.payloads.situation import Indicator, Purchase, Statement, SupportStatus

__all__ = [
    "PAYLOADS",
    "Action",
    "ActionState",
    "Attendance",
    "Citation",
    "Coalition",
    "Consigned",
    "Decision",
    "Dispute",
    "Document",
    "Donor",
    "Handover",
    "Indicator",
    "Line",
    "Meeting",
    "Membership",
    "Move",
    "Need",
    "Office",
    "Party",
    "Payload",
    "Pledge",
    "Purchase",
    "ReadClaim",
    "ReadFinding",
    "Reference",
    "Relation",
    "Reversal",
    "Side",
    "Signature",
    "StageChange",
    "Statement",
    "SupportStatus",
    "Valuation",
    "Verdict",
    "Version",
]

PAYLOADS: tuple[type[Payload], ...] = (
    Party,
    Office,
    Coalition,
    Membership,
    Meeting,
    Attendance,
    Action,
    Need,
    Pledge,
    Relation,
    StageChange,
    SupportStatus,
    Handover,
    Signature,
    Purchase,
    Indicator,
    Statement,
    Document,
    ReadClaim,
    ReadFinding,
    Decision,
    Dispute,
    Reversal,
)
"""Every payload type, in the order of the kinds."""
