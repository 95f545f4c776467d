"""Sample clippings, to try the reader on and for the documentation. SOURCES.md says what each shows."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FOLDER", "clippings"]

FOLDER = Path(__file__).parent / "clippings"
"""The folder that holds them, to be given to the command as it is."""


def clippings() -> tuple[Path, ...]:
    """The sample clippings, in the order of their names."""
    return tuple(sorted(path for path in FOLDER.iterdir() if path.is_file()))
