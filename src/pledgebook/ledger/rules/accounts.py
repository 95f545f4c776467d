"""How much of a pledge's sum, or of one of its lines, stands at which stage, and since which day.

Both clocks need more than today's balance: what moves on 1 May must stand there on 1 May and must not have
moved on by 10 May, or the books as of a day between would hold less than nothing.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pledgebook.vocabulary.stages import LADDER, Stage

NOTHING = Decimal(0)


class Moved(NamedTuple):
    """So much went from one stage (None where it came into being) to another on a day, by an entry.

    A negative amount takes such a movement back. `entry` is 0 for what is not written yet.
    """

    day: date
    source: Stage | None
    target: Stage
    amount: Decimal
    entry: int = 0

    def back(self) -> Moved:
        """The movement that takes this one back."""
        return self._replace(amount=-self.amount)


class Shortfall(NamedTuple):
    """A stage that would hold less than nothing: from which day on, and how much stands there on that day
    without the change. Where what was paused would return to a rung above the one it left, `climb` is set and
    `stands` is what may return."""

    stage: Stage
    day: date
    stands: Decimal
    climb: bool = False


class _Days:
    """How much more or less stood at a stage at the end of each day than before, kept in order."""

    __slots__ = ("_net", "_order")

    def __init__(self) -> None:
        self._order: list[date] = []
        self._net: dict[date, Decimal] = {}

    def add(self, day: date, amount: Decimal) -> None:
        """Take in so much more, or less, on a day."""
        if day not in self._net:
            insort(self._order, day)
        self._net[day] = self._net.get(day, NOTHING) + amount

    def since(self, first: date) -> dict[date, Decimal]:
        """The changes from a day on."""
        return {day: self._net[day] for day in self._order[bisect_left(self._order, first) :]}


class Account:
    """The balance of one sum or line, kept up to date movement by movement.

    `latest` is the day of its last movement, or later. `trail` has every movement, None where only the
    balance was read; a change on or after `latest` needs no trail.
    """

    __slots__ = ("_days", "_paused", "held", "latest", "trail")

    def __init__(self) -> None:
        self.held: dict[Stage, Decimal] = {}
        self.latest = date.min
        self.trail: list[Moved] | None = []
        self._paused: dict[Stage, Decimal] = {}
        self._days: defaultdict[Stage, _Days] | None = None

    @property
    def has_moved_on(self) -> bool:
        """Whether anything has gone from one stage to another; asks for the trail."""
        steps: defaultdict[tuple[date, Stage | None, Stage], Decimal] = defaultdict(Decimal)
        for day, source, target, amount, _ in self.trail or ():
            steps[day, source, target] += amount
        return any(amount and step[1] is not None for step, amount in steps.items())

    def left(self, stage: Stage, after: int) -> list[int]:
        """The entries after `after` that took something from a stage, in their order; asks for the trail."""
        taken: defaultdict[int, Decimal] = defaultdict(Decimal)
        for moved in self.trail or ():
            if moved.source is stage and moved.entry > after:
                taken[moved.entry] += moved.amount
        return sorted(entry for entry, amount in taken.items() if amount)

    def add(self, moved: Moved) -> None:
        """Take a movement in."""
        day, source, target, amount, _ = moved
        if source is not None:
            self.held[source] = self.held.get(source, NOTHING) - amount
        self.held[target] = self.held.get(target, NOTHING) + amount
        if day > self.latest:
            self.latest = day
        if self.trail is not None:
            self.trail.append(moved)
        if self._days is not None:
            self._note_day(moved)
        if target is Stage.PAUSED or source is Stage.PAUSED:
            _note_pause(self._paused, moved)

    def shortfall(self, changes: Sequence[Moved]) -> Shortfall | None:
        """What these movements would bring below nothing, on any day; None where they fit.

        Several are judged together. Raises RuntimeError where a change lies before the last movement and the
        trail was not read: State.read has to foresee that.
        """
        found = self._at_end(changes) if self._at_the_end(changes) else self._by_days(changes)
        if found is None and any(Stage.PAUSED in (moved.source, moved.target) for moved in changes):
            return self._climb(changes)
        return found

    def allows(self, change: Moved) -> bool:
        """Whether a movement fits without any doubt: a quick answer for the most usual one, which comes after
        all others and has nothing to do with a pause."""
        day, source, target, amount, _ = change
        return (
            day >= self.latest
            and source is not None
            and 0 <= amount <= self.held.get(source, NOTHING)
            and source is not Stage.PAUSED
            and target is not Stage.PAUSED
        )

    def _at_the_end(self, changes: Sequence[Moved]) -> bool:
        """Whether these only add movements of one day, with none after it."""
        day = changes[0].day
        return day >= self.latest and all(moved.day == day and moved.amount >= 0 for moved in changes)

    def _at_end(self, changes: Sequence[Moved]) -> Shortfall | None:
        for stage, loss in _losses(changes).items():
            stands = self.held.get(stage, NOTHING)
            if loss < 0 and stands + loss < 0:
                return Shortfall(stage, changes[0].day, stands)
        return None

    def _by_days(self, changes: Sequence[Moved]) -> Shortfall | None:
        losing = {stage for moved in changes for stage, amount in _effects(moved) if amount < 0}
        for stage in Stage:
            if stage in losing and (short := self._short(changes, stage)) is not None:
                return short
        return None

    def _short(self, changes: Sequence[Moved], stage: Stage) -> Shortfall | None:
        """The first day at whose end the stage would hold less than nothing because of the changes."""
        changing = _daily(changes, stage)
        stands, later = self._from(stage, min(changing))
        changed = NOTHING
        for day in sorted({*later, *changing}):
            stands += later.get(day, NOTHING)
            changed += changing.get(day, NOTHING)
            if changed < 0 and stands + changed < 0:
                return Shortfall(stage, day, stands)
        return None

    def _from(self, stage: Stage, first: date) -> tuple[Decimal, dict[date, Decimal]]:
        """What stands at a stage before a day, and how that changes from this day on."""
        stands = self.held.get(stage, NOTHING)
        days = self._by_stage().get(stage)
        if days is None:
            return stands, {}
        later = days.since(first)
        return stands - sum(later.values(), NOTHING), later

    def _by_stage(self) -> dict[Stage, _Days]:
        """What changed at each stage day by day; put together when it is first asked for."""
        if self._days is None:
            if self.trail is None:
                raise RuntimeError(
                    "the movements were not read day by day; State.read must see the draft first"
                )
            self._days = defaultdict(_Days)
            for moved in self.trail:
                self._note_day(moved)
        return self._days

    def _note_day(self, moved: Moved) -> None:
        if self._days is not None:
            for stage, amount in _effects(moved):
                self._days[stage].add(moved.day, amount)

    def _climb(self, changes: Sequence[Moved]) -> Shortfall | None:
        """What was paused returns to the rung that it left or to a lower one: a pause is no way to skip."""
        paused = dict(self._paused)
        for moved in changes:
            _note_pause(paused, moved)
        left = lowest = NOTHING
        for rung in reversed(LADDER):
            left += paused.get(rung, NOTHING)
            lowest = min(lowest, left)
        if lowest == 0:
            return None
        wanted = max(moved.amount for moved in changes)
        return Shortfall(Stage.PAUSED, changes[0].day, max(wanted + lowest, NOTHING), climb=True)


def _note_pause(paused: dict[Stage, Decimal], moved: Moved) -> None:
    """Count at each rung what was paused there, less what returned there."""
    if moved.target is Stage.PAUSED and moved.source is not None:
        paused[moved.source] = paused.get(moved.source, NOTHING) + moved.amount
    elif moved.source is Stage.PAUSED and moved.target.on_ladder:
        paused[moved.target] = paused.get(moved.target, NOTHING) - moved.amount


def _effects(moved: Moved) -> Iterator[tuple[Stage, Decimal]]:
    if moved.source is not None:
        yield moved.source, -moved.amount
    yield moved.target, moved.amount


def _losses(changes: Iterable[Moved]) -> dict[Stage, Decimal]:
    """What all the changes together take from each stage, or bring to it."""
    found: defaultdict[Stage, Decimal] = defaultdict(Decimal)
    for moved in changes:
        for stage, amount in _effects(moved):
            found[stage] += amount
    return found


def _daily(moves: Iterable[Moved], stage: Stage) -> dict[date, Decimal]:
    """What comes to the stage on each day, less what leaves it."""
    found: defaultdict[date, Decimal] = defaultdict(Decimal)
    for moved in moves:
        for touched, amount in _effects(moved):
            if touched is stage:
                found[moved.day] += amount
    return found
