"""The sample clippings: complete, sourced, and found where the documentation says they are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pledgebook.samples import FOLDER, clippings

SOURCES = (FOLDER.parent / "SOURCES.md").read_text(encoding="utf-8")


def test_there_are_at_least_eight() -> None:
    assert len(clippings()) >= 8


def test_they_come_in_three_formats() -> None:
    assert {path.suffix for path in clippings()} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("clipping", clippings(), ids=lambda path: path.name)
def test_each_has_its_sources(clipping: Path) -> None:
    assert f"| {clipping.name} |" in SOURCES


def test_no_source_is_kept_for_a_clipping_that_is_gone() -> None:
    listed = set(re.findall(r"^\| (\d\d-\S+) \|", SOURCES, re.MULTILINE))
    assert listed == {path.name for path in clippings()}


def test_the_module_prints_their_folder() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "pledgebook.samples"], capture_output=True, text=True, check=True
    )
    assert printed.stdout == f"{FOLDER}\n"
