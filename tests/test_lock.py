"""The lock: complete, hashed, and without the address of anybody's index (docs/decisions/0001)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
GROUPS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("build", "dev"),
    "requirements-bench.lock": ("build", "bench"),
}
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in requirements}


def _locked(lock: str) -> set[str]:
    lines = (PROJECT / lock).read_text(encoding="utf-8").splitlines()
    return _names(line for line in lines if line and not line.startswith((" ", "#")))


@pytest.mark.parametrize("lock", GROUPS)
def test_every_dependency_is_locked(lock: str) -> None:
    asked = [*PYPROJECT["project"]["dependencies"]]
    for group in GROUPS[lock]:
        asked += PYPROJECT["dependency-groups"][group]
    assert _names(asked) <= _locked(lock)


@pytest.mark.parametrize("lock", [*GROUPS, "requirements-uv.lock"])
def test_every_package_has_one_version_and_a_hash(lock: str) -> None:
    text = (PROJECT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", [*GROUPS, "requirements-uv.lock"])
def test_no_lock_names_an_address(lock: str) -> None:
    assert "://" not in (PROJECT / lock).read_text(encoding="utf-8")
