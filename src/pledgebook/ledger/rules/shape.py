"""Rules that need nothing but the draft: uids, days, citations, texts, and what each kind asks of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db.models import CharField, TextField

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Donor, Handover, Payload
from pledgebook.ledger.projection.rows import RECORDS
from pledgebook.ledger.rules import shape_deliveries, shape_pledges, shape_review, shape_situation
from pledgebook.ledger.rules.state import State

Check = Callable[[Any, Any], Iterator[str]]

_UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:/+-]*(?<! )")
_UID_LENGTH = 100
_COMPOSED_LENGTH = 120
_COMPOSED = frozenset({EntryKind.DECISION, EntryKind.SIGNATURE, EntryKind.REVERSAL, EntryKind.STAGE})
"""Kinds whose uid is made of another record's, which must leave room for it."""
_PARTY_LENGTH = 20

_DATED: Mapping[EntryKind, str] = {
    EntryKind.PLEDGE: "when it was announced",
    EntryKind.STAGE: "when it changed",
    EntryKind.NEED: "when it was stated",
    EntryKind.HANDOVER: "when it was opened or sent",
    EntryKind.SIGNATURE: "when it was signed",
    EntryKind.MEETING: "when it is held",
    EntryKind.SUPPORT_STATUS: "from when it holds",
    EntryKind.INDICATOR: "when it was measured",
}
"""Kinds that hold from a day, and what that day is."""

_PAST = frozenset({EntryKind.PLEDGE, EntryKind.STAGE, EntryKind.SIGNATURE})
"""Kinds that tell what has happened."""

_TELLING_DAYS = frozenset({EntryKind.STAGE, EntryKind.HANDOVER})
"""Kinds whose payload tells days of its own on which something has happened."""

_CHECKS: Mapping[EntryKind, Check] = {
    **shape_pledges.CHECKS,
    **shape_deliveries.CHECKS,
    **shape_review.CHECKS,
    **shape_situation.CHECKS,
}


def shape_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """What is wrong with the draft by itself."""
    kind, payload = draft.payload.KIND, draft.payload
    if not _is_uid(draft.subject, kind):
        yield _uid_fault(draft.subject, kind)
    if payload.FIGURES and not draft.evidence:
        yield "it carries figures and cites nothing; name a document or a source"
    if draft.valid_on is None:
        if kind in _DATED:
            yield f"it has no day; say {_DATED[kind]}"
    elif kind in _PAST or (isinstance(payload, Handover) and payload.dispatched is not None):
        yield from _future_fault(draft.valid_on, state.today)
    if kind in RECORDS:
        yield from _text_faults(payload)
    check = _CHECKS.get(kind)
    if check is not None:
        yield from check(draft, payload)
    if kind in _TELLING_DAYS:
        yield from _days_told(payload, state.today)


def _is_uid(uid: str, kind: EntryKind) -> bool:
    if kind is EntryKind.PARTY:
        longest = _PARTY_LENGTH
    else:
        longest = _COMPOSED_LENGTH if kind in _COMPOSED else _UID_LENGTH
    return len(uid) <= longest and _UID.fullmatch(uid) is not None


def _uid_fault(uid: str, kind: EntryKind) -> str:
    longest = _PARTY_LENGTH if kind is EntryKind.PARTY else _UID_LENGTH
    return (
        f"the uid {uid[:40]!r} has characters that a uid may not have, or more than {longest}; "
        "use letters, digits, blanks within and . _ : / + -"
    )


def _future_fault(day: date, today: date) -> Iterator[str]:
    if day > today:
        yield f"it is dated {day}, which is still to come; enter it when it has happened, or correct the day"


def _days_told(payload: Payload, today: date) -> Iterator[str]:
    """Days within the payload on which something has happened."""
    for name, what in (("confirmed_on", "confirmed"), ("dispatched", "dispatched")):
        day: date | None = getattr(payload, name, None)
        if day is not None and day > today:
            yield f"it was {what} on {day}, which is still to come; correct the day"


def _text_faults(payload: Payload) -> Iterator[str]:
    """Texts that their column cannot hold."""
    for name, longest in _texts(type(payload)):
        text = _as_text(getattr(payload, name))
        if longest is not None and len(text) > longest:
            yield f"the {name} {text[:40]!r}… has {len(text)} characters; {longest} at most are kept"
        if "\0" in text:
            yield f"the {name} {text[:40]!r} has a null character; take it out"


def _as_text(value: object) -> str:
    """The text that a column gets: several codes are joined by '|'."""
    if isinstance(value, tuple):
        return "|".join(part.party if isinstance(part, Donor) else str(part) for part in value)
    return value if isinstance(value, str) else ""


@cache
def _texts(kind: type[Payload]) -> tuple[tuple[str, int | None], ...]:
    """The fields of a payload that have a column of text, and how much that holds."""
    fields = {field.name: field for field in RECORDS[kind.KIND][0]._meta.concrete_fields}
    return tuple(
        (name, field.max_length)
        for name in kind.__struct_fields__
        if isinstance(field := fields.get(name), (CharField, TextField))
    )
