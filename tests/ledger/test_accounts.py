"""Accounts: who signs in, as whom, and what is kept of a password."""

from __future__ import annotations

import getpass
import os

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.db import connection
from tests.ledger.samples import parties

from pledgebook.ledger.access import Actor, Role
from pledgebook.ledger.accounts import (
    actor_named,
    actor_of,
    change_password,
    change_roles,
    create_account,
    ensure_groups,
    local_operator,
    switch,
)
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.models import Account
from pledgebook.vocabulary.errors import BadValue, NotAllowed

pytestmark = pytest.mark.usefixtures("books")

PASSWORD = "thirty launchers by autumn"  # noqa: S105 - of accounts that live for one test


@pytest.fixture
def desk(books: str, secretariat: Actor) -> Account:  # noqa: ARG001 - the books come first
    """The account of Norway's desk."""
    append(parties(), secretariat)
    return create_account("desk-no", {Role.DONOR_DESK}, "NO", PASSWORD)


def test_an_account_acts_with_its_roles_for_its_party(desk: Account) -> None:
    assert actor_of(desk) == Actor("desk-no", frozenset({Role.DONOR_DESK}), "NO")


def test_groups_are_made_once() -> None:
    ensure_groups()
    ensure_groups()
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(Role)


@pytest.mark.usefixtures("desk")
def test_a_password_is_kept_as_an_argon2_hash_and_nowhere_in_plain_text() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            assert PASSWORD not in str(cursor.fetchall())
    assert Account.objects.get(username="desk-no").password.startswith("argon2")


@pytest.mark.usefixtures("desk")
def test_a_changed_password_replaces_the_old_one() -> None:
    change_password("desk-no", "forty launchers by autumn")
    assert authenticate(username="desk-no", password=PASSWORD) is None
    assert authenticate(username="desk-no", password="forty launchers by autumn") is not None  # noqa: S106


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "password", ["", "brief", "qwerty123456", "desk-no12345", "83920174620193", "x" * 2_000]
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    problem = r"the password for 'desk-no' is refused: Th(is|e) password is"
    with pytest.raises(BadValue, match=problem) as refused:
        change_password("desk-no", password)
    assert not password or password not in str(refused.value)


def test_an_account_that_is_off_has_no_roles_and_cannot_act(desk: Account) -> None:
    switch("desk-no", on=False)
    desk.refresh_from_db()
    assert actor_of(desk) == Actor("desk-no")
    assert authenticate(username="desk-no", password=PASSWORD) is None
    with pytest.raises(NotAllowed, match="'desk-no' is switched off"):
        actor_named("desk-no")
    switch("desk-no", on=True)
    assert actor_named("desk-no").roles == {Role.DONOR_DESK}


def test_other_roles_take_the_place_of_those_before(desk: Account) -> None:
    change_roles("desk-no", {Role.ANALYST, Role.AUDITOR}, "")
    desk.refresh_from_db()
    assert actor_of(desk) == Actor("desk-no", frozenset({Role.ANALYST, Role.AUDITOR}))


def test_only_groups_give_roles(desk: Account) -> None:
    desk.is_superuser = desk.is_staff = True
    desk.groups.set([Group.objects.create(name="everything")])
    assert actor_of(desk).roles == frozenset()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("username", "roles", "party", "problem"),
    [
        ("desk-no", {Role.DONOR_DESK}, "NO", "there is an account 'desk-no' already"),
        ("Desk-NO", {Role.DONOR_DESK}, "NO", "already"),
        ("operator:root", {Role.SECRETARIAT}, "", "use letters, digits"),
        ("Public", {Role.AUDITOR}, "", "stands for those without one"),
        ("", {Role.AUDITOR}, "", "is no name"),
        ("x" * 61, {Role.AUDITOR}, "", "is no name"),
        ("desk", {Role.DONOR_DESK}, "", "say whose desk it is"),
        ("anna", {Role.ANALYST}, "NO", "is no desk"),
        ("desk", {Role.DONOR_DESK}, "XX", "'XX', which is not in the books"),
    ],
)
def test_what_is_no_account(username: str, roles: set[Role], party: str, problem: str) -> None:
    with pytest.raises(BadValue, match=problem):
        create_account(username, roles, party, PASSWORD)
    assert Account.objects.count() == 1


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(BadValue, match="there is no account 'desk-xx'"):
        actor_named("desk-xx")


@pytest.mark.usefixtures("desk")
def test_the_journal_tells_who_types_for_an_account() -> None:
    assert actor_named("desk-no", local_operator()).name == f"desk-no by {local_operator().name}"


def test_the_person_at_the_command_line_is_the_secretariat_under_their_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = local_operator()
    monkeypatch.setenv("LOGNAME", "somebody-else")
    assert getpass.getuser() == "somebody-else"
    assert local_operator() == before
    assert before.roles == {Role.SECRETARIAT}
    assert before.name.startswith("operator:")
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_000)
    assert local_operator().name == "operator:2000000000"
