"""The pledges of a follow-up as rows, parts under their wholes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from pledgebook.ledger.follow_up.gathering import SAME_MONEY, Gathered
from pledgebook.ledger.follow_up.placing import originals, parents
from pledgebook.ledger.follow_up.standings import (
    Seen,
    furthest,
    last_word,
    standings_of,
    telling,
    together,
)
from pledgebook.ledger.follow_up.types import Consignment, Disagreement, PledgeRow, Related
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Dispute, Pledge
from pledgebook.ledger.totals.answer import Omitted
from pledgebook.vocabulary.errors import BadValue


class Rows:
    """Makes the rows of one follow-up on one day. `left_out` has those that add nothing to the total."""

    def __init__(self, gathered: Gathered, day: date, left_out: Mapping[str, Omitted]) -> None:
        self._gathered, self._left_out = gathered, left_out
        signatures = {seq for seq, entry in gathered.entries.items() if entry.kind is EntryKind.SIGNATURE}
        self._seen = Seen(day, frozenset(signatures))
        self._originals = originals(gathered.edges)
        self._below: dict[str | None, list[str]] = defaultdict(list)
        places = parents(gathered.rows, gathered.edges)
        for uid in gathered.rows:
            self._below[places.get(uid)].append(uid)

    def tree(self) -> tuple[PledgeRow, ...]:
        """The rows that lie inside no other, in the order of their days, with their parts below them."""
        return self._under(None)

    def _under(self, whole: str | None) -> tuple[PledgeRow, ...]:
        rows = [self._row(uid) for uid in self._below.get(whole, ())]
        return tuple(sorted(rows, key=_in_order))

    def _row(self, uid: str) -> PledgeRow:
        entry, pledge = self._stated(uid)
        same_as = self._originals.get(uid)
        source, told = self._stated(same_as) if same_as is not None else (entry, pledge)
        announced = _day(source)
        tracks = self._gathered.tracks.get(same_as or uid, {})
        standings = standings_of(told, announced, tracks, self._seen)
        tell = telling(standings, tracks)
        word = last_word(standings)
        omitted = self._left_out.get(uid)
        last = (word.on if word is not None else None) or _day(entry)
        return PledgeRow(
            uid=uid,
            entry=entry.seq,
            announced=_day(entry),
            announced_as=pledge.announced,
            meeting=pledge.meeting,
            donors=tuple(donor.party for donor in pledge.donors),
            recipient=pledge.recipient,
            nature=pledge.nature,
            amount=pledge.amount,
            what=pledge.wording,
            progress=together(tell),
            furthest=furthest(tell, told.stage),
            confirmation=word,
            days_silent=max((self._seen.today - last).days, 0),
            standings=standings,
            evidence=self._evidence(uid),
            left_out=omitted.reason if omitted is not None else None,
            why=omitted.why if omitted is not None else None,
            same_as=same_as,
            before=self._related(uid, before=True),
            since=self._related(uid, before=False),
            handovers=self._consignments(uid),
            disputes=self._disputes(uid),
            parts=self._under(uid),
        )

    def _stated(self, uid: str) -> tuple[Entry, Pledge]:
        entry = self._gathered.entries[self._gathered.pledges[uid]]
        pledge = entry.content()
        if not isinstance(pledge, Pledge):
            raise BadValue(f"entry {entry.seq} states no pledge; run `pledgebook verify`")
        return entry, pledge

    def _related(self, uid: str, *, before: bool) -> tuple[Related, ...]:
        found = []
        for edge in self._gathered.edges:
            mine, other = (edge.source, edge.target) if before else (edge.target, edge.source)
            if mine == uid and edge.kind in SAME_MONEY:
                entry, pledge = self._stated(other)
                found.append(
                    Related(
                        kind=edge.kind,
                        pledge=other,
                        announced=_day(entry),
                        meeting=pledge.meeting,
                        amount=pledge.amount,
                    )
                )
        return tuple(sorted(found, key=_earliest_first))

    def _evidence(self, uid: str) -> int:
        """How many different documents and other sources the pledge and its steps cite."""
        cited = set()
        for seq in self._gathered.sources[uid]:
            cited |= {
                citation.document or citation.source for citation in self._gathered.entries[seq].citations()
            }
        return len(cited)

    def _consignments(self, uid: str) -> tuple[Consignment, ...]:
        return tuple(self._gathered.consignments.get(uid, ()))

    def _disputes(self, uid: str) -> tuple[Disagreement, ...]:
        about = [(EntryKind.PLEDGE, uid)]
        about += [(EntryKind.HANDOVER, each.handover) for each in self._consignments(uid)]
        entries = [entry for one in about for entry in self._gathered.disputes.get(one, ())]
        return tuple(disagreement(self._gathered.entries[entry]) for entry in entries)


def disagreement(entry: Entry) -> Disagreement:
    """An open dispute with what each version says. Raises BadValue where the entry states none."""
    dispute = entry.content()
    if not isinstance(dispute, Dispute):
        raise BadValue(f"entry {entry.seq} states no dispute; run `pledgebook verify`")
    return Disagreement(
        dispute=entry.subject,
        entry=entry.seq,
        topic=dispute.topic,
        kind=dispute.kind,
        versions=tuple(version.says for version in dispute.versions),
    )


def _day(entry: Entry) -> date:
    return entry.valid_on or entry.recorded_at.date()


def _in_order(row: PledgeRow) -> tuple[date, str]:
    return row.announced, row.uid


def _earliest_first(other: Related) -> tuple[date, str]:
    return other.announced or date.min, other.pledge
