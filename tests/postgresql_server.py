"""A PostgreSQL server of our own, from Debian's packages, for tests and benchmarks.

It has its data in a temporary folder, listens on the loopback address alone, on a free port, with a password
made
for it, and is gone with its folder when it stops. PostgreSQL refuses to run as root; root hands it to the
user
that the package makes.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_INSTALLED = Path("/usr/lib/postgresql")
_USER = "postgres"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "260",
    "shared_buffers": "128MB",
}


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl of the newest server that is installed, None where there is none."""
    folders = (path.parent for path in _INSTALLED.glob("*/bin/pg_ctl"))
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A running server: the address of its first database. With `durable` it syncs what it commits.

    Raises FileNotFoundError where no server is installed, CalledProcessError where it does not start.
    """
    found = binaries()
    if found is None:
        raise FileNotFoundError("no PostgreSQL server; run `make system`, or install the package postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pledgebook-postgresql-"))
    try:
        with _running(found, folder, durable) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(found: Path, folder: Path, durable: bool) -> Iterator[str]:
    password, port = secrets.token_hex(16), _free_port()
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    _hand_over(folder, secret)
    data, log = folder / "data", folder / "log"
    _run(
        found / "initdb", "-D", data, "-U", "pledgebook", "--auth=scram-sha-256", f"--pwfile={secret}",
        "--encoding=UTF8", "--locale=C", "--no-sync",
    )  # fmt: skip
    settings = {**_SETTINGS, "port": str(port)}
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    with (data / "postgresql.auto.conf").open("a", encoding="ascii") as stream:
        stream.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    _run(found / "pg_ctl", "-D", data, "-l", log, "-w", "start")
    try:
        yield f"postgresql://pledgebook:{password}@127.0.0.1:{port}/postgres"
    finally:
        _run(found / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: str | Path) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--init-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120)


def _hand_over(*paths: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam(_USER)
        for path in paths:
            os.chown(path, user.pw_uid, user.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
