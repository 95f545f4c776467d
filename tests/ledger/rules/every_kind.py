"""A small ledger with an entry of every kind, in an order in which each builds on those before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from tests.ledger.rules.judging import SECRETARIAT
from tests.ledger.samples import DAY, SOURCE, money, parties, pledge, stage

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Action,
    Attendance,
    Citation,
    Coalition,
    Consigned,
    Decision,
    Dispute,
    Document,
    Handover,
    Indicator,
    Line,
    Meeting,
    Membership,
    Move,
    Need,
    Office,
    Payload,
    Purchase,
    ReadClaim,
    ReadFinding,
    Relation,
    Side,
    Signature,
    Statement,
    SupportStatus,
    Verdict,
    Version,
)
from pledgebook.vocabulary.claims import Channel, StatementClaim, SupportState
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.findings import Finding, FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingStatus
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

GERMANY = Actor("desk of Germany", frozenset({Role.DONOR_DESK}), "DE")
UKRAINE = Actor("desk of Ukraine", frozenset({Role.RECIPIENT_DESK}), "UA")
TEXT = "Germany will give ten tanks."
FORTY = (Consigned(pledge="P-1", amount=Decimal(40)),)


def draft(uid: str, payload: Payload, on: date | None = DAY, *cited: Citation) -> Draft:
    """A draft with a source, or with these citations."""
    return Draft(subject=uid, payload=payload, valid_on=on, evidence=cited or SOURCE)


def signature(side: Side, party: str, source: str, target: str, **fields: Any) -> Draft:
    """A signature under H-1 for all of it."""
    move = Move(pledge="P-1", source=source, target=target, amount=Decimal(40))
    told = {"contents": FORTY, "moves": (move,)} | fields
    return draft(f"H-1:{side}", Signature(handover="H-1", side=side, party=party, **told))


def _meeting() -> Draft:
    held = Meeting(coalition="UDCG", held_on=DAY, status=MeetingStatus.HELD, chairs=("DE",))
    return draft("M-1", held)


def _claim(uid: str) -> Draft:
    said = StatementClaim(document="doc-1", evidence=(Evidence(0, 7),), speaker="A minister")
    return draft(
        uid, ReadClaim(document="doc-1", claim=said), DAY, Citation(document="doc-1", start=0, end=7)
    )


def _ruling(uid: str) -> Draft:
    ruling = Decision(
        about=EntryKind.CLAIM,
        subject=uid,
        verdict=Verdict.SUPPORT,
        reason="it says the same",
        record_kind=EntryKind.PLEDGE,
        record="P-1",
    )
    return draft(f"claim:{uid}", ruling, None)


LINE = Line(key="1", item="tank", low=Decimal(10))
SAME = Finding(kind=FindingKind.REPEATS, reason="the same words", claims=("C-1", "C-2"))
DISPUTED = Dispute(
    topic="the sum",
    kind=DisputeKind.AMOUNT,
    versions=(Version(key="A", says="100"), Version(key="B", says="120", amount=money("EUR 120"))),
    about=EntryKind.PLEDGE,
    subject="P-1",
)

ENTRIES: tuple[Draft, ...] = (
    *parties(),
    draft("UDCG", Coalition(name="The group", leads=("DE",))),
    draft("DE-1", Office(office="minister", party="DE", holder="A", start=DAY)),
    draft("U-DE", Membership(coalition="UDCG", party="DE", role="donor")),
    _meeting(),
    draft("M-1-A", Attendance(meeting="M-1", mode=AttendanceMode.REMOTE, party="NO")),
    draft("A-1", Action(meeting="M-1", what="send the list", party="DE")),
    draft("doc-1", Document(name="a.txt", text=TEXT, sha256="0")),
    _claim("C-1"),
    _claim("C-2"),
    draft("F-1", ReadFinding(finding=SAME)),
    draft("N-1", Need(party="UA", lines=(LINE,), meeting="M-1")),
    pledge("P-1", "EUR 100", recipient="UA", coalition="UDCG", meeting="M-1", lines=(LINE,)),
    pledge("P-2", "EUR 500", "DE NO"),
    draft("R-1", Relation(kind=RelationKind.PART_OF, source="P-1", target="P-2")),
    _ruling("C-1"),
    draft("D-1", DISPUTED),
    draft("S-1", SupportStatus(party="DE", channel=Channel.FINANCE, state=SupportState.ACTIVE)),
    draft("B-1", Purchase(party="UA", amount=money("EUR 5"))),
    draft("I-1", Indicator(metric="losses", low=Decimal(5), party="UA")),
    draft("T-1", Statement(speaker="A minister", party="DE", meeting="M-1"), DAY, Citation(document="doc-1")),
    stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60", confirmed_by="DE"),
    stage("P-1", Stage.CONFIRMED, Stage.COMMITTED, "50"),
    draft("H-1", Handover(donor="DE", recipient="UA", contents=FORTY)),
    signature(Side.DONOR, "DE", "committed", "delivered"),
    signature(Side.RECIPIENT, "UA", "delivered", "accepted"),
)
"""An entry of every kind but the reversal."""


def corrected(entry: Draft, expected: int) -> Draft:
    """The same record once more: told otherwise where that makes a difference to what builds on it."""
    changes: dict[str, Any] = {"P-1": {"amount": money("EUR 90")}, "P-2": {"amount": money("EUR 450")}}
    payload = msgspec.structs.replace(entry.payload, **changes.get(entry.subject, {}))
    if isinstance(payload, Relation):
        payload = msgspec.structs.replace(payload, kind=RelationKind.DRAWS_DOWN)
    if isinstance(payload, Signature):  # a count that stays the same moves nothing
        payload = msgspec.structs.replace(payload, moves=())
    return msgspec.structs.replace(entry, payload=payload, expected=expected)


def write(drafts: Iterable[Draft], batch: str = "") -> list[Entry]:
    """Write drafts one by one, each as who may write it."""
    return [append([draft], _writer(draft), batch)[0] for draft in drafts]


def _writer(draft: Draft) -> Actor:
    if not isinstance(draft.payload, Signature):
        return SECRETARIAT
    return GERMANY if draft.payload.side is Side.DONOR else UKRAINE
