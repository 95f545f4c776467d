"""What changed in the books, donor by donor, as text and as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pledgebook.ledger.changes import Change, by_donor
from pledgebook.reporting.plain import escaped_json, printable
from pledgebook.vocabulary.codec import to_json

_ELSEWHERE = "without a donor"


def changes_text(found: Iterable[Change]) -> Iterator[str]:
    """The changes for people, those of each donor under its code."""
    groups = by_donor(found)
    if not groups:
        yield "Nothing changed."
    for donor, changes in groups.items():
        yield f"{donor or _ELSEWHERE}: {len(changes)}"
        yield from (f"  {_told(change)}" for change in changes)


def changes_json(found: Iterable[Change]) -> Iterator[str]:
    """The changes for programs, one a line."""
    yield from (escaped_json(to_json(change)) for change in found)


def _told(change: Change) -> str:
    """A change on one line: what it is, of what, from what to what, and which entry says so."""
    sides = [printable(side.text) for side in (change.before, change.after) if side is not None]
    reason = f" ({printable(change.reason)})" if change.reason else ""
    subject = f"{change.kind} {change.uid}"
    return f"{change.what:<10} {subject}: {' -> '.join(sides)}{reason}  [entry {change.entry}]"
