"""Drafts for the tests of their shape: in order, unless a field says otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.ledger.samples import DAY, SOURCE

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Consigned,
    Decision,
    Dispute,
    Donor,
    Handover,
    Line,
    Meeting,
    Move,
    Payload,
    Relation,
    Side,
    Signature,
    Verdict,
    Version,
)
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.relations import Cut, RelationKind

TOMORROW = date(2026, 1, 1)
HALF = Decimal("0.5")
LINE = Line(key="1", item="tank", low=Decimal(10))
VERSIONS = (Version(key="A", says="100"), Version(key="B", says="120"))


def draft(payload: Payload, uid: str = "X-1", on: date | None = DAY) -> Draft:
    return Draft(subject=uid, payload=payload, valid_on=on, evidence=SOURCE)


def donors(*shares: str | None) -> tuple[Donor, ...]:
    return tuple(
        Donor(party=code, share=None if share is None else Decimal(share))
        for code, share in zip(("DE", "NO", "SE"), shares, strict=False)
    )


def relation(kind: RelationKind, source: str, target: str, cut: Cut | None = Cut.DONOR) -> Draft:
    return draft(Relation(kind=kind, source=source, target=target, cut=cut))


def meeting(held_on: date, on: date) -> Draft:
    return draft(Meeting(coalition="U", held_on=held_on, status=MeetingStatus.POSTPONED), on=on)


def handover(*contents: Consigned, **fields: Any) -> Draft:
    return draft(Handover(**{"donor": "DE", "recipient": "UA", "contents": contents} | fields))


def signature(uid: str = "H-1:donor", **fields: Any) -> Draft:
    told = {"handover": "H-1", "side": Side.DONOR, "party": "DE", "contents": (TEN,)}
    return draft(Signature(**told | fields), uid)


def decision(uid: str = "claim:C-1", **fields: Any) -> Draft:
    told: dict[str, Any] = {
        "about": EntryKind.CLAIM,
        "subject": "C-1",
        "verdict": Verdict.REJECT,
        "reason": "old",
    }
    return draft(Decision(**told | fields), uid, None)


def dispute(*versions: Version, **fields: Any) -> Draft:
    return draft(Dispute(topic="the sum", kind=DisputeKind.AMOUNT, versions=versions, **fields))


TEN = Consigned(pledge="P-1", line="1", quantity=Decimal(10))
MOVE = Move(pledge="P-1", line="1", source="committed", target="delivered", quantity=Decimal(10))
