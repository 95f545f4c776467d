"""Accounts: who signs in, with which roles, at whose desk. They are Django's, and no part of the journal.

A name stands in the journal for ever, so an account is never deleted or given to somebody else: it is
switched off. Roles are Django's groups and nothing else gives any: neither being a superuser nor single
permissions.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Collection, Iterable

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from pledgebook.ledger.access import DESKS, PUBLIC, Actor, Role
from pledgebook.ledger.models import Account, PartyRecord
from pledgebook.vocabulary.errors import BadValue, NotAllowed

_LONGEST_NAME = 60
_LONGEST_PASSWORD = 1_024


def ensure_groups() -> None:
    """Make Django's group of each role, where it is missing."""
    Group.objects.bulk_create([Group(name=role.value) for role in Role], ignore_conflicts=True)


def create_account(username: str, roles: Collection[Role], party: str, password: str) -> Account:
    """A new account; `party` is the code of the party whose desk it is, '' for none.

    Raises BadValue for a name that is taken or no name, for roles and a party that do not go together, and
    for a password that is easy to guess.
    """
    _check_name(username)
    _check_desk(username, roles, party)
    account = Account(username=username, party=party)
    _set_password(account, password)
    with transaction.atomic():
        account.save()
        _set_roles(account, roles)
    return account


def change_roles(username: str, roles: Collection[Role], party: str) -> None:
    """Give an account these roles, and no others, at the desk of a party.

    Raises BadValue where there is no such account, or roles and party do not go together.
    """
    account = _account(username)
    _check_desk(username, roles, party)
    account.party = party
    with transaction.atomic():
        account.save(update_fields=["party"])
        _set_roles(account, roles)


def change_password(username: str, password: str) -> None:
    """Give an account another password; whoever is signed in with the old one is signed out.

    Raises BadValue where there is no such account, or the password is easy to guess.
    """
    account = _account(username)
    _set_password(account, password)
    account.save(update_fields=["password"])


def switch(username: str, *, on: bool) -> None:
    """Switch an account off, or on again. One that is off cannot sign in and has no roles.

    Raises BadValue where there is no such account.
    """
    account = _account(username)
    account.is_active = on
    account.save(update_fields=["is_active"])


def actor_of(account: Account) -> Actor:
    """Who acts when somebody is signed in to an account: for one that is off, somebody without roles."""
    if not account.is_active:
        return Actor(account.username)
    known = {role.value: role for role in Role}
    names = account.groups.filter(name__in=known).values_list("name", flat=True)
    return Actor(account.username, frozenset(known[name] for name in names), account.party)


def local_operator() -> Actor:
    """Who uses the command line of this machine: the secretariat, as 'operator:USER' in the journal.

    Whoever runs the command can open the database, which is the user's own file or lies behind a password
    that the user has. To ask for another password here would protect nothing; to sign for a desk still takes
    an account of that desk. The user's name is that of the process, not what the environment says.
    """
    return Actor(f"operator:{_system_user()}", frozenset({Role.SECRETARIAT}))


def actor_named(username: str, operator: Actor | None = None) -> Actor:
    """Who acts with an account that a command names.

    With `operator`, the person who types, the journal says so: 'desk-no by operator:anna'. Raises BadValue
    where there is no such account, NotAllowed where it is switched off.
    """
    account = _account(username)
    if not account.is_active:
        raise NotAllowed(f"the account {username!r} is switched off; the secretariat may switch it on again")
    actor = actor_of(account)
    if operator is None:
        return actor
    return Actor(f"{actor.name} by {operator.name}", actor.roles, actor.party)


def _account(username: str) -> Account:
    found = Account.objects.filter(username=username).first()
    if found is None:
        raise BadValue(f"there is no account {username!r}; correct the name, or create the account")
    return found


def _check_name(username: str) -> None:
    try:
        Account._meta.get_field("username").run_validators(username)
    except ValidationError as error:
        raise BadValue(
            f"{username!r} is no name for an account; use letters, digits and @ . + - _ only"
        ) from error
    if not username or len(username) > _LONGEST_NAME or username.casefold() == PUBLIC.name:
        raise BadValue(
            f"{username!r} is no name for an account; give 1 to {_LONGEST_NAME} characters, "
            f"and not {PUBLIC.name!r}, which stands for those without one"
        )
    if Account.objects.filter(username__iexact=username).exists():
        raise BadValue(f"there is an account {username!r} already; choose another name")


def _check_desk(username: str, roles: Collection[Role], party: str) -> None:
    desks = sorted(DESKS.intersection(roles))
    if desks and not party:
        raise BadValue(f"the account {username!r} is a {desks[0]} and names no party; say whose desk it is")
    if party and not desks:
        raise BadValue(
            f"the account {username!r} names the party {party} and is no desk; leave the party out, or make "
            "it a donor desk or a recipient desk"
        )
    if party and not PartyRecord.objects.filter(uid=party, until__isnull=True).exists():
        raise BadValue(
            f"the account {username!r} names the party {party!r}, which is not in the books; enter the party "
            "first, or correct the code"
        )


def _set_password(account: Account, password: str) -> None:
    problems: Iterable[str] = ()
    if len(password) > _LONGEST_PASSWORD:
        problems = (f"This password is longer than {_LONGEST_PASSWORD} characters.",)
    else:
        try:
            validate_password(password, account)
        except ValidationError as error:
            problems = error.messages
    if problems:
        raise BadValue(
            f"the password for {account.username!r} is refused: {' '.join(problems)} Choose another one"
        )
    account.set_password(password)


def _set_roles(account: Account, roles: Collection[Role]) -> None:
    ensure_groups()
    account.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))


def _system_user() -> str:
    """The name of the user that this process runs as; the number where the system has no name for it."""
    if not hasattr(os, "getuid"):
        return getpass.getuser()
    import pwd  # only where users have numbers

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
