"""What the commands that use the books share: whose books, read by whom, at which time.

The ledger is imported where it is used: it can be only once Django has started, and commands that need no
ledger stay fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.vocabulary.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from pledgebook.ledger.access import Actor

DAY = ["%Y-%m-%d"]
"""How days are written."""

AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=DAY, help="The world as it was at the end of this day.")
]
KnownOn = Annotated[
    str,
    typer.Option(
        "--known-on", help="As the books knew it: at the end of a day, at a moment, or at an entry."
    ),
]
Currency = Annotated[str, typer.Option("--currency", help="The currency (ISO 4217) to count in.")]
SeenBy = Annotated[
    str, typer.Option("--as", metavar="ACCOUNT", help="See what this account sees, not what you do.")
]
WrittenBy = Annotated[
    str, typer.Option("--as", metavar="ACCOUNT", help="The account that writes it; only a desk may sign.")
]


@contextmanager
def open_books() -> Iterator[None]:
    """Start Django, with the database at this version. Raises DatabaseUnavailable where it cannot be read."""
    from pledgebook.site.start import prepare_database

    prepare_database()
    from django.db import Error as DatabaseError

    try:
        yield
    except DatabaseError as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise DatabaseUnavailable(
            f"the books cannot be read ({first}); see that PLEDGEBOOK_DATABASE names them, or start new ones "
            "with 'pledgebook load'"
        ) from error


def reader(account: str) -> Actor:
    """Whose eyes a command reads with: the account's, or those of whoever runs it."""
    from pledgebook.ledger.accounts import actor_named, local_operator

    return actor_named(account) if account else local_operator()


def writer(account: str) -> Actor:
    """In whose name a command writes; with an account, the journal says who typed it as well."""
    from pledgebook.ledger.accounts import actor_named, local_operator

    operator = local_operator()
    return actor_named(account, operator) if account else operator


def day_of(moment: datetime | None) -> date | None:
    """The day of an option."""
    return None if moment is None else moment.date()
