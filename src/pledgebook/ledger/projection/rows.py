"""What each kind of payload becomes in the tables of records: the columns of its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pledgebook.ledger import models as tables
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models.fields import CentsField, ThousandthsField
from pledgebook.ledger.payloads import (
    Action,
    Attendance,
    Coalition,
    Decision,
    Dispute,
    Document,
    Handover,
    Indicator,
    Meeting,
    Membership,
    Need,
    Office,
    Party,
    Payload,
    Pledge,
    Purchase,
    ReadClaim,
    ReadFinding,
    Relation,
    Signature,
    Statement,
    SupportStatus,
)
from pledgebook.ledger.projection.operations import Value
from pledgebook.vocabulary.amounts import Money

Columns = dict[str, Value]


def cents(value: Decimal | None) -> int | None:
    """Money as the database has it. Raises BadValue for what has no whole hundredths."""
    return None if value is None else CentsField.to_units(value)


def thousandths(value: Decimal | None) -> int | None:
    """A quantity as the database has it. Raises BadValue for what has no whole thousandths."""
    return None if value is None else ThousandthsField.to_units(value)


def sum_columns(money: Money | None) -> Columns:
    """The columns of a sum; empty and unknown where there is none."""
    if money is None:
        return {"currency": "", "low": None, "high": None}
    return {"currency": money.currency, "low": cents(money.low), "high": cents(money.high)}


def _party(payload: Party) -> Columns:
    return {"kind": payload.kind.value, "name": payload.name}


def _office(payload: Office) -> Columns:
    return {
        "office": payload.office,
        "party": payload.party,
        "holder": payload.holder,
        "end": payload.end,
        "acting": payload.acting,
    }


def _coalition(payload: Coalition) -> Columns:
    return {
        "name": payload.name,
        "parent": payload.parent or "",
        "capability": payload.capability or "",
        "leads": "|".join(payload.leads),
    }


def _membership(payload: Membership) -> Columns:
    return {
        "coalition": payload.coalition,
        "party": payload.party,
        "role": payload.role,
        "ended": payload.ended,
    }


def _meeting(payload: Meeting) -> Columns:
    return {
        "coalition": payload.coalition,
        "number": payload.number,
        "status": payload.status.value,
        "place": payload.place or "",
        "format": payload.format.value if payload.format else "",
        "chairs": "|".join(payload.chairs),
    }


def _attendance(payload: Attendance) -> Columns:
    return {
        "meeting": payload.meeting,
        "person": payload.person or "",
        "party": payload.party or "",
        "mode": payload.mode.value,
    }


def _action(payload: Action) -> Columns:
    return {
        "meeting": payload.meeting,
        "party": payload.party or "",
        "what": payload.what,
        "due": payload.due,
        "state": payload.state.value,
    }


def _need(payload: Need) -> Columns:
    return {
        "party": payload.party,
        "meeting": payload.meeting or "",
        "mode": payload.mode.value if payload.mode else "",
        "urgency": payload.urgency.value,
        "wanted_by": payload.wanted_by,
        **sum_columns(payload.amount),
    }


def _pledge(payload: Pledge) -> Columns:
    return {
        "donors": "|".join(sorted(donor.party for donor in payload.donors)),
        "recipient": payload.recipient or "",
        "coalition": payload.coalition or "",
        "meeting": payload.meeting or "",
        "nature": payload.nature.value,
        **sum_columns(payload.amount),
        "qualifier": payload.amount.qualifier.value if payload.amount else "",
        "valuation": payload.valuation.value,
        "aid_type": payload.aid_type.value if payload.aid_type else "",
        "capability": capability_of(payload),
        "programme": payload.programme or "",
        "mode": payload.mode.value if payload.mode else "",
    }


def capability_of(payload: Pledge) -> str:
    """The one capability that all lines of a pledge serve, 'several' where they differ, '' without any."""
    found = {line.capability for line in payload.lines if line.capability}
    if len(found) > 1:
        return "several"
    return next(iter(found), "")


def _relation(payload: Relation) -> Columns:
    return {
        "kind": payload.kind.value,
        "source": payload.source,
        "target": payload.target,
        "cut": payload.cut.value if payload.cut else "",
    }


def _support_status(payload: SupportStatus) -> Columns:
    return {
        "party": payload.party,
        "channel": payload.channel.value,
        "state": payload.state.value,
        "ended": payload.ended,
    }


def _handover(payload: Handover) -> Columns:
    return {"donor": payload.donor, "recipient": payload.recipient, "place": payload.place or ""}


def _signature(payload: Signature) -> Columns:
    return {"handover": payload.handover, "side": payload.side.value, "party": payload.party}


def _purchase(payload: Purchase) -> Columns:
    return {"party": payload.party, "funds": payload.funds or "", **sum_columns(payload.amount)}


def _indicator(payload: Indicator) -> Columns:
    return {
        "metric": payload.metric,
        "low": thousandths(payload.low),
        "high": thousandths(payload.high),
        "unit": payload.unit or "",
        "party": payload.party or "",
        "place": payload.place or "",
    }


def _statement(payload: Statement) -> Columns:
    return {
        "speaker": payload.speaker,
        "party": payload.party or "",
        "meeting": payload.meeting or "",
        "reported": payload.reported,
    }


def _document(payload: Document) -> Columns:
    return {
        "name": payload.name,
        "sha256": payload.sha256,
        "title": payload.title or "",
        "url": payload.url or "",
        "publisher": payload.publisher or "",
        "language": payload.language,
        "agency": payload.agency or "",
    }


def _claim(payload: ReadClaim) -> Columns:
    return {"kind": payload.claim.kind.value, "document": payload.document}


def _finding(payload: ReadFinding) -> Columns:
    return {"kind": payload.finding.kind.value, "topic": payload.finding.topic or ""}


def _decision(payload: Decision) -> Columns:
    return {
        "about": payload.about.value,
        "subject": payload.subject,
        "verdict": payload.verdict.value,
        "record_kind": payload.record_kind.value if payload.record_kind else "",
        "record": payload.record or "",
        "rule": payload.rule or "",
    }


def _dispute(payload: Dispute) -> Columns:
    return {
        "topic": payload.topic,
        "kind": payload.kind.value,
        "state": payload.state.value,
        "about": payload.about.value if payload.about else "",
        "subject": payload.subject or "",
    }


RECORDS: Mapping[EntryKind, tuple[type[tables.Record], Callable[[Any], Columns]]] = {
    EntryKind.PARTY: (tables.PartyRecord, _party),
    EntryKind.OFFICE: (tables.OfficeRecord, _office),
    EntryKind.COALITION: (tables.CoalitionRecord, _coalition),
    EntryKind.MEMBERSHIP: (tables.MembershipRecord, _membership),
    EntryKind.MEETING: (tables.MeetingRecord, _meeting),
    EntryKind.ATTENDANCE: (tables.AttendanceRecord, _attendance),
    EntryKind.ACTION: (tables.ActionRecord, _action),
    EntryKind.NEED: (tables.NeedRecord, _need),
    EntryKind.PLEDGE: (tables.PledgeRecord, _pledge),
    EntryKind.RELATION: (tables.RelationRecord, _relation),
    EntryKind.SUPPORT_STATUS: (tables.SupportStatusRecord, _support_status),
    EntryKind.HANDOVER: (tables.HandoverRecord, _handover),
    EntryKind.SIGNATURE: (tables.SignatureRecord, _signature),
    EntryKind.PURCHASE: (tables.PurchaseRecord, _purchase),
    EntryKind.INDICATOR: (tables.IndicatorRecord, _indicator),
    EntryKind.STATEMENT: (tables.StatementRecord, _statement),
    EntryKind.DOCUMENT: (tables.DocumentRecord, _document),
    EntryKind.CLAIM: (tables.ClaimRecord, _claim),
    EntryKind.FINDING: (tables.FindingRecord, _finding),
    EntryKind.DECISION: (tables.DecisionRecord, _decision),
    EntryKind.DISPUTE: (tables.DisputeRecord, _dispute),
}
"""The table of each kind that has records, and what its columns get from the payload."""


def columns_of(kind: EntryKind, payload: Payload) -> Columns:
    """The columns of the record's row that come from the payload."""
    return RECORDS[kind][1](payload)
