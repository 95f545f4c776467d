"""Where results go: a pipe that closes, a disk that is full, a locale without the characters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pledgebook.cli.brief import BriefFormat
from pledgebook.reporting.faces import Face

GIFT = "Norway will give Ukraine £4.5 million for drones this year, the minister said on Friday."
COMMAND = [sys.executable, "-m", "pledgebook"]
ONCE_FULL = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    """A folder whose claims fill the output buffer several times."""
    for number in range(60):
        (tmp_path / f"{number:03}.txt").write_text(f"{GIFT}\n\n{number}.", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["table", "jsonl", "text"])
def test_a_reader_that_has_seen_enough_is_no_error(form: str, clippings: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", str(clippings), "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), complaints) == (0, b"")


@ONCE_FULL
@pytest.mark.parametrize("command", ["read", "brief"])
def test_a_full_disk_is_one_line_and_status_2(command: str, clippings: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, command, str(clippings / "000.txt")], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"pledgebook: standard output cannot be written")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("form", ["table", "text"])
def test_a_pipe_gets_utf8_whatever_the_locale(form: str, clippings: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "read", str(clippings / "000.txt"), "--format", form],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "200"},
    )
    assert "£4.5 million" in done.stdout.decode()


def test_stopping_leaves_no_trace(clippings: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", str(clippings), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert b"Traceback" not in process.communicate(timeout=60)[1]
    assert process.returncode in (0, 130)  # 0 where it was done before the signal came


def test_every_face_of_a_brief_can_be_asked_for() -> None:
    assert [form.value for form in BriefFormat] == [face.value for face in Face]
