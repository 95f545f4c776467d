"""Drafts of who acts: parties, the coalition with its groups and members, and who held which office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.loading.naming import pledges_with_others, uid_in, uid_of_tenure
from pledgebook.ledger.loading.sourcing import naming_row, party_sources, sourced
from pledgebook.ledger.payloads import Coalition, Membership, Office, Party
from pledgebook.reference.coalitions import capability_coalitions, members
from pledgebook.reference.offices import tenures
from pledgebook.reference.parties import parties
from pledgebook.vocabulary.parties import PartyKind


def party_drafts(coalition: str, codes: Iterable[str]) -> Iterator[Draft]:
    """The parties with these codes, the coalition and donors that are not named among them."""
    for code in sorted(codes):
        known = parties().get(code)
        if known is not None:
            yield sourced(code, Party(name=known.name, kind=known.kind), party_sources()[code], "parties.csv")
        elif code == coalition:
            row = naming_row(coalition)
            yield sourced(code, Party(name=row["name"], kind=PartyKind.ORGANISATION), row["source"], row.file)
        else:
            yield _others(coalition, code)


def coalition_drafts(coalition: str) -> Iterator[Draft]:
    """The coalition, then the groups in it that each serve one capability."""
    row = naming_row(coalition)
    yield sourced(coalition, Coalition(name=row["name"]), row["source"], row.file)
    for group in capability_coalitions(coalition):
        payload = Coalition(
            name=f"Coalition for {group.capability}",
            parent=coalition,
            capability=group.capability,
            leads=group.leads,
            start=group.start,
        )
        yield sourced(
            uid_in(coalition, group.capability),
            payload,
            group.source,
            "capability_coalitions.csv",
            group.start.first if group.start is not None else None,
        )


def membership_drafts(coalition: str) -> Iterator[Draft]:
    """Which parties belong to the coalition."""
    for member in members(coalition):
        payload = Membership(
            coalition=coalition,
            party=member.party,
            role="recipient" if member.role == "recipient" else "donor",
            since=member.since,
        )
        yield sourced(uid_in(coalition, member.party), payload, member.source, "members.csv", member.since)


def office_drafts() -> Iterator[Draft]:
    """Who held which office from when to when."""
    for tenure in tenures():
        payload = Office(
            office=tenure.office,
            party=tenure.party,
            holder=tenure.holder,
            start=tenure.start,
            end=tenure.end,
            acting=tenure.acting,
        )
        yield sourced(uid_of_tenure(tenure), payload, tenure.source, "offices.csv", tenure.start)


def _others(coalition: str, code: str) -> Draft:
    """Donors that a source tells of and does not name: a group of their own for each pledge, because nobody
    knows that two such groups are the same."""
    pledge = pledges_with_others(coalition)[code]
    return sourced(
        code, Party(name=pledge.others or "", kind=PartyKind.ORGANISATION), pledge.source, "pledges.csv"
    )
