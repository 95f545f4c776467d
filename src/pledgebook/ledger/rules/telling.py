"""Amounts of pledges in the words of messages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pledgebook.ledger.payloads import Line, Pledge


def told(pledge: Pledge, line: str, how_much: Decimal) -> str:
    """So much of a pledge: 'EUR 4,000 of the sum', '10 IRIS-T system of line '1''."""
    number = plain(how_much)
    if not line:
        currency = pledge.amount.currency if pledge.amount is not None else ""
        return f"{currency} {number} of the sum".strip()
    found = line_of(pledge, line)
    return f"{number} {found.item if found is not None else ''} of line {line!r}".replace("  ", " ")


def named(line: str) -> str:
    """A line by its key, '' being the sum."""
    return f"line {line!r}" if line else "the sum"


def plain(how_much: Decimal) -> str:
    """A number without needless zeros: '4,000', '2.5'."""
    return f"{how_much.normalize():,f}"


def line_of(pledge: Pledge, key: str) -> Line | None:
    """The line with a key, None where the pledge has none."""
    return next((line for line in pledge.lines if line.key == key), None)


def missing_line(uid: str, pledge: Pledge, key: str) -> str | None:
    """Why nothing can move on a line ('' is the sum): the pledge has no such line, or its number is unknown.
    None where something can."""
    if not key:
        if pledge.amount is None:
            return f"pledge {uid} has no sum that could move; name one of its lines, or correct the pledge"
        return None
    line = line_of(pledge, key)
    if line is None:
        return f"pledge {uid} has no line {key!r}{_named(pledge.lines)}; correct the line"
    if line.low is None:
        return f"how many line {key!r} of pledge {uid} has is not known; correct the pledge first"
    return None


def listed(names: Iterable[str], most: int = 3) -> str:
    """Names one after the other, the first of many: 'a, b, c and 4 more'."""
    found = list(names)
    more = len(found) - most
    return ", ".join(found[:most]) + (f" and {more} more" if more > 0 else "")


def _named(lines: tuple[Line, ...]) -> str:
    return f", only {listed([repr(line.key) for line in lines], 8)}" if lines else ", and no lines at all"
