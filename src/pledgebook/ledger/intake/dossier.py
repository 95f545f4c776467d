"""Everything that is known about some claims when somebody has to decide on them: a few queries for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from pledgebook.ledger.intake.background import Background, background
from pledgebook.ledger.intake.linking import Web, web
from pledgebook.ledger.intake.matching import Match, matches
from pledgebook.ledger.intake.proposals import RECORD_KINDS, Proposal, propose
from pledgebook.ledger.intake.rulings import Ruling, rulings
from pledgebook.ledger.intake.shelf import HeldClaim, Shelf
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Reference
from pledgebook.vocabulary.claims import ClaimKind

_ONE_SUM = ("total", "currency")
"""Topics of contradictions whose claims are reports of one sum, taken together and counted once."""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """Claims to decide on, with those linked to them. `records` says what was decided on each to make or
    support, `ruled` every ruling."""

    claims: Mapping[str, HeldClaim]
    known: Background
    web: Web
    proposals: Mapping[str, Proposal]
    ruled: Mapping[str, Ruling]
    records: Mapping[str, Reference]
    found: Mapping[str, tuple[Match, ...]]

    def supports(self, uid: str) -> tuple[Match, ...]:
        """The records that a claim seems to support: first those of the claims that say the same, then those
        that say what it says, last that of another report of the same sum."""
        wanted = RECORD_KINDS[ClaimKind(self.claims[uid].claim.kind)]
        same = self._records_of(self.web.group(uid), wanted)
        disputed = self._records_of(self._other_reports(uid), wanted)
        told = [*(Match(record) for record in same), *self.found.get(uid, ())]
        told += [Match(record, exact=False) for record in disputed]
        first: dict[Reference, Match] = {}
        for match in told:
            first.setdefault(match.record, match)
        return tuple(first.values())

    def _records_of(self, claims: Iterable[str], kind: EntryKind) -> list[Reference]:
        found = {self.records[uid] for uid in claims if uid in self.records}
        return sorted(record for record in found if record[0] is kind)

    def _other_reports(self, uid: str) -> list[str]:
        disputes = [
            held.finding.claims
            for held in self.web.against.get(uid, ())
            if held.finding.topic in _ONE_SUM and self.web.upheld(held.uid)
        ]
        return sorted({other for claims in disputes for other in claims} - {uid})


def dossier(wanted: Iterable[HeldClaim], shelf: Shelf) -> Dossier:
    """The dossier of some claims."""
    own = {claim.uid: claim for claim in wanted}
    linked = web(own, shelf)
    named = {uid for held in linked.findings.values() for uid in held.finding.claims}
    claims = {**shelf.claims((named | set(linked.groups)) - set(own)), **own}
    known = background(claims.values(), shelf)
    proposals = {uid: propose(claim, known) for uid, claim in claims.items()}
    ruled = rulings(EntryKind.CLAIM, claims, shelf)
    return Dossier(
        claims=claims,
        known=known,
        web=linked,
        proposals=proposals,
        ruled=ruled,
        records={uid: ruling.record for uid, ruling in ruled.items() if ruling.record is not None},
        found=matches(claims.values(), proposals, known, shelf),
    )
