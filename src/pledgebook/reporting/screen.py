"""What every face in a terminal has in common: its width, its colours, and no idle blanks."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable

from rich.console import Console, Group, RenderableType

_MIN_WIDTH, _MAX_WIDTH = 40, 140


def drawn(
    parts: Callable[[int], Iterable[RenderableType]], *, width: int | None = None, colour: bool | None = None
) -> str:
    """The parts, made for so many columns, as lines; without colour there is no escape sequence in them.

    `width` and `colour` left out follow the terminal that standard output is.
    """
    columns = width or shutil.get_terminal_size((80, 24)).columns
    columns = max(_MIN_WIDTH, min(_MAX_WIDTH, columns))
    colour = _wants_colour() if colour is None else colour
    console = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    with console.capture() as captured:
        console.print(Group(*parts(columns)))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
