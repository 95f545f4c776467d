"""What has to be known around claims before they can become records: their documents, the event that each
document tells of, which documents are copies, and what the books have of parties, coalitions and meetings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from django.db.models import Q

from pledgebook.ledger.intake.concluding import copy_uid, event_uid
from pledgebook.ledger.intake.rulings import rulings
from pledgebook.ledger.intake.shelf import HeldClaim, HeldDocument, HeldFinding, Shelf, chunks, words_of
from pledgebook.ledger.intake.vicinity import days_told
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import CoalitionRecord, FindingRecord, MeetingRecord, PartyRecord
from pledgebook.ledger.payloads import Verdict
from pledgebook.vocabulary.claims import Claim, MeetingClaim, StatementClaim
from pledgebook.vocabulary.findings import FindingKind

_KEY = re.compile(r"(?P<who>.+)-(?:(?P<day>\d{4}-\d\d-\d\d)|no-(?P<number>\d+))")


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a document tells of: who met (a coalition's code, or parties), when, which number."""

    who: str
    day: date | None = None
    number: int | None = None


class MeetingRow(msgspec.Struct, frozen=True):
    """A meeting of the books, as far as claims can be held against it."""

    uid: str
    coalition: str
    number: int | None
    day: date | None


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """What is known around some claims. `originals` says which document a copy goes back to."""

    documents: Mapping[str, HeldDocument]
    occasions: Mapping[str, Occasion]
    originals: Mapping[str, str]
    meetings: tuple[MeetingRow, ...]
    parties: frozenset[str]
    coalitions: frozenset[str]

    def words(self, claim: HeldClaim) -> str:
        """The words that say a claim, on one line."""
        return words_of(claim, self.documents.get(claim.document))

    def source(self, document: str) -> str:
        """The document that counts as the evidence: the original of a copy, else the document itself."""
        return self.originals.get(document, document)

    def occasion(self, claim: HeldClaim) -> Occasion | None:
        """The event that the document of a claim tells of; None where that is still to come for it.

        What a document says of other things than a meeting ahead was not said at that meeting.
        """
        told = self.occasions.get(claim.document)
        published = self.published(claim)
        ahead = told is not None and told.day is not None and published is not None and told.day > published
        return None if ahead else told

    def published(self, claim: HeldClaim) -> date | None:
        """When the document of a claim was published."""
        held = self.documents.get(claim.document)
        return held.stated.published if held is not None else None

    def day(self, claim: HeldClaim) -> date | None:
        """The day for which a claim is taken: that of the event, else of publication."""
        told = self.occasion(claim)
        return told.day if told is not None and told.day is not None else self.published(claim)

    def meeting(self, coalition: str, day: date | None, number: int | None = None) -> MeetingRow | None:
        """The meeting of the books on that day or under that number."""
        ours = [row for row in self.meetings if row.coalition == coalition]
        by_day = (row for row in ours if day is not None and row.day == day)
        by_number = (row for row in ours if number is not None and row.number == number)
        return next(by_day, None) or next(by_number, None)

    def meeting_of(self, claim: HeldClaim) -> MeetingRow | None:
        """The meeting of the books of which the document of a claim tells."""
        told = self.occasion(claim)
        return self.meeting(told.who, told.day, told.number) if told is not None else None

    def sameness(self, claim: HeldClaim) -> tuple[object, ...]:
        """What a claim shares with the same claim in a copy of its document, and with no other."""
        what = claim.claim
        fields = [repr(getattr(what, name)) for name in what.KEY_FIELDS if name != "evidence"]
        said = self.words(claim) if isinstance(what, StatementClaim) else ""
        return (self.source(claim.document), what.kind, *fields, said)


def background(claims: Iterable[HeldClaim], shelf: Shelf) -> Background:
    """The background of some claims; a handful of queries for each 500 documents."""
    told = list(claims)
    documents = shelf.documents(claim.document for claim in told)
    held = _about_documents(documents, shelf)
    occasions = {
        uid: told_of for uid in documents if (told_of := occasion(held.get(event_uid(uid)))) is not None
    }
    return Background(
        documents=documents,
        occasions=occasions,
        originals=_originals(held, shelf),
        meetings=_meetings(occasions.values(), (claim.claim for claim in told), shelf),
        parties=frozenset(shelf.rows(PartyRecord).values_list("uid", flat=True)),
        coalitions=frozenset(shelf.rows(CoalitionRecord).values_list("uid", flat=True)),
    )


def occasion(held: HeldFinding | None) -> Occasion | None:
    """The event that a finding of that kind names."""
    match = _KEY.fullmatch(held.finding.topic or "") if held is not None else None
    if match is None:
        return None
    return Occasion(
        who=match["who"],
        day=date.fromisoformat(match["day"]) if match["day"] else None,
        number=int(match["number"]) if match["number"] else None,
    )


def copies_of(document: str, shelf: Shelf) -> set[str]:
    """The documents that are copies of one, as far as nobody has ruled that they are not."""
    rows = shelf.rows(FindingRecord).filter(kind=FindingKind.COPY_OF.value, topic=document)
    held = _upheld(shelf.findings_in(rows), shelf)
    return {finding.finding.documents[0] for finding in held.values()}


def _about_documents(documents: Iterable[str], shelf: Shelf) -> dict[str, HeldFinding]:
    """What is concluded about whole documents, as far as nobody has ruled against it."""
    uids = [uid for document in documents for uid in (event_uid(document), copy_uid(document))]
    return _upheld(shelf.findings(uids), shelf)


def _upheld(found: Mapping[str, HeldFinding], shelf: Shelf) -> dict[str, HeldFinding]:
    ruled = rulings(EntryKind.FINDING, found, shelf)
    rejected = {uid for uid, ruling in ruled.items() if ruling.verdict is Verdict.REJECT}
    return {uid: held for uid, held in found.items() if uid not in rejected}


def _originals(held: Mapping[str, HeldFinding], shelf: Shelf) -> dict[str, str]:
    """The original of each copy. An original that turned out to be a copy itself leads on to its own."""
    step = _copies(held)
    while wanted := [copy_uid(uid) for uid in set(step.values()) - set(step)]:
        further = _copies(_upheld(shelf.findings(wanted), shelf))
        if not further:
            break
        step |= further
    return {copy: _end(copy, step) for copy in step}


def _copies(held: Mapping[str, HeldFinding]) -> dict[str, str]:
    kind = FindingKind.COPY_OF
    return {f.finding.documents[0]: f.finding.documents[1] for f in held.values() if f.finding.kind is kind}


def _end(document: str, step: Mapping[str, str]) -> str:
    seen = {document}
    while (further := step.get(document)) is not None and further not in seen:
        seen.add(further)
        document = further
    return document


def _meetings(occasions: Iterable[Occasion], claims: Iterable[Claim], shelf: Shelf) -> tuple[MeetingRow, ...]:
    """The meetings of the books that the events and the claims can mean."""
    told, said = list(occasions), list(claims)
    days = {each.day for each in told if each.day is not None} | days_told(said)
    numbers: dict[str, set[int]] = defaultdict(set)
    named = [(each.who, each.number) for each in told]
    named += [(claim.coalition or "", claim.number) for claim in said if isinstance(claim, MeetingClaim)]
    for coalition, number in named:
        if coalition and number is not None:
            numbers[coalition].add(number)
    found = {row for chunk in chunks(sorted(days)) for row in _rows(Q(valid_on__in=chunk), shelf)}
    for coalition, wanted in numbers.items():
        found |= set(_rows(Q(coalition=coalition, number__in=wanted), shelf))
    return tuple(sorted(found, key=lambda row: row.uid))


def _rows(wanted: Q, shelf: Shelf) -> list[MeetingRow]:
    rows = shelf.rows(MeetingRecord).filter(wanted)
    return [MeetingRow(*values) for values in rows.values_list("uid", "coalition", "number", "valid_on")]
