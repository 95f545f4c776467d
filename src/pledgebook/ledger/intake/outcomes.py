"""What a finding would make if it were accepted: a contradiction a dispute, a part or a repetition a relation
between two pledges. The others say which claims are one, and make nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pledgebook.ledger.intake.background import Background, MeetingRow
from pledgebook.ledger.intake.disputing import dispute_of, subject_kind
from pledgebook.ledger.intake.linking import PRESENTED_AGAIN
from pledgebook.ledger.intake.proposals import Proposal
from pledgebook.ledger.intake.shelf import HeldClaim, HeldFinding
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Reference, Relation
from pledgebook.vocabulary.claims import PledgeClaim
from pledgebook.vocabulary.findings import Finding, FindingKind
from pledgebook.vocabulary.relations import Cut, RelationKind

RECORDS_OF_FINDINGS = {
    FindingKind.CONTRADICTS: EntryKind.DISPUTE,
    FindingKind.PART_OF: EntryKind.RELATION,
    FindingKind.REPEATS: EntryKind.RELATION,
}
"""The kind of record that each kind of finding can make or support."""

Relations = Mapping[tuple[RelationKind, str, str], str]
"""The uids of relations, by their kind and both ends."""

NOTHING = "accepting it makes no record: it says which claims are one"


def makes_something(finding: Finding) -> bool:
    """Whether accepting a finding of this sort can make a record."""
    if finding.kind is FindingKind.REPEATS:
        return finding.topic == PRESENTED_AGAIN
    return finding.kind in RECORDS_OF_FINDINGS


def outcome(
    held: HeldFinding,
    claims: Mapping[str, HeldClaim],
    records: Mapping[str, Reference],
    known: Background,
    siblings: Iterable[HeldClaim] = (),
    relations: Relations = MappingProxyType({}),
) -> Proposal:
    """What accepting a finding would make.

    `records` says which record each claim that was decided on makes or supports, `siblings` are other parts
    of the same whole, `relations` what the books have: the draft of one of these bears its uid. Where a
    relation has not both of its pledges yet, the proposal says so.
    """
    finding = held.finding
    if finding.kind is FindingKind.CONTRADICTS:
        return _dispute(held, claims, records, known)
    if not makes_something(finding) or len(finding.claims) < 2:
        return Proposal(why=NOTHING)
    return _relation(held, claims, records, siblings, relations)


def _dispute(
    held: HeldFinding, claims: Mapping[str, HeldClaim], records: Mapping[str, Reference], known: Background
) -> Proposal:
    finding = held.finding
    wanted = subject_kind(finding.topic or "")
    about = next((records[uid] for uid in finding.claims if records.get(uid, ("",))[0] is wanted), None)
    if about is None and wanted is EntryKind.MEETING:
        met = next((row for uid in finding.claims if (row := _meeting(claims.get(uid), known))), None)
        about = (EntryKind.MEETING, met.uid) if met is not None else None

    def name(document: str) -> str:
        known_as = known.documents.get(document)
        return known_as.stated.name if known_as is not None else document

    return Proposal(
        record=Draft(
            subject=f"dispute-{held.uid.removeprefix('finding-')}",
            payload=dispute_of(finding, claims, about, name),
            visibility=held.visibility,
            evidence=_citations(finding, claims),
        )
    )


def _relation(
    held: HeldFinding,
    claims: Mapping[str, HeldClaim],
    records: Mapping[str, Reference],
    siblings: Iterable[HeldClaim],
    relations: Relations,
) -> Proposal:
    first, second = held.finding.claims[:2]
    source, target = (_pledge(records.get(uid)) for uid in (first, second))
    if source is None or target is None:
        missing = first if source is None else second
        return Proposal(why=f"its claim {missing} is no pledge of the books yet; decide on that claim first")
    if source == target:
        return Proposal(why=NOTHING)
    kind = RelationKind.PART_OF if held.finding.kind is FindingKind.PART_OF else RelationKind.REPEATS
    cut = cut_of(claims.get(first), claims.get(second), siblings) if kind is RelationKind.PART_OF else None
    return Proposal(
        record=Draft(
            subject=relations.get((kind, source, target)) or relation_uid(kind, source, target),
            payload=Relation(kind=kind, source=source, target=target, cut=cut),
            visibility=held.visibility,
            evidence=_citations(held.finding, claims),
        )
    )


def relation_uid(kind: RelationKind, source: str, target: str) -> str:
    """The uid of a relation: the same two pledges are related in one way once only."""
    named = "\x1f".join((kind.value, source, target))
    return f"{kind.value}-{hashlib.sha256(named.encode()).hexdigest()[:16]}"


def cut_of(part: HeldClaim | None, whole: HeldClaim | None, siblings: Iterable[HeldClaim]) -> Cut | None:
    """Along which line a part is cut from its whole; None where the claims do not tell.

    A sum for nothing in particular, beside a sum of another donor in the same document, is a donor's share.
    """
    if part is None or whole is None:
        return None
    ours, theirs = part.claim, whole.claim
    if not isinstance(ours, PledgeClaim) or not isinstance(theirs, PledgeClaim):
        return None
    if set(ours.donors) != set(theirs.donors):
        return Cut.DONOR
    if ours.period is not None and ours.period != theirs.period:
        return Cut.PERIOD
    if ours.items:
        return Cut.PURPOSE
    beside = [each.claim for each in siblings if each.document == part.document and each.uid != part.uid]
    others = (each for each in beside if isinstance(each, PledgeClaim) and not each.items)
    return Cut.DONOR if any(set(each.donors) != set(ours.donors) for each in others) else None


def _meeting(claim: HeldClaim | None, known: Background) -> MeetingRow | None:
    return known.meeting_of(claim) if claim is not None else None


def _pledge(record: Reference | None) -> str | None:
    return record[1] if record is not None and record[0] is EntryKind.PLEDGE else None


def _citations(finding: Finding, claims: Mapping[str, HeldClaim]) -> tuple[Citation, ...]:
    told = (claims[uid] for uid in finding.claims if uid in claims)
    return tuple(dict.fromkeys(citation for claim in told for citation in claim.citations))
