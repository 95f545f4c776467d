"""Taking entries back, one by one or a batch as a whole, by entries that reverse them.

The journal keeps both: what was believed in between can still be asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.append import Pen, writing
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import JournalEntry
from pledgebook.ledger.payloads import Reversal
from pledgebook.ledger.rules.books import reversal_subject
from pledgebook.ledger.rules.database import Database
from pledgebook.vocabulary.errors import Fault, Refused

_CHUNK = 5_000
"""So many entries are taken back at a time; of more, the faults of the first so many are told."""

_IN_A_QUERY = 500

_NAME = 80
"""So long may the name of a batch be."""


def reverse(entries: Iterable[int], actor: Actor, reason: str) -> list[Entry]:
    """Take back entries, by their sequence, in one transaction; the newest go first, whatever the order.

    Returns the reversals. Raises Refused where an entry is not there, is a reversal, was taken back already
    or has something later that builds on it, and where the actor may not; DatabaseUnavailable as `writing`
    does. Nothing is written then.
    """
    with writing(actor) as pen:
        return _reverse(pen, sorted(set(entries), reverse=True), reason)


def undo_batch(batch: str, actor: Actor, reason: str) -> list[Entry]:
    """Take back all that a batch wrote and nobody has taken back since, as the batch 'undo NAME'.

    Returns the reversals. Raises Refused for an unknown batch, for one that was undone already or that only
    undoes another, where something later builds on it, and where the actor may not; DatabaseUnavailable as
    `writing` does. Nothing is written then.
    """
    with writing(actor, undoing(batch)) as pen:
        return _reverse(pen, _standing(batch), reason)


def undoing(batch: str) -> str:
    """The name of the batch that undoes another."""
    return f"undo {batch}"[:_NAME]


def _standing(batch: str) -> list[int]:
    """The entries of a batch that can be taken back, the newest first."""
    rows = JournalEntry.objects.filter(batch=batch) if batch else JournalEntry.objects.none()
    found = {
        seq: (EntryKind(kind), subject)
        for seq, kind, subject in rows.order_by("-seq").values_list("seq", "kind", "subject")
    }
    if not found:
        raise _refused(batch, "there is no such batch in the books; correct the name")
    written = {seq: record for seq, record in found.items() if record[0] is not EntryKind.REVERSAL}
    if not written:
        raise _refused(batch, "it undoes another, which cannot be undone; enter the records again")
    gone = Database().taken_back(set(written.values()))
    standing = [seq for seq in written if seq not in gone]
    if not standing:
        last = max(gone[seq] for seq in written)
        raise _refused(batch, f"it was undone already, lastly by entry {last}; enter it again instead")
    return standing


def _reverse(pen: Pen, seqs: Sequence[int], reason: str) -> list[Entry]:
    """Write reversals in the order given."""
    written: list[Entry] = []
    for start in range(0, len(seqs), _CHUNK):
        chunk = seqs[start : start + _CHUNK]
        stated = {seq: entry for few in _few(chunk) for seq, entry in entries_at(few).items()}
        missing = [seq for seq in chunk if seq not in stated]
        if missing:
            problem = "the journal has no such entry; correct the number"
            raise Refused([Fault(f"entry {seq}", problem) for seq in missing])
        written += pen.write([_draft(stated[seq], reason) for seq in chunk])
    return written


def _few(seqs: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many at a time as a query takes."""
    for start in range(0, len(seqs), _IN_A_QUERY):
        yield seqs[start : start + _IN_A_QUERY]


def _draft(entry: Entry, reason: str) -> Draft:
    """The reversal of an entry; whoever sees the one sees the other."""
    return Draft(
        subject=reversal_subject(entry.kind, entry.subject),
        payload=Reversal(entry=entry.seq, reason=reason),
        visibility=entry.visibility,
    )


def _refused(batch: str, problem: str) -> Refused:
    return Refused([Fault(f"batch {batch!r}", problem)])
