"""A desk moves a promise along: up the ladder rung by rung, or beside it and back.

Each rung is an entry of its own, so that the books say of each when it was reached; one call writes them all
in one batch. Delivered and accepted are not reached here: they take signatures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.access import Actor
from pledgebook.ledger.deliveries.drafting import Place, batch_name, refusal, resting_on, split, told
from pledgebook.ledger.journal.append import Pen, writing
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import Movement
from pledgebook.ledger.payloads import Citation, StageChange
from pledgebook.ledger.rules.ladder import UNSIGNED
from pledgebook.ledger.rules.telling import plain
from pledgebook.vocabulary.stages import Stage, rung

_SIGNED = (Stage.DELIVERED, Stage.ACCEPTED)
_NOTHING = Decimal(0)
_Step = tuple[Stage, Stage, Decimal]
_Steps = Callable[[Pen], Iterator[_Step]]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk says of a step beside how much: where, who confirmed it and when, and what it rests on.

    Without `confirmed_by` it is the desk's own party that confirms, on the day of the step; nobody does where
    the actor has no party. Without evidence the step rests on the actor's word.
    """

    place: str | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    note: str = ""
    evidence: tuple[Citation, ...] = ()


NOTHING_MORE = Told()


def advance(
    pledge: str,
    line: str,
    target: Stage,
    how_much: Decimal | None,
    on: date,
    actor: Actor,
    *,
    told_of: Told = NOTHING_MORE,
) -> list[Entry]:
    """Bring so much of a pledge's line up to `target` on the day `on`, with an entry for each rung between.

    `line` '' is the sum, in the pledge's currency; None for `how_much` is all that stands lower. What stands
    highest is taken first, so that the fewest rungs are passed. Raises Refused where less than that stands
    lower, for a stage that takes a signature or stands beside the ladder, and where a rule says no.
    """
    if target not in UNSIGNED[1:]:
        raise refusal(f"pledge {pledge}", _no_target(target))
    below = UNSIGNED[: UNSIGNED.index(target)]

    def steps(pen: Pen) -> Iterator[_Step]:
        taken = dict(_take(pen, (pledge, line), tuple(reversed(below)), how_much))
        carried = _NOTHING
        for source, above in zip(below, UNSIGNED[1:], strict=False):
            carried += taken.get(source, _NOTHING)
            if carried:
                yield source, above, carried

    return _write("advance", (pledge, line), steps, on, actor, told_of)


def pause(
    pledge: str,
    line: str,
    how_much: Decimal | None,
    on: date,
    actor: Actor,
    *,
    told_of: Told = NOTHING_MORE,
) -> list[Entry]:
    """Take so much of what is not yet delivered from the ladder for now, what stands lowest first.

    None for `how_much` is all of it. Raises Refused where less stands there, and where a rule says no.
    """

    def steps(pen: Pen) -> Iterator[_Step]:
        for source, part in _take(pen, (pledge, line), UNSIGNED, how_much):
            yield source, Stage.PAUSED, part

    return _write("pause", (pledge, line), steps, on, actor, told_of)


def cancel(
    pledge: str,
    line: str,
    how_much: Decimal | None,
    on: date,
    actor: Actor,
    *,
    told_of: Told = NOTHING_MORE,
) -> list[Entry]:
    """Take back so much of what is not yet delivered, what is paused first and then what stands lowest.

    None for `how_much` is all of it. Raises Refused where less stands there, and where a rule says no.
    """
    return _end(Stage.CANCELLED, (pledge, line), how_much, on, actor, told_of)


def expire(
    pledge: str,
    line: str,
    how_much: Decimal | None,
    on: date,
    actor: Actor,
    *,
    told_of: Told = NOTHING_MORE,
) -> list[Entry]:
    """Say that the time of so much of what is not yet delivered ran out; else as `cancel`."""
    return _end(Stage.EXPIRED, (pledge, line), how_much, on, actor, told_of)


def _end(
    end: Stage, place: Place, how_much: Decimal | None, on: date, actor: Actor, told_of: Told
) -> list[Entry]:
    def steps(pen: Pen) -> Iterator[_Step]:
        for source, part in _take(pen, place, (Stage.PAUSED, *UNSIGNED), how_much):
            yield source, end, part

    return _write("end", place, steps, on, actor, told_of)


def resume(
    pledge: str,
    line: str,
    how_much: Decimal | None,
    on: date,
    actor: Actor,
    *,
    told_of: Told = NOTHING_MORE,
) -> list[Entry]:
    """Bring so much of what is paused back to the rungs that it was paused on, the highest first.

    None for `how_much` is all of it. Raises Refused where less is paused, and where a rule says no.
    """

    def steps(pen: Pen) -> Iterator[_Step]:
        place = (pledge, line)
        left = sum((part for _, part in _take(pen, place, (Stage.PAUSED,), how_much)), _NOTHING)
        for target, part in _paused_on(pen, place):
            back = min(left, part)
            if back > 0:
                left -= back
                yield Stage.PAUSED, target, back

    return _write("resume", (pledge, line), steps, on, actor, told_of)


def _no_target(target: Stage) -> str:
    if target in _SIGNED:
        side = "donor" if target is Stage.DELIVERED else "recipient"
        return f"it becomes {target} when the {side} signs for a handover; open one and sign it"
    rungs = ", ".join(UNSIGNED[1:])
    return f"nothing is advanced to {target}; choose one of {rungs}, or pause or cancel it"


def _take(
    pen: Pen, place: Place, stages: Sequence[Stage], how_much: Decimal | None
) -> list[tuple[Stage, Decimal]]:
    """How much to take from which of these stages, in their order. Raises Refused where there is less."""
    held = pen.state.holdings(*place)
    available = sum((held.get(stage, _NOTHING) for stage in stages), _NOTHING)
    wanted = available if how_much is None else how_much
    if wanted <= 0 or wanted > available:
        raise refusal(f"pledge {place[0]}", _not_there(pen, place, wanted, available))
    found = []
    for stage in stages:
        part = min(wanted, held.get(stage, _NOTHING))
        if part > 0:
            wanted -= part
            found.append((stage, part))
    return found


def _not_there(pen: Pen, place: Place, wanted: Decimal, available: Decimal) -> str:
    held = sorted(((stage, part) for stage, part in pen.state.holdings(*place).items() if part), key=_height)
    where = ", ".join(f"{plain(part)} {stage}" for stage, part in held) or "nothing of that line"
    can = f"{plain(available)} can" if available else "nothing can"
    return (
        f"{told(pen.state, place, wanted)} cannot be moved so, {can}; "
        f"the books have {where}: name a number above zero that is there"
    )


def _height(held: tuple[Stage, Decimal]) -> int:
    return rung(held[0])


def _paused_on(pen: Pen, place: Place) -> list[tuple[Stage, Decimal]]:
    """On which rungs what is paused stood before, the highest first.

    What was cancelled while paused is taken to have stood lowest, as `cancel` would have it.
    """
    rows = Movement.objects.filter(pledge=place[0], line=place[1], until__isnull=True)
    came: dict[Stage, Decimal] = {}
    for source, target, cents, thousandths in rows.values_list("source", "target", "cents", "thousandths"):
        how_much = cents if cents is not None else thousandths
        if target == Stage.PAUSED and source:
            came[Stage(source)] = came.get(Stage(source), _NOTHING) + how_much
        elif source == Stage.PAUSED and Stage(target).on_ladder:
            came[Stage(target)] = came.get(Stage(target), _NOTHING) - how_much
    left = pen.state.holdings(*place).get(Stage.PAUSED, _NOTHING)
    found = []
    for stage in sorted(came, key=rung, reverse=True):
        part = min(left, came[stage])
        left -= part
        found.append((stage, part))
    return found


def _write(act: str, place: Place, steps: _Steps, on: date, actor: Actor, told_of: Told) -> list[Entry]:
    """Write one entry for each step. What stands where is read in the transaction that writes."""
    with writing(actor, batch_name(act)) as pen:
        known = pen.state.record(EntryKind.PLEDGE, place[0])
        if known is None:
            raise refusal(f"pledge {place[0]}", "it is not in the books; enter it first, or correct the name")
        evidence = resting_on(told_of.evidence, actor, "stated")
        return pen.write([
            Draft(
                subject=place[0],
                payload=_change(place, step, on, actor, told_of),
                valid_on=on,
                visibility=known.visibility,
                evidence=evidence,
            )
            for step in steps(pen)
        ])  # fmt: skip


def _change(place: Place, step: _Step, on: date, actor: Actor, told_of: Told) -> StageChange:
    source, target, how_much = step
    amount, quantity = split(place, how_much)
    confirmed_by = told_of.confirmed_by or actor.desk_of or None
    return StageChange(
        source=source,
        target=target,
        line=place[1],
        amount=amount,
        quantity=quantity,
        place=told_of.place,
        confirmed_by=confirmed_by,
        confirmed_on=(told_of.confirmed_on or on) if confirmed_by else None,
        note=told_of.note,
    )
