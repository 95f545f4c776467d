"""What announcements come to, counting nothing twice: a pure engine without database.

    edges -> links (repeats and replacements resolved) -> graph -> standing (what can count at all)
          -> cuts (which parts are shown) -> family and rests (what is whose own) -> rows

`resolve` asks, the types say what goes in and comes out.
"""

from __future__ import annotations

from pledgebook.ledger.counting.resolving import resolve
from pledgebook.ledger.counting.types import (
    Amounts,
    Counted,
    Edge,
    GroupKey,
    Keys,
    LeftOut,
    Node,
    Result,
    Role,
    Why,
)

__all__ = [
    "Amounts",
    "Counted",
    "Edge",
    "GroupKey",
    "Keys",
    "LeftOut",
    "Node",
    "Result",
    "Role",
    "Why",
    "resolve",
]
