"""What handovers hold until the donor signs, and what their signatures have moved so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from pledgebook.ledger.payloads import Consigned, Handover
from pledgebook.ledger.rules.accounts import Moved
from pledgebook.ledger.rules.books import Books, Line
from pledgebook.vocabulary.stages import Stage

_NOTHING = Decimal(0)
_Change = dict[Stage, Decimal]
"""So much more stands at each stage, or less."""


class Promises:
    """What handovers hold of each line until the donor signs: it stands where it stood, and is spoken for."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._held: defaultdict[Line, dict[str, Decimal]] = defaultdict(dict)
        self._lines: defaultdict[str, list[Line]] = defaultdict(list)
        self._read: set[str] = set()

    def read(self, pledges: Iterable[str]) -> None:
        """Read what is promised of those pledges that were not read yet."""
        wanted = set(pledges) - self._read
        self._read |= wanted
        for handover, line, amount in self._books.consigned(wanted):
            self._add(handover, line, amount)

    def by_others(self, line: Line, but: str) -> dict[str, Decimal]:
        """How much of a line each handover holds, the handover `but` left aside."""
        self.read([line[0]])
        held = self._held.get(line, {})
        return {uid: amount for uid, amount in held.items() if uid != but}

    def put(self, uid: str, handover: Handover) -> None:
        """Take a handover in, in place of the one with its uid."""
        self.drop(uid)
        for consigned in handover.contents:
            if consigned.pledge in self._read:
                self._add(uid, (consigned.pledge, consigned.line), how_much(consigned))

    def drop(self, uid: str) -> None:
        """Forget a handover: it was signed, or taken back."""
        for line in self._lines.pop(uid, ()):
            self._held[line].pop(uid, None)

    def _add(self, handover: str, line: Line, amount: Decimal) -> None:
        held = self._held[line]
        held[handover] = held.get(handover, _NOTHING) + amount
        self._lines[handover].append(line)


class Handed:
    """What the signatures of each handover have moved, corrected ones included: how much more or less stands
    at each stage because of them."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._changes: defaultdict[str, dict[Line, _Change]] = defaultdict(dict)
        self._read: set[str] = set()

    def read(self, handovers: Iterable[str]) -> None:
        """Read what was moved by those handovers that were not read yet."""
        wanted = set(handovers) - self._read
        self._read |= wanted
        for handover, line, moved in self._books.signed(wanted):
            add_to(self._changes[handover].setdefault(line, {}), moved)

    def changes(self, handover: str) -> Mapping[Line, _Change]:
        """What the signatures of a handover have changed, by line. Not a copy."""
        self.read([handover])
        return self._changes[handover]

    def move(self, handover: str, line: Line, moved: Moved) -> None:
        """Take in what a signature moves."""
        if handover in self._read:
            add_to(self._changes[handover].setdefault(line, {}), moved)


def add_to(change: _Change, moved: Moved) -> None:
    """Take a movement into a change."""
    if moved.source is not None:
        change[moved.source] = change.get(moved.source, _NOTHING) - moved.amount
    change[moved.target] = change.get(moved.target, _NOTHING) + moved.amount


def how_much(consigned: Consigned) -> Decimal:
    """The amount or quantity of a piece of a consignment."""
    return consigned.amount or consigned.quantity or _NOTHING


def counts(contents: Iterable[Consigned]) -> dict[Line, Decimal]:
    """How much of each line some contents name together."""
    found: defaultdict[Line, Decimal] = defaultdict(Decimal)
    for consigned in contents:
        found[consigned.pledge, consigned.line] += how_much(consigned)
    return dict(found)
