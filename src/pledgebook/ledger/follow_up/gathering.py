"""Reads what a meeting's follow-up needs: some dozen queries, however many pledges the meeting had.

The queries are those of `gather`, each once for every few hundred uids. What is read below a pledge is used
only with the pledge: one that the asker does not see leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.counting import Edge
from pledgebook.ledger.follow_up.tracks import Tracks, parts, read_tracks
from pledgebook.ledger.follow_up.types import Consignment
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import (
    ActionRecord,
    DecisionRecord,
    DisputeRecord,
    HandoverContent,
    HandoverRecord,
    PledgeRecord,
    SignatureRecord,
)
from pledgebook.ledger.payloads import Side, Verdict
from pledgebook.ledger.queries.believed import believed
from pledgebook.ledger.totals.rows import read_relations
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.relations import RelationKind

SAME_MONEY = (RelationKind.REPEATS, RelationKind.RAISES, RelationKind.REPLACES)
"""How a later announcement can speak of an earlier one's promise."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """All that a follow-up needs of the books. Entries by their sequence, the rest by the pledge's uid.

    `rows` are the pledges to show; `pledges` has others too that relations lead to. `edges` are the relations
    that touch a row.
    """

    rows: frozenset[str]
    pledges: Mapping[str, int]
    edges: Sequence[Edge]
    tracks: Tracks
    entries: Mapping[int, Entry]
    sources: Mapping[str, Sequence[int]]
    consignments: Mapping[str, Sequence[Consignment]]
    disputes: Mapping[tuple[EntryKind, str], Sequence[int]]
    actions: Mapping[str, int]


def gather(meeting: str, sight: Sight, clocks: Clocks) -> Gathered:
    """Read it all, under both clocks and as far as the asker sees."""
    pledges = _pledges(sight, clocks, meeting=meeting)
    edges = read_relations(sight, clocks)
    rows = _with_parts(pledges, edges)
    touching = [edge for edge in edges if edge.source in rows or edge.target in rows]
    others = {end for edge in touching for end in (edge.source, edge.target)} | rows
    pledges |= _pledges(sight, clocks, uids=others - pledges.keys())
    rows &= pledges.keys()
    tracks = read_tracks(sight, clocks, pledges)
    consignments = _consignments(rows, sight, clocks)
    handovers = {each.handover for each in chain.from_iterable(consignments.values())}
    disputes = _disputes(rows, handovers, meeting, sight, clocks)
    decisions = _decisions(rows, sight, clocks)
    actions = dict(believed(ActionRecord, sight, clocks).filter(meeting=meeting).values_list("uid", "entry"))
    sources = {uid: [pledges[uid], *decisions.get(uid, ()), *_steps(tracks, uid)] for uid in rows}
    steps = chain.from_iterable(_steps(tracks, uid) for uid in pledges)
    wanted = [pledges.values(), chain.from_iterable(sources.values()), steps, actions.values()]
    wanted += disputes.values()
    return Gathered(
        rows=frozenset(rows),
        pledges=pledges,
        edges=[edge for edge in touching if edge.source in pledges and edge.target in pledges],
        tracks=tracks,
        entries=_entries(chain.from_iterable(wanted)),
        sources=sources,
        consignments=consignments,
        disputes=disputes,
        actions=actions,
    )


def _pledges(
    sight: Sight, clocks: Clocks, *, meeting: str | None = None, uids: Iterable[str] | None = None
) -> dict[str, int]:
    rows = believed(PledgeRecord, sight, clocks)
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    return {
        uid: entry for part in parts(rows, "uid", uids) for uid, entry in part.values_list("uid", "entry")
    }


def _with_parts(found: Collection[str], edges: Iterable[Edge]) -> set[str]:
    """These pledges and all that lies inside them, whichever meeting announced it."""
    inside: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.kind.inside:
            inside[edge.target].append(edge.source)
    reached, waiting = set(found), list(found)
    while waiting:
        for part in inside[waiting.pop()]:
            if part not in reached:
                reached.add(part)
                waiting.append(part)
    return reached


def _steps(tracks: Tracks, uid: str) -> Iterable[int]:
    return chain.from_iterable(track.steps for track in tracks.get(uid, {}).values())


def _consignments(rows: Collection[str], sight: Sight, clocks: Clocks) -> dict[str, list[Consignment]]:
    """The handovers with something of each pledge in them, in the order of their days."""
    contents: dict[int, set[str]] = defaultdict(set)
    for part in parts(HandoverContent.objects.all(), "pledge", rows):
        for entry, pledge in part.values_list("entry", "pledge"):
            contents[entry].add(pledge)
    opened = [
        (row, contents[row.entry])
        for part in parts(believed(HandoverRecord, sight, clocks), "entry", contents)
        for row in part
    ]
    signed: dict[tuple[str, str], date | None] = {}
    for part in parts(believed(SignatureRecord, sight, clocks), "handover", [row.uid for row, _ in opened]):
        for handover, side, on in part.values_list("handover", "side", "valid_on"):
            signed[handover, side] = on
    found: dict[str, list[Consignment]] = defaultdict(list)
    for row, inside in sorted(opened, key=lambda one: (one[0].valid_on or date.min, one[0].uid)):
        consignment = Consignment(
            handover=row.uid,
            opened=row.valid_on,
            donor_signed=signed.get((row.uid, Side.DONOR.value)),
            recipient_signed=signed.get((row.uid, Side.RECIPIENT.value)),
            place=row.place or None,
        )
        for pledge in inside:
            found[pledge].append(consignment)
    return found


def _disputes(
    rows: Iterable[str], handovers: Iterable[str], meeting: str, sight: Sight, clocks: Clocks
) -> dict[tuple[EntryKind, str], list[int]]:
    """The entries of the open disputes about these pledges, their handovers and the meeting."""
    about = {
        EntryKind.PLEDGE.value: set(rows),
        EntryKind.HANDOVER.value: set(handovers),
        EntryKind.MEETING.value: {meeting},
    }
    open_ones = believed(DisputeRecord, sight, clocks).filter(state=DisputeState.OPEN.value).order_by("seq")
    found: dict[tuple[EntryKind, str], list[int]] = defaultdict(list)
    for part in parts(open_ones, "subject", chain.from_iterable(about.values())):
        for kind, subject, entry in part.values_list("about", "subject", "entry"):
            if subject in about.get(kind, ()):
                found[EntryKind(kind), subject].append(entry)
    return found


def _decisions(rows: Collection[str], sight: Sight, clocks: Clocks) -> dict[str, list[int]]:
    """The entries of the decisions that made or supported these pledges: what they rest on is evidence."""
    rulings = believed(DecisionRecord, sight, clocks).filter(
        record_kind=EntryKind.PLEDGE.value, verdict__in=[Verdict.ACCEPT.value, Verdict.SUPPORT.value]
    )
    found: dict[str, list[int]] = defaultdict(list)
    for part in parts(rulings, "record", rows):
        for record, entry in part.values_list("record", "entry"):
            found[record].append(entry)
    return found


def _entries(wanted: Iterable[int]) -> dict[int, Entry]:
    numbers = sorted(set(wanted))
    found: dict[int, Entry] = {}
    for start in range(0, len(numbers), 500):
        found |= entries_at(numbers[start : start + 500])
    return found
