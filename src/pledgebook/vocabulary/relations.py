"""How one announcement stands to another; totals understand every kind."""

from __future__ import annotations

from enum import StrEnum


class RelationKind(StrEnum):
    """What the announcement named first is to the one named second.

    `repeats`: the same again; adds nothing. `raises`: a new, higher level of the other; adds the difference.
    `replaces`: stands in its place; the other adds nothing any more. `part of`, `draws down`, `financed by`:
    lies inside the other, as a share of it, as a use of a framework, as paid from a fund. `backfills`: makes
    good to a donor what that donor gave; adds nothing to what the recipient gets.
    """

    REPEATS = "repeats"
    RAISES = "raises"
    REPLACES = "replaces"
    PART_OF = "part of"
    DRAWS_DOWN = "draws down"
    FINANCED_BY = "financed by"
    BACKFILLS = "backfills"

    @property
    def inside(self) -> bool:
        """Whether the first lies inside the second."""
        return self in (RelationKind.PART_OF, RelationKind.DRAWS_DOWN, RelationKind.FINANCED_BY)


class Cut(StrEnum):
    """Along which line a whole is cut into parts.

    Parts of one cut do not overlap; parts of two cuts of the same whole ('350 m of the UK and 100 m of
    Norway'; '160 m for repairs and 250 m for drones') do, and only one cut can explain the whole at a time.
    """

    DONOR = "donor"
    PURPOSE = "purpose"
    PERIOD = "period"
