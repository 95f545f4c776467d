"""The rows that a question may use: believed at its moment, holding on its day, and seen by who asks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from pledgebook.ledger.access import Sight, seen_by
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.models import Projected


def believed(model: type[Projected], sight: Sight, clocks: Clocks = NOW) -> QuerySet[Any]:
    """The rows of a table of records under both clocks, as far as `sight` goes.

    A row without a day holds always.
    """
    rows = model._default_manager.filter(seen_by(model, sight))
    if clocks.known is None:
        rows = rows.filter(until__isnull=True)
    else:
        rows = rows.filter(Q(until__isnull=True) | Q(until__gt=clocks.known), seq__lte=clocks.known)
    if clocks.as_of is not None:
        rows = rows.filter(Q(valid_on__isnull=True) | Q(valid_on__lte=clocks.as_of))
    return rows
