"""A small story in which everything meets: two reports of one meeting, told by claims made by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from pledgebook.reconciling.result import (
    Announcement,
    Converted,
    Count,
    Counted,
    Event,
    LeftOut,
    Reconciliation,
    Status,
)
from pledgebook.reporting.brief import Brief, brief_of
from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.claims import (
    AttendanceClaim,
    Channel,
    Claim,
    IndicatorClaim,
    MeetingClaim,
    NeedClaim,
    NeedMode,
    PledgeClaim,
    RoleClaim,
    StatementClaim,
    SupportState,
    SupportStatusClaim,
    TotalClaim,
)
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode

C = TypeVar("C", bound=Claim)
DAY = date(2025, 4, 11)


def euro(amount: str) -> Money:
    """An exact amount in euros."""
    return money("EUR", amount)


def money(currency: str, amount: str) -> Money:
    """An exact amount."""
    return Money(currency=currency, low=Decimal(amount), high=Decimal(amount))


class Desk:
    """Writes documents and claims together, so that every claim points at its words."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.claims: list[Claim] = []

    def say(self, name: str, words: str, kind: type[C], **fields: Any) -> C:
        """Add a sentence to a document, and a claim that rests on it."""
        text = self.texts.get(name, "")
        evidence = Evidence(start=len(text), end=len(text) + len(words))
        self.texts[name] = f"{text}{words}. "
        claim = kind(document=name, evidence=(evidence,), **fields)
        self.claims.append(claim)
        return claim

    def documents(self) -> list[Document]:
        """The documents, as if read."""
        return [Document(name=name, text=text, published=DAY) for name, text in self.texts.items()]

    def brief(self, reconciliation: Reconciliation, *counts: Count) -> Brief:
        """The brief in euros."""
        return brief_of(self.documents(), self.claims, reconciliation, counts, "EUR")


def same(amount: Money) -> Converted:
    """An amount that needs no conversion."""
    return Converted(money=amount, source=amount, rate=Decimal(1), rate_date=DAY)


@pytest.fixture
def brief() -> Brief:
    """The group pledges EUR 10 bn; of it Norway 4, the UK GBP 2 bn; another source puts that in dollars."""
    desk = Desk()
    met = desk.say(
        "a.txt",
        "40 states met",
        MeetingClaim,
        coalition="UDCG",
        date=DAY,
        parties_count=40,
        parties_count_qualifier=Qualifier.EXACT,
    )
    whole = desk.say(
        "a.txt",
        "Ten billion euros came",
        PledgeClaim,
        donors=("UDCG",),
        amount=euro("1e10"),
        also=money("USD", "1.13e10"),
    )
    norway = desk.say("a.txt", "Oslo gives four", PledgeClaim, donors=("NO",), amount=euro("4e9"))
    british = desk.say("a.txt", "London gives two", PledgeClaim, donors=("GB",), amount=money("GBP", "2e9"))
    dollars = desk.say(
        "b.txt", "2.62 from London", PledgeClaim, donors=("GB", "CA"), amount=money("USD", "2.62e9")
    )
    desk.say("a.txt", "A hundred over years", TotalClaim, parties=("UDCG",), amount=euro("1e11"))
    here = desk.say("a.txt", "Ann Lee came", AttendanceClaim, person="Ann Lee", mode=AttendanceMode.IN_PERSON)
    gone = desk.say(
        "b.txt", "Ann Lee stayed away", AttendanceClaim, person="Ann Lee", mode=AttendanceMode.ABSENT
    )
    radar = (ItemLine(item="radar"),)
    desk.say("a.txt", "Kyiv would buy radars", NeedClaim, party="UA", items=radar, mode=NeedMode.BUY)
    flow: dict[str, Any] = {"party": "US", "channel": Channel.MATERIEL}
    paused = desk.say(
        "b.txt", "Then it paused", SupportStatusClaim, state=SupportState.PAUSED, temporary=True, **flow
    )
    halted = desk.say("a.txt", "Washington halted it", SupportStatusClaim, state=SupportState.HALTED, **flow)
    desk.say(
        "a.txt",
        "Over 300 fell",
        IndicatorClaim,
        metric="killed",
        low=Decimal(300),
        qualifier=Qualifier.MORE_THAN,
    )
    desk.say("a.txt", "“We hold on”", StatementClaim, speaker="Ann Lee", party="NO")
    desk.say("b.txt", "“we hold on,”", StatementClaim, speaker="Ann Lee", party="NO")
    desk.say("a.txt", "Oslo took the chair", RoleClaim, role="chair", party="NO")
    ids = tuple(claim.id for claim in desk.claims)
    event = Event(id="e", coalition="UDCG", number=27, date=DAY, documents=("a.txt", "b.txt"), claims=ids)
    rows = (
        Announcement(
            id="w", event="e", donors=("UDCG",), claims=(whole.id,), amount=whole.amount, record=True
        ),
        Announcement(
            id="n", event="e", donors=("NO",), claims=(norway.id,), amount=norway.amount, parent="w"
        ),
        Announcement(
            id="g",
            event="e",
            donors=("GB",),
            claims=(british.id, dollars.id),
            amount=british.amount,
            parent="w",
            disputed_donors=(("GB", "CA"),),
        ),
    )
    apart = Compared(what="mode", left="in person", right="absent")
    findings = (
        Finding(
            kind=FindingKind.CONTRADICTS,
            reason="both cannot be",
            claims=(here.id, gone.id),
            compared=(apart,),
        ),
        Finding(kind=FindingKind.SAME_PLEDGE, reason="0.1 % apart", claims=(dollars.id, british.id)),
        Finding(kind=FindingKind.PART_OF, reason="‘of this’", claims=(norway.id, whole.id)),
        Finding(kind=FindingKind.COPY_OF, reason="one agency story", documents=("x.txt", "y.txt")),
        Finding(kind=FindingKind.SAME_EVENT, reason="same day", claims=(met.id,)),
    )
    count = Count(
        event="e",
        total=euro("1e10"),
        counted=(Counted(announcement="w", amount=same(euro("1e10"))),),
        left_out=(LeftOut(reason="part of the whole", announcement="n", amount=same(euro("4e9"))),),
        unattributed=None,
        naive=euro("1.9e10"),
    )
    statuses = (
        Status(
            party="US",
            channel=Channel.MATERIEL,
            states=(SupportState.PAUSED, SupportState.HALTED),
            temporary=True,
            first_told=DAY,
            claims=(paused.id, halted.id),
        ),
    )
    reconciled = Reconciliation(events=(event,), announcements=rows, findings=findings, statuses=statuses)
    return desk.brief(reconciled, count)


@pytest.fixture
def hostile() -> Brief:
    """A document that tries to steer whatever shows it."""
    desk = Desk()
    words = "<script>alert(1)</script> \x1b[31mred\x1b]0;owned\x07 \x9b2J \u202egnp \x00"
    words = f"{words} **bold** | [x](javascript:1)"
    claim = desk.say("<b>a</b>\x1b[2J.txt", words, PledgeClaim, donors=("<i>\x1b[1m",), amount=euro("1e9"))
    desk.say("<b>a</b>\x1b[2J.txt", words, StatementClaim, speaker="<u>\x1b[7m*Eve*")
    ids = tuple(row.id for row in desk.claims)
    event = Event(id="e", date=DAY, place="<img src=x>\x1b[5m", documents=tuple(desk.texts), claims=ids)
    row = Announcement(id="p", event="e", donors=claim.donors, claims=(claim.id,), amount=claim.amount)
    part = Announcement(
        id="q", event="e", donors=("<a>&",), claims=(claim.id,), amount=euro("4e8"), parent="p"
    )
    count = Count(
        event="e",
        total=euro("1e9"),
        counted=(Counted(announcement="p", amount=same(euro("1e9"))),),
        left_out=(),
        unattributed=None,
        naive=euro("1e9"),
    )
    return desk.brief(Reconciliation(events=(event,), announcements=(row, part), findings=()), count)
