"""What became of the pledges of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.ledger.follow_up.scene import (
    ALL,
    DAYS,
    GERMANY,
    LATER,
    SECRETARIAT,
    UKRAINE,
    action,
    announced,
    line,
    meeting,
    relation,
    written,
)
from tests.ledger.samples import SOURCE, pledge

from pledgebook.ledger.access import PUBLIC, sight_of
from pledgebook.ledger.clocks import clocks
from pledgebook.ledger.deliveries import Told, advance, cancel, open_handover, pause, sign
from pledgebook.ledger.follow_up import follow_up
from pledgebook.ledger.follow_up.types import At, FollowUp, PledgeRow, Progress
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Consigned, Dispute, Side, Version
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import PledgeNature, Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def _asked() -> FollowUp:
    return follow_up("UDCG-27", ALL, today=LATER)


def _row(uid: str, found: FollowUp | None = None) -> PledgeRow:
    return next(row for row in _all((found or _asked()).pledges) if row.uid == uid)


def _all(rows: Iterable[PledgeRow]) -> Iterator[PledgeRow]:
    for row in rows:
        yield row
        yield from _all(row.parts)


def _handed_over(number: int, on: date) -> None:
    things = [Consigned(pledge="P-1", line="1", quantity=Decimal(number))]
    open_handover("H-1", "DE", "UA", things, on, GERMANY)
    sign("H-1", Side.DONOR, None, on, GERMANY)


def test_silence_is_unconfirmed_and_never_done() -> None:
    written(announced("P-1", "EUR 100"))
    row = _row("P-1")
    assert (row.progress, row.confirmation, row.days_silent) == (Progress.UNCONFIRMED, None, DAYS)
    assert row.standings[0].at == (At(Stage.ANNOUNCED, Decimal(100)),)


def test_each_line_says_how_much_stands_where_and_who_said_so_last() -> None:
    written(announced("P-1", None, lines=(line(10), line(None, "radar", "2"))))
    advance("P-1", "1", Stage.COMMITTED, Decimal(6), MAY, GERMANY)
    systems, radars = _row("P-1").standings
    assert systems.at == (At(Stage.ANNOUNCED, Decimal(4)), At(Stage.COMMITTED, Decimal(6)))
    assert (systems.furthest, systems.progress) == (Stage.COMMITTED, Progress.UNDER_WAY)
    assert systems.confirmation is not None
    assert (systems.confirmation.by, systems.confirmation.on) == ("DE", MAY)
    assert systems.confirmation.days == (LATER - MAY).days
    assert (radars.promised, radars.at, radars.progress) == (None, (), Progress.UNCONFIRMED)


def test_a_signature_confirms() -> None:
    written(announced("P-1", None, lines=(line(4),)))
    advance("P-1", "1", Stage.COMMITTED, None, MAY, GERMANY)
    _handed_over(4, JUNE)
    delivered = _row("P-1")
    assert delivered.confirmation is not None
    assert (delivered.confirmation.signed, delivered.confirmation.on) == (True, JUNE)
    assert delivered.progress is Progress.UNDER_WAY
    assert [(h.handover, h.donor_signed, h.recipient_signed) for h in delivered.handovers] == [
        ("H-1", JUNE, None)
    ]
    sign("H-1", Side.RECIPIENT, None, LATER, UKRAINE)
    assert _row("P-1").progress is Progress.ACCEPTED


def test_support_in_kind_is_told_by_its_lines() -> None:
    written(announced("P-1", "EUR 1000", lines=(line(4),)))
    advance("P-1", "1", Stage.COMMITTED, None, MAY, GERMANY)
    _handed_over(4, JUNE)
    sign("H-1", Side.RECIPIENT, None, JUNE, UKRAINE)
    row = _row("P-1")
    assert (row.progress, row.furthest) == (Progress.ACCEPTED, Stage.ACCEPTED)
    assert row.standings[0].progress is Progress.UNCONFIRMED


@pytest.mark.parametrize(("act", "progress"), [(pause, Progress.PAUSED), (cancel, Progress.WITHDRAWN)])
def test_what_waits_or_was_taken_back_is_told(act: object, progress: Progress) -> None:
    written(announced("P-1", "EUR 100"))
    assert callable(act)
    act("P-1", "", None, MAY, GERMANY)
    assert _row("P-1").progress is progress


def test_parts_stand_under_their_nearest_whole_whichever_meeting_announced_them() -> None:
    written(
        announced("T-1", "EUR 1000", "DE NO", nature=PledgeNature.TOTAL),
        announced("P-1", "EUR 600"),
        announced("P-2", "EUR 200"),
        pledge("P-3", "EUR 50", on=JUNE),
        relation("P-1", RelationKind.PART_OF, "T-1"),
        relation("P-2", RelationKind.PART_OF, "T-1"),
        relation("P-2", RelationKind.PART_OF, "P-1"),
        relation("P-3", RelationKind.DRAWS_DOWN, "P-2"),
    )
    (total,) = _asked().pledges
    (germany,) = total.parts
    (package,) = germany.parts
    assert [total.uid, germany.uid, package.uid, package.parts[0].uid] == ["T-1", "P-1", "P-2", "P-3"]


def test_a_repeat_stands_under_its_original_and_says_why_it_adds_nothing() -> None:
    written(
        announced("P-1", "EUR 100"), announced("P-2", "EUR 100"), relation("P-2", RelationKind.REPEATS, "P-1")
    )
    advance("P-1", "", Stage.CONFIRMED, None, MAY, GERMANY)
    found = _asked()
    assert found.total.total.chosen == 100
    (original,) = found.pledges
    (repeat,) = original.parts
    assert (repeat.left_out, repeat.same_as) == ("repeats P-1", "P-1")
    assert repeat.furthest is Stage.CONFIRMED  # where the original stands, it stands


def test_what_was_said_again_elsewhere_is_told_with_its_day() -> None:
    append([*meeting("UDCG-28", 28, JUNE, "RAMSTEIN")], SECRETARIAT)
    written(
        announced("P-1", "EUR 100"),
        pledge("P-2", "EUR 150", on=JUNE, meeting="UDCG-28"),
        relation("P-2", RelationKind.RAISES, "P-1"),
    )
    (since,) = _row("P-1").since
    assert (since.kind, since.pledge, since.announced, since.meeting) == (
        RelationKind.RAISES, "P-2", JUNE, "UDCG-28",
    )  # fmt: skip
    later = follow_up("UDCG-28", ALL, today=LATER)
    assert [each.pledge for each in _row("P-2", later).before] == ["P-1"]


def test_open_disputes_stand_with_what_they_are_about() -> None:
    written(announced("P-1", None, lines=(line(4),)))
    about = Dispute(
        topic="how many", kind=DisputeKind.COUNT, about=EntryKind.PLEDGE, subject="P-1",
        versions=(Version(key="a", says="four"), Version(key="b", says="five")),
    )  # fmt: skip
    append([Draft(subject="D-1", payload=about, evidence=SOURCE)], SECRETARIAT)
    advance("P-1", "1", Stage.COMMITTED, None, MAY, GERMANY)
    _handed_over(4, JUNE)
    sign("H-1", Side.RECIPIENT, [Consigned(pledge="P-1", line="1", quantity=Decimal(3))], JUNE, UKRAINE)
    found = [(dispute.dispute, dispute.versions[:1]) for dispute in _row("P-1").disputes]
    assert found == [
        ("D-1", ("four",)),
        ("H-1:count", ("the donor signed for 4 IRIS-T missile (line 1 of P-1)",)),
    ]


def test_evidence_counts_different_sources_once() -> None:
    written(announced("P-1", "EUR 100"))
    told = Told(evidence=(*SOURCE, Citation(source="https://example.org/another")))
    advance("P-1", "", Stage.COMMITTED, None, MAY, GERMANY, told_of=told)
    assert _row("P-1").evidence == 2


def test_actions_are_overdue_after_their_day() -> None:
    written(action("A-1", "send the list", JUNE), action("A-2", "call", LATER), action("A-3", "think", None))
    found = [(row.uid, row.overdue) for row in _asked().actions]
    assert found == [("A-1", (LATER - JUNE).days), ("A-2", None), ("A-3", None)]


def test_both_clocks_turn_it_back() -> None:
    written(announced("P-1", "EUR 100"))
    before = head().seq
    advance("P-1", "", Stage.CONFIRMED, None, JUNE, GERMANY)
    assert _row("P-1").progress is Progress.UNDER_WAY
    as_known = follow_up("UDCG-27", ALL, clocks(known_on=before), today=LATER)
    assert _row("P-1", as_known).progress is Progress.UNCONFIRMED
    in_may = follow_up("UDCG-27", ALL, clocks(as_of=MAY))
    assert (_row("P-1", in_may).progress, in_may.as_of) == (Progress.UNCONFIRMED, MAY)


def test_nobody_sees_more_than_theirs() -> None:
    hidden = announced("P-2", "EUR 7", visibility=Visibility.RESTRICTED)
    written(announced("P-1", "EUR 100"), hidden, relation("P-2", RelationKind.PART_OF, "P-1"))
    found = follow_up("UDCG-27", sight_of(PUBLIC), today=LATER)
    assert [row.uid for row in _all(found.pledges)] == ["P-1"]


def _queries() -> int:
    with CaptureQueriesContext(connection) as captured:
        _asked()
    return len(captured)


def test_more_pledges_take_no_more_queries() -> None:
    written(announced("P-0", "EUR 100"), announced("T-1", "EUR 9000", nature=PledgeNature.TOTAL))
    few = _queries()
    for number in range(1, 40):
        part = relation(f"P-{number}", RelationKind.PART_OF, "T-1")
        append([announced(f"P-{number}", "EUR 100"), part], SECRETARIAT)
        advance(f"P-{number}", "", Stage.CONFIRMED, None, MAY, GERMANY)
    assert _queries() <= few + 1
    assert few < 30


def test_a_meeting_that_the_books_do_not_have_is_refused() -> None:
    written()
    with pytest.raises(BadValue, match="no meeting 'UDCG-28' in the books"):
        follow_up("UDCG-28", ALL)
