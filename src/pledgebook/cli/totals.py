"""`pledgebook totals`: a question to the books in, its answer out.

The ledger is imported where it is used: it can be only once Django has started, and commands that need no
ledger stay fast.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgebook.cli.console import standard_output
from pledgebook.vocabulary.errors import DatabaseUnavailable
from pledgebook.vocabulary.pledges import ValuationBasis, Visibility

if TYPE_CHECKING:
    from pledgebook.ledger.access import Actor
    from pledgebook.reporting.totals.asking import Asked

EPILOG = "Example: pledgebook totals --by donor --meeting 27 --explain"

_DAY = ["%Y-%m-%d"]
_Day = datetime | None
_Texts = list[str] | None


class TotalsFormat(StrEnum):
    """The faces of a total, by name."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _names(what: str) -> Any:
    """An option that takes names: one, several with commas between, or the option several times."""
    return typer.Option(help=f"{what}; several with commas, or the option again.")


def totals(
    by: Annotated[
        _Texts,
        _names(
            "Divide by donor, stage, aid_type, meeting, capability, year, programme, recipient, nature or "
            "currency"
        ),
    ] = None,
    donor: Annotated[_Texts, _names("Only what these parties pledged, by code or name")] = None,
    recipient: Annotated[_Texts, _names("Only what was pledged to these parties")] = None,
    meeting: Annotated[_Texts, _names("Only what was pledged at these meetings, by number or uid")] = None,
    aid_type: Annotated[_Texts, _names("Only this type of aid: military, humanitarian, financial")] = None,
    capability: Annotated[_Texts, _names("Only what serves this capability")] = None,
    programme: Annotated[_Texts, _names("Only what belongs to this programme")] = None,
    year: Annotated[_Texts, _names("Only what was announced in this year")] = None,
    since: Annotated[
        _Day, typer.Option(formats=_DAY, help="Only what was announced on this day or later.")
    ] = None,
    until: Annotated[
        _Day, typer.Option(formats=_DAY, help="Only what was announced on this day or before.")
    ] = None,
    as_of: Annotated[
        _Day, typer.Option(formats=_DAY, help="The world as it was at the end of this day.")
    ] = None,
    known_on: Annotated[
        str, typer.Option(help="As the books knew it: at the end of a day, at a moment, or at an entry.")
    ] = "",
    currency: Annotated[str, typer.Option(help="The currency (ISO 4217) to count in.")] = "EUR",
    rate_date: Annotated[
        _Day,
        typer.Option(formats=_DAY, help="Convert at the ECB rates of this day, not of each announcement."),
    ] = None,
    valuation: Annotated[
        ValuationBasis, typer.Option(help="On what basis pledges are valued.")
    ] = ValuationBasis.AS_REPORTED,
    visibility: Annotated[
        Visibility | None,
        typer.Option(help="Count only what is seen at this level; by default all that you see."),
    ] = None,
    conditional: Annotated[
        bool, typer.Option("--conditional", help="Count pledges that hold only if others do their part, too.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="List each pledge counted and each left out, with the reason.")
    ] = False,
    format: Annotated[TotalsFormat, typer.Option(help="How to print the answer.")] = TotalsFormat.TABLE,
    account: Annotated[
        str, typer.Option("--as", metavar="ACCOUNT", help="See what this account sees, not what you do.")
    ] = "",
) -> None:
    """Print what was pledged, counting nothing twice; on demand, with every row counted and left out."""
    from pledgebook.site.start import prepare_database

    prepare_database()
    from pledgebook.reporting.totals.asking import Asked

    asked = Asked(
        by=tuple(by or ()),
        donors=tuple(donor or ()),
        recipients=tuple(recipient or ()),
        meetings=tuple(meeting or ()),
        aid_types=tuple(aid_type or ()),
        capabilities=tuple(capability or ()),
        programmes=tuple(programme or ()),
        years=tuple(year or ()),
        since=_day(since),
        until=_day(until),
        as_of=_day(as_of),
        known_on=known_on,
        currency=currency,
        rate_date=_day(rate_date),
        valuation=valuation,
        conditional=conditional,
    )
    with _books_readable():
        answer = totals_of(asked, _actor(account), format, visibility=visibility, explain=explain)
    with standard_output():
        sys.stdout.write(answer)


def totals_of(
    asked: Asked,
    actor: Actor,
    form: TotalsFormat,
    *,
    visibility: Visibility | None = None,
    explain: bool = False,
) -> str:
    """The answer to a question, as far as the actor sees. Raises what `reporting.totals.answering` raises."""
    from pledgebook.ledger.access import sight_of
    from pledgebook.reporting.totals import TotalsFace
    from pledgebook.reporting.totals.answering import answered

    return answered(asked, sight_of(actor), TotalsFace(form), visibility=visibility, explain=explain)


@contextmanager
def _books_readable() -> Iterator[None]:
    """Raises DatabaseUnavailable where the database fails."""
    from django.db import Error as DatabaseError

    from pledgebook.ledger.journal.transaction import cause_of

    try:
        yield
    except DatabaseError as error:
        raise DatabaseUnavailable(
            f"the books cannot be read: {cause_of(error)}; mend the database and ask again"
        ) from error


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _actor(account: str) -> Actor:
    from pledgebook.ledger.accounts import actor_named, local_operator

    return actor_named(account) if account else local_operator()
