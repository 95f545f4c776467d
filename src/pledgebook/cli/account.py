"""`pledgebook account`: who may write the books, and in which role."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pledgebook.cli.console import complain
from pledgebook.vocabulary.errors import BadValue

app = typer.Typer(
    help="Make accounts for desks, analysts and auditors, and switch them off.", no_args_is_help=True
)


class RoleName(StrEnum):
    """What an account is for; ledger.access says what each may do."""

    SECRETARIAT = "secretariat"
    DONOR_DESK = "donor desk"
    RECIPIENT_DESK = "recipient desk"
    ANALYST = "analyst"
    AUDITOR = "auditor"


Name = Annotated[str, typer.Argument(help="The name of the account.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="Take the password from this file; without it you are asked.")
]


@app.command(epilog="Example: pledgebook account add desk-de --role 'donor desk' --party DE")
def add(
    name: Name,
    role: Annotated[list[RoleName], typer.Option(help="What it is for; may be repeated.")],
    party: Annotated[str, typer.Option(help="The code of the party whose desk it is.")] = "",
    password_file: PasswordFile = None,
) -> None:
    """Make an account."""
    password = _password(password_file)
    from pledgebook.site.start import prepare_database

    prepare_database()
    from pledgebook.ledger.access import Role
    from pledgebook.ledger.accounts import create_account

    create_account(name, [Role(one.value) for one in role], party.strip().upper(), password)
    complain(f"the account {name} is made")


@app.command(epilog="Example: pledgebook account off desk-de")
def off(name: Name) -> None:
    """Switch an account off: it may do nothing any more, and what it wrote stays."""
    _switch(name, on=False)


@app.command(epilog="Example: pledgebook account on desk-de")
def on(name: Name) -> None:
    """Switch an account on again."""
    _switch(name, on=True)


@app.command(epilog="Example: pledgebook account password desk-de")
def password(name: Name, password_file: PasswordFile = None) -> None:
    """Give an account another password."""
    new = _password(password_file)
    from pledgebook.site.start import prepare_database

    prepare_database()
    from pledgebook.ledger.accounts import change_password

    change_password(name, new)
    complain(f"the account {name} has another password")


def _switch(name: str, *, on: bool) -> None:
    from pledgebook.site.start import prepare_database

    prepare_database()
    from pledgebook.ledger.accounts import switch

    switch(name, on=on)
    complain(f"the account {name} is switched {'on' if on else 'off'}")


def _password(file: Path | None) -> str:
    """The password, from a file or asked for twice; never from the command line, which others can see."""
    if file is None:
        answer: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return answer
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadValue(f"the password file {file} cannot be read: {error}; correct the path") from error
