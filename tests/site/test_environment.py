"""Settings from the environment, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook.site import environment
from pledgebook.vocabulary.errors import BadValue


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet, and no other settings."""
    for name in (
        "PLEDGEBOOK_DATABASE",
        "PLEDGEBOOK_SECRET_KEY_FILE",
        "PLEDGEBOOK_HOSTS",
        "PLEDGEBOOK_PLAIN_HTTP",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLEDGEBOOK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize(("text", "value"), [("1", True), (" Yes ", True), ("off", False), ("", False)])
def test_yes_and_no(text: str, value: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEBOOK_PLAIN_HTTP", text)
    assert environment.flag("PLEDGEBOOK_PLAIN_HTTP") is value


def test_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEBOOK_PLAIN_HTTP", "perhaps")
    with pytest.raises(BadValue, match="PLEDGEBOOK_PLAIN_HTTP is 'perhaps'; write 1 or 0"):
        environment.flag("PLEDGEBOOK_PLAIN_HTTP")


def test_several_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEBOOK_HOSTS", "books.example.org, ,desk.example.org ")
    assert environment.listed("PLEDGEBOOK_HOSTS") == ["books.example.org", "desk.example.org"]


def test_the_secret_key_is_the_owners_alone_and_stays(data: Path) -> None:
    key = environment.secret_key()
    assert len(key) >= 50
    assert environment.secret_key() == key
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert data.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in data.iterdir()] == ["secret-key"]


def test_the_key_of_the_process_that_was_faster_is_the_key(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faster = "k" * 60
    data.mkdir()

    def made_meanwhile(_size: int) -> str:
        (data / "secret-key").write_text(faster)
        return "s" * 60

    monkeypatch.setattr("secrets.token_urlsafe", made_meanwhile)
    assert environment.secret_key() == faster


def test_a_key_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "key"
    monkeypatch.setenv("PLEDGEBOOK_SECRET_KEY_FILE", str(file))
    with pytest.raises(
        BadValue, match="key cannot be read: No such file or directory; correct PLEDGEBOOK_SECRET"
    ):
        environment.secret_key()
    file.write_text("short")
    with pytest.raises(BadValue, match="has 5 characters; it needs 50") as refused:
        environment.secret_key()
    assert "short" not in str(refused.value).replace("shortest", "")
    file.write_text("k" * 50 + "\n")
    assert environment.secret_key() == "k" * 50


def test_a_data_folder_that_cannot_be_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PLEDGEBOOK_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(BadValue, match="name another one in PLEDGEBOOK_DATA"):
        environment.secret_key()


def test_the_default_is_one_file_in_the_data_folder(data: Path) -> None:
    assert environment.database_address() == f"sqlite:///{data}/ledger.sqlite3"
    assert not data.exists()


@pytest.mark.parametrize(
    "address", ["mysql://root:hush@host/books", "C:\\books.sqlite3", "books.sqlite3", "hush"]
)
def test_another_kind_of_database_is_refused_and_not_repeated(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEDGEBOOK_DATABASE", address)
    with pytest.raises(
        BadValue, match="PLEDGEBOOK_DATABASE names no database that Pledgebook can use"
    ) as refused:
        environment.database_address()
    assert "hush" not in str(refused.value)
