"""Rules about what is in the books already: what a draft refers to, and what it replaces."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Citation, Document
from pledgebook.ledger.rules.state import State


def standing_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """References to records that are not there, and versions that are not the last."""
    for kind, uid in dict.fromkeys(draft.payload.references()):
        if state.record(kind, uid) is None:
            yield missing(kind, uid, state)
    for citation in draft.evidence:
        if citation.document is not None:
            yield from _citation_faults(citation, citation.document, state)
    yield from _stale(draft, state)


def missing(kind: EntryKind, uid: str, state: State) -> str:
    """That a record is not in the books, with what to do."""
    if (kind, uid) in state.refused:
        return f"it needs the {kind} {uid!r}, which was refused here; correct that first"
    return f"there is no {kind} {uid!r} in the books; enter it first, or correct the name"


def _citation_faults(citation: Citation, uid: str, state: State) -> Iterator[str]:
    known = state.record(EntryKind.DOCUMENT, uid)
    if known is None:
        yield f"it cites the document {uid!r}, which is not in the books; enter it first"
    elif citation.end is not None and isinstance(known.payload, Document):
        length = len(known.payload.text)
        if citation.end > length:
            yield (
                f"it cites the characters {citation.start} to {citation.end} of the document {uid!r}, "
                f"which has {length}; correct the place"
            )


def _stale(draft: Draft, state: State) -> Iterator[str]:
    if draft.payload.EVENT:
        return
    known = state.record(draft.kind, draft.subject)
    if known is None:
        if draft.expected is not None:
            yield f"it changes entry {draft.expected}, and the books have no such record; enter it as new"
    elif draft.expected is None:
        yield f"it is in the books since entry {known.seq}; to correct it, say that you have seen that entry"
    elif draft.expected != known.seq:
        yield (
            f"somebody changed it: you saw entry {draft.expected}, the books have entry {known.seq}; "
            "look at it again"
        )
