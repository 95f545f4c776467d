"""`pledgebook handover`, `stage`, `follow-up` and `donors` as people call them."""

from __future__ import annotations

import json

import pytest
import typer
from tests.ledger.conftest import books, postgresql_template, sqlite_template  # noqa: F401 - fixtures
from tests.ledger.follow_up.scene import announced, line, written
from typer.testing import CliRunner

from pledgebook.cli import follow_up, handover, stage
from pledgebook.ledger.access import Role
from pledgebook.ledger.accounts import create_account
from pledgebook.vocabulary.errors import BadValue, Refused

_app = typer.Typer()
_app.add_typer(handover.app, name="handover")
_app.command("stage")(stage.stage)
_app.command("follow-up")(follow_up.follow_up)
_app.command("donors")(follow_up.donors)


@pytest.fixture(autouse=True)
def filled(books: str) -> str:  # noqa: F811 - a fixture asks for a fixture
    """Germany promises ten missiles and EUR 1,000, and there is an account at either desk."""
    written(announced("P-1", "EUR 1000", lines=(line(10),)))
    create_account("desk-de", {Role.DONOR_DESK}, "DE", "a long pass-phrase 77")
    create_account("desk-ua", {Role.RECIPIENT_DESK}, "UA", "a long pass-phrase 77")
    return books


def call(line_of_words: str) -> str:
    """What a command prints; words are parted by blanks."""
    done = CliRunner(env={"COLUMNS": "100"}).invoke(_app, line_of_words.split())
    if done.exception is not None:
        raise done.exception
    return done.stdout


def _handed_over(received: int) -> str:
    call("stage P-1 committed --line 1 --on 2025-05-01 --as desk-de")
    call("handover open H-1 --from de --to ua --content P-1#1=10 --on 2025-06-01 --as desk-de")
    call("handover sign H-1 --on 2025-06-01 --as desk-de")
    return call(f"handover sign H-1 --content P-1#1={received} --on 2025-06-02 --as desk-ua")


def test_a_desk_moves_its_promise_and_both_desks_sign() -> None:
    assert "10 from announced to confirmed" in call("stage P-1 confirmed --line 1 --as desk-de")
    assert call("stage P-1 paused --how-much 400.50 --as desk-de").startswith(
        "400.5 from announced to paused"
    )
    assert "400.5 from paused to announced" in call("stage P-1 resumed --as desk-de")


def test_two_counts_that_differ_are_told_at_once() -> None:
    assert "they differ" in _handed_over(8)
    assert "The dispute about the counts is open." in call("handover show H-1")
    seen = json.loads(call("handover show H-1 --format json"))
    counted = seen["contents"][0]
    assert (counted["opened"], counted["donor"], counted["recipient"]) == (10, 10, 8)
    entry = next(each["seq"] for each in seen["signatures"] if each["side"] == "recipient")
    assert "they agree now" in call(f"handover sign H-1 --as desk-ua --correct {entry}")


def test_equal_counts_are_told_without_a_word_of_disputes() -> None:
    assert _handed_over(10).splitlines()[1:] == []
    assert "dispute" not in call("handover show H-1")


def test_only_a_desk_signs() -> None:
    call("stage P-1 committed --line 1 --as desk-de")
    call("handover open H-1 --from DE --to UA --content P-1#1=10 --as desk-de")
    with pytest.raises(BadValue, match="sits at no desk; sign with an account of one of these desks"):
        call("handover sign H-1")
    with pytest.raises(Refused):
        call("handover sign H-1 --side donor")


@pytest.mark.parametrize("text", ["P-1", "P-1#=4", "=4", "P-1#1=", "P-1#1=1,500", "P-1=1.505"])
@pytest.mark.parametrize("books", ["sqlite"], indirect=True)  # refused before the database matters
def test_contents_that_name_nothing_are_refused(text: str) -> None:
    with pytest.raises(BadValue):
        handover.consigned([text])


def test_the_reports_are_commands() -> None:
    _handed_over(10)
    assert "accepted" in call("follow-up 27 --as-of 2025-11-21")
    assert json.loads(call("follow-up UDCG-27 --known-on 7 --format json"))["pledges"] == []
    assert "Germany" in call("donors --donor germany --older-than 30")
