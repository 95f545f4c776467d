"""The commands as a user calls them: results on standard output, complaints on standard error, statuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLEDGE = "Norway will give Ukraine NOK 700 million for drones, the minister said on Friday."
CLAIM = {"kind": "pledge", "donors": ["NO"]}


def pledgebook(
    *args: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as from a shell."""
    return subprocess.run(
        [sys.executable, "-m", "pledgebook", *map(str, args)],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "COLUMNS": "100", **environment},
    )


@pytest.fixture
def clipping(tmp_path: Path) -> Path:
    path = tmp_path / "norway.txt"
    path.write_text(PLEDGE, encoding="utf-8")
    return path


def test_read_prints_one_claim_a_line(clipping: Path) -> None:
    done = pledgebook("read", clipping, "--format", "jsonl", "--kind", "pledge")
    (line,) = done.stdout.decode().splitlines()
    claim = json.loads(line)
    assert {key: claim[key] for key in CLAIM} == CLAIM
    assert claim["amount"] == {"currency": "NOK", "low": 700000000, "high": 700000000, "qualifier": "exact"}
    assert PLEDGE[claim["evidence"][0]["start"] : claim["evidence"][0]["end"]].startswith("Norway")
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_input_is_a_document() -> None:
    done = pledgebook("read", "-", "--format", "jsonl", stdin=PLEDGE.encode())
    assert b'"document":"standard input"' in done.stdout


def test_the_text_that_offsets_count_in_can_be_printed(clipping: Path) -> None:
    assert pledgebook("read", clipping, "--format", "text").stdout.decode() == PLEDGE


def test_the_table_names_the_donor_and_the_words(clipping: Path) -> None:
    table = pledgebook("read", clipping).stdout.decode()
    assert "Norway" in table
    assert "NOK 700,000,000" in " ".join(table.split())


def test_what_cannot_be_read_is_named_and_the_rest_is_read(clipping: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = pledgebook("read", clipping, tmp_path / "empty.txt", "--format", "jsonl")
    assert done.stdout.count(b"\n") >= 1
    first, summary = done.stderr.decode().splitlines()
    assert "empty.txt" in first
    assert summary == "pledgebook: read 1, left out 1 (named above)"
    assert done.returncode == 1


def test_nothing_readable_is_status_2(tmp_path: Path) -> None:
    done = pledgebook("read", tmp_path / "nowhere.txt")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_brief_is_json_with_the_pledge(clipping: Path) -> None:
    done = pledgebook("brief", clipping, "--format", "json", "--published", "2025-04-11")
    assert json.loads(done.stdout)["currency"] == "EUR"


def test_brief_goes_into_a_file(clipping: Path, tmp_path: Path) -> None:
    done = pledgebook("brief", clipping, "--format", "docx", "--output", tmp_path / "brief.docx")
    assert (tmp_path / "brief.docx").read_bytes()[:2] == b"PK"
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--currency", "XXQ"], "no currency"),
        (["--output", "{folder}"], "is a folder"),
        (["--output", "{folder}/none/brief.html"], "there is no folder"),
        (["--published", "2999-01-01"], "after today"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(
    args: list[str], said: str, clipping: Path, tmp_path: Path
) -> None:
    done = pledgebook("brief", clipping, *(arg.format(folder=tmp_path) for arg in args))
    assert done.returncode == 2
    assert said in " ".join(done.stderr.decode().split())
    assert b"Traceback" not in done.stderr


def test_options_have_environment_names(clipping: Path) -> None:
    done = pledgebook("read", clipping, PLEDGEBOOK_READ_FORMAT="jsonl")
    assert done.stdout.startswith(b"{")


def test_help_shows_an_example() -> None:
    assert b"Example: pledgebook brief" in pledgebook("brief", "--help").stdout


def test_a_reader_that_stops_early_is_no_error(clipping: Path) -> None:
    command = f"{sys.executable} -m pledgebook read {clipping} --format jsonl | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
