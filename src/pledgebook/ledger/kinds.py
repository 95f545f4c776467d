"""The kinds of entry in the journal."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is about. Each kind has one payload type (ledger.payloads)."""

    PARTY = "party"
    OFFICE = "office"
    COALITION = "coalition"
    MEMBERSHIP = "membership"
    MEETING = "meeting"
    ATTENDANCE = "attendance"
    ACTION = "action"
    NEED = "need"
    PLEDGE = "pledge"
    RELATION = "relation"
    STAGE = "stage"
    SUPPORT_STATUS = "support status"
    HANDOVER = "handover"
    SIGNATURE = "signature"
    PURCHASE = "purchase"
    INDICATOR = "indicator"
    STATEMENT = "statement"
    DOCUMENT = "document"
    CLAIM = "claim"
    FINDING = "finding"
    DECISION = "decision"
    DISPUTE = "dispute"
    REVERSAL = "reversal"
