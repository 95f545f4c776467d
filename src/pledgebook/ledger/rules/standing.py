"""Rules about what is in the books already: what a draft refers to, and what it replaces."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.rules.state import State


def standing_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """References to records that are not there, and versions that are not the last."""
    for kind, uid in draft.payload.references():
        if state.record(kind, uid) is None:
            yield f"there is no {kind} {uid!r} in the books; enter it first, or correct the name"
    for citation in draft.evidence:
        if citation.document is not None and state.record(EntryKind.DOCUMENT, citation.document) is None:
            yield f"it cites the document {citation.document!r}, which is not in the books; enter it first"
    yield from _stale(draft, state)


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
