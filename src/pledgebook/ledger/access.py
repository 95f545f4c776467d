"""Who may do what: the one module that says who may write which entry for whom, and who may see which record.

| role | writes | sees |
|---|---|---|
| secretariat | everything but a desk's signature | everything |
| donor's desk | its party's pledges, stages, handovers, signatures | public, members, own restricted |
| recipient's desk | its needs and purchases, its receipts | public, members, own restricted |
| analyst | what was read, decisions, disputes, and what decisions make | public, members |
| auditor | nothing | everything, the journal included |
| public | nothing | public |
"""

from __future__ import annotations

from enum import StrEnum

import msgspec
from django.db.models import Q

from pledgebook.ledger.models import Projected
from pledgebook.vocabulary.pledges import Visibility


class Role(StrEnum):
    """What an account is for. The names are those of Django's groups."""

    SECRETARIAT = "secretariat"
    DONOR_DESK = "donor desk"
    RECIPIENT_DESK = "recipient desk"
    ANALYST = "analyst"
    AUDITOR = "auditor"


class Actor(msgspec.Struct, frozen=True):
    """Who acts: a name for the journal, roles, and the party whose desk it is. Without roles: the public."""

    name: str
    roles: frozenset[Role] = frozenset()
    party: str = ""


PUBLIC = Actor("public")
"""Somebody without an account."""


class Sight(msgspec.Struct, frozen=True):
    """What somebody sees: records of these visibilities, and restricted ones of the own party."""

    levels: frozenset[Visibility]
    party: str = ""
    journal: bool = False


def sight_of(actor: Actor) -> Sight:
    """What the actor may see."""
    if actor.roles & {Role.SECRETARIAT, Role.AUDITOR}:
        return Sight(frozenset(Visibility), actor.party, journal=True)
    if actor.roles:
        return Sight(frozenset({Visibility.PUBLIC, Visibility.MEMBERS}), actor.party)
    return Sight(frozenset({Visibility.PUBLIC}))


def seen_by(model: type[Projected], sight: Sight) -> Q:
    """The condition that rows of a table must meet to be seen: their visibility, or that they are the own
    party's."""
    seen = Q(visibility__in=sorted(level.value for level in sight.levels))
    if sight.party and len(sight.levels) < len(Visibility):
        return seen | _owned(model, sight.party)
    return seen


def _owned(model: type[Projected], party: str) -> Q:
    """That a row is about a party; never true for a table whose rows belong to nobody."""
    names = {field.name for field in model._meta.concrete_fields}
    owned = Q(pk__in=())
    for name in ("party", "donor", "recipient"):
        if name in names:
            owned |= Q(**{name: party})
    if "donors" in names:  # codes in a row, joined by '|'
        owned |= Q(donors=party) | Q(donors__startswith=f"{party}|") | Q(donors__endswith=f"|{party}")
        owned |= Q(donors__contains=f"|{party}|")
    return owned
