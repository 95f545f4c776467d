"""The commands of review, as they are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pledgebook.cli import review
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.models import DecisionRecord, DocumentRecord
from pledgebook.samples import FOLDER

pytestmark = pytest.mark.usefixtures("coalition")

app = typer.Typer()
app.command("add")(review.add)
app.command("queue")(review.queue)
app.command("decide")(review.decide)
app.command("accept-agreed")(review.accept_agreed)


def run(*args: str, status: int = 0) -> str:
    """What a command prints; it must end with that status."""
    done = CliRunner().invoke(app, args)
    assert done.exit_code == status, done.output
    return done.stdout


def test_adding_a_folder_and_adding_it_again() -> None:
    first = run("add", str(FOLDER))
    assert "06-ministers-in-brussels.html: 10 claims" in first
    before = head()
    assert run("add", str(FOLDER)).count("in the books already") == 10
    assert head() == before


def test_adding_says_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    run("add", str(FOLDER / "07-a-wednesday-in-brussels.txt"), str(tmp_path), status=1)
    assert DocumentRecord.objects.count() == 1


def test_the_queue_for_programs_and_for_people() -> None:
    run("add", str(FOLDER / "07-a-wednesday-in-brussels.txt"))
    rows = [json.loads(line) for line in run("queue", "--format", "json", "--kind", "pledge").splitlines()]
    (canada,) = (row for row in rows if "Canada" in row["words"])
    assert canada["makes"]["record"]["donors"] == [{"party": "CA"}]
    assert canada["makes"]["record"]["amount"]["low"] == 45_000_000
    assert canada["makes"]["uid"].startswith("CA-2025-06-04-")
    told = " ".join(run("queue", "--kind", "pledge").split())
    assert f"{len(rows)} wait for a decision" in told


def test_deciding() -> None:
    run("add", str(FOLDER / "07-a-wednesday-in-brussels.txt"))
    rows = [json.loads(line) for line in run("queue", "--format", "json", "--kind", "pledge").splitlines()]
    uid = rows[0]["uid"]
    assert "accept" in run("decide", uid, "accept", "--reason", "clear")
    assert "is taken back" in run("decide", uid, "reopen", "--reason", "misread")
    assert DecisionRecord.objects.filter(until__isnull=True).get().verdict == "reopen"


def test_accepting_in_bulk() -> None:
    run("add", str(FOLDER))
    assert "would make pledge" in run("accept-agreed", "--dry-run")
    assert not DecisionRecord.objects.exists()
    assert "left to people" in run("accept-agreed")
    assert "nothing to accept" in run("accept-agreed")
