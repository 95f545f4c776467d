"""Documents into the books: their text, the claims that reading finds in it, and what reconciling concludes.

Nothing here makes a record of a pledge or a meeting: that takes a decision (`deciding`, `agreeing`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.intake.concluding import conclusions
from pledgebook.ledger.intake.rulings import rulings
from pledgebook.ledger.intake.shelf import HeldClaim, HeldDocument, Shelf, chunks
from pledgebook.ledger.intake.vicinity import days_told, vicinity
from pledgebook.ledger.journal.append import writing
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DocumentRecord, FindingRecord, JournalEntry
from pledgebook.ledger.payloads import Citation, Document, ReadClaim, ReadFinding
from pledgebook.reading import read_document
from pledgebook.reconciling import reconcile
from pledgebook.vocabulary import documents
from pledgebook.vocabulary.claims import (
    AnyClaim,
    AttendanceClaim,
    Claim,
    IndicatorClaim,
    MeetingClaim,
    RoleClaim,
    SupportStatusClaim,
)
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.findings import Finding
from pledgebook.vocabulary.pledges import Visibility

_STRICTNESS = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.RESTRICTED)


class Taken(msgspec.Struct, frozen=True):
    """A document that is in the books now: its uid, the name it came under, how many claims it makes."""

    uid: str
    name: str
    claims: int = 0


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of some documents.

    `known` were in the books before: nothing was written for them. `entries` counts what was written in all,
    under the name `batch`, by which it can be undone. `not_compared` counts documents of the books that are
    near to the new ones and were too many to be reconciled with them.
    """

    batch: str = ""
    taken: tuple[Taken, ...] = ()
    known: tuple[Taken, ...] = ()
    findings: int = 0
    entries: int = 0
    not_compared: int = 0


class _Read(msgspec.Struct, frozen=True):
    """A new document with its claims, by uid."""

    held: HeldDocument
    claims: dict[str, HeldClaim]


def take_in(
    new: Iterable[documents.Document], actor: Actor, visibility: Visibility = Visibility.MEMBERS
) -> Intake:
    """Enter documents with their claims and findings, as one batch that can be undone.

    `visibility` is that of the documents, their claims, and the records that the claims will make: a figure
    is never seen without its sentence. Press texts belong to others, so it is the members' by default.
    A document that is in the books already, by the hash of its bytes, is not entered again.
    Raises Refused where the actor may not enter documents, and BadValue for a text that is none; then nothing
    is written.
    """
    named = {document_uid(document): document for document in new}
    seen = head().seq
    known = _known(named)
    read = [_read(uid, named[uid], visibility) for uid in named if uid not in known]
    again = tuple(Taken(uid, named[uid].name) for uid in named if uid in known)
    return _enter(read, again, actor, seen) if read else Intake(known=again)


def _enter(read: Collection[_Read], known: tuple[Taken, ...], actor: Actor, seen: int) -> Intake:
    """Write new documents with what is concluded about them; they were looked up at entry `seen`."""
    shelf = Shelf(sight_of(actor))
    concluded, not_compared = _concluded(read, shelf)
    batch = f"intake {datetime.now(UTC):%Y-%m-%dT%H:%M:%S} {uuid4().hex[:8]}"
    with writing(actor, batch) as pen:
        if _read_since(seen):  # somebody was faster; now all others wait
            late = _known([each.held.uid for each in read])
            known = (*known, *(_taken(each) for each in read if each.held.uid in late))
            read = [each for each in read if each.held.uid not in late]
            concluded, not_compared = _concluded(read, shelf)
        entries = pen.write([*(draft for each in read for draft in _drafts(each)), *concluded])
    return Intake(
        batch=batch if entries else "",
        taken=tuple(_taken(each) for each in read),
        known=known,
        findings=len(concluded),
        entries=len(entries),
        not_compared=not_compared,
    )


def _taken(read: _Read) -> Taken:
    return Taken(read.held.uid, read.held.stated.name, len(read.claims))


def document_uid(document: documents.Document) -> str:
    """The uid of a document: 'doc-' and the start of the SHA-256 of its bytes, whatever its name."""
    return f"doc-{_sha256(document)[:16]}"


def claim_uid(claim: Claim) -> str:
    """The uid of a claim that names its document by uid."""
    return f"{claim.document}:{claim.id}"


def _sha256(document: documents.Document) -> str:
    try:
        return document.sha256 or hashlib.sha256(document.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise BadValue(
            f"{document.name}: character {error.start} of its text is half of one and cannot be kept; decode "
            "the document anew"
        ) from error


def _read_since(seq: int) -> bool:
    """Whether anything was read, or concluded from it, after an entry."""
    kinds = (
        EntryKind.DOCUMENT.value,
        EntryKind.FINDING.value,
        EntryKind.DECISION.value,
        EntryKind.REVERSAL.value,
    )
    return JournalEntry.objects.filter(seq__gt=seq, kind__in=kinds).exists()


def _known(uids: Collection[str]) -> set[str]:
    """Which documents the books believe, whoever may see them."""
    rows = DocumentRecord.objects.filter(until__isnull=True)
    return {
        uid
        for chunk in chunks(sorted(uids))
        for uid in rows.filter(uid__in=chunk).values_list("uid", flat=True)
    }


def _read(uid: str, document: documents.Document, visibility: Visibility) -> _Read:
    """Read a document under its uid, so that no claim depends on the name of the file."""
    held = HeldDocument(uid=uid, stated=_stated(document), visibility=visibility)
    claims = {claim_uid(claim): claim for claim in read_document(held.document)}
    return _Read(held, {id_: _held(id_, uid, claim, visibility) for id_, claim in claims.items()})


def _stated(document: documents.Document) -> Document:
    """The payload of a document; what is too long for a column is cut there."""
    fields = {name: getattr(document, name) for name in documents.Document.__struct_fields__}
    fields |= {"sha256": _sha256(document), "name": _fitting(document.name, 400)}
    fields |= {"title": _fitting(document.title), "publisher": _fitting(document.publisher, 200)}
    fields |= {"language": _fitting(document.language, 20), "agency": _fitting(document.agency, 100)}
    return Document(**fields)


def _fitting(text: str | None, length: int | None = None) -> str | None:
    """A text as a column takes it: PostgreSQL keeps no NUL."""
    return None if text is None else text.replace("\0", " ")[:length]


def _held(uid: str, document: str, claim: Claim, visibility: Visibility) -> HeldClaim:
    places = dict.fromkeys(claim.evidence)
    citations = tuple(Citation(document=document, start=place.start, end=place.end) for place in places)
    citations = citations or (Citation(document=document),)
    kept: AnyClaim = claim  # type: ignore[assignment]  # reading returns the claims of that union
    return HeldClaim(uid=uid, document=document, claim=kept, visibility=visibility, citations=citations)


def _drafts(read: _Read) -> Iterable[Draft]:
    held, published = read.held, read.held.stated.published
    source = Citation(source=held.stated.url or held.stated.name or held.uid)
    yield Draft(
        subject=held.uid,
        payload=held.stated,
        valid_on=published,
        visibility=held.visibility,
        evidence=(source,),
    )
    for claim in read.claims.values():
        yield Draft(
            subject=claim.uid,
            payload=ReadClaim(document=held.uid, claim=claim.claim),
            valid_on=_told_for(claim.claim) or published,
            visibility=claim.visibility,
            evidence=claim.citations,
            origin=held.stated.name,
        )


def _told_for(claim: Claim) -> date | None:
    """The day of which a claim speaks, where it names one."""
    if isinstance(claim, MeetingClaim):
        return claim.date
    if isinstance(claim, AttendanceClaim):
        return claim.meeting
    if isinstance(claim, IndicatorClaim):
        return claim.start
    if isinstance(claim, (RoleClaim, SupportStatusClaim)) and claim.date is not None:
        return claim.date.first
    return None


def _concluded(read: Collection[_Read], shelf: Shelf) -> tuple[list[Draft], int]:
    """The findings about the new documents and those near to them, as far as they are news to the books."""
    own = {uid: claim for each in read for uid, claim in each.claims.items()}
    published = [each.held.stated.published for each in read]
    near = vicinity(published, days_told(claim.claim for claim in own.values()), shelf)
    shelved = shelf.documents(near.documents)
    held = {**shelved, **{each.held.uid: each.held for each in read}}
    claims = {**shelf.claims_of(shelved), **own}
    told = {claim.claim.id: claim.claim for claim in claims.values()}
    reconciliation = reconcile([each.document for each in held.values()], list(told.values()))
    names = {uid: each.stated.name for uid, each in held.items()}
    uids = {claim.claim.id: uid for uid, claim in claims.items()}
    found = dict(conclusions(reconciliation, told, uids, names))
    return [*_news(found, {uid: each.visibility for uid, each in held.items()}, shelf)], near.left_out


def _news(
    found: Mapping[str, Finding], visibility: Mapping[str, Visibility], shelf: Shelf
) -> Iterable[Draft]:
    """The findings that the books do not have, or have otherwise; what somebody decided on stays as it is."""
    believed = _believed_findings(found)
    stated = shelf.findings(believed)
    decided = rulings(EntryKind.FINDING, believed, shelf)
    for uid, finding in found.items():
        known = stated.get(uid)
        if uid in believed and (known is None or uid in decided or _same(known.finding, finding)):
            continue
        documents = {*finding.documents, *(claim.partition(":")[0] for claim in finding.claims)}
        levels = [visibility[document] for document in documents]
        yield Draft(
            subject=uid,
            payload=ReadFinding(finding=_cut(finding)),
            visibility=max(levels, key=_STRICTNESS.index, default=Visibility.MEMBERS),
            expected=believed.get(uid),
        )


def _believed_findings(uids: Iterable[str]) -> dict[str, int]:
    """The sequence of those findings that the books believe, whoever may see them."""
    rows = FindingRecord.objects.filter(until__isnull=True)
    return {
        uid: seq
        for chunk in chunks(sorted(uids))
        for uid, seq in rows.filter(uid__in=chunk).values_list("uid", "seq")
    }


def _same(left: Finding, right: Finding) -> bool:
    """Whether two findings say the same; how their sentence words it does not matter."""
    return (left.claims, left.documents, left.topic) == (right.claims, right.documents, right.topic)


def _cut(finding: Finding) -> Finding:
    return replace(finding, topic=finding.topic[:200]) if finding.topic else finding
