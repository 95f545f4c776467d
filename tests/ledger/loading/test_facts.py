"""The facts of the package as drafts, before any database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.loading import facts
from pledgebook.ledger.loading.naming import plain
from pledgebook.ledger.loading.sourcing import citations
from pledgebook.ledger.payloads import (
    Attendance,
    Coalition,
    Dispute,
    Meeting,
    Membership,
    Need,
    Office,
    Party,
    Payload,
    Pledge,
    Relation,
)
from pledgebook.reference.coalitions import coalitions
from pledgebook.vocabulary.claims import NeedMode
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.meetings import AttendanceMode, MeetingStatus
from pledgebook.vocabulary.parties import PartyKind
from pledgebook.vocabulary.pledges import PledgeNature, Urgency, Visibility
from pledgebook.vocabulary.relations import Cut, RelationKind

COALITION = coalitions()[0]
_P = TypeVar("_P", bound=Payload)


def drafts() -> Iterator[Draft]:
    """All drafts, in the order of writing."""
    for group in facts(COALITION):
        yield from group


def draft(kind: EntryKind, uid: str) -> Draft:
    """The draft of a record."""
    return next(draft for draft in drafts() if draft.kind is kind and draft.subject == uid)


def payload(kind: type[_P], uid: str) -> _P:
    """The payload of a record."""
    found = draft(kind.KIND, uid).payload
    assert isinstance(found, kind)
    return found


def test_every_draft_finds_what_it_refers_to_before_it() -> None:
    seen: set[tuple[EntryKind, str]] = set()
    for each in drafts():
        assert seen.issuperset(each.payload.references()), each.subject
        seen.add((each.kind, each.subject))


def test_no_uid_stands_twice() -> None:
    counts = Counter((each.kind, each.subject) for each in drafts())
    assert [record for record, count in counts.items() if count > 1] == []


def test_all_is_public_and_says_where_it_comes_from() -> None:
    assert all(each.visibility is Visibility.PUBLIC and each.evidence and each.origin for each in drafts())


@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        ("https://a.example/1", ["https://a.example/1"]),
        ("https://a.example/1 | NATO", ["https://a.example/1", "NATO"]),
        ("NATO | NATO", ["NATO"]),
    ],
)
def test_each_source_is_a_citation(cell: str, sources: list[str]) -> None:
    assert [citation.source for citation in citations(cell)] == sources


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        ("Pete Hegseth", "Pete-Hegseth"),
        ("Bjørn Arild Gram", "Bjorn-Arild-Gram"),
        ("Mariusz Błaszczak", "Mariusz-Blaszczak"),
        ("Pål Jonson", "Pal-Jonson"),
        ("communications and IT", "communications-and-IT"),
    ],
)
def test_words_become_a_piece_of_a_uid(words: str, piece: str) -> None:
    assert plain(words) == piece


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("DE", "Germany", PartyKind.STATE),
        ("PURL", "Prioritized Ukraine Requirements List", PartyKind.FUND),
        ("UDCG", "Ukraine Defense Contact Group", PartyKind.ORGANISATION),
        ("UDCG-P018-OTHERS", "European countries", PartyKind.ORGANISATION),
    ],
)
def test_a_party_is_a_state_a_fund_the_coalition_or_donors_without_a_name(
    code: str, name: str, kind: PartyKind
) -> None:
    assert payload(Party, code) == Party(name=name, kind=kind)


def test_only_parties_that_something_refers_to_are_loaded() -> None:
    assert not any(each.kind is EntryKind.PARTY and each.subject == "ZW" for each in drafts())


def test_the_coalition_has_groups_with_leads() -> None:
    assert payload(Coalition, "UDCG").name == "Ukraine Defense Contact Group"
    group = payload(Coalition, "UDCG-air-defence")
    assert (group.parent, group.capability, group.leads) == ("UDCG", "air defence", ("DE", "FR"))
    assert draft(EntryKind.COALITION, "UDCG-air-defence").valid_on == date(2023, 11, 22)


def test_a_member_has_its_role_and_its_first_day() -> None:
    assert payload(Membership, "UDCG-UA").role == "recipient"
    assert draft(EntryKind.MEMBERSHIP, "UDCG-AR").valid_on == date(2024, 6, 13)


def test_a_tenure_holds_from_its_first_day() -> None:
    found = draft(EntryKind.OFFICE, "US-defence-minister-2025-01-25")
    assert isinstance(found.payload, Office)
    assert (found.payload.holder, found.valid_on) == ("Pete Hegseth", date(2025, 1, 25))


@pytest.mark.parametrize(
    ("uid", "number", "status"),
    [("UDCG-27", 27, MeetingStatus.HELD), ("UDCG-2024-10-12", None, MeetingStatus.POSTPONED)],
)
def test_a_meeting_bears_its_number_or_its_day(uid: str, number: int | None, status: MeetingStatus) -> None:
    found = payload(Meeting, uid)
    assert (found.number, found.status) == (number, status)
    assert draft(EntryKind.MEETING, uid).valid_on == found.held_on


@pytest.mark.parametrize(
    ("uid", "mode", "party"),
    [
        ("UDCG-27-John-Healey", AttendanceMode.IN_PERSON, "GB"),
        ("UDCG-27-Pete-Hegseth", AttendanceMode.REMOTE, "US"),
        ("UDCG-28-Pete-Hegseth", AttendanceMode.ABSENT, "US"),
        ("UDCG-29-Boris-Pistorius", AttendanceMode.REMOTE, "DE"),
        ("UDCG-19-Lloyd-Austin", AttendanceMode.REMOTE, "US"),
    ],
)
def test_who_took_part_how(uid: str, mode: AttendanceMode, party: str) -> None:
    found = payload(Attendance, uid)
    assert (found.mode, found.party) == (mode, party)


def test_nobody_took_part_in_a_meeting_that_was_put_off() -> None:
    assert not any(
        isinstance(each.payload, Attendance) and each.payload.meeting == "UDCG-2024-10-12"
        for each in drafts()
    )


def test_a_need_belongs_to_the_meeting_of_its_day() -> None:
    last = payload(Need, "UDCG-N7")
    assert (last.meeting, last.mode, last.urgency) == ("UDCG-36", NeedMode.DONATE, Urgency.CRITICAL)
    assert payload(Need, "UDCG-N2").wanted_by == date(2025, 12, 31)


def test_a_pledge_has_donors_sum_period_and_meeting() -> None:
    found = payload(Pledge, "UDCG-P013")
    assert [donor.party for donor in found.donors] == ["GB", "NO"]
    assert found.amount is not None
    assert (found.amount.currency, found.amount.low) == ("GBP", Decimal(450_000_000))
    assert (found.recipient, found.coalition, found.meeting) == ("UA", "UDCG", "UDCG-27")
    assert found.programme == "IFU"


def test_a_line_has_the_capability_of_its_item() -> None:
    lines = payload(Pledge, "UDCG-P011").lines
    assert [(line.key, line.item, line.low) for line in lines[:2]] == [
        ("1", "IRIS-T", Decimal(4)),
        ("2", "IRIS-T missile", Decimal(300)),
    ]
    assert lines[0].capability == "air defence"


def test_a_day_known_in_part_is_kept_and_the_pledge_holds_from_its_first() -> None:
    assert payload(Pledge, "UDCG-P003").announced == "2025-01"
    assert draft(EntryKind.PLEDGE, "UDCG-P003").valid_on == date(2025, 1, 1)
    assert payload(Pledge, "UDCG-P007").announced is None


def test_donors_without_a_name_stand_beside_those_with_one() -> None:
    assert [donor.party for donor in payload(Pledge, "UDCG-P040").donors] == ["DE", "UDCG-P040-OTHERS"]


@pytest.mark.parametrize(
    ("uid", "begins"),
    [
        ("UDCG-P052a", "known from a dispute; "),
        ("UDCG-P003", "inferred date; "),
        ("UDCG-P032", "verified; the sum is that of one year; "),
        ("UDCG-P031", "verified"),
    ],
)
def test_the_note_begins_with_how_well_it_is_known(uid: str, begins: str) -> None:
    assert payload(Pledge, uid).note.startswith(begins)


@pytest.mark.parametrize(
    ("uid", "nature"),
    [
        ("UDCG-P006", PledgeNature.NOTHING),
        ("UDCG-P007", PledgeNature.TOTAL),
        ("UDCG-P018", PledgeNature.STRETCH),
        ("UDCG-P047", PledgeNature.INTENT),
        ("UDCG-P050", PledgeNature.DELIVERY),
        ("UDCG-P087", PledgeNature.CONDITIONAL),
    ],
)
def test_natures_are_told_apart(uid: str, nature: PledgeNature) -> None:
    assert payload(Pledge, uid).nature is nature


@pytest.mark.parametrize(
    ("uid", "kind", "cut", "begins", "from_day"),
    [
        ("UDCG-P008-part-of-P007", RelationKind.PART_OF, Cut.DONOR, "stated", date(2025, 4, 11)),
        ("UDCG-P029-repeats-P014", RelationKind.REPEATS, None, "inferred", date(2025, 6, 4)),
        ("UDCG-P003-part-of-P044", RelationKind.PART_OF, Cut.PERIOD, "inferred", date(2025, 7, 21)),
    ],
)
def test_a_relation_holds_once_both_were_announced(
    uid: str, kind: RelationKind, cut: Cut | None, begins: str, from_day: date
) -> None:
    found = draft(EntryKind.RELATION, uid)
    assert isinstance(found.payload, Relation)
    assert (found.payload.kind, found.payload.cut, found.valid_on) == (kind, cut, from_day)
    assert found.payload.note.startswith(begins)


@pytest.mark.parametrize(
    ("uid", "about", "subject"),
    [
        ("UDCG-D01", EntryKind.PLEDGE, "UDCG-P081"),
        ("UDCG-D03", EntryKind.MEETING, "UDCG-31"),
        ("UDCG-D14", EntryKind.COALITION, "UDCG-air-force"),
    ],
)
def test_a_dispute_is_about_a_record(uid: str, about: EntryKind, subject: str) -> None:
    found = payload(Dispute, uid)
    assert (found.about, found.subject) == (about, subject)


def test_a_dispute_has_its_versions_with_sums_sources_and_the_one_chosen() -> None:
    found = payload(Dispute, "UDCG-D01")
    assert found.state is DisputeState.OPEN
    assert [str(version.amount) for version in found.versions] == [
        "GBP 35,000,000,000",
        "nearly USD 38,000,000,000",
        "EUR 38,000,000,000",
    ]
    assert found.chosen == "A"
    assert all(version.source for version in found.versions)
    assert found.reason == "also about the pledge UDCG-P082"


@pytest.mark.parametrize(
    ("uid", "key", "ends"),
    [
        ("UDCG-D15", "A", ": Sweden USD 275,000,000, Norway USD 112,000,000, Denmark USD 113,000,000"),
        ("UDCG-D14", "B", ": United States, Denmark, France"),
        ("UDCG-D03", "A", "15 October 2025"),
    ],
)
def test_a_version_tells_its_shares_and_parties(uid: str, key: str, ends: str) -> None:
    version = next(version for version in payload(Dispute, uid).versions if version.key == key)
    assert version.says.endswith(ends)
