"""The tables: the journal, what is projected from it, and the accounts."""

from __future__ import annotations

from pledgebook.ledger.models.accounts import Account
from pledgebook.ledger.models.base import Detail, Projected, Record
from pledgebook.ledger.models.deliveries import (
    HandoverContent,
    HandoverRecord,
    SignatureContent,
    SignatureRecord,
)
from pledgebook.ledger.models.journal import JournalEntry
from pledgebook.ledger.models.meetings import ActionRecord, AttendanceRecord, MeetingRecord
from pledgebook.ledger.models.parties import CoalitionRecord, MembershipRecord, OfficeRecord, PartyRecord
from pledgebook.ledger.models.pledges import (
    Movement,
    NeedLine,
    NeedRecord,
    PledgeDonor,
    PledgeLine,
    PledgeRecord,
    PledgeValuation,
    RelationRecord,
)
from pledgebook.ledger.models.review import (
    ClaimRecord,
    DecisionRecord,
    DisputeRecord,
    DocumentRecord,
    FindingClaim,
    FindingRecord,
)
from pledgebook.ledger.models.situation import (
    IndicatorRecord,
    PurchaseRecord,
    StatementRecord,
    SupportStatusRecord,
)

__all__ = [
    "Account",
    "ActionRecord",
    "AttendanceRecord",
    "ClaimRecord",
    "CoalitionRecord",
    "DecisionRecord",
    "Detail",
    "DisputeRecord",
    "DocumentRecord",
    "FindingClaim",
    "FindingRecord",
    "HandoverContent",
    "HandoverRecord",
    "IndicatorRecord",
    "JournalEntry",
    "MeetingRecord",
    "MembershipRecord",
    "Movement",
    "NeedLine",
    "NeedRecord",
    "OfficeRecord",
    "PartyRecord",
    "PledgeDonor",
    "PledgeLine",
    "PledgeRecord",
    "PledgeValuation",
    "Projected",
    "PurchaseRecord",
    "Record",
    "RelationRecord",
    "SignatureContent",
    "SignatureRecord",
    "StatementRecord",
    "SupportStatusRecord",
]
