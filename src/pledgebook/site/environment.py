"""Settings from the environment, read once and refused where they are nonsense; secrets come from files."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import platformdirs

from pledgebook.vocabulary.errors import BadValue

DATABASE = "PLEDGEBOOK_DATABASE"
DATA_FOLDER = "PLEDGEBOOK_DATA"
SECRET_KEY_FILE = "PLEDGEBOOK_SECRET_KEY_FILE"  # noqa: S105 - the name of a setting, no secret

_YES = frozenset({"1", "yes", "true", "on"})
_NO = frozenset({"", "0", "no", "false", "off"})
_SCHEMES = ("sqlite", "postgresql", "postgres")
_SHORTEST_KEY = 50


def flag(name: str, *, default: bool = False) -> bool:
    """A setting that is yes or no. Raises BadValue for anything else."""
    text = os.environ.get(name)
    if text is None:
        return default
    if text.strip().lower() in _YES:
        return True
    if text.strip().lower() in _NO:
        return False
    raise BadValue(f"{name} is {text!r}; write 1 or 0")


def listed(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A setting with several values, separated by commas."""
    text = os.environ.get(name)
    if text is None:
        return list(default)
    return [value.strip() for value in text.split(",") if value.strip()]


def data_folder() -> Path:
    """Where this user's ledger and secrets are: PLEDGEBOOK_DATA, or the data folder of the system.

    A relative path is taken from the folder in which the program runs.
    """
    given = os.environ.get(DATA_FOLDER, "").strip()
    if given:
        return Path(given).expanduser().absolute()
    return platformdirs.user_data_path("pledgebook", appauthor=False)


def make_data_folder() -> Path:
    """The data folder, made for this user alone where it is missing. Raises BadValue where it cannot be."""
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadValue(
            f"the data folder {folder} cannot be made: {error.strerror}; name another one in {DATA_FOLDER}"
        ) from error
    return folder


def default_database() -> bool:
    """Whether the ledger is the file in the data folder, because no other is named."""
    return not os.environ.get(DATABASE, "").strip()


def database_address() -> str:
    """PLEDGEBOOK_DATABASE, or the file in the user's data folder. Raises BadValue for another kind."""
    if default_database():
        return f"sqlite:///{quote((data_folder() / 'ledger.sqlite3').as_posix(), safe='/:')}"
    given = os.environ[DATABASE].strip()
    if given.partition(":")[0].lower() not in _SCHEMES:
        raise BadValue(
            f"{DATABASE} names no database that Pledgebook can use; "
            "write sqlite:///FILE or postgresql://USER@HOST:PORT/NAME"
        )
    return given


def secret_key() -> str:
    """The key that signs sessions: from the file that PLEDGEBOOK_SECRET_KEY_FILE names, or made once.

    A key made here is kept in the data folder, readable by its owner alone. Raises BadValue for a file that
    cannot be read or written, or holds too short a key.
    """
    given = os.environ.get(SECRET_KEY_FILE)
    file = _own_key() if given is None else Path(given).expanduser()
    try:
        key = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadValue(
            f"the secret key {file} cannot be read: {error.strerror}; correct {SECRET_KEY_FILE}"
        ) from error
    if len(key) < _SHORTEST_KEY:
        raise BadValue(
            f"the secret key in {file} has {len(key)} characters; it needs {_SHORTEST_KEY} or more"
        )
    return key


def _own_key() -> Path:
    """The file with the key in the data folder, made where it is missing.

    It appears whole or not at all: of several processes that start at once, the key of the first is the key.
    """
    file = make_data_folder() / "secret-key"
    if file.exists():
        return file
    try:
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix="secret-key-")  # for the owner alone
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, file)
        Path(draft).unlink()
    except OSError as error:
        raise BadValue(
            f"the secret key {file} cannot be written: {error.strerror}; name one in {SECRET_KEY_FILE}"
        ) from error
    return file
