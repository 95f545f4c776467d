"""`pledgebook totals` as a user calls it, on books with a few pledges."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
import typer
from tests.ledger.conftest import books, postgresql_template, sqlite_template  # noqa: F401 - fixtures
from tests.ledger.samples import SOURCE, parties, pledge
from typer.testing import CliRunner

from pledgebook.cli.totals import totals
from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.accounts import create_account
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.payloads import Coalition, Meeting, Relation
from pledgebook.vocabulary.claims import AidType
from pledgebook.vocabulary.errors import BadValue, MissingRate, NotAllowed, PledgebookError
from pledgebook.vocabulary.meetings import MeetingStatus
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind

SECRETARIAT = Actor("secretariat", frozenset({Role.SECRETARIAT}))
JUNE = date(2025, 6, 4)

_app = typer.Typer()
_app.command()(totals)


@pytest.fixture(autouse=True)
def filled(books: str) -> str:  # noqa: F811 - a fixture asks for a fixture
    """Two meetings; Germany's 11 with its part of 3, Norway's 5 for members and 7 that are restricted."""
    meetings = [
        Draft(
            subject=f"UDCG-{number}",
            payload=Meeting(coalition="UDCG", held_on=day, status=MeetingStatus.HELD, number=number),
            valid_on=day,
            evidence=SOURCE,
        )
        for number, day in ((27, date(2025, 4, 11)), (28, JUNE))
    ]
    part = Relation(kind=RelationKind.PART_OF, source="DE-part", target="DE-all")
    append(
        [
            *parties(),
            Draft(subject="UDCG", payload=Coalition(name="Ukraine Defense Contact Group"), evidence=SOURCE),
            *meetings,
            pledge("DE-all", "EUR 11", "DE", meeting="UDCG-27", aid_type=AidType.MILITARY),
            pledge(
                "DE-part",
                "EUR 3",
                "DE",
                meeting="UDCG-27",
                aid_type=AidType.MILITARY,
                programme="Shells, 155",
            ),
            pledge("NO-1", "EUR 5", "NO", on=JUNE, meeting="UDCG-28", visibility=Visibility.MEMBERS),
            pledge("NO-2", "EUR 7", "NO", on=JUNE, visibility=Visibility.RESTRICTED),
            Draft(subject="in", payload=part, evidence=SOURCE),
        ],
        SECRETARIAT,
    )
    return books


def call(*arguments: str) -> str:
    """What the command prints."""
    done = CliRunner(env={"COLUMNS": "100"}).invoke(_app, arguments)
    if done.exception is not None:
        raise done.exception
    return done.stdout


def answer(*arguments: str) -> Decimal:
    """The chosen total."""
    found = json.loads(call(*arguments, "--format", "json"), parse_float=Decimal)
    return Decimal(found["total"]["chosen"])


def test_a_part_counts_with_its_whole() -> None:
    assert answer() == 23
    assert "The rows add up to EUR 23.00, which is the total." in call("--explain", "--by", "donor")


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        ("--donor DE", 11),
        ("--donor germany", 11),
        ("--donor de,Norway", 23),
        ("--donor DE --donor NO", 23),
        ("--meeting 27", 11),
        ("--meeting udcg-28", 5),
        ("--meeting 27,28", 16),
        ("--aid-type Military", 11),
        ("--year 2025", 23),
        ("--year 2024", 0),
        ("--since 2025-05-01", 12),
        ("--until 2025-05-01", 11),
        ("--as-of 2025-05-01", 11),
        ("--recipient UA", 0),
    ],
)
def test_filters_take_names_of_every_form(arguments: str, total: int) -> None:
    assert answer(*arguments.split()) == total


def test_a_name_may_have_a_comma_in_it() -> None:
    assert answer("--programme", "shells, 155") == 3


@pytest.mark.parametrize("books", ["sqlite"], indirect=True)  # refused before the database matters
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--donor Germny", "knows? no donor 'Germny'; near to it: DE \\(Germany\\)"),
        ("--recipient XX", "no recipient 'XX'; write its code"),
        ("--meeting 72", "no meeting '72'"),
        ("--meeting UDGC-27", "near to it: UDCG-27"),
        ("--programme shell", "near to it: Shells, 155"),
        ("--capability drones", "'pledgebook totals --by capability' shows those"),
        ("--by donr", "'donr' is no dimension; choose among donor, stage"),
        ("--aid-type militry", "'militry' is no aid type; choose among military"),
        ("--by donor,donor", "cannot be divided twice"),
        ("--year 25", "'25' is no year"),
        ("--currency EURO", "'EURO' is no known currency"),
        ("--known-on yesterday", "'yesterday' is no moment of the books"),
        ("--known-on 999", "the books end at entry"),
        ("--since 2025-06-01 --until 2025-01-01", "exchange the two"),
        ("--as nobody", "no account 'nobody'"),
    ],
)
def test_what_stands_for_nothing_is_refused_with_a_sentence(arguments: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        call(*arguments.split())


def test_a_day_without_rates_is_refused_before_everything_is_left_out() -> None:
    with pytest.raises(MissingRate):
        call("--rate-date", "2100-01-01")


@pytest.mark.parametrize(("level", "total"), [("public", 11), ("members", 16), ("restricted", 23)])
def test_visibility_narrows_what_is_counted(level: str, total: int) -> None:
    assert answer("--visibility", level) == total


def test_the_definition_says_what_was_seen() -> None:
    assert "from public records only." in " ".join(call("--visibility", "public").split())


@pytest.fixture
def desk() -> str:
    """The account of Norway's desk."""
    create_account("desk-no", {Role.DONOR_DESK}, "NO", "four words for a password")
    return "desk-no"


def test_an_account_sees_what_is_its_own(desk: str) -> None:
    assert answer("--as", desk) == 23
    assert answer("--as", desk, "--visibility", "members") == 16


def test_nobody_may_ask_for_more_than_they_see(desk: str) -> None:
    with pytest.raises(NotAllowed, match="you see what members see, and restricted is more"):
        call("--as", desk, "--visibility", "restricted")


def test_a_name_that_one_may_not_see_is_not_suggested(desk: str) -> None:
    hidden = pledge("DE-3", "EUR 1", "DE", programme="Trident", visibility=Visibility.RESTRICTED)
    append([hidden], SECRETARIAT)
    assert answer("--programme", "Trident") == 1
    with pytest.raises(BadValue) as refused:
        call("--as", desk, "--programme", "Tridnt")
    assert "Trident" not in str(refused.value)


def _entry() -> str:
    return str(head().seq)


def _moment() -> str:
    moment = head().recorded_at
    assert moment is not None
    return moment.isoformat()


@pytest.mark.parametrize("when", [_entry, _moment])
def test_the_books_as_they_were_known(when: Callable[[], str]) -> None:
    before = when()
    append([pledge("SE-1", "EUR 2", "SE")], SECRETARIAT)
    assert [answer("--known-on", before), answer()] == [Decimal(23), Decimal(25)]


def test_csv_has_the_dimensions_as_columns() -> None:
    rows = list(csv.DictReader(call("--by", "donor,year", "--format", "csv").splitlines()))
    assert [(row["donor"], row["year"], row["chosen"], row["rows"]) for row in rows] == [
        ("NO", "2025", "12.00", "2"),
        ("DE", "2025", "11.00", "2"),
    ]


def test_books_that_cannot_be_read_are_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def broken(*_: object, **__: object) -> None:
        raise OperationalError("no such table: journal")

    monkeypatch.setattr("pledgebook.reporting.totals.answering.totals", broken)
    with pytest.raises(PledgebookError, match="cannot be read"):
        call()
