"""What an address of a database means, and how it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook.site import environment
from pledgebook.site.addresses import database_settings, shown_address
from pledgebook.vocabulary.errors import BadValue

SECRET = "hush/@:?#%"  # noqa: S105 - of no account
QUOTED = "hush%2F%40%3A%3F%23%25"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:///books.sqlite3", "{here}/books.sqlite3"),
        ("sqlite:///sub/books.sqlite3", "{here}/sub/books.sqlite3"),
        ("sqlite:////srv/books.sqlite3", "/srv/books.sqlite3"),
        ("SQLITE:////srv/books.sqlite3", "/srv/books.sqlite3"),
        ("sqlite:////srv/the%20books%3F.sqlite3", "/srv/the books?.sqlite3"),
        ("sqlite:///~/books.sqlite3", "{home}/books.sqlite3"),
    ],
)
def test_a_file(address: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/clerk")
    settings = database_settings(address)
    monkeypatch.chdir("/")
    assert settings["ENGINE"] == "django.db.backends.sqlite3"
    assert settings["NAME"] == file.format(here=tmp_path, home="/home/clerk")


@pytest.mark.parametrize("folder", ["plain", "with blank", "what?", "a#b", "100%", "naïve"])
def test_the_default_file_may_lie_in_any_folder(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLEDGEBOOK_DATABASE", raising=False)
    monkeypatch.setenv("PLEDGEBOOK_DATA", str(tmp_path / folder))
    settings = database_settings(environment.database_address())
    assert settings["NAME"] == str(tmp_path / folder / "ledger.sqlite3")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("sqlite:books.sqlite3", "three slashes"),
        ("sqlite:/books.sqlite3", "three slashes"),
        ("sqlite://books.sqlite3", "three slashes"),
        ("sqlite://", "three slashes"),
        ("sqlite:///", "names no file"),
        ("sqlite:///%20", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://:memory:", "three slashes"),
        ("sqlite:///books.sqlite3?timeout=1", "takes no options"),
        ("postgresql://host", "names no database"),
        ("postgresql://host/", "names no database"),
        ("postgresql://clerk:hush@host:port/books", "cannot be understood"),
        ("postgresql://clerk:hu/sh@host/books", "cannot be understood"),
        ("postgresql://[host/books", "cannot be understood"),
        ("mysql://clerk:hush@host/books", "does not use"),
    ],
)
def test_what_names_no_database(address: str, problem: str) -> None:
    with pytest.raises(BadValue, match=problem) as refused:
        database_settings(address)
    assert "hush" not in str(refused.value)


def test_a_server() -> None:
    settings = database_settings(f"postgresql://clerk:{QUOTED}@db.example.org:5433/books?sslmode=require")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("clerk", SECRET, "books")
    assert (settings["HOST"], settings["PORT"]) == ("db.example.org", 5433)
    assert settings["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sqlite:////srv/books.sqlite3", "sqlite:////srv/books.sqlite3"),
        ("postgresql://host/books", "postgresql://host/books"),
        ("postgresql://clerk@host/books", "postgresql://clerk@host/books"),
        ("postgresql://host:5432/books", "postgresql://host:5432/books"),
        ("postgresql://clerk:hush@host:5432/books", "postgresql://clerk:***@host:5432/books"),
        ("postgresql://clerk:hu/s@h@host/books", "postgresql://clerk:***@host/books"),
        ("postgresql://:hush@host/books", "postgresql://:***@host/books"),
        (
            "postgresql://host/books?user=clerk&password=hush",
            "postgresql://host/books?user=clerk&password=***",
        ),
        ("postgresql://host/books?sslpassword=hush&a=1", "postgresql://host/books?sslpassword=***&a=1"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert shown_address(address) == shown
