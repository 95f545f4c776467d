"""The queue: claims and findings on which nobody has decided, each with what is worth knowing for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.intake.dossier import Dossier, dossier
from pledgebook.ledger.intake.outcomes import Relations, makes_something, outcome
from pledgebook.ledger.intake.proposals import Proposal
from pledgebook.ledger.intake.rulings import undecided
from pledgebook.ledger.intake.shelf import HeldClaim, HeldFinding, Shelf
from pledgebook.ledger.intake.standing import disputes_of, relations_of
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import ClaimRecord, FindingRecord
from pledgebook.ledger.payloads import Reference
from pledgebook.vocabulary.findings import FindingKind

MOST_QUEUED = 1_000
"""So many claims are shown at a time, those first that came first; the others follow as these are decided."""


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or a finding to decide on.

    `sort` is the kind of claim or finding. `words` are the words of the document, or the reason of the
    finding; `source` names the document for people, `documents` by uid. `supports` is the record that it
    seems to support, the best first. `alike` are other claims that say the same, `copies` the claims of
    copies of the document, which are decided along with this one, `disputed_by` the findings that speak
    against it.
    """

    about: EntryKind
    uid: str
    sort: str
    words: str
    proposal: Proposal
    source: str = ""
    documents: tuple[str, ...] = ()
    published: date | None = None
    supports: tuple[Reference, ...] = ()
    alike: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()


def queue(sight: Sight, clocks: Clocks = NOW, limit: int = MOST_QUEUED) -> tuple[Queued, ...]:
    """What waits for a decision, claims before findings, each in the order in which it came.

    Findings that make nothing (which claims are one, which document is a copy) show in the rows of their
    claims; claims that can make nothing and support nothing do not wait, but can be rejected. The number of
    queries does not depend on how much waits, but for one in each 500 rows.
    """
    shelf = Shelf(sight, clocks)
    rows = undecided(shelf.rows(ClaimRecord), EntryKind.CLAIM, shelf).order_by("seq")
    claims = shelf.claims_in(rows[:limit])
    findings = dict(islice(waiting_findings(shelf).items(), limit))
    named = {uid for held in findings.values() for uid in held.finding.claims}
    case = dossier({**shelf.claims(named - set(claims)), **claims}.values(), shelf)
    return (*_claims(claims, case), *_of_findings(findings, case, shelf))


def waiting_findings(shelf: Shelf) -> dict[str, HeldFinding]:
    """The findings to decide on. A contradiction inside a larger one on the same topic is left out: the
    larger came when further documents did."""
    kinds = (FindingKind.CONTRADICTS, FindingKind.PART_OF, FindingKind.REPEATS)
    rows = shelf.rows(FindingRecord).filter(kind__in=[kind.value for kind in kinds])
    waiting = undecided(rows, EntryKind.FINDING, shelf).order_by("seq")
    held = {uid: found for uid, found in shelf.findings_in(waiting).items() if makes_something(found.finding)}
    by_topic: dict[str | None, list[frozenset[str]]] = defaultdict(list)
    for found in held.values():
        if found.finding.kind is FindingKind.CONTRADICTS:
            by_topic[found.finding.topic].append(frozenset(found.finding.claims))
    return {uid: found for uid, found in held.items() if not _inside(found, by_topic)}


def _inside(held: HeldFinding, by_topic: Mapping[str | None, list[frozenset[str]]]) -> bool:
    own = frozenset(held.finding.claims)
    disputes = held.finding.kind is FindingKind.CONTRADICTS
    return disputes and any(own < other for other in by_topic[held.finding.topic])


def _claims(claims: Mapping[str, HeldClaim], case: Dossier) -> Iterator[Queued]:
    """One row for each claim; that of a copy goes with the same claim of its original."""
    folded = _folded(claims, case)
    for uid, copies in folded.items():
        claim = claims[uid]
        document = case.known.documents.get(claim.document)
        others = [other for other in case.web.group(uid) if other in folded and other != uid]
        against = case.web.contradictions((uid, *copies))
        supports = tuple(match.record for match in case.supports(uid))
        if case.proposals[uid].kept and not supports:
            continue
        yield Queued(
            about=EntryKind.CLAIM,
            uid=uid,
            sort=claim.claim.kind.value,
            words=case.known.words(claim),
            proposal=case.proposals[uid],
            source=document.stated.name if document is not None else claim.document,
            documents=(claim.document,),
            published=case.known.published(claim),
            supports=supports,
            alike=tuple(others),
            copies=copies,
            disputed_by=tuple(held.uid for held in against),
        )


def _folded(claims: Mapping[str, HeldClaim], case: Dossier) -> dict[str, tuple[str, ...]]:
    """The claims that head a row, each with those of copies that say the same. Of the same claims the one in
    the original is the head, else the one that came first."""
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for uid, claim in claims.items():
        same[case.known.sameness(claim)].append(uid)
    heads: dict[str, tuple[str, ...]] = {}
    for uids in same.values():
        originals = [uid for uid in uids if claims[uid].document not in case.known.originals]
        if len(originals) > 1:  # one document says it twice
            heads |= dict.fromkeys(originals[1:], ())
        head = (originals or uids)[0]
        heads[head] = tuple(uid for uid in uids if uid != head and uid not in originals)
    return {uid: heads[uid] for uid in claims if uid in heads}


def _of_findings(findings: Mapping[str, HeldFinding], case: Dossier, shelf: Shelf) -> Iterator[Queued]:
    relations = relations_of(case.records.values(), shelf)
    disputes = disputes_of(findings, case, shelf)
    for uid, held in findings.items():
        others = siblings(held, findings.values(), case)
        proposal = outcome(held, case.claims, case.records, case.known, others, relations)
        named = [case.claims[claim] for claim in held.finding.claims if claim in case.claims]
        documents = tuple(dict.fromkeys(claim.document for claim in named))
        yield Queued(
            about=EntryKind.FINDING,
            uid=uid,
            sort=held.finding.kind.value,
            words=held.finding.reason,
            proposal=proposal,
            source=", ".join(_names(documents, case)),
            documents=documents,
            supports=(*_known_relation(proposal, relations), *disputes.get(uid, ())),
        )


def _known_relation(proposal: Proposal, relations: Relations) -> Iterator[Reference]:
    draft = proposal.record
    if draft is not None and draft.kind is EntryKind.RELATION and draft.subject in relations.values():
        yield draft.kind, draft.subject


def _names(documents: Iterable[str], case: Dossier) -> Iterator[str]:
    for uid in documents:
        known = case.known.documents.get(uid)
        yield known.stated.name if known is not None else uid


def siblings(held: HeldFinding, findings: Iterable[HeldFinding], case: Dossier) -> list[HeldClaim]:
    """The other parts of the whole that a finding is about."""
    whole = held.finding.claims[-1:]
    parts = [
        other.finding.claims[0]
        for other in findings
        if other.finding.kind is FindingKind.PART_OF and other.finding.claims[-1:] == whole
    ]
    return [case.claims[uid] for uid in parts if uid in case.claims]
