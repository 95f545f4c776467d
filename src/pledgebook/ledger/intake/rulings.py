"""What was decided: the ruling that stands on each claim, finding or dispute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from pledgebook.ledger.access import seen_by
from pledgebook.ledger.intake.shelf import Shelf, chunks
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DecisionRecord
from pledgebook.ledger.payloads import Reference, Verdict


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that stands: what it is about, the verdict, and the record that it makes or supports."""

    subject: str
    verdict: Verdict
    record: Reference | None = None
    rule: str = ""


def decision_uid(about: EntryKind, subject: str) -> str:
    """The uid of the decision on something."""
    return f"{about.value}:{subject}"


def rulings(about: EntryKind, subjects: Iterable[str], shelf: Shelf) -> dict[str, Ruling]:
    """The rulings that stand on some claims, findings or disputes, by their uid."""
    uids = sorted({decision_uid(about, subject) for subject in subjects})
    found: dict[str, Ruling] = {}
    for chunk in chunks(uids):
        found.update((ruling.subject, ruling) for ruling in _read(_standing(shelf).filter(uid__in=chunk)))
    return found


def rulings_on(record: Reference, shelf: Shelf) -> list[tuple[EntryKind, Ruling]]:
    """What stands on a record: the rulings that made it or support it, with what they are about, in the order
    in which they were given."""
    rows = _standing(shelf).filter(record_kind=record[0].value, record=record[1]).order_by("seq")
    abouts = [EntryKind(about) for about in rows.values_list("about", flat=True)]
    return list(zip(abouts, _read(rows), strict=True))


def undecided(rows: QuerySet[Any], about: EntryKind, shelf: Shelf) -> QuerySet[Any]:
    """Those rows of claims or findings on which no ruling stands."""
    uid = Concat(Value(f"{about.value}:"), OuterRef("uid"))
    return rows.filter(~Exists(_standing(shelf).filter(uid=uid)))


def reopened(about: EntryKind, shelf: Shelf) -> set[str]:
    """The claims or findings of which the last word is that a ruling was taken back."""
    rows = _all(shelf).filter(about=about.value, verdict=Verdict.REOPEN.value)
    return set(rows.values_list("subject", flat=True))


def _standing(shelf: Shelf) -> QuerySet[Any]:
    return _all(shelf).exclude(verdict=Verdict.REOPEN.value)


def _all(shelf: Shelf) -> QuerySet[Any]:
    """The last ruling on everything. Who sees what they are about sees them: they are asked for by claims and
    findings that are seen, and bear the visibility of these."""
    known = DecisionRecord.objects.known_at(shelf.clocks.known)
    return known.filter(seen_by(DecisionRecord, shelf.sight))


def _read(rows: QuerySet[Any]) -> list[Ruling]:
    return [
        Ruling(
            subject=subject,
            verdict=Verdict(verdict),
            record=(EntryKind(kind), record) if kind and record else None,
            rule=rule,
        )
        for subject, verdict, kind, record, rule in rows.values_list(
            "subject", "verdict", "record_kind", "record", "rule"
        )
    ]


def ever_ruled(record: Reference, shelf: Shelf) -> set[tuple[EntryKind, str]]:
    """What was ever said to make or support a record, up to the moment that is asked about."""
    rows = DecisionRecord.objects.filter(record_kind=record[0].value, record=record[1])
    if shelf.clocks.known is not None:
        rows = rows.filter(seq__lte=shelf.clocks.known)
    return {(EntryKind(about), subject) for about, subject in rows.values_list("about", "subject")}
