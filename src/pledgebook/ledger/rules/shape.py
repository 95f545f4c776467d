"""Rules that need nothing but the draft: uids, dates, citations, currencies, items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.rules.state import State

_UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:/+-]{0,119}")


def shape_faults(draft: Draft, _state: State, _actor: Actor) -> Iterator[str]:
    """What is wrong with the draft by itself."""
    if not _UID.fullmatch(draft.subject):
        yield (
            f"the uid {draft.subject[:40]!r} has characters that a uid may not have, or more than 120; "
            "use letters, digits, blanks and . _ : / + -"
        )
    if draft.payload.FIGURES and not draft.evidence:
        yield "it carries figures and cites nothing; name a document or a source"
