"""The commands and their options; the work is done by plain functions beside this module."""

from __future__ import annotations

import sys
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from pledgebook.cli import account, changes, follow_up, handover, keeping, load, review, stage, totals
from pledgebook.cli.brief import BriefFormat, brief_of, check_output, write
from pledgebook.cli.console import Reader, Status, complain, prepare_output, standard_output
from pledgebook.cli.read import ReadFormat, claims_of, print_claims
from pledgebook.vocabulary.claims import ClaimKind
from pledgebook.vocabulary.errors import PledgebookError, Refused

_TOLD = 20
"""So many faults are told; who has more corrects these first."""

app = typer.Typer(
    name="pledgebook",
    help="Keeps the books of a coalition that pledges support, with the sentence behind every figure.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"auto_envvar_prefix": "PLEDGEBOOK", "help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Files, folders, or '-' for standard input: text, Markdown, HTML, PDF."
    ),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        help="The day of publication of all documents, whatever they say themselves.",
        show_envvar=True,
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pledgebook {version('pledgebook')}")
        raise typer.Exit


@app.callback()
def _main(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Keeps the books of a coalition that pledges support, with the sentence behind every figure."""


@app.command(epilog="Example: pledgebook read clippings/ --format jsonl --kind pledge | head")
def read(
    paths: Paths,
    format: Annotated[
        ReadFormat, typer.Option(help="How to print the claims; 'text' prints what offsets count in.")
    ] = ReadFormat.TABLE,
    published: Published = None,
    kind: Annotated[
        list[ClaimKind] | None, typer.Option(help="Only claims of this kind; may be repeated.")
    ] = None,
) -> None:
    """Print the claims that documents make, each with the characters that say it."""
    reader = Reader(paths, _day(published))
    with standard_output():
        print_claims(claims_of(reader.documents(), frozenset(kind or ())), format)
    _finish(reader)


@app.command(epilog="Example: pledgebook brief clippings/ --format html --output brief.html")
def brief(
    paths: Paths,
    format: Annotated[BriefFormat, typer.Option(help="What to make of the brief.")] = BriefFormat.TERMINAL,
    currency: Annotated[
        str, typer.Option(help="The currency (ISO 4217) beside the announced one, at the day's ECB rate.")
    ] = "EUR",
    output: Annotated[Path | None, typer.Option(help="The file to write instead of standard output.")] = None,
    published: Published = None,
) -> None:
    """Print the brief of every event that documents report: who met, what was pledged, and the total."""
    check_output(output, format)
    reader = Reader(paths, _day(published))
    rendered = brief_of(reader.documents(), currency.strip().upper(), format)
    if rendered is not None:
        with standard_output():
            write(rendered, output)
    _finish(reader)


app.command(epilog="Example: pledgebook load udcg")(load.load)
app.command(epilog=totals.EPILOG)(totals.totals)
app.command("follow-up", epilog=follow_up.FOLLOW_UP_EPILOG)(follow_up.follow_up)
app.command(epilog=follow_up.DONORS_EPILOG)(follow_up.donors)
app.command(epilog=review.ADD_EPILOG)(review.add)
app.command(epilog=review.QUEUE_EPILOG)(review.queue)
app.command(epilog=review.DECIDE_EPILOG)(review.decide)
app.command(epilog=review.ACCEPT_AGREED_EPILOG)(review.accept_agreed)
app.command(epilog=changes.EPILOG)(changes.changes)
app.command(epilog=stage.EPILOG)(stage.stage)
app.add_typer(handover.app, name="handover")
app.add_typer(account.app, name="account")
app.command(epilog="Example: pledgebook status --format json")(keeping.status)
app.command(epilog="Example: pledgebook journal --after 500")(keeping.journal)
app.command(epilog=keeping.UNDO_EPILOG)(keeping.undo)
app.command(epilog="Example: pledgebook verify")(keeping.verify)
app.command(epilog="Example: pledgebook rebuild")(keeping.rebuild)
app.command(epilog="Example: pledgebook backup books-2026-11-21.backup")(keeping.backup)
app.command(epilog="Example: pledgebook restore books-2026-11-21.backup")(keeping.restore)


def _day(moment: datetime | None) -> date | None:
    if moment is None:
        return None
    if moment.date() > date.today():
        raise typer.BadParameter(
            f"{moment.date()} is after today; give the day of publication", param_hint="--published"
        )
    return moment.date()


def _finish(reader: Reader) -> None:
    summary = reader.summary()
    if summary:
        sys.stderr.write(f"{summary}\n")
    if not reader.read and not reader.left_out:
        complain("nothing to read; name files or a folder with documents")
    if reader.status is not Status.DONE:
        raise typer.Exit(int(reader.status))


def run() -> None:
    """The command, with every error of the user's told in one line and never as a stack trace."""
    prepare_output()
    try:
        app(standalone_mode=True)
    except Refused as error:
        for fault in error.faults[:_TOLD]:
            complain(f"refused: {fault}")
        more = len(error.faults) - _TOLD
        complain(f"nothing was written{f'; {more:,} more faults are not shown' if more > 0 else ''}")
        sys.exit(int(Status.UNUSABLE))
    except PledgebookError as error:
        complain(str(error))
        sys.exit(int(Status.UNUSABLE))
