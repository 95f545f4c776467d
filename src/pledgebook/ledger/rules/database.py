"""What the rules read from the database: always for many records at once, never for one draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import day_of, entries_at, journal_table
from pledgebook.ledger.journal.wire import wire
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import (
    HandoverContent,
    HandoverRecord,
    JournalEntry,
    Movement,
    RelationRecord,
    SignatureRecord,
)
from pledgebook.ledger.models.fields import CentsField, ThousandthsField
from pledgebook.ledger.payloads import Reference, Relation, Reversal, Side
from pledgebook.ledger.payloads.codec import decode_citations, decode_payload
from pledgebook.ledger.projection.operations import table_of
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules.accounts import Moved
from pledgebook.ledger.rules.books import (
    Known,
    Later,
    Line,
    Target,
    known_from,
    references_of,
    reversal_subject,
    signature_uid,
)
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

_CHUNK = 400
"""So many values in one query: SQLite takes 999 parameters in its oldest versions."""

_FEW = 20
"""Up to so many records are looked for in the journal by their names; for more, every entry is read."""

T = TypeVar("T")

_STAGES = {stage.value: stage for stage in Stage}

# Plain statements for what every append reads; Django's queries for the rest.
_RECORDS = (
    "SELECT r.uid, r.seq, r.entry, j.version, j.payload, j.visibility, j.valid_on "
    'FROM "{table}" AS r JOIN journal AS j ON j.seq = r.entry WHERE r.until IS NULL AND {among}'
)
_MOVEMENTS = (
    "SELECT pledge, line, source, target, cents, thousandths, valid_on, entry "
    'FROM "{table}" WHERE until IS NULL AND {among}'
)
_BALANCES = (
    "SELECT pledge, line, source, target, sum(cents), sum(thousandths), max(valid_on), max(entry) "
    'FROM "{table}" WHERE until IS NULL AND {among} GROUP BY pledge, line, source, target'
)


class Database:
    """The books in the database."""

    def records(self, kind: EntryKind, uids: Collection[str]) -> Iterator[tuple[str, Known]]:
        """The believed records of a kind."""
        line = wire()
        statement = _RECORDS.format(table=table_of(RECORDS[kind][0]).name, among=line.among("r.uid"))
        for chunk in _chunks(uids):
            for uid, seq, entry, version, payload, visibility, day in line.rows(
                statement, [line.listed(chunk)]
            ):
                content = decode_payload(kind, version, payload)
                yield uid, Known(seq, content, Visibility(visibility), day_of(day), entry)

    def balances(self, pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
        """The believed movements of pledges, summed by line and stages, each on the last of its days."""
        return _movements(_BALANCES, pledges)

    def movements(self, pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
        """The believed movements of pledges, one by one."""
        return _movements(_MOVEMENTS, pledges)

    def relations(self, pledges: Collection[str] | None) -> Iterator[tuple[str, Relation]]:
        """The believed relations that have one of these pledges at an end, or all."""
        if pledges is None:
            yield from _relations(Q())
            return
        for chunk in _chunks(pledges):
            yield from _relations(Q(source__in=chunk))
            yield from _relations(Q(target__in=chunk))

    def consigned(self, pledges: Collection[str]) -> Iterator[tuple[str, Line, Decimal]]:
        """What the handovers hold of these pledges that no donor has signed, by the handover's uid."""
        held: defaultdict[int, list[tuple[Line, Decimal]]] = defaultdict(list)
        for chunk in _chunks(pledges):
            rows: QuerySet[Any] = HandoverContent.objects.filter(pledge__in=chunk)
            for entry, pledge, line, cents, units in rows.values_list(
                "entry", "pledge", "line", "cents", "thousandths"
            ):
                held[entry].append(((pledge, line), _amount(cents, units)))
        for uid, entry in _unsigned(held):
            yield from ((uid, line, amount) for line, amount in held[entry])

    def signed(self, handovers: Collection[str]) -> Iterator[tuple[str, Line, Moved]]:
        """The believed movements by signatures of these handovers."""
        subjects = {signature_uid(uid, side): uid for uid in handovers for side in Side}
        for chunk in _chunks(subjects):
            signatures = JournalEntry.objects.filter(subject__in=chunk, kind=EntryKind.SIGNATURE.value)
            by_entry = dict(signatures.values_list("seq", "subject"))
            rows = Movement.objects.filter(seq__in=list(by_entry), until__isnull=True)
            columns = ("pledge", "line", "source", "target", "cents", "thousandths", "valid_on", "entry")
            for pledge, line, source, target, cents, units, day, entry in rows.values_list(*columns):
                moved = Moved(day, _STAGES[source], _STAGES[target], _amount(cents, units), entry)
                yield subjects[by_entry[entry]], (pledge, line), moved

    def targets(self, seqs: Collection[int]) -> dict[int, Target]:
        """Entries by their sequence, with what taking them back depends on; unknown ones left out."""
        found: dict[int, Entry] = {}
        for chunk in _chunks(seqs):
            found.update(entries_at(chunk))
        gone = self.taken_back({(entry.kind, entry.subject) for entry in found.values()})
        ended = _ended_by(found.values())
        return {seq: _target(entry, gone.get(seq), ended.get(seq)) for seq, entry in found.items()}

    def taken_back(self, records: Collection[Reference]) -> dict[int, int]:
        """The entries about these records that were taken back, each with the reversal's sequence."""
        found: dict[int, int] = {}
        for chunk in _chunks({reversal_subject(kind, uid) for kind, uid in records}):
            rows = JournalEntry.objects.filter(subject__in=chunk, kind=EntryKind.REVERSAL.value)
            for seq, version, line in rows.values_list("seq", "version", "payload"):
                payload = decode_payload(EntryKind.REVERSAL, version, line)
                if isinstance(payload, Reversal):
                    found[payload.entry] = seq
        return found

    def later(self, after: int, uids: Collection[str]) -> Iterator[Later]:
        """The entries after `after`, at least those that refer to records with these uids."""
        rows = JournalEntry.objects.filter(seq__gt=after).order_by("seq")
        if len(uids) <= _FEW:
            named = Q(pk__in=())
            for uid in uids:
                named |= Q(payload__contains=f'"{uid}"') | Q(evidence__contains=f'"{uid}"') | Q(subject=uid)
            rows = rows.filter(named)
        columns = ("seq", "kind", "version", "subject", "payload", "evidence")
        for seq, word, version, subject, payload, evidence in rows.values_list(*columns).iterator(2_000):
            kind = EntryKind(word)
            content, citations = decode_payload(kind, version, payload), decode_citations(evidence)
            cited = (citation.document for citation in citations)
            yield Later(seq, kind, subject, references_of(kind, subject, content, cited))


@cache
def _records_of(kind: EntryKind, among: str) -> str:
    """The query for believed records of a kind with the entries that state them, in one go: it is asked for
    each entry that is written."""
    journal = ", ".join(f"j.{column}" for column in journal_table().columns)
    return (
        f"SELECT r.uid, r.seq, {journal} FROM {table_of(RECORDS[kind][0]).name} r "  # noqa: S608
        f"JOIN journal j ON j.seq = r.entry WHERE {among} AND r.until IS NULL"
    )


def _target(entry: Entry, taken_back: int | None, ended: Entry | None) -> Target:
    if ended is None:
        return Target(entry, entry.content(), taken_back)
    before = known_from(ended, entry.seq)
    cited = (citation.document for citation in ended.citations())
    needs = references_of(ended.kind, ended.subject, before.payload, cited)
    return Target(entry, entry.content(), taken_back, before, needs)


def _ended_by(entries: Iterable[Entry]) -> dict[int, Entry]:
    """The entry whose version of the record each of these entries ended."""
    by_kind: defaultdict[EntryKind, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    stated: dict[int, int] = {}
    for kind in by_kind.keys() & RECORDS.keys():
        for chunk in _chunks([entry.seq for entry in by_kind[kind]]):
            rows = RECORDS[kind][0]._default_manager.filter(until__in=chunk)
            stated.update(rows.values_list("until", "entry"))
    found: dict[int, Entry] = {}
    for chunk in _chunks(set(stated.values())):
        found.update(entries_at(chunk))
    return {until: found[entry] for until, entry in stated.items()}


def _relations(condition: Q) -> Iterator[tuple[str, Relation]]:
    rows = RelationRecord.objects.filter(condition, until__isnull=True)
    for uid, kind, source, target in rows.values_list("uid", "kind", "source", "target"):
        yield uid, Relation(kind=RelationKind(kind), source=source, target=target)


def _unsigned(entries: Collection[int]) -> Iterator[tuple[str, int]]:
    """The handovers that these entries state, where they are believed and no donor has signed."""
    for chunk in _chunks(entries):
        subjects = JournalEntry.objects.filter(seq__in=chunk).values_list("subject", flat=True)
        rows = HandoverRecord.objects.filter(uid__in=list(subjects), until__isnull=True)
        stated = dict(rows.values_list("uid", "entry"))
        signatures = SignatureRecord.objects.filter(
            handover__in=list(stated), side=Side.DONOR.value, until__isnull=True
        )
        signed = set(signatures.values_list("handover", flat=True))
        yield from ((uid, entry) for uid, entry in stated.items() if uid not in signed and entry in chunk)


def _movements(statement: str, pledges: Collection[str]) -> Iterator[tuple[Line, Moved]]:
    """The movements that a statement finds, or their sums."""
    if not pledges:
        return
    wired = wire()
    statement = statement.format(table=table_of(Movement).name, among=wired.among("pledge"))
    for chunk in _chunks(pledges):
        for pledge, line, source, target, cents, units, day, entry in wired.rows(
            statement, [wired.listed(chunk)]
        ):
            if cents is not None:
                amount = CentsField.to_decimal(int(cents))
            else:
                amount = ThousandthsField.to_decimal(int(units or 0))
            moved = Moved(_day(day), _STAGES.get(source), _STAGES[target], amount, entry)
            yield (pledge, line), moved


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _amount(cents: Decimal | None, thousandths: Decimal | None) -> Decimal:
    if cents is not None:
        return cents
    return thousandths if thousandths is not None else Decimal(0)


def _chunks(values: Iterable[T]) -> Iterator[Sequence[T]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
