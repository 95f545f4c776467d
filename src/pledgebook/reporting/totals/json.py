"""The answer for programs: the typed value itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.totals.answer import Totals
from pledgebook.reporting.plain import escaped_json


def draw(totals: Totals) -> str:
    """Indented JSON. Amounts and rates are numbers with every digit, none of them in powers of ten."""
    plain = _plain(msgspec.to_builtins(totals, builtin_types=(Decimal, date)))
    return escaped_json(msgspec.json.format(msgspec.json.encode(plain), indent=2).decode()) + "\n"


def _plain(value: object) -> object:
    """The same with each Decimal written out: many programs that read '2E+6' make a float of it."""
    match value:
        case Decimal():
            return msgspec.Raw(f"{value:f}".encode())
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value
