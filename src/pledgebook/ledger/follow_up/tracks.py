"""How far the sums and lines of pledges have come, by the movements in the books."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.follow_up.types import At, Confirmation
from pledgebook.ledger.models import Movement
from pledgebook.ledger.queries.believed import believed
from pledgebook.vocabulary.stages import Stage, rung

CHUNK = 500
"""So many values in one query: SQLite takes 999 in its oldest versions."""

_NOTHING = Decimal(0)
_FROM_THE_TOP = sorted(Stage, key=rung, reverse=True)


class Track:
    """The way of one line of a pledge: where it stands, whether it has moved, who confirmed it last."""

    __slots__ = ("_held", "_last", "moved", "steps")

    def __init__(self) -> None:
        self._held: dict[Stage, Decimal] = {}
        self._last: tuple[date, int, str, date | None] | None = None
        self.moved = False
        self.steps: list[int] = []
        """The entries that moved it."""

    def step(
        self,
        entry: int,
        source: str,
        target: str,
        how_much: Decimal,
        by: str,
        confirmed: date | None,
        on: date | None,
    ) -> None:
        """Take in one movement; `confirmed` is when `by` said so, `on` when it holds."""
        self._held[Stage(target)] = self._held.get(Stage(target), _NOTHING) + how_much
        if not source:
            return
        self._held[Stage(source)] = self._held.get(Stage(source), _NOTHING) - how_much
        self.moved = True
        self.steps.append(entry)
        if by or confirmed:
            known = (confirmed or on or date.min, entry, by, confirmed or on)
            self._last = max(self._last or known, known)

    def at(self) -> tuple[At, ...]:
        """What stands where, from the lowest stage to the highest.

        Movements that the asker does not see, or that hold later, can leave a stage below zero; it then takes
        from the stages below, from where those movements came.
        """
        found: list[At] = []
        missing = _NOTHING
        for stage in _FROM_THE_TOP:
            held = self._held.get(stage, _NOTHING) + missing
            missing = min(held, _NOTHING)
            if held > 0:
                found.append(At(stage, held))
        return tuple(reversed(found))

    def confirmation(self, announced: date, today: date, signatures: Collection[int]) -> Confirmation | None:
        """The last word on it since it was announced; None where nobody has said any."""
        if self._last is None:
            return None
        sort, entry, by, on = self._last
        if on is not None and sort < announced:
            return None
        return Confirmation(
            entry=entry,
            by=by or None,
            on=on,
            days=None if on is None else max((today - on).days, 0),
            signed=entry in signatures,
        )


Tracks = Mapping[str, Mapping[str, Track]]
"""Tracks by the pledge and the line."""

_COLUMNS = (
    "pledge", "line", "entry", "source", "target", "cents", "thousandths", "confirmed_by", "confirmed_on",
    "valid_on",
)  # fmt: skip


def read_tracks(sight: Sight, clocks: Clocks, only: Collection[str] | None = None) -> Tracks:
    """The tracks of all pledges, or of those in `only`; one query for every few hundred."""
    found: dict[str, dict[str, Track]] = {}
    rows = believed(Movement, sight, clocks)
    for part in parts(rows, "pledge", only):
        for pledge, line, entry, source, target, cents, thousandths, by, confirmed, on in part.values_list(
            *_COLUMNS
        ):
            how_much = cents if cents is not None else thousandths
            if how_much is not None:
                track = found.setdefault(pledge, {}).setdefault(line, Track())
                track.step(entry, source, target, how_much, by, confirmed, on)
    return found


def parts(rows: Any, column: str, only: Iterable[Any] | None) -> Iterator[Any]:
    """A query for the rows whose column is one of `only`, in pieces that every database takes; as it is
    where `only` is None."""
    if only is None:
        yield rows
        return
    values = iter(sorted(set(only)))
    while chunk := list(islice(values, CHUNK)):
        yield rows.filter(**{f"{column}__in": chunk})
