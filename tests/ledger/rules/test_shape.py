"""What a draft must be by itself."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from tests.ledger.rules.drafts import (
    HALF,
    LINE,
    MOVE,
    TEN,
    TOMORROW,
    VERSIONS,
    decision,
    dispute,
    donors,
    draft,
    handover,
    meeting,
    relation,
    signature,
)
from tests.ledger.rules.judging import TODAY, faults_of
from tests.ledger.samples import DAY, money, parties, pledge, stage

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Attendance,
    Coalition,
    Consigned,
    Indicator,
    Line,
    Meeting,
    Membership,
    Need,
    Office,
    Party,
    Purchase,
    Relation,
    Reversal,
    SupportStatus,
    Valuation,
    Verdict,
)
from pledgebook.ledger.rules.shape import shape_faults
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.claims import Channel, SupportState
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingStatus
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.pledges import PledgeNature, ValuationBasis
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.stages import Stage

GOOD = {
    "a party": parties("DE")[0],
    "a pledge": pledge(),
    "a pledge of things": pledge(amount=None, lines=(LINE,)),
    "a pledge reported": pledge(stage=Stage.REPORTED),
    "shares of a part": pledge(),
    "a currency of the rest of the world": pledge(amount="MNT 5"),
    "nothing announced": pledge(amount="EUR 0", nature=PledgeNature.NOTHING),
    "a pledge of today": pledge(on=TODAY),
    "hundredths": pledge(amount="EUR 100.25"),
    "a step": stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40", confirmed_by="DE", confirmed_on=DAY),
    "a relation with a cut": draft(
        Relation(kind=RelationKind.PART_OF, source="P-1", target="P-2", cut=Cut.DONOR)
    ),
    "a need": draft(Need(party="UA", lines=(LINE,))),
    "a handover": handover(TEN, Consigned(pledge="P-1", amount=Decimal(5))),
    "a planned handover": msgspec.structs.replace(handover(TEN), valid_on=TOMORROW),
    "a signature": signature(moves=(MOVE,)),
    "a receipt of nothing": signature(contents=(Consigned(pledge="P-1", line="1", quantity=Decimal(0)),)),
    "a meeting to come": draft(
        Meeting(coalition="U", held_on=TOMORROW, status=MeetingStatus.POSTPONED), on=TOMORROW
    ),
    "an office of a day": draft(Office(office="minister", party="DE", holder="A", start=DAY, end=DAY)),
    "a rejected claim": decision(),
    "an accepted claim": decision(verdict=Verdict.ACCEPT, record_kind=EntryKind.PLEDGE, record="P-1"),
    "an accepted dispute": decision("dispute:C-1", about=EntryKind.DISPUTE, verdict=Verdict.ACCEPT),
    "an open dispute": dispute(*VERSIONS),
    "a decided dispute": dispute(*VERSIONS, state=DisputeState.DECIDED, chosen="A", reason="signed"),
}

BAD: dict[str, tuple[Draft, str]] = {
    "a strange uid": (pledge("P 1 \n"), "characters that a uid may not have"),
    "a blank at the end": (pledge("P-1 "), "characters that a uid may not have"),
    "a long uid": (pledge("P" * 101), "more than 100"),
    "a long party": (draft(Party(name="A", kind=PartyKind.STATE), "A" * 21), "more than 20"),
    "a long name": (draft(Party(name="A" * 201, kind=PartyKind.STATE), "DE"), "201 characters; 200 at most"),
    "a null in a name": (draft(Party(name="A\0", kind=PartyKind.STATE), "DE"), "null character"),
    "no citation": (msgspec.structs.replace(pledge(), evidence=()), "cites nothing"),
    "no day": (draft(Need(party="UA"), on=None), "no day; say when it was stated"),
    "a pledge to come": (pledge(on=TOMORROW), "dated 2026-01-01, which is still to come"),
    "a step to come": (stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1", on=TOMORROW), "still to come"),
    "a signature to come": (msgspec.structs.replace(signature(), valid_on=TOMORROW), "still to come"),
    "a dispatch to come": (
        handover(TEN, dispatched=TOMORROW),
        "dispatched on 2026-01-01, which is still to come",
    ),
    "sent and to come": (
        msgspec.structs.replace(handover(TEN, dispatched=DAY), valid_on=TOMORROW),
        "dated 2026-01-01, which is still to come",
    ),
    "nobody gives": (pledge(donors=""), "nobody gives"),
    "a donor twice": (pledge(donors="DE DE"), "DE is named 2 times"),
    "a start high up": (
        pledge(stage=Stage.COMMITTED),
        "starts as committed; enter it as reported or announced",
    ),
    "no amount": (pledge(amount="EUR 0"), "the sum is 0; give more than zero"),
    "an unknown currency": (pledge(amount="XXQ 5"), "'XXQ', which is no currency"),
    "too many decimals": (pledge(amount="EUR 1.005"), "more than 2 decimal places"),
    "too many digits": (pledge(amount="EUR 1." + "0" * 40 + "1"), "more digits than the books can hold"),
    "too large": (pledge(amount="EUR 1e400"), "larger than the books can hold"),
    "larger than Decimal sums": (pledge(amount="EUR 1e1000000"), "larger than the books can hold"),
    "the sum in other words": (pledge(also=(money("EUR 0"),)), "other currency is 0"),
    "a valuation": (
        pledge(valuations=(Valuation(basis=ValuationBasis.BOOK, amount=money("XXQ 1"), source="x"),)),
        r"the value \(book\) is in 'XXQ'",
    ),
    "an unknown item": (pledge(lines=(Line(key="1", item="tnak"),)), "'tnak' is no item of the taxonomy"),
    "a line without a key": (pledge(lines=(Line(key=" ", item="tank"),)), "a line has no key"),
    "a key twice": (pledge(lines=(LINE, LINE)), "2 lines have the key '1'"),
    "a long key": (pledge(lines=(Line(key="1" * 21, item="tank"),)), "20 characters at most"),
    "less than no tanks": (
        pledge(lines=(Line(key="1", item="tank", low=Decimal(-1)),)),
        "line '1' counts -1",
    ),
    "parts of thousandths": (
        pledge(lines=(Line(key="1", item="tank", low=Decimal("0.0001")),)),
        "more than 3 decimal places",
    ),
    "a line upside down": (
        pledge(lines=(Line(key="1", item="tank", low=Decimal(2), high=Decimal(1)),)),
        "give the lower number first",
    ),
    "no number at all": (
        pledge(lines=(Line(key="1", item="tank", low=Decimal("NaN")),)),
        "NaN is no amount",
    ),
    "a pledge to itself": (
        relation(RelationKind.RAISES, "P-1", "P-1", None),
        "from pledge P-1 to itself",
    ),
    "a cut of no whole": (
        relation(RelationKind.RAISES, "P-1", "P-2"),
        "leave the cut out",
    ),
    "confirmed before": (
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1", confirmed_on=date(2025, 4, 10)),
        "confirmed on 2025-04-10, before that",
    ),
    "confirmed to come": (
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1", confirmed_on=TOMORROW),
        "confirmed on 2026-01-01, which is still to come",
    ),
    "money of a line": (
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1", line="1"),
        "line '1' is counted in its unit; give a quantity, and no amount",
    ),
    "a number of money": (
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1", quantity=Decimal(1)),
        "the sum is money; give an amount, and no quantity",
    ),
    "a step of nothing": (stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "0"), "not more than nothing"),
    "an empty handover": (handover(), "nothing is in it"),
    "a line twice": (handover(TEN, TEN), "line '1' of pledge P-1 is in it 2 times"),
    "nothing of a line": (
        handover(Consigned(pledge="P-1", line="1", quantity=Decimal(0))),
        "pledge P-1: 0 of line '1' is not more than nothing",
    ),
    "both of a line": (
        handover(Consigned(pledge="P-1", line="1", quantity=Decimal(1), amount=Decimal(1))),
        "give a quantity, and no amount",
    ),
    "to oneself": (handover(TEN, recipient="DE"), "DE cannot hand over to itself"),
    "a signature by another name": (signature("S-1"), "call it 'H-1:donor'"),
    "a move past a rung": (
        signature(moves=(msgspec.structs.replace(MOVE, source="announced"),)),
        "no signature moves from 'announced' to 'delivered'",
    ),
    "a move to nowhere": (
        signature(moves=(msgspec.structs.replace(MOVE, target="lost"),)),
        "no signature moves from 'committed' to 'lost'",
    ),
    "held on another day": (
        meeting(TODAY, DAY),
        "held on 2025-12-31 and dated 2025-04-11",
    ),
    "nobody attends": (draft(Attendance(meeting="M", mode=AttendanceMode.REMOTE)), "nobody attends"),
    "an office that ends before": (
        draft(Office(office="minister", party="DE", holder="A", start=TODAY, end=DAY)),
        "ends on 2025-04-11, before it starts on 2025-12-31",
    ),
    "a membership that ends before": (
        draft(Membership(coalition="U", party="DE", role="donor", since=TODAY, ended=DAY)),
        "ends on 2025-04-11, before",
    ),
    "a status that ends before": (
        draft(
            SupportStatus(party="DE", channel=Channel.FINANCE, state=SupportState.PAUSED, ended=DAY), on=TODAY
        ),
        "ends on 2025-04-11, before",
    ),
    "a stretch that ends before": (
        draft(Indicator(metric="losses", low=HALF, start=TODAY, end=DAY)),
        "ends on 2025-04-11, before",
    ),
    "a measure upside down": (
        draft(Indicator(metric="losses", low=HALF, high=Decimal(0))),
        "lower number first",
    ),
    "a group within itself": (draft(Coalition(name="U", parent="X-1")), "a group within itself"),
    "a purchase of nothing": (draft(Purchase(party="UA", amount=money("EUR 0"))), "the sum is 0"),
    "a need of nothing": (draft(Need(party="UA", amount=money("EUR 0"))), "the sum is 0"),
    "a ruling on a pledge": (
        decision("pledge:C-1", about=EntryKind.PLEDGE),
        "about a claim, a finding or a dispute, and not about a pledge",
    ),
    "a ruling by another name": (decision("D-1"), "call it 'claim:C-1'"),
    "a ruling without reason": (decision(reason=" "), "no reason"),
    "an acceptance of nothing": (decision(verdict=Verdict.ACCEPT), "say which one the claim makes"),
    "a support of nothing": (decision(verdict=Verdict.SUPPORT), "say which one the claim supports"),
    "half a record": (decision(record="P-1"), "names half of a record"),
    "one version": (dispute(VERSIONS[0]), "fewer than two versions"),
    "a version twice": (dispute(VERSIONS[0], VERSIONS[0]), "2 of its versions are called 'A'"),
    "none of the versions": (dispute(*VERSIONS, chosen="C"), "'C', which is none of its versions"),
    "decided for nothing": (dispute(*VERSIONS, state=DisputeState.DECIDED, reason="x"), "names no version"),
    "decided without reason": (
        dispute(*VERSIONS, state=DisputeState.DECIDED, chosen="A"),
        "is decided and gives no reason",
    ),
    "explained without words": (
        dispute(*VERSIONS, state=DisputeState.EXPLAINED),
        "explained and gives no reason",
    ),
    "half a subject": (dispute(*VERSIONS, about=EntryKind.PLEDGE), "names half of the record"),
    "taken back for no reason": (draft(Reversal(entry=1, reason="")), "why the entry is taken back"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_in_order_is_taken(name: str) -> None:
    assert faults_of(shape_faults, GOOD[name]) == []


@pytest.mark.parametrize("name", BAD)
def test_what_breaks_a_rule_is_refused_with_its_sentence(name: str) -> None:
    wrong, sentence = BAD[name]
    found = faults_of(shape_faults, wrong)
    assert any(re.search(sentence, fault) for fault in found), found


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        (("0.4", "0.7"), "the shares come to 1.1"),
        (("1.5",), "the share of DE is 1.5"),
        (("-0.1",), "the share of DE is -0.1"),
        (("NaN",), "the share of DE is NaN"),
        (("0.4", None), None),
        (("0.5", "0.25", "0.25"), None),
    ],
)
def test_shares_are_parts_of_one(shares: tuple[str | None, ...], sentence: str | None) -> None:
    payload = msgspec.structs.replace(pledge().payload, donors=donors(*shares))
    found = faults_of(shape_faults, msgspec.structs.replace(pledge(), payload=payload))
    assert (sentence is None and not found) or any(sentence in fault for fault in found if sentence)


def test_all_that_is_wrong_is_told_together() -> None:
    wrong = pledge("P-1 ", amount="XXQ 0", donors="", on=TOMORROW)
    assert len(faults_of(shape_faults, wrong)) == 5


def test_today_is_the_day_that_has_begun_somewhere_on_earth() -> None:
    now = datetime.now(UTC).date()
    assert State().today in (now, now + timedelta(days=1))
