"""The examples in the documentation: commands with what they print, run beside the sample clippings.

An example is a fenced block marked `console`: a line that starts with '$ ' is a command for bash, the lines
up to the next command are what it prints on both outputs. `make docs` runs them all and writes what they
print now.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pledgebook.samples import FOLDER

PROJECT = Path(__file__).parents[1]
PAGES = (PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


def commands(page: Path) -> Iterator[str]:
    """The commands of a page, in order."""
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        yield from _COMMAND.findall(block)


def rerun(page: Path, folder: Path) -> str:
    """The page with each command followed by what it prints now; `folder` is where they all run."""
    shutil.copytree(FOLDER, folder / "clippings", dirs_exist_ok=True)

    def block(match: re.Match[str]) -> str:
        shown = "".join(f"$ {command}\n{_printed(command, folder)}" for command in _COMMAND.findall(match[1]))
        return f"```console\n{shown}```"

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


def _printed(command: str, folder: Path) -> str:
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
        "HOME": str(folder),
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    lines = [line.rstrip() for line in run.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Write what every example prints now."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(rerun(page, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
