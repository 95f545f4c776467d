"""What is given: items, in categories, in capabilities."""

from __future__ import annotations

import msgspec


class Item(msgspec.Struct, frozen=True):
    """One kind of equipment, service or funding, with its category and the capability that it serves."""

    name: str
    category: str
    capability: str
    unit: str
