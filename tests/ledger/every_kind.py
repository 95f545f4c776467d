"""One draft of every kind, all of the same small story: Germany promises something to Ukraine."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

import msgspec
from tests.ledger.samples import DAY, money, parties, pledge, stage

from pledgebook.ledger.access import Actor
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
    Meeting,
    Membership,
    Move,
    Need,
    Office,
    Party,
    Payload,
    Purchase,
    ReadClaim,
    ReadFinding,
    Relation,
    Reversal,
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
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

TEXT = "Germany will give EUR 100 and thirty launchers."
READ = (Citation(document="doc-1", start=0, end=25),)
"""A citation of the document that is in the books: 'Germany will give EUR 100'."""


def document(uid: str = "doc-1", text: str = TEXT) -> Draft:
    """A document with so much text."""
    payload = Document(name=f"{uid}.txt", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    return Draft(subject=uid, payload=payload, valid_on=DAY)


def committed(uid: str) -> list[Draft]:
    """A hundred of a pledge's sum are confirmed and committed."""
    ways = (Stage.ANNOUNCED, Stage.CONFIRMED), (Stage.CONFIRMED, Stage.COMMITTED)
    return [as_read(stage(uid, source, target, "100")) for source, target in ways]


def handover(uid: str = "H-1", of: str = "P-1", donor: str = "DE") -> Draft:
    """Forty of a pledge's sum go from a donor to Ukraine."""
    contents = (Consigned(pledge=of, amount=Decimal(40)),)
    return draft(uid, Handover(donor=donor, recipient="UA", contents=contents))


def signature(of: str, side: Side, party: str) -> Draft:
    """One side signs for the forty of a handover, the donor first."""
    forty = Decimal(40)
    way = (Stage.COMMITTED, Stage.DELIVERED) if side is Side.DONOR else (Stage.DELIVERED, Stage.ACCEPTED)
    payload = Signature(
        handover=of,
        side=side,
        party=party,
        contents=(Consigned(pledge="P-1", amount=forty),),
        moves=(Move(pledge="P-1", source=way[0], target=way[1], amount=forty),),
    )
    return draft(f"{of}:{side}", payload)


def draft(uid: str, payload: Payload, visibility: Visibility = Visibility.PUBLIC) -> Draft:
    """A draft that rests on the document in the books."""
    return Draft(subject=uid, payload=payload, valid_on=DAY, visibility=visibility, evidence=READ)


def as_read(one: Draft, visibility: Visibility = Visibility.PUBLIC) -> Draft:
    """The same draft, resting on the document in the books, and visible to so many."""
    return msgspec.structs.replace(one, evidence=READ, visibility=visibility)


def claim(uid: str = "c-1", of: str = "doc-1") -> Draft:
    """What a document says in one place."""
    said = StatementClaim(document=of, evidence=(Evidence(0, 7),), speaker="Boris Pistorius")
    return draft(uid, ReadClaim(document=of, claim=said))


def finding(uid: str = "f-1", *claims: str) -> Draft:
    """A conclusion about claims."""
    concluded = Finding(
        kind=FindingKind.REPEATS, reason="the same sum on the same day", claims=claims or ("c-1",)
    )
    return draft(uid, ReadFinding(finding=concluded))


def dispute(uid: str = "d-1", about: EntryKind = EntryKind.PLEDGE, subject: str = "P-1") -> Draft:
    """Two versions of a record that cannot both be right."""
    versions = (
        Version(key="a", says="100", amount=money("EUR 100")),
        Version(key="b", says="90", amount=money("EUR 90")),
    )
    payload = Dispute(
        topic="how much", kind=DisputeKind.AMOUNT, versions=versions, about=about, subject=subject
    )
    return draft(uid, payload)


def story() -> list[Draft]:
    """What every kind of draft refers to: parties, a coalition, a meeting, a document, a claim, pledges."""
    return [
        *parties(),
        draft_without_source("udcg", Coalition(name="Contact Group", leads=("GB",))),
        document(),
        draft("M-27", Meeting(coalition="udcg", held_on=DAY, status=MeetingStatus.HELD, chairs=("GB",))),
        as_read(pledge("P-1", "EUR 200", recipient="UA")),
        as_read(pledge("P-2", "EUR 500", recipient="UA")),
        as_read(pledge("P-joint", "EUR 300", "DE NO")),
        as_read(pledge("P-NO", "NOK 400", "NO")),
        claim(),
        *committed("P-1"),
        *committed("P-joint"),
        handover(),
    ]


def draft_without_source(uid: str, payload: Payload) -> Draft:
    """A draft that cites nothing."""
    return Draft(subject=uid, payload=payload)


def told(secretariat: Actor) -> dict[str, Entry]:
    """The story in the books: the entry of each record, by its uid."""
    found: dict[str, Entry] = {}
    for entry in append(story(), secretariat):
        found.setdefault(entry.subject, entry)
    return found


def _situation() -> list[Draft]:
    return [
        draft("need", Need(party="UA", amount=money("EUR 5"))),
        draft("flow", SupportStatus(party="DE", channel=Channel.MATERIEL, state=SupportState.PAUSED)),
        draft("bought", Purchase(party="UA", amount=money("EUR 5"))),
        draft("measure", Indicator(metric="launchers", low=Decimal(30), party="UA")),
        draft("words", Statement(speaker="Boris Pistorius", party="DE")),
    ]


def _review() -> list[Draft]:
    ruling = Decision(about=EntryKind.CLAIM, subject="c-1", verdict=Verdict.REJECT, reason="hearsay")
    return [
        document("doc-2", "Another text."),
        claim("c-2"),
        finding(),
        draft("claim:c-1", ruling),
        dispute(),
        draft("pledge:P-2", Reversal(entry=10, reason="entered twice")),
    ]


def _gatherings() -> list[Draft]:
    held = Meeting(coalition="udcg", held_on=date(2025, 6, 4), status=MeetingStatus.HELD, chairs=("GB",))
    return [
        draft("NL", Party(name="Netherlands", kind=PartyKind.STATE)),
        draft("de-min", Office(office="defence minister", party="DE", holder="Boris Pistorius", start=DAY)),
        draft("drones", Coalition(name="Drone coalition", parent="udcg", leads=("GB", "DE"))),
        draft("udcg:DE", Membership(coalition="udcg", party="DE", role="donor")),
        msgspec.structs.replace(draft("M-28", held), valid_on=held.held_on),
        draft("M-27:DE", Attendance(meeting="M-27", mode=AttendanceMode.IN_PERSON, party="DE")),
        draft("M-27:1", Action(meeting="M-27", what="send a list", party="DE")),
    ]


EVERY: dict[EntryKind, Draft] = {
    one.kind: one
    for one in (
        *_gatherings(),
        as_read(pledge("P-3", recipient="UA")),
        draft("P-1 in P-2", Relation(kind=RelationKind.PART_OF, source="P-1", target="P-2")),
        as_read(stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "20", confirmed_by="DE")),
        handover("H-2"),
        signature("H-1", Side.DONOR, "DE"),
        *_situation(),
        *_review(),
    )
}
"""A draft of each kind that the books take after `told`, about Germany and Ukraine where it names a party."""
