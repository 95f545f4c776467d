"""What the rules will ask about drafts: the records, and the pledges whose movements they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import (
    Handover,
    Payload,
    Pledge,
    Reference,
    Relation,
    Side,
    Signature,
    StageChange,
)
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules.balances import Accounts
from pledgebook.ledger.rules.books import Target, signature_uid


def records_of(drafts: Iterable[Draft]) -> set[Reference]:
    """The records that the drafts state, refer to or cite."""
    wanted: set[Reference] = set()
    for draft in drafts:
        wanted.update(draft.payload.references())
        wanted.update((EntryKind.DOCUMENT, c.document) for c in draft.evidence if c.document is not None)
        wanted.update(_around(draft.kind, draft.subject, draft.payload))
    return wanted


def records_around(targets: Iterable[Target]) -> set[Reference]:
    """The records that entries to be taken back are about, and what the versions before them need."""
    wanted: set[Reference] = set()
    for target in targets:
        wanted.update(_around(target.entry.kind, target.entry.subject, target.payload))
        wanted.update(target.needs)
    return wanted


def _around(kind: EntryKind, subject: str, payload: Payload) -> Iterator[Reference]:
    """The record itself, the pledges that it moves, and the signatures of its handover."""
    if kind in RECORDS:
        yield kind, subject
    yield from ((EntryKind.PLEDGE, pledge) for pledge in pledges_of(subject, payload))
    if isinstance(payload, (Handover, Signature)):
        handover = subject if isinstance(payload, Handover) else payload.handover
        yield EntryKind.HANDOVER, handover
        yield from ((EntryKind.SIGNATURE, signature_uid(handover, side)) for side in Side)


def pledges_of(subject: str, payload: Payload) -> Iterable[str]:
    """The pledges whose stages an entry changes or builds on."""
    if isinstance(payload, (StageChange, Pledge)):
        return (subject,)
    if isinstance(payload, Handover):
        return tuple(consigned.pledge for consigned in payload.contents)
    if isinstance(payload, Signature):
        moved = [move.pledge for move in payload.moves]
        return tuple({*moved, *(consigned.pledge for consigned in payload.contents)})
    return ()


def pledges_moved(drafts: Iterable[Draft], targets: Iterable[Target]) -> set[str]:
    """The pledges whose balances are needed."""
    found = {pledge for draft in drafts for pledge in pledges_of(draft.subject, draft.payload)}
    return found | _taken_back(targets)


def pledges_by_day(drafts: Sequence[Draft], targets: Iterable[Target], accounts: Accounts) -> set[str]:
    """The pledges whose movements are needed day by day: corrected ones, those with a movement taken back,
    and those with a change that lies before one that the books have or will have by then."""
    found = {draft.subject for draft in drafts if isinstance(draft.payload, Pledge) and draft.expected}
    found |= _taken_back(targets)
    latest: dict[str, date] = {}
    for draft in drafts:
        if draft.valid_on is None:
            continue
        for pledge in pledges_of(draft.subject, draft.payload):
            last = latest.get(pledge) or accounts.latest(pledge)
            if draft.valid_on < last:
                found.add(pledge)
            latest[pledge] = max(last, draft.valid_on)
    return found


def pledges_compared(drafts: Iterable[Draft], targets: Iterable[Target]) -> set[str]:
    """The pledges whose amounts change, and must still fit their parts and wholes."""
    found = {draft.subject for draft in drafts if isinstance(draft.payload, Pledge) and draft.expected}
    return found | {t.entry.subject for t in targets if isinstance(t.payload, Pledge)}


def handovers_signed(drafts: Iterable[Draft], targets: Iterable[Target]) -> set[str]:
    """The handovers whose signatures are written or taken back."""
    payloads = [draft.payload for draft in drafts] + [target.payload for target in targets]
    return {payload.handover for payload in payloads if isinstance(payload, Signature)}


def pledges_related(drafts: Iterable[Draft], targets: Iterable[Target]) -> set[str]:
    """The pledges at the ends of relations that are written, or would be believed again."""
    payloads = [draft.payload for draft in drafts] + [
        t.before.payload for t in targets if t.before is not None
    ]
    found = (payload for payload in payloads if isinstance(payload, Relation))
    return {end for relation in found for end in (relation.source, relation.target)}


def _taken_back(targets: Iterable[Target]) -> set[str]:
    return {p for target in targets for p in pledges_of(target.entry.subject, target.payload)}
