"""Attendance, offices, attributions, statuses and plain facts on which sources disagree."""

from __future__ import annotations

from datetime import date

import pytest

from pledgebook.reconciling import reconcile
from pledgebook.reconciling.quotations import spoken
from pledgebook.reconciling.result import Status
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import (
    AttendanceClaim,
    Channel,
    Claim,
    MeetingClaim,
    RoleClaim,
    StatementClaim,
    SupportState,
    SupportStatusClaim,
)
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.findings import Finding, FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode
from pledgebook.vocabulary.time import PartialDate

APRIL, JUNE = date(2025, 4, 11), date(2025, 6, 4)
HERE = (Evidence(0, 9),)


def met(
    name: str, day: date = APRIL, size: int | None = None, qualifier: Qualifier | None = None
) -> MeetingClaim:
    return MeetingClaim(
        document=name,
        evidence=HERE,
        coalition="UDCG",
        date=day,
        parties_count=size,
        parties_count_qualifier=qualifier,
    )


def there(name: str, mode: AttendanceMode, *, first_time: bool = False) -> AttendanceClaim:
    return AttendanceClaim(
        document=name, evidence=HERE, person="Pete Hegseth", mode=mode, first_time=first_time
    )


def disputes(claims: list[Claim], texts: dict[str, str] | None = None) -> list[Finding]:
    documents = [Document(name=name, text=text) for name, text in (texts or {}).items()]
    return [f for f in reconcile(documents, claims).findings if f.kind is FindingKind.CONTRADICTS]


def test_one_meeting_and_two_answers() -> None:
    claims: list[Claim] = [
        *map(met, "abc"),
        there("a", AttendanceMode.REMOTE),
        there("b", AttendanceMode.REMOTE),
    ]
    (dispute,) = disputes([*claims, there("c", AttendanceMode.IN_PERSON)])
    assert (dispute.topic, dispute.compared[0].left, dispute.compared[0].right) == (
        "attendance",
        "remote",
        "in person",
    )


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (AttendanceMode.REMOTE, AttendanceMode.ABSENT, "told apart"),
        (AttendanceMode.ABSENT, AttendanceMode.ABSENT, "cannot both"),
        (AttendanceMode.IN_PERSON, AttendanceMode.ABSENT, None),
    ],
)
def test_first_time_against_the_meeting_before(
    before: AttendanceMode, after: AttendanceMode, outcome: str | None
) -> None:
    found = disputes([met("a"), met("b", JUNE), there("a", before), there("b", after, first_time=True)])
    assert [("told apart" if "told apart" in f.reason else "cannot both") for f in found] == (
        [outcome] if outcome else []
    )


@pytest.mark.parametrize(
    ("person", "former", "wrong"),
    [
        ("Oleksii Reznikov", False, True),
        ("Oleksii Reznikov", True, False),
        ("Rustem Umerov", False, False),
    ],
)
def test_office_on_the_day(person: str, former: bool, wrong: bool) -> None:
    role = RoleClaim(
        document="a", evidence=HERE, role="defence minister", person=person, party="UA", former=former
    )
    assert bool(disputes([met("a"), role])) is wrong


@pytest.mark.parametrize("office", ["keeper of the keys", "envoy", "defence minister"])
def test_an_office_whose_holder_is_unknown_is_left_alone(office: str) -> None:
    role = RoleClaim(document="a", evidence=HERE, role=office, person="Nobody", party="TV")
    assert disputes([met("a"), role]) == []


def said(name: str, speaker: str, text: str, *, reported: bool = False) -> StatementClaim:
    return StatementClaim(
        document=name, evidence=(Evidence(0, len(text)),), speaker=speaker, reported=reported
    )


@pytest.mark.parametrize(
    ("quoted", "retold", "same"),
    [
        (
            "The bridges of the north must be open before the winter comes.",
            "the bridges of the north had to be open before winter",
            True,
        ),
        (
            "The bridges of the north must be open before the winter comes.",
            "nobody had asked him about the bridges, and winter is far away",
            False,
        ),
        ("We will support Ukraine.", "we will support Ukraine", False),
    ],
)
def test_words_given_to_two_speakers(quoted: str, retold: str, same: bool) -> None:
    claims = [met("a"), met("b"), said("a", "Ann", quoted), said("b", "Ben", retold, reported=True)]
    assert ([f.topic for f in disputes(claims, {"a": quoted, "b": retold})] == ["attribution"]) is same


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [
        ("He said: “One. Two, three,” and left.", 10, 14, "One. Two, three,"),
        ("‘It’s one.\n\n‘Two’s company.’ He left.", 0, 10, "‘It’s one.\n\n‘Two’s company."),
        ("“One.\n\nA new paragraph", 1, 5, "One."),
        ("He said that one is enough. Two", 13, 26, "one is enough"),
    ],
)
def test_a_quotation_goes_on_to_its_end(text: str, start: int, end: int, whole: str) -> None:
    assert spoken(text, Evidence(start, end)).strip() == whole


@pytest.mark.parametrize(
    ("sizes", "disputed"),
    [
        ([(50, Qualifier.ABOUT), (51, None)], False),
        ([(40, Qualifier.ABOUT), (51, None)], True),
        ([(50, None), (51, None)], True),
        ([(50, Qualifier.MORE_THAN), (51, None)], False),
    ],
)
def test_how_many_took_part(sizes: list[tuple[int, Qualifier | None]], disputed: bool) -> None:
    claims = [met(name, APRIL, size, qualifier) for name, (size, qualifier) in zip("ab", sizes, strict=True)]
    assert ([f.topic for f in disputes([*claims])] == ["participants"]) is disputed


def status(name: str, state: SupportState, day: str, *, temporary: bool = False) -> SupportStatusClaim:
    return SupportStatusClaim(
        document=name,
        evidence=(Evidence(int(day[5:7]), 99),),
        party="US",
        channel=Channel.MATERIEL,
        state=state,
        date=PartialDate(day),
        temporary=temporary,
    )


def statuses(*claims: SupportStatusClaim) -> list[Status]:
    return list(reconcile([], [*(met(name) for name in {c.document for c in claims}), *claims]).statuses)


def test_two_words_for_one_stop() -> None:
    paused, cut_off = SupportState.PAUSED, SupportState.HALTED
    (one,) = statuses(status("a", paused, "2025-03"), status("b", cut_off, "2025-04-11", temporary=True))
    assert (one.first_told, one.last_told, one.temporary) == (date(2025, 3, 1), APRIL, True)
    assert one.documents == ("a", "b")


def test_support_that_goes_on_ends_the_stop() -> None:
    stop, flow = statuses(
        status("a", SupportState.PAUSED, "2025-03-03"), status("b", SupportState.RESUMED, "2025-03-11")
    )
    assert (stop.ended, flow.first_told, flow.ended) == (date(2025, 3, 11), date(2025, 3, 11), None)


def test_stops_a_season_apart_are_two() -> None:
    assert (
        len(
            statuses(
                status("a", SupportState.PAUSED, "2025-03-03"), status("b", SupportState.PAUSED, "2025-07-01")
            )
        )
        == 2
    )
