"""The documentation: complete, its links whole, and its examples printing what it says they print."""

from __future__ import annotations

import csv
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
from tests import docs_console

from pledgebook.cli.app import app
from pledgebook.cli.console import Status
from pledgebook.vocabulary import claims

PROJECT = docs_console.PROJECT
REFERENCE = PROJECT / "docs" / "reference"
DATA = PROJECT / "src" / "pledgebook" / "reference" / "data"
STRUCTS: dict[str, type[claims.Claim]] = {
    str(kind.__struct_config__.tag): kind for kind in typing.get_args(claims.AnyClaim)
}
SHARED_FIELDS = {field.encode_name for field in msgspec.structs.fields(claims.Claim)}


def _sections(page: Path) -> dict[str, str]:
    """The text under each heading of the second level."""
    parts = re.split(r"^## (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _first_cells(table: str) -> set[str]:
    return set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))


def test_every_kind_of_claim_has_its_section() -> None:
    assert set(claims.ClaimKind) == set(STRUCTS)
    assert set(STRUCTS) <= set(_sections(REFERENCE / "claims.md"))


@pytest.mark.parametrize("kind", STRUCTS)
def test_every_field_of_a_claim_is_documented(kind: str) -> None:
    documented = _first_cells(_sections(REFERENCE / "claims.md")[kind])
    assert (
        documented == {field.encode_name for field in msgspec.structs.fields(STRUCTS[kind])} - SHARED_FIELDS
    )


def test_the_fields_that_all_claims_share_are_documented() -> None:
    documented = _first_cells(_sections(REFERENCE / "claims.md")["Fields of every claim"])
    assert documented == SHARED_FIELDS | {"kind"}


@pytest.mark.parametrize("table", sorted(DATA.rglob("*.csv")), ids=lambda path: path.name)
def test_every_data_file_is_documented_with_its_columns(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    name = table.relative_to(DATA).as_posix()
    rows = (REFERENCE / "data-files.md").read_text(encoding="utf-8").splitlines()
    row = next((row for row in rows if row.startswith(f"| `{name}` |")), "")
    assert re.findall(r"`([^`]+)`", row) == [name, *header]


def _commands() -> dict[str, set[str]]:
    """The options of each command, as the command line has them."""
    return {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for name, command in _within("pledgebook", typer.main.get_command(app))
    }


def _within(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """A command, and those below it."""
    yield name, command
    for below, each in getattr(command, "commands", {}).items():
        yield from _within(f"{name} {below}", each)


@pytest.mark.parametrize(("command", "options"), _commands().items())
def test_every_command_is_documented_with_its_options(command: str, options: set[str]) -> None:
    documented = _first_cells(_sections(REFERENCE / "cli.md")[command])
    assert documented - {"--help"} == options - {"--help"}


@pytest.mark.parametrize("status", Status)
def test_every_exit_status_is_documented(status: Status) -> None:
    statuses = _sections(REFERENCE / "cli.md")["Exit statuses"]
    assert f"| {status.value} |" in statuses


def _links() -> list[tuple[Path, str]]:
    pages = [*docs_console.PAGES, *PROJECT.glob("*.md")]
    return [
        (page, link)
        for page in dict.fromkeys(pages)
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in link
    ]


@pytest.mark.parametrize(("page", "link"), _links(), ids=lambda value: getattr(value, "name", value))
def test_links_lead_somewhere(page: Path, link: str) -> None:
    assert (page.parent / link).exists()


@pytest.mark.parametrize(
    "page",
    [page for page in docs_console.PAGES if any(docs_console.commands(page))],
    ids=lambda page: page.relative_to(PROJECT).as_posix(),
)
def test_examples_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    """Where this fails and the new output is right, `make docs` writes it."""
    assert docs_console.rerun(page, tmp_path) == page.read_text(encoding="utf-8")
