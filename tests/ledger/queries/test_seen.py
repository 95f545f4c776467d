"""Who sees which rows: by their own visibility, by whose they are, and by what they are about."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.ledger.every_kind import (
    EVERY,
    as_read,
    claim,
    dispute,
    document,
    draft,
    draft_without_source,
    finding,
    signature,
    told,
)
from tests.ledger.samples import DAY, pledge, stage

from pledgebook.ledger import models as tables
from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.clocks import clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.owners import about
from pledgebook.ledger.payloads import Attendance, Meeting, Relation, Reversal, Side, Signature
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.queries.believed import believed, below, ever_believed, seen_pledges
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingStatus
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

CAST = {
    "secretariat": "", "auditor": "", "analyst": "", "stranger": "",
    "germany": "DE", "norway": "NO", "ukraine": "UA",
}  # fmt: skip
BY_ITSELF: dict[EntryKind, Draft] = dict(EVERY)
del BY_ITSELF[EntryKind.REVERSAL]  # it has no rows of its own
TABLES: list[type[tables.Projected]] = [*(model for model, _ in RECORDS.values()), tables.Movement]
OWN_RESTRICTED = {
    EntryKind.OFFICE: "germany",
    EntryKind.COALITION: "germany",
    EntryKind.MEMBERSHIP: "germany",
    EntryKind.ATTENDANCE: "germany",
    EntryKind.ACTION: "germany",
    EntryKind.NEED: "ukraine",
    EntryKind.PLEDGE: "germany ukraine",
    EntryKind.RELATION: "germany ukraine",
    EntryKind.STAGE: "germany ukraine",
    EntryKind.SUPPORT_STATUS: "germany",
    EntryKind.HANDOVER: "germany ukraine",
    EntryKind.SIGNATURE: "germany ukraine",
    EntryKind.PURCHASE: "ukraine",
    EntryKind.INDICATOR: "ukraine",
    EntryKind.STATEMENT: "germany",
    EntryKind.DISPUTE: "germany ukraine",
}
"""Beside the secretariat and the auditor, who sees a restricted record of the draft in EVERY."""


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Actor]:
    """Everybody, by the name of the fixture."""
    return {name: request.getfixturevalue(name) for name in CAST}


def seers(model: type[tables.Projected], seq: int, cast: dict[str, Actor]) -> set[str]:
    """Who sees a row of a table."""
    return {name for name, who in cast.items() if believed(model, sight_of(who)).filter(seq=seq).exists()}


def model_of(kind: EntryKind) -> type[tables.Projected]:
    return tables.Movement if kind is EntryKind.STAGE else RECORDS[kind][0]


@pytest.mark.parametrize("kind", BY_ITSELF)
def test_who_sees_each_kind(kind: EntryKind, cast: dict[str, Actor], germany: Actor) -> None:
    told(cast["secretariat"])
    writer = germany if kind is EntryKind.SIGNATURE else cast["secretariat"]
    levels = {
        Visibility.PUBLIC: set(CAST),
        Visibility.MEMBERS: set(CAST) - {"stranger"},
        Visibility.RESTRICTED: {"secretariat", "auditor", *OWN_RESTRICTED.get(kind, "").split()},
    }
    expected = None
    for visibility, seen in levels.items():
        one = msgspec.structs.replace(EVERY[kind], visibility=visibility, expected=expected)
        if isinstance(one.payload, Signature) and expected is not None:  # it has moved what there was to move
            one = msgspec.structs.replace(one, payload=msgspec.structs.replace(one.payload, moves=()))
        (entry,) = append([one], writer)
        expected = None if kind is EntryKind.STAGE else entry.seq
        assert seers(model_of(kind), entry.seq, cast) == seen


@pytest.mark.parametrize("kind", BY_ITSELF)
def test_tables_and_rules_agree_on_whose_a_record_is(kind: EntryKind, secretariat: Actor) -> None:
    told(secretariat)
    state = State()
    one = BY_ITSELF[kind]
    parties = {CAST[name] for name in OWN_RESTRICTED.get(kind, "").split()}
    assert about(one.subject, one.payload, state) - {"NL", "GB"} == parties


def test_nobody_sees_a_movement_or_relation_of_a_pledge_that_they_do_not_see(
    cast: dict[str, Actor], secretariat: Actor
) -> None:
    told(secretariat)
    inside = Relation(kind=RelationKind.PART_OF, source="P-secret", target="P-2")
    secret = pledge("P-secret", donors="DE", visibility=Visibility.RESTRICTED)
    moved = stage("P-secret", Stage.ANNOUNCED, Stage.CONFIRMED, "1")
    _, move, related = append([secret, moved, draft("r-1", inside)], secretariat)
    owners = {"secretariat", "auditor", "germany"}
    assert seers(tables.Movement, move.seq, cast) == owners
    assert seers(tables.RelationRecord, related.seq, cast) == owners


def test_a_handover_is_hidden_with_a_pledge_in_it(
    cast: dict[str, Actor], secretariat: Actor, germany: Actor
) -> None:
    seq = told(secretariat)["P-1"].seq
    (signed,) = append([signature("H-1", Side.DONOR, "DE")], germany)
    assert "stranger" in seers(tables.SignatureRecord, signed.seq, cast)
    append([pledge("P-1", recipient="UA", visibility=Visibility.RESTRICTED, expected=seq)], secretariat)
    assert seers(tables.SignatureRecord, signed.seq, cast) == {"secretariat", "auditor", "germany", "ukraine"}


def test_what_was_read_in_a_hidden_document_is_hidden(cast: dict[str, Actor], secretariat: Actor) -> None:
    told(secretariat)
    secret = msgspec.structs.replace(document("doc-9", "For few."), visibility=Visibility.RESTRICTED)
    drafts = [
        secret,
        claim("c-9", "doc-9"),
        finding("f-9", "c-1", "c-9"),
        dispute("d-9", EntryKind.CLAIM, "c-9"),
    ]
    entries = append(drafts, secretariat)
    for entry in entries:
        assert seers(RECORDS[entry.kind][0], entry.seq, cast) == {"secretariat", "auditor"}


def test_attendance_is_hidden_with_its_meeting(cast: dict[str, Actor], secretariat: Actor) -> None:
    told(secretariat)
    held = Meeting(coalition="udcg", held_on=DAY, status=MeetingStatus.HELD)
    there = Attendance(meeting="M-secret", mode=AttendanceMode.IN_PERSON, party="DE")
    drafts = [draft("M-secret", held, Visibility.MEMBERS), draft("M-secret:DE", there)]
    attended = append(drafts, secretariat)[1]
    assert seers(tables.AttendanceRecord, attended.seq, cast) == set(CAST) - {"stranger"}


def test_each_donor_of_a_joint_pledge_sees_it(cast: dict[str, Actor], secretariat: Actor) -> None:
    told(secretariat)
    (entry,) = append([pledge("P-9", donors="NO DE", visibility=Visibility.RESTRICTED)], secretariat)
    assert seers(tables.PledgeRecord, entry.seq, cast) == {"secretariat", "auditor", "germany", "norway"}


def test_a_restricted_row_changes_nothing_that_others_see(secretariat: Actor, stranger: Actor) -> None:
    told(secretariat)
    before = _all_seen(stranger)
    hidden = (
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "1"),
        pledge("P-9", donors="NO"),
        EVERY[EntryKind.RELATION],
        dispute(),
    )
    append([as_read(one, Visibility.RESTRICTED) for one in hidden], secretariat)
    append([as_read(stage("P-9", Stage.ANNOUNCED, Stage.CONFIRMED, "1"))], secretariat)
    assert _all_seen(stranger) == before


def _all_seen(who: Actor) -> dict[str, list[Any]]:
    return {model.__name__: list(believed(model, sight_of(who)).order_by("seq").values()) for model in TABLES}


def test_who_restricts_a_record_restricts_its_past(secretariat: Actor, stranger: Actor) -> None:
    seq = told(secretariat)["P-NO"].seq
    sight, then = sight_of(stranger), clocks(known_on=seq)
    append([pledge("P-NO", donors="NO", visibility=Visibility.RESTRICTED, expected=seq)], secretariat)
    assert not believed(tables.PledgeRecord, sight, then).filter(uid="P-NO").exists()
    assert not believed(tables.Movement, sight, then).filter(pledge="P-NO").exists()
    assert not ever_believed(tables.PledgeRecord, sight).filter(uid="P-NO").exists()
    assert believed(tables.PledgeRecord, sight_of(secretariat), then).filter(uid="P-NO").exists()


def test_what_was_restricted_stays_so_in_the_past(secretariat: Actor, stranger: Actor) -> None:
    told(secretariat)
    (hidden,) = append([pledge("P-9", visibility=Visibility.RESTRICTED)], secretariat)
    (shown,) = append([pledge("P-9", "EUR 90", expected=hidden.seq)], secretariat)
    rows = ever_believed(tables.PledgeRecord, sight_of(stranger)).filter(uid="P-9")
    assert list(rows.values_list("seq", flat=True)) == [shown.seq]


def test_rows_below_a_record_are_read_with_it(secretariat: Actor, stranger: Actor) -> None:
    told(secretariat)
    append([pledge("P-9", donors="SE", visibility=Visibility.RESTRICTED)], secretariat)
    rows = below(tables.PledgeDonor, believed(tables.PledgeRecord, sight_of(stranger)))
    assert set(rows.values_list("party", flat=True)) == {"DE", "NO"}
    assert {"uid": "P-9"} not in seen_pledges(sight_of(stranger))


def test_as_of_includes_its_day(secretariat: Actor) -> None:
    told(secretariat)
    sight = sight_of(secretariat)
    day_before = DAY.replace(day=DAY.day - 1)
    assert believed(tables.PledgeRecord, sight, clocks(as_of=DAY)).count() == 4
    assert not believed(tables.PledgeRecord, sight, clocks(as_of=day_before)).exists()
    assert believed(tables.PartyRecord, sight, clocks(as_of=day_before)).exists()  # holds always


def test_as_known_before_the_first_entry_there_is_nothing(secretariat: Actor) -> None:
    told(secretariat)
    for model in TABLES:
        assert not believed(model, sight_of(secretariat), clocks(known_on=0)).exists()


def test_each_entry_is_known_from_itself_on(secretariat: Actor) -> None:
    seq = told(secretariat)["P-1"].seq
    (corrected,) = append([pledge("P-1", "EUR 190", expected=seq)], secretariat)
    sight = sight_of(secretariat)
    for known, low in ((seq - 1, None), (seq, 200), (corrected.seq - 1, 200), (corrected.seq, 190)):
        rows = believed(tables.PledgeRecord, sight, clocks(known_on=known)).filter(uid="P-1")
        assert rows.values_list("low", flat=True).first() == low


def test_what_is_about_a_withdrawn_record_stays_as_hidden_as_that_was(
    secretariat: Actor, stranger: Actor
) -> None:
    told(secretariat)
    secret = pledge("P-9", visibility=Visibility.RESTRICTED)
    entries = append([secret, stage("P-9", Stage.ANNOUNCED, Stage.CONFIRMED, "1")], secretariat)
    for entry in reversed(entries):
        undo = Reversal(entry=entry.seq, reason="a slip")
        append([draft_without_source(f"{entry.kind}:P-9", undo)], secretariat)
    then = clocks(known_on=entries[-1].seq)
    assert believed(tables.Movement, sight_of(secretariat), then).filter(pledge="P-9").exists()
    assert not believed(tables.Movement, sight_of(stranger), then).filter(pledge="P-9").exists()
