"""Which record of the books a claim seems to support, found by what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from django.db.models import Q

from pledgebook.ledger.intake.background import Background
from pledgebook.ledger.intake.proposals import RECORD_KINDS, Proposal
from pledgebook.ledger.intake.shelf import HeldClaim, Shelf, chunks
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import OfficeRecord, PledgeLine, PledgeRecord
from pledgebook.ledger.payloads import Payload, Pledge, Reference
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.reconciling.figures import Yardstick
from pledgebook.reconciling.pledges import donors_compatible
from pledgebook.reconciling.shipped import shipped_facts
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import CoalitionClaim, MeetingClaim, RoleClaim
from pledgebook.vocabulary.pledges import PledgeNature

NEAR = timedelta(days=14)
"""Records that far apart may be one: reports follow within days, round-ups within two weeks."""

_KEYS: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.ATTENDANCE: ("meeting", "person", "party", "mode"),
    EntryKind.NEED: ("party", "amount", "mode"),
    EntryKind.PURCHASE: ("party", "amount", "funds"),
    EntryKind.SUPPORT_STATUS: ("party", "channel", "state"),
    EntryKind.INDICATOR: ("metric", "low", "high", "party", "place", "per"),
}
"""The fields by which a claim is held against records of these kinds; lines are compared as well."""

_APART = frozenset(
    {
        PledgeNature.CONDITIONAL,
        PledgeNature.DELIVERY,
        PledgeNature.STRETCH,
        PledgeNature.INTENT,
        PledgeNature.NOTHING,
    }
)
"""Natures that are never told of the same announcement as another."""

_Items = frozenset[tuple[str, Any]]


class Match(msgspec.Struct, frozen=True):
    """A record that a claim seems to support; `exact` unless the two name other donors."""

    record: Reference
    exact: bool = True


class _PledgeRow(msgspec.Struct, frozen=True, kw_only=True):
    uid: str
    donors: tuple[str, ...]
    amount: Money | None
    items: _Items
    meeting: str
    nature: PledgeNature
    day: date | None


def matches(
    claims: Iterable[HeldClaim], proposals: Mapping[str, Proposal], known: Background, shelf: Shelf
) -> dict[str, tuple[Match, ...]]:
    """The records that claims seem to support, by claim, the best first; some queries for each kind."""
    found: dict[str, tuple[Match, ...]] = {}
    by_kind: dict[EntryKind, dict[str, Draft]] = defaultdict(dict)
    told = list(claims)
    for claim in told:
        record = proposals[claim.uid].record
        if record is not None and not isinstance(claim.claim, MeetingClaim):
            by_kind[RECORD_KINDS[claim.claim.kind]][claim.uid] = record
    for kind, drafts in by_kind.items():
        found.update(
            _of_pledges(drafts, shelf) if kind is EntryKind.PLEDGE else _of_kind(kind, drafts, shelf)
        )
    found.update(_of_standing(told, known, shelf))
    return {uid: hits for uid, hits in found.items() if hits}


def _of_standing(
    claims: Sequence[HeldClaim], known: Background, shelf: Shelf
) -> Iterator[tuple[str, tuple[Match, ...]]]:
    """Meetings, offices and coalitions, which are in the books whether or not a claim could make them."""
    persons = sorted(
        {claim.claim.person or "" for claim in claims if isinstance(claim.claim, RoleClaim)} - {""}
    )
    offices = list(
        shelf.rows(OfficeRecord)
        .filter(holder__in=persons)
        .values_list("uid", "holder", "party", "office", "valid_on", "end")
    )
    for claim in claims:
        what = claim.claim
        if isinstance(what, MeetingClaim) and what.coalition is not None:
            row = known.meeting(what.coalition, what.date, what.number)
            yield claim.uid, (Match((EntryKind.MEETING, row.uid)),) if row is not None else ()
        elif isinstance(what, CoalitionClaim) and what.coalition in known.coalitions:
            yield claim.uid, (Match((EntryKind.COALITION, what.coalition)),)
        elif isinstance(what, RoleClaim):
            day = what.date.first if what.date is not None else known.day(claim)
            held = [
                Match((EntryKind.OFFICE, uid))
                for uid, holder, party, office, start, end in offices
                if (holder, party, office) == (what.person, what.party, what.role)
                and _covers(start, end, day)
            ]
            yield claim.uid, tuple(held)


def _covers(start: date | None, end: date | None, day: date | None) -> bool:
    return day is None or ((start is None or start <= day) and (end is None or day <= end))


def _of_kind(
    kind: EntryKind, drafts: Mapping[str, Draft], shelf: Shelf
) -> Iterator[tuple[str, tuple[Match, ...]]]:
    """Records of the same kind near in time whose fields say the same."""
    if kind not in _KEYS:
        return
    rows = list(
        shelf.rows(RECORDS[kind][0]).filter(_near(drafts.values())).values_list("uid", "entry", "valid_on")
    )
    said: dict[object, list[tuple[str, date | None]]] = defaultdict(list)
    for chunk in chunks(rows):
        entries = entries_at([entry for _, entry, _ in chunk])
        for uid, entry, day in chunk:
            said[_fields(kind, entries[entry].content())].append((uid, day))
    for claim, draft in drafts.items():
        near = [
            (uid, day)
            for uid, day in said.get(_fields(kind, draft.payload), ())
            if _close(day, draft.valid_on)
        ]
        ordered = sorted(near, key=lambda hit: (_apart(hit[1], draft.valid_on), hit[0]))
        yield claim, tuple(Match((kind, uid)) for uid, _ in ordered)


def _fields(kind: EntryKind, payload: Payload) -> object:
    lines = frozenset((line.item, line.low) for line in getattr(payload, "lines", ()))
    return (*(getattr(payload, name) for name in _KEYS[kind]), lines)


def _of_pledges(drafts: Mapping[str, Draft], shelf: Shelf) -> Iterator[tuple[str, tuple[Match, ...]]]:
    """Pledges of the same donors, sum or items, at the same meeting or near in time."""
    rows = _pledge_rows(_near(drafts.values()), shelf)
    by_donor: dict[str, list[_PledgeRow]] = defaultdict(list)
    for row in rows:
        for donor in row.donors:
            by_donor[donor].append(row)
    for claim, draft in drafts.items():
        pledge = draft.payload
        if not isinstance(pledge, Pledge):  # pragma: no cover - pledges and totals make pledges
            continue
        donors = tuple(sorted(donor.party for donor in pledge.donors))
        near = {row.uid: row for donor in donors for row in by_donor.get(donor, ())}
        hits = [row for row in near.values() if _alike(pledge, donors, draft.valid_on, row)]
        hits.sort(key=lambda row: (row.donors != donors, _apart(row.day, draft.valid_on), row.uid))
        yield claim, tuple(Match((EntryKind.PLEDGE, row.uid), row.donors == donors) for row in hits)


def _alike(pledge: Pledge, donors: tuple[str, ...], day: date | None, row: _PledgeRow) -> bool:
    if not donors_compatible(donors, row.donors) or not _natures_fit(pledge.nature, row.nature):
        return False
    if not (pledge.meeting is not None and pledge.meeting == row.meeting) and not _close(row.day, day):
        return False
    if pledge.amount is None or row.amount is None:
        items = frozenset((line.item, line.low) for line in pledge.lines)
        return bool(items) and items == row.items
    yardstick = Yardstick(shipped_facts().rate, day or row.day)
    theirs = row.amount
    return any(yardstick.alike(ours, theirs) is not None for ours in (pledge.amount, *pledge.also))


def _natures_fit(left: PledgeNature, right: PledgeNature) -> bool:
    return left is right or not {left, right} & _APART


def _pledge_rows(wanted: Q, shelf: Shelf) -> list[_PledgeRow]:
    columns = ("uid", "entry", "donors", "currency", "low", "high", "meeting", "nature", "valid_on")
    found = list(shelf.rows(PledgeRecord).filter(wanted).values_list(*columns))
    items = _items([values[1] for values in found])
    return [
        _PledgeRow(
            uid=uid,
            donors=tuple(donors.split("|")),
            amount=Money(currency=currency, low=low, high=high) if currency else None,
            items=frozenset(items.get(entry, ())),
            meeting=meeting,
            nature=PledgeNature(nature),
            day=day,
        )
        for uid, entry, donors, currency, low, high, meeting, nature, day in found
    ]


def _items(entries: Sequence[int]) -> dict[int, list[tuple[str, Any]]]:
    found: dict[int, list[tuple[str, Any]]] = defaultdict(list)
    for chunk in chunks(entries):
        for entry, item, low in PledgeLine.objects.filter(entry__in=chunk).values_list(
            "entry", "item", "low"
        ):
            found[entry].append((item, low))
    return found


def _near(drafts: Iterable[Draft]) -> Q:
    """Rows that can lie near to one of the drafts: between the first and last of them, or at a meeting."""
    told = list(drafts)
    days = [draft.valid_on for draft in told if draft.valid_on is not None]
    wanted = Q(valid_on__isnull=True)
    if days:
        wanted |= Q(valid_on__gte=min(days) - NEAR, valid_on__lte=max(days) + NEAR)
    meetings = {draft.payload.meeting for draft in told if isinstance(draft.payload, Pledge)} - {None}
    return wanted | Q(meeting__in=sorted(meetings)) if meetings else wanted


def _close(left: date | None, right: date | None) -> bool:
    return left is not None and right is not None and abs(left - right) <= NEAR


def _apart(left: date | None, right: date | None) -> int:
    return abs((left - right).days) if left is not None and right is not None else NEAR.days + 1
