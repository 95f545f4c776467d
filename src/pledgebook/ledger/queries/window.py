"""The rows that entries of a stretch of the journal began and ended, with what they say.

The number of queries depends on the kinds that are asked for, and not on how much happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from pledgebook.ledger.access import Sight
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import entry_of, journal_table
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import (
    DisputeRecord,
    HandoverContent,
    HandoverRecord,
    JournalEntry,
    Movement,
    PledgeLine,
    PledgeRecord,
    RelationRecord,
    SignatureContent,
    SignatureRecord,
)
from pledgebook.ledger.payloads import Payload
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.queries.believed import below, ever_believed
from pledgebook.ledger.queries.history import journal_entries
from pledgebook.ledger.values import plain
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.stages import Stage

_MOVING = frozenset({EntryKind.STAGE, EntryKind.SIGNATURE})
_OF_PLEDGES = frozenset({EntryKind.RELATION, EntryKind.HANDOVER, EntryKind.SIGNATURE, EntryKind.DISPUTE})


class Version(NamedTuple):
    """One version of a record: the entries that began, ended and state it, and what it says."""

    kind: EntryKind
    uid: str
    seq: int
    until: int | None
    entry: int
    valid_on: date | None
    payload: Payload


class Moved(NamedTuple):
    """So much of a pledge's line went from one stage to another, by entry `seq`, taken back by `until`.

    `kind` and `uid` are those of the change of stage or of the signature that says so.
    """

    kind: EntryKind
    uid: str
    pledge: str
    line: str
    seq: int
    until: int | None
    valid_on: date | None
    source: Stage
    target: Stage
    how_much: Decimal | None


class Told(NamedTuple):
    """What a pledge is about, as a version of it says: its donors, meeting and sum."""

    seq: int
    until: int | None
    donors: tuple[str, ...]
    meeting: str
    currency: str
    amount: Money | None
    lines: dict[str, tuple[str, str]]


class Window:
    """What entries after `after` up to and with `last` did to the records of some kinds, as far as seen."""

    def __init__(self, after: int, last: int, kinds: Collection[EntryKind], sight: Sight) -> None:
        self._after, self._last, self._sight = after, last, sight
        self._kinds = frozenset(kinds)
        self.entries = self._entries()
        self.versions = [version for kind in EntryKind if kind in self._kinds for version in self._read(kind)]
        self.moves = list(self._moves()) if self._kinds & _MOVING else []
        self._pledges = self._read_pledges()

    def inside(self, seq: int | None) -> bool:
        """Whether an entry lies in the stretch."""
        return seq is not None and self._after < seq <= self._last

    def pledge(self, uid: str, at: int) -> Told | None:
        """What a pledge was about when entry `at` was written, or else the last that is seen of it."""
        found = self._pledges.get(uid, [])
        then = [told for told in found if told.seq <= at and (told.until is None or told.until >= at)]
        fitting = then or found
        return fitting[-1] if fitting else None

    def _entries(self) -> dict[int, Entry]:
        wanted = [kind.value for kind in (*self._kinds, EntryKind.REVERSAL)]
        rows = JournalEntry.objects.filter(seq__gt=self._after, seq__lte=self._last, kind__in=wanted)
        return {row[0]: entry_of(row) for row in rows.values_list(*journal_table().columns)}

    def _rows(self, model: type[Any]) -> QuerySet[Any]:
        begun = Q(seq__gt=self._after, seq__lte=self._last)
        ended = Q(until__gt=self._after, until__lte=self._last)
        return ever_believed(model, self._sight).filter(begun | ended)

    def _read(self, kind: EntryKind) -> Iterator[Version]:
        if kind not in RECORDS:
            return
        rows = self._rows(RECORDS[kind][0])
        found = list(rows.values_list("uid", "seq", "until", "entry", "valid_on"))
        older = self._older(rows, found)
        for uid, seq, until, entry, day in found:
            stated = self.entries.get(entry) or older[entry]
            yield Version(kind, uid, seq, until, entry, day, stated.content())

    def _older(self, rows: QuerySet[Any], found: Iterable[tuple[Any, ...]]) -> dict[int, Entry]:
        """The entries before the stretch that state rows which it ended or brought back."""
        if all(row[3] in self.entries for row in found):
            return {}
        return journal_entries(rows.filter(entry__lte=self._after).values("entry"))

    def _moves(self) -> Iterator[Moved]:
        columns = (
            "pledge",
            "line",
            "seq",
            "until",
            "valid_on",
            "source",
            "target",
            "cents",
            "thousandths",
            "entry",
        )
        rows = self._rows(Movement).exclude(source="").order_by("seq", "position")
        found = list(rows.values_list(*columns))
        stated = JournalEntry.objects.filter(seq__in=rows.order_by().values("entry"))
        known = {
            seq: (EntryKind(kind), uid) for seq, kind, uid in stated.values_list("seq", "kind", "subject")
        }
        for pledge, line, seq, until, day, source, target, cents, thousandths, entry in found:
            kind, uid = known[entry]
            if kind in self._kinds:
                how_much = cents if cents is not None else thousandths
                yield Moved(kind, uid, pledge, line, seq, until, day, Stage(source), Stage(target), how_much)

    def _read_pledges(self) -> dict[str, list[Told]]:
        """The pledges that anything in the stretch is about."""
        named = [Q(uid__in=uids) for uids in self._named()]
        if not named or not (self.moves or any(version.kind in _OF_PLEDGES for version in self.versions)):
            return {}
        condition = named[0]
        for other in named[1:]:
            condition |= other
        rows = ever_believed(PledgeRecord, self._sight).filter(condition)
        lines: defaultdict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
        for entry, line, item, unit in below(PledgeLine, rows).values_list("entry", "line", "item", "unit"):
            lines[entry][line] = (item, unit)
        found: defaultdict[str, list[Told]] = defaultdict(list)
        columns = (
            "uid", "seq", "until", "entry", "donors", "meeting", "currency", "low", "high", "qualifier",
        )  # fmt: skip
        for uid, seq, until, entry, donors, meeting, *amount in rows.order_by("seq").values_list(*columns):
            told = Told(
                seq, until, tuple(donors.split("|")), meeting, amount[0], _money(*amount), lines[entry]
            )
            found[uid].append(told)
        return found

    def _named(self) -> Iterator[QuerySet[Any]]:
        """Queries for the uids of these pledges."""
        if self._kinds & _MOVING:
            yield self._rows(Movement).values("pledge")
        if EntryKind.RELATION in self._kinds:
            yield self._rows(RelationRecord).values("source")
            yield self._rows(RelationRecord).values("target")
        if EntryKind.HANDOVER in self._kinds:
            yield below(HandoverContent, self._rows(HandoverRecord)).values("pledge")
        if EntryKind.SIGNATURE in self._kinds:
            yield below(SignatureContent, self._rows(SignatureRecord)).values("pledge")
        if EntryKind.DISPUTE in self._kinds:
            yield self._rows(DisputeRecord).filter(about=EntryKind.PLEDGE.value).values("subject")


def _money(currency: str, low: Decimal | None, high: Decimal | None, qualifier: str) -> Money | None:
    if low is None or high is None:
        return None
    return Money(currency=currency, low=plain(low), high=plain(high), qualifier=Qualifier(qualifier))
