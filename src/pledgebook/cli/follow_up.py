"""`pledgebook follow-up` and `pledgebook donors`: what became of promises."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from pledgebook.cli.books import AsOf, Currency, KnownOn, SeenBy, day_of, open_books, reader
from pledgebook.cli.console import standard_output

FOLLOW_UP_EPILOG = "Example: pledgebook follow-up 27 --as-of 2025-11-21"
DONORS_EPILOG = "Example: pledgebook donors --donor Germany --older-than 180"

_A_YEAR = 365


class ReportFormat(StrEnum):
    """The faces of both reports, by name."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Format = Annotated[ReportFormat, typer.Option("--format", help="How to print the answer.")]


def follow_up(
    meeting: Annotated[str, typer.Argument(help="The meeting, by its number or uid: 27, UDCG-27.")],
    as_of: AsOf = None,
    known_on: KnownOn = "",
    currency: Currency = "EUR",
    format: Format = ReportFormat.TABLE,
    account: SeenBy = "",
) -> None:
    """Print what became of each pledge of a meeting; what nobody has confirmed since is shown so."""
    with open_books():
        from pledgebook.ledger.access import sight_of
        from pledgebook.reporting.follow_up import FollowUpFace, follow_up_report, render
        from pledgebook.reporting.totals.asking import clocks_of

        report = follow_up_report(
            meeting,
            sight_of(reader(account)),
            clocks_of(day_of(as_of), known_on),
            currency=currency.strip().upper(),
        )
        printed = render(report, FollowUpFace(format))
    with standard_output():
        sys.stdout.write(printed)


def donors(
    donor: Annotated[
        list[str] | None,
        typer.Option(
            "--donor",
            help="Only these donors, by code or name, with the pledges behind their rates; may be repeated.",
        ),
    ] = None,
    older_than: Annotated[
        int,
        typer.Option(min=0, help="A pledge without an end of its period is due after so many days."),
    ] = _A_YEAR,
    as_of: AsOf = None,
    known_on: KnownOn = "",
    currency: Currency = "EUR",
    format: Format = ReportFormat.TABLE,
    account: SeenBy = "",
) -> None:
    """Print how donors have kept what was due: accepted, under way, unconfirmed or withdrawn."""
    with open_books():
        from pledgebook.ledger.access import sight_of
        from pledgebook.reporting.follow_up import FollowUpFace, donors_report, render_donors
        from pledgebook.reporting.totals.asking import clocks_of

        report = donors_report(
            sight_of(reader(account)),
            clocks_of(day_of(as_of), known_on),
            donors=donor or (),
            currency=currency.strip().upper(),
            older_than=older_than,
        )
        printed = render_donors(report, FollowUpFace(format))
    with standard_output():
        sys.stdout.write(printed)
