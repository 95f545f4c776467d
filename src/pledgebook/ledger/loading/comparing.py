"""What loading would change: each draft beside what the books believe about its record.

What a load wrote, a load may correct. What people wrote stays: a record that they entered or corrected, and
one that they took back. To undo a load as a whole is no verdict on each of its records; loading then writes
them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

import msgspec

from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.store import entries_at, entry_of, journal_table
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import JournalEntry
from pledgebook.ledger.payloads import Reference, Reversal
from pledgebook.ledger.projection.rows import RECORDS

_Value = TypeVar("_Value")

BATCH = "load"
"""The first word of the name of every batch that loads facts."""

_CHUNK = 400
"""So many values in one query: SQLite takes 999 parameters in its oldest versions."""


class Standing(StrEnum):
    """What becomes of a draft: it is `new`, corrects what an earlier load wrote, changes nothing, or what
    people wrote is kept."""

    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    KEPT = "kept"


class Compared(NamedTuple):
    """A draft, fit to be written where it is new or corrects, and what becomes of it."""

    draft: Draft
    standing: Standing


class _Believed(NamedTuple):
    """A record as the books believe it: since which entry, and the entry that states it."""

    seq: int
    stated: Entry


def compare(drafts: Sequence[Draft], withdrawn: set[Reference]) -> list[Compared]:
    """What becomes of drafts of one kind. Adds to `withdrawn` what people took back: what refers to it cannot
    be written either, and is kept as it is."""
    if not drafts:
        return []
    kind, uids = drafts[0].kind, [draft.subject for draft in drafts]
    believed = _read_believed(kind, uids)
    reversed_uids = [
        uid for uid in uids if uid not in believed or believed[uid].seq != believed[uid].stated.seq
    ]
    rejected = _read_rejected(kind, reversed_uids)
    withdrawn.update((kind, uid) for uid in rejected if uid not in believed)
    return [_compared(draft, believed.get(draft.subject), rejected, withdrawn) for draft in drafts]


def no_longer_told(coalition: str, drafts: Iterable[Draft]) -> list[Reference]:
    """The records that an earlier load of the coalition wrote, that are believed, and that the facts have no
    more."""
    told = {(draft.kind, draft.subject) for draft in drafts}
    rows = JournalEntry.objects.filter(batch__startswith=f"{BATCH} {coalition} ").exclude(
        kind=EntryKind.REVERSAL.value
    )
    written = {(EntryKind(kind), uid) for kind, uid in rows.values_list("kind", "subject")}
    gone = sorted(written - told)
    kinds = dict.fromkeys(kind for kind, _ in gone)
    still = {kind: _read_believed(kind, [uid for each, uid in gone if each is kind]) for kind in kinds}
    return [(kind, uid) for kind, uid in gone if uid in still[kind]]


def _compared(
    draft: Draft, known: _Believed | None, rejected: set[str], withdrawn: set[Reference]
) -> Compared:
    if known is not None and _says(known.stated, draft):
        return Compared(draft, Standing.UNCHANGED)
    by_people = draft.subject in rejected or (known is not None and not _loaded(known.stated))
    if by_people or not withdrawn.isdisjoint(draft.payload.references()):
        return Compared(draft, Standing.KEPT)
    if known is None:
        return Compared(draft, Standing.NEW)
    return Compared(msgspec.structs.replace(draft, expected=known.seq), Standing.CORRECTED)


def _says(entry: Entry, draft: Draft) -> bool:
    """Whether an entry says what the draft says; an old entry is read as today's type first."""
    return (
        entry.content() == draft.payload
        and entry.citations() == draft.evidence
        and entry.visibility is draft.visibility
        and entry.valid_on == draft.valid_on
    )


def _loaded(entry: Entry) -> bool:
    return entry.batch.partition(" ")[0] == BATCH


def _read_believed(kind: EntryKind, uids: Sequence[str]) -> dict[str, _Believed]:
    model = RECORDS[kind][0]
    found: dict[str, _Believed] = {}
    for chunk in _chunks(uids):
        rows = list(
            model._default_manager.filter(uid__in=chunk, until__isnull=True).values_list(
                "uid", "seq", "entry"
            )
        )
        stated = entries_at([entry for _, _, entry in rows])
        found |= {uid: _Believed(seq, stated[entry]) for uid, seq, entry in rows}
    return found


def _read_rejected(kind: EntryKind, uids: Sequence[str]) -> set[str]:
    """Those of which people took back what a load wrote; the last reversal decides."""
    last: dict[str, Entry] = {}
    for chunk in _chunks([f"{kind}:{uid}" for uid in uids]):
        rows = JournalEntry.objects.filter(kind=EntryKind.REVERSAL.value, subject__in=chunk).order_by("seq")
        for row in rows.values_list(*journal_table().columns):
            entry = entry_of(row)
            last[entry.subject.partition(":")[2]] = entry
    payloads = {uid: entry.content() for uid, entry in last.items()}
    targets = {uid: payload.entry for uid, payload in payloads.items() if isinstance(payload, Reversal)}
    taken = {
        seq: entry for chunk in _chunks(list(targets.values())) for seq, entry in entries_at(chunk).items()
    }
    return {
        uid for uid, seq in targets.items() if _loaded(taken[seq]) and taken[seq].batch not in last[uid].batch
    }


def _chunks(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
