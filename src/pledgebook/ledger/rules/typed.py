"""Amounts and quantities as people type them, in a form or on the command line.

1,500 is one and a half thousand in London and one and a half in Berlin; 1.500 is the reverse. Pledgebook
guesses neither: digits, and at most one point before the decimals.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pledgebook.vocabulary.errors import BadValue

_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<decimals>[0-9]+))?")
_SEPARATED = re.compile(r"[0-9]+(?:[.,'’_\s\u00a0\u2009\u202f][0-9]+)+")
_MOST_DIGITS = 20
"""More than an amount can have: the books hold some 92 thousand billion units."""


def amount_from_text(text: str) -> Decimal:
    """An amount of money in units of its currency: '1500' or '1500.00'.

    Raises BadValue for separators of thousands, decimal commas, exponents, signs, blanks and all that is no
    number, and for more than two decimals.
    """
    return _number(text, 2)


def quantity_from_text(text: str) -> Decimal:
    """A quantity in units of what is counted: '12' or '1.525'.

    Raises BadValue like `amount_from_text`, and for more than three decimals.
    """
    return _number(text, 3)


def _number(text: str, places: int) -> Decimal:
    told = text.strip()
    found = _PLAIN.fullmatch(told)
    if found is None:
        raise BadValue(_why(told))
    if len(found["whole"]) > _MOST_DIGITS:
        raise BadValue(f"{told[:30]!r} has {len(found['whole'])} digits, more than the books hold; check it")
    decimals = len(found["decimals"] or "")
    if decimals == 3 and places < 3:
        raise BadValue(
            f"{told!r} could be {told.replace('.', '')} or {told.rstrip('0').rstrip('.')}; "
            "write no separators of thousands, and two decimals at most"
        )
    if decimals > places:
        raise BadValue(f"{told[:30]!r} has {decimals} decimals; round it to {places}")
    return Decimal(told)


def _why(told: str) -> str:
    """What is wrong with a text that is no plain number."""
    if not told:
        return "there is no number; type one, such as 1500 or 1500.50"
    shown = repr(told[:30])
    if _SEPARATED.fullmatch(told):
        return f"{shown} has a comma or a separator of thousands; write digits and at most one point: 1500.50"
    if told.startswith("-") and _PLAIN.fullmatch(told[1:]):
        return f"{shown} is less than zero; give zero or more"
    return f"{shown} is no plain number; write digits and at most one point, and nothing else: 1500.50"
