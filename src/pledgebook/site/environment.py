"""Settings from the environment, read once and refused where they are nonsense; secrets come from files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from pledgebook.vocabulary.errors import BadValue

DATABASE = "PLEDGEBOOK_DATABASE"
DATA_FOLDER = "PLEDGEBOOK_DATA"
SECRET_KEY_FILE = "PLEDGEBOOK_SECRET_KEY_FILE"  # noqa: S105 - the name of a setting, no secret

_YES = frozenset({"1", "yes", "true", "on"})
_NO = frozenset({"", "0", "no", "false", "off"})
_SCHEMES = ("sqlite", "postgresql", "postgres")


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
    """Where this user's ledger and secrets are: PLEDGEBOOK_DATA, or the data folder of the system."""
    given = os.environ.get(DATA_FOLDER)
    return Path(given).expanduser() if given else platformdirs.user_data_path("pledgebook", appauthor=False)


def database_address() -> str:
    """PLEDGEBOOK_DATABASE, or the file in the user's data folder. Raises BadValue for another kind."""
    given = os.environ.get(DATABASE, "").strip()
    if not given:
        return f"sqlite:///{data_folder() / 'ledger.sqlite3'}"
    scheme = urlsplit(given).scheme
    if scheme not in _SCHEMES:
        raise BadValue(
            f"{DATABASE} begins with {scheme!r}; write sqlite:///FILE or postgresql://USER@HOST:PORT/NAME"
        )
    return given


def secret_key() -> str:
    """The key that signs sessions: from the file that PLEDGEBOOK_SECRET_KEY_FILE names, or made once.

    A key made here is kept in the data folder, readable by its owner alone. Raises BadValue for a file that
    cannot be read or holds too short a key.
    """
    given = os.environ.get(SECRET_KEY_FILE)
    if given is None:
        return _own_key(data_folder() / "secret-key")
    try:
        key = Path(given).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadValue(
            f"{SECRET_KEY_FILE}: {given} cannot be read: {error.strerror}; correct the path"
        ) from error
    if len(key) < 50:
        raise BadValue(
            f"{SECRET_KEY_FILE}: the key in {given} has {len(key)} characters; it needs 50 or more"
        )
    return key


def _own_key(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(64)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was faster; its key is the key
        return file.read_text(encoding="utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(key)
    return key
