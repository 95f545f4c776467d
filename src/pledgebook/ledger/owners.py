"""Whose a record is: the parties that it belongs to, for writing, and those that it is about, for seeing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q

from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import PartyRecord, Projected
from pledgebook.ledger.payloads import (
    Coalition,
    Consigned,
    Dispute,
    Handover,
    Meeting,
    Party,
    Payload,
    Pledge,
    Relation,
    Signature,
    StageChange,
)
from pledgebook.ledger.payloads.deliveries import Side
from pledgebook.ledger.rules.state import State

Parties = frozenset[str]

_NOBODY: Parties = frozenset()
_OF_A_HANDOVER = frozenset({EntryKind.HANDOVER, EntryKind.SIGNATURE})


def belongs_to(subject: str, payload: Payload, state: State, party: str) -> Parties:
    """All the parties whose word it takes to write an entry; none where no desk may write it.

    `party` is the one whose desk wants to: several donors of a pledge each may add what is their own.
    """
    whose = _BELONGS.get(type(payload))
    if whose is not None:
        return whose(subject, payload, state, party)
    return _named(payload)


def about(subject: str, payload: Payload, state: State) -> Parties:
    """The parties that an entry is about, who see it though it is restricted.

    The same parties that queries.believed finds in the tables.
    """
    whom = _ABOUT.get(type(payload))
    return _named(payload) if whom is None else whom(subject, payload, state)


def owned(model: type[Projected], party: str) -> Q:
    """That a row names a party as its own; never true for a table whose rows name none."""
    names = {field.name for field in model._meta.concrete_fields}
    found = Q(uid=party) if model is PartyRecord else Q(pk__in=())
    for name in ("party", "donor", "recipient"):
        if name in names:
            found |= Q(**{name: party})
    for name in names & {"donors", "leads", "chairs"}:  # codes in a row, joined by '|'
        found |= Q(**{name: party}) | Q(**{f"{name}__startswith": f"{party}|"})
        found |= Q(**{f"{name}__endswith": f"|{party}"}) | Q(**{f"{name}__contains": f"|{party}|"})
    return found


def _named(payload: Payload) -> Parties:
    """The party that a payload names as the one it is about."""
    party: str | None = getattr(payload, "party", None)
    return frozenset({party}) if party else _NOBODY


def _donors(pledge: Pledge) -> Parties:
    return frozenset(donor.party for donor in pledge.donors)


def _parties(pledge: Pledge) -> Parties:
    return _donors(pledge) | ({pledge.recipient} if pledge.recipient else _NOBODY)


def _donors_of(uid: str, state: State) -> Parties:
    pledge = state.pledge(uid)
    return _NOBODY if pledge is None else _donors(pledge)


def _about_pledge(uid: str, state: State) -> Parties:
    pledge = state.pledge(uid)
    return _NOBODY if pledge is None else _parties(pledge)


def _of_handover(uid: str, state: State) -> Parties:
    handover = state.handover(uid)
    return _NOBODY if handover is None else frozenset({handover.donor, handover.recipient})


def _about_subject(dispute: Dispute, state: State) -> Parties:
    if dispute.about is None or dispute.subject is None or dispute.about is EntryKind.DISPUTE:
        return _NOBODY
    known = state.record(dispute.about, dispute.subject)
    return _NOBODY if known is None else about(dispute.subject, known.payload, state)


def _others_of(contents: Iterable[Consigned], state: State, party: str) -> Parties:
    """The donors of pledges to which the party gives nothing."""
    pledges = {consigned.pledge for consigned in contents}
    return _union(donors for uid in pledges if party not in (donors := _donors_of(uid, state)))


def _pledge(_subject: str, payload: Pledge, _state: State, _party: str) -> Parties:
    return _donors(payload)


def _stage(subject: str, payload: StageChange, state: State, _party: str) -> Parties:
    confirmed = frozenset({payload.confirmed_by}) if payload.confirmed_by else _NOBODY
    return _donors_of(subject, state) | confirmed


def _relation(_subject: str, payload: Relation, state: State, party: str) -> Parties:
    """A part may be said to lie inside a joint whole by the one who gives the part."""
    target = _donors_of(payload.target, state)
    if payload.kind.inside and party in target:
        target = _NOBODY
    return _donors_of(payload.source, state) | target


def _handover(_subject: str, payload: Handover, state: State, party: str) -> Parties:
    return _others_of(payload.contents, state, party) | {payload.donor}


def _signature(_subject: str, payload: Signature, state: State, party: str) -> Parties:
    """Its party, that of the handover on this side, and whoever gives what is not in the handover."""
    handover = state.handover(payload.handover)
    if handover is None:
        return frozenset({payload.party})
    inside = {consigned.pledge for consigned in handover.contents}
    named = {one.pledge for one in payload.contents} | {move.pledge for move in payload.moves}
    outside = _union(_donors_of(uid, state) for uid in named - inside)
    side = handover.donor if payload.side is Side.DONOR else handover.recipient
    return (outside - {party}) | {payload.party, side}


def _dispute(_subject: str, payload: Dispute, state: State, party: str) -> Parties:
    """A desk speaks up about a handover of its own."""
    if payload.about not in _OF_A_HANDOVER:
        return _NOBODY
    parties = _about_subject(payload, state)
    return frozenset({party}) if party in parties else parties


def _union(sets: Iterable[Parties]) -> Parties:
    return _NOBODY.union(*sets)


_BELONGS: Mapping[type[Payload], Callable[[str, Any, State, str], Parties]] = {
    Pledge: _pledge,
    StageChange: _stage,
    Relation: _relation,
    Handover: _handover,
    Signature: _signature,
    Dispute: _dispute,
}

_ABOUT: Mapping[type[Payload], Callable[[str, Any, State], Parties]] = {
    Party: lambda subject, _party, _state: frozenset({subject}),
    Coalition: lambda _subject, coalition, _state: frozenset(coalition.leads),
    Meeting: lambda _subject, meeting, _state: frozenset(meeting.chairs),
    Pledge: lambda _subject, pledge, _state: _parties(pledge),
    StageChange: lambda subject, _stage, state: _about_pledge(subject, state),
    Relation: lambda _, relation, state: (
        _about_pledge(relation.source, state) | _about_pledge(relation.target, state)
    ),
    Handover: lambda _subject, handover, _state: frozenset({handover.donor, handover.recipient}),
    Signature: lambda _, signature, state: _of_handover(signature.handover, state) | {signature.party},
    Dispute: lambda _subject, dispute, state: _about_subject(dispute, state),
}
