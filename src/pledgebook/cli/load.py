"""`pledgebook load`: the public facts that ship in the package, as entries of the books."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pledgebook.cli.console import complain, standard_output
from pledgebook.reference.coalitions import coalition_names, coalitions, find_coalition
from pledgebook.vocabulary.errors import BadValue

if TYPE_CHECKING:  # the ledger can be imported only once Django has started
    from pledgebook.ledger.access import Actor
    from pledgebook.ledger.loading import Loaded
    from pledgebook.ledger.payloads import Reference

_NAMED = 20
"""So many records a warning names; a longer one would be read by nobody."""

_COLUMNS = ("", "new", "corrected", "unchanged", "kept")


def load(
    coalition: Annotated[
        str | None,
        typer.Argument(help="The coalition, by its code or a name; without one, those that can be loaded."),
    ] = None,
) -> None:
    """Load the public facts that ship in the package into the books; after an update, once more."""
    if coalition is None:
        with standard_output():
            sys.stdout.writelines(f"{line}\n" for line in loadable())
        return
    code = coalition_called(coalition)
    from pledgebook.site.start import prepare_database

    prepare_database()
    from pledgebook.ledger.accounts import local_operator

    loaded = load_facts(code, local_operator())
    with standard_output():
        sys.stdout.writelines(f"{line}\n" for line in told(loaded))
    for line in warnings(loaded):
        complain(line)


def loadable() -> Iterator[str]:
    """The coalitions whose facts ship in the package, one a line: the code, then the name."""
    for code in coalitions():
        yield f"{code.lower()}  {_name(code)}"


def coalition_called(words: str) -> str:
    """The code of the coalition that the words name. Raises BadValue for none, and lists those there are."""
    wanted = words.strip()
    found = next((code for code in coalitions() if code.casefold() == wanted.casefold()), None)
    code = found or find_coalition(wanted)
    if code is None:
        known = ", ".join(name.lower() for name in coalitions())
        raise BadValue(f"no facts about {wanted!r} are in the package; load one of: {known}")
    return code


def load_facts(coalition: str, actor: Actor) -> Loaded:
    """Load a coalition by its code, with a bar on a terminal. Raises what `ledger.loading.load` raises."""
    from pledgebook.ledger.loading import load as load_into_books

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar as progress:
        task = progress.add_task("Loading")
        return load_into_books(
            coalition, actor, lambda done, total: progress.update(task, completed=done, total=total)
        )


def told(loaded: Loaded) -> Iterator[str]:
    """What a load did, as lines: a sentence, and where it wrote anything a table by kind of record."""
    if not loaded.written and not loaded.corrected:
        yield f"{loaded.coalition}: nothing new; the books had {loaded.unchanged} facts already."
        return
    done = f"{loaded.written} new, {loaded.corrected} corrected"
    yield f"{loaded.coalition}: {done}, in the batch {loaded.batch!r}."
    rows = [
        (counts.kind.value, counts.written, counts.corrected, counts.unchanged, counts.kept)
        for counts in loaded.kinds
    ]
    width = max(len(row[0]) for row in rows)
    yield "".join(f"{heading:>11}" if heading else " " * width for heading in _COLUMNS)
    for kind, *numbers in rows:
        yield f"{kind:<{width}}" + "".join(f"{number:>11}" for number in numbers)


def warnings(loaded: Loaded) -> Iterator[str]:
    """What a load left alone, as lines."""
    if loaded.kept:
        yield f"kept as people wrote them, though the package says otherwise: {_listed(loaded.kept)}"
    if loaded.gone:
        yield (
            "the package no longer tells of these, and the books still do: "
            f"{_listed(loaded.gone)}; take back what is wrong"
        )


def _listed(references: tuple[Reference, ...]) -> str:
    named = ", ".join(f"{kind} {uid}" for kind, uid in references[:_NAMED])
    more = len(references) - _NAMED
    return f"{named}, and {more} more" if more > 0 else named


def _name(code: str) -> str:
    return next(name.text for name in coalition_names() if name.coalition == code and name.form == "name")
