"""A small history of the books: every kind of entry comes up, and each optional field is used."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Action,
    ActionState,
    Attendance,
    Citation,
    Coalition,
    Consigned,
    Decision,
    Dispute,
    Document,
    Donor,
    Handover,
    Indicator,
    Line,
    Meeting,
    Membership,
    Move,
    Need,
    Office,
    Party,
    Payload,
    Pledge,
    Purchase,
    ReadClaim,
    ReadFinding,
    Relation,
    Reversal,
    Side,
    Signature,
    StageChange,
    Statement,
    SupportStatus,
    Valuation,
    Verdict,
    Version,
)
from pledgebook.vocabulary.amounts import ItemLine, Money, Qualifier
from pledgebook.vocabulary.claims import (
    AidType,
    Channel,
    NeedMode,
    PledgeClaim,
    PledgeMode,
    SupportState,
)
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState
from pledgebook.vocabulary.documents import SourceFormat
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingFormat, MeetingStatus
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.pledges import PledgeNature, Urgency, ValuationBasis, Visibility
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage
from pledgebook.vocabulary.time import PartialDate, Period

SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))
GERMANY = Actor("desk of Germany", frozenset({Role.DONOR_DESK}), "DE")
UKRAINE = Actor("desk of Ukraine", frozenset({Role.RECIPIENT_DESK}), "UA")

_DAY, _LATER = date(2025, 4, 11), date(2025, 6, 4)
_TEXT = "Berlin – “four IRIS-T systems”, about €600 million in 2025, said the ministry."
_SAID = Citation(document="doc-1", start=9, end=30)
_TOLD = Citation(source="https://example.org/release")


def tell_the_story() -> list[Entry]:
    """Append all of it to the books, and return the entries."""
    written: list[Entry] = []
    for actor, drafts in ((SECRETARIAT, _before()), (GERMANY, _signed()), (SECRETARIAT, _after())):
        written += append(drafts, actor, batch="story")
    draft = _draft("indicator:I-1", Reversal(entry=written[-1].seq, reason="it was of another month"))
    return [*written, *append([draft], SECRETARIAT)]


def _draft(
    uid: str,
    payload: Payload,
    on: date | None = None,
    *citations: Citation,
    visibility: Visibility = Visibility.PUBLIC,
) -> Draft:
    return Draft(subject=uid, payload=payload, valid_on=on, evidence=citations, visibility=visibility)


def _money(low: str, high: str | None = None, currency: str = "EUR", **fields: Qualifier) -> Money:
    return Money(currency=currency, low=Decimal(low), high=Decimal(high or low), **fields)


def _before() -> list[Draft]:
    return [*_parties(), *_meetings(), *_pledges(), *_deliveries()]


def _parties() -> list[Draft]:
    chair = Office(
        office="defence minister", party="DE", holder="Boris Pistorius", start=date(2023, 1, 19),
        end=date(2030, 1, 1), acting=True,
    )  # fmt: skip
    group = Coalition(
        name="Integrated air defence", parent="UDCG", capability="air defence", leads=("DE", "FR"),
        start=PartialDate("2023-09"),
    )  # fmt: skip
    member = Membership(
        coalition="UDCG", party="DE", role="donor", since=date(2022, 4, 26), ended=date(2031, 1, 1)
    )
    return [
        *(_draft(code, Party(name=name, kind=PartyKind.STATE)) for code, name in _PARTIES.items()),
        _draft("chair", chair, chair.start, _TOLD),
        _draft("UDCG", Coalition(name="Ukraine Defense Contact Group")),
        _draft("air-defence", group),
        _draft("UDCG:DE", member, member.since),
    ]


_PARTIES = {"DE": "Germany", "FR": "France", "UA": "Ukraine"}


def _meetings() -> list[Draft]:
    meeting = Meeting(
        coalition="UDCG", held_on=_DAY, status=MeetingStatus.HELD, number=27, place="Brussels",
        venue="NATO headquarters", format=MeetingFormat.HYBRID, chairs=("DE",),
        chair_persons=("Boris Pistorius",), parties_count=50,
    )  # fmt: skip
    action = Action(
        meeting="M-27", what="Say when the systems arrive", party="DE", due=_LATER, state=ActionState.DONE
    )
    return [
        _draft("M-27", meeting, _DAY, _TOLD),
        _draft("M-27:BP", Attendance(
            meeting="M-27", mode=AttendanceMode.REMOTE, person="Boris Pistorius", party="DE"
        ), _DAY),
        _draft("A-1", action, _DAY),
    ]  # fmt: skip


def _pledges() -> list[Draft]:
    document = Document(
        name="release.html", text=_TEXT, sha256="ab" * 32, format=SourceFormat.HTML, title="Four more",
        url="https://example.org/release", publisher="Ministry", published=_DAY, language="en", agency="dpa",
    )  # fmt: skip
    iris = Line(
        key="1", item="IRIS-T", capability="air defence", unit="piece", low=Decimal(4), high=Decimal(5),
        qualifier=Qualifier.AT_LEAST, amount=_money("560000000.50"), description="with missiles",
    )  # fmt: skip
    pledge = Pledge(
        donors=(Donor(party="DE", share=Decimal("0.75")), Donor(party="FR")), nature=PledgeNature.CONDITIONAL,
        amount=_money("600000000", "650000000", qualifier=Qualifier.ABOUT),
        also=(_money("680000000", currency="USD"),), valuation=ValuationBasis.ESTIMATE,
        valuations=(Valuation(basis=ValuationBasis.BOOK, amount=_money("480000000"), source="Kiel"),),
        lines=(iris,), recipient="UA", coalition="UDCG", meeting="M-27", aid_type=AidType.MILITARY,
        period=Period(start=date(2025, 1, 1), end=date(2025, 12, 31)), programme="ERTÜCHTIGUNG",
        mode=PledgeMode.PROCUREMENT, condition="if the budget passes", announced=PartialDate("2025-04"),
        stage=Stage.REPORTED, wording="four IRIS-T systems", note="as said on the day",
    )  # fmt: skip
    need = Need(
        party="UA", lines=(bare_line(iris),), amount=_money("1000000000"), mode=NeedMode.BUY,
        urgency=Urgency.CRITICAL, wanted_by=_LATER, meeting="M-27", stated_by="Rustem Umerov", note="at once",
    )  # fmt: skip
    part = Pledge(donors=(Donor(party="DE"),), amount=_money("100000000"))
    inside = Relation(
        kind=RelationKind.PART_OF, source="P-2", target="P-1", cut=Cut.PURPOSE, note="the training"
    )
    return [
        _draft("doc-1", document, _DAY),
        _draft("P-1", pledge, _DAY, _SAID, _TOLD, visibility=Visibility.MEMBERS),
        _draft("P-2", part, _DAY, _TOLD),
        _draft("P-2:P-1", inside, _DAY),
        _draft("N-1", need, _DAY, _TOLD, visibility=Visibility.RESTRICTED),
    ]


def bare_line(line: Line) -> Line:
    """A line of which only the item and the number are known."""
    return Line(key=line.key, item=line.item, low=line.low)


def _deliveries() -> list[Draft]:
    def up(source: Stage, target: Stage) -> Draft:
        change = StageChange(
            source=source, target=target, line="1", quantity=Decimal("2"), place="Rzeszów", confirmed_by="DE",
            confirmed_on=_LATER, note="two of four",
        )  # fmt: skip
        return _draft("P-1", change, _LATER, _TOLD)

    consignment = Handover(
        donor="DE", recipient="UA", contents=(Consigned(pledge="P-1", line="1", quantity=Decimal(2)),),
        dispatched=_LATER, place="Rzeszów", note="by rail",
    )  # fmt: skip
    money = StageChange(source=Stage.ANNOUNCED, target=Stage.CONFIRMED, amount=Decimal("1.25"))
    return [
        up(Stage.REPORTED, Stage.ANNOUNCED),
        up(Stage.ANNOUNCED, Stage.CONFIRMED),
        up(Stage.CONFIRMED, Stage.COMMITTED),
        _draft("P-2", money, _LATER, _TOLD),
        _draft("H-1", consignment, _LATER, _TOLD),
    ]


def _signed() -> list[Draft]:
    consigned = Consigned(pledge="P-1", line="1", quantity=Decimal(2))
    moved = Move(
        pledge="P-1", source=Stage.COMMITTED.value, target=Stage.DELIVERED.value, line="1",
        quantity=Decimal(2),
    )  # fmt: skip
    signature = Signature(
        handover="H-1", side=Side.DONOR, party="DE", contents=(consigned,), moves=(moved,), note="complete"
    )
    return [_draft("H-1:donor", signature, _LATER, _TOLD)]


def _after() -> list[Draft]:
    return [*_situation(), *_review()]


def _review() -> list[Draft]:
    claim = PledgeClaim(
        document="release.html", evidence=(Evidence(9, 30),), reasoning=("the speaker's party gives",),
        donors=("DE",), amount=_money("600000000"), items=(ItemLine(item="IRIS-T", low=Decimal(4)),),
        period=Period(start=date(2025, 1, 1)), conditional=True,
    )  # fmt: skip
    finding = Finding(
        kind=FindingKind.REPEATS, reason="the same sum by the same donor", claims=("C-1",),
        documents=("doc-1",), compared=(Compared("amount", "EUR 600 m", "EUR 0.6 bn"),), topic="IRIS-T",
    )  # fmt: skip
    decision = Decision(
        about=EntryKind.CLAIM, subject="C-1", verdict=Verdict.SUPPORT, reason="the same announcement",
        record_kind=EntryKind.PLEDGE, record="P-1", rule="one donor, one sum, one day",
    )  # fmt: skip
    dispute = Dispute(
        topic="How much the four systems cost", kind=DisputeKind.AMOUNT,
        versions=(
            Version(key="a", says="EUR 600 m", amount=_money("600000000"), source="Kiel", claims=("C-1",)),
            Version(key="b", says="EUR 650 m"),
        ),
        state=DisputeState.EXPLAINED, about=EntryKind.PLEDGE, subject="P-1", chosen="a",
        reason="the second has training in it",
    )  # fmt: skip
    lost = Indicator(
        metric="drones launched", low=Decimal("4000.5"), high=Decimal(5000), qualifier=Qualifier.MORE_THAN,
        unit="drone", per="month", party="UA", place="Kharkiv", start=date(2025, 3, 1), end=date(2025, 3, 31),
    )  # fmt: skip
    return [
        _draft("C-1", ReadClaim(document="doc-1", claim=claim), None, _SAID),
        _draft("F-1", ReadFinding(finding=finding)),
        _draft("claim:C-1", decision),
        _draft("D-1", dispute, _DAY, _TOLD),
        _draft("I-1", lost, date(2025, 3, 31), _TOLD),
    ]


def _situation() -> list[Draft]:
    status = SupportStatus(
        party="FR", channel=Channel.INTELLIGENCE, state=SupportState.PAUSED, temporary=True, ended=_LATER
    )
    purchase = Purchase(
        party="UA",
        lines=(Line(key="1", item="radar", low=Decimal(3)),),
        amount=_money("90000000"),
        funds="ERA",
    )
    statement = Statement(speaker="Boris Pistorius", party="DE", reported=True, meeting="M-27")
    return [
        _draft("S-1", status, _DAY, _TOLD),
        _draft("B-1", purchase, _DAY, _TOLD),
        _draft("Q-1", statement, _DAY, _SAID),
    ]
