"""From tracks to what a reader wants to know of a pledge: where it stands, how far it came, who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.follow_up.tracks import Track
from pledgebook.ledger.follow_up.types import At, Confirmation, Progress, Standing
from pledgebook.ledger.payloads import Pledge
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.stages import Stage, rung

_WHOLE = Decimal(1)


class Seen(msgspec.Struct, frozen=True):
    """From when a report looks: the day, and which entries of the journal are signatures."""

    today: date
    signatures: Collection[int]


class _Told(msgspec.Struct, frozen=True):
    """A sum or a line as it was announced."""

    line: str
    item: str | None
    unit: str | None
    currency: str | None
    promised: Decimal | None
    high: Decimal | None
    qualifier: Qualifier | None


def standings_of(
    pledge: Pledge, announced: date, tracks: Mapping[str, Track], seen: Seen
) -> tuple[Standing, ...]:
    """The sum of a pledge, where it has one, and its lines in their order."""
    return tuple(_standing(told, pledge, announced, tracks.get(told.line), seen) for told in _told(pledge))


def _told(pledge: Pledge) -> Iterator[_Told]:
    if pledge.amount is not None:
        money = pledge.amount
        yield _Told("", None, None, money.currency, money.low, money.high, money.qualifier)
    for line in pledge.lines:
        yield _Told(line.key, line.item, line.unit, None, line.low, line.high, line.qualifier)


def _standing(told: _Told, pledge: Pledge, announced: date, track: Track | None, seen: Seen) -> Standing:
    at = track.at() if track is not None else ()
    confirmation = track.confirmation(announced, seen.today, seen.signatures) if track is not None else None
    return Standing(
        line=told.line,
        item=told.item,
        unit=told.unit,
        currency=told.currency,
        promised=told.promised,
        high=told.high,
        qualifier=told.qualifier,
        at=at,
        furthest=at[-1].stage if at else pledge.stage,
        progress=progress_of(at, confirmation),
        confirmation=confirmation,
    )


def progress_of(at: Sequence[At], confirmation: Confirmation | None) -> Progress:
    """How far something has come that stands so, and was last confirmed so."""
    active = {held.stage for held in at if not held.stage.final}
    if at and not active:
        return Progress.WITHDRAWN
    waiting = active - {Stage.ACCEPTED}
    if at and not waiting:
        return Progress.ACCEPTED
    if waiting == {Stage.PAUSED}:
        return Progress.PAUSED
    return Progress.UNDER_WAY if confirmation is not None else Progress.UNCONFIRMED


def telling(standings: Sequence[Standing], tracks: Mapping[str, Track]) -> Sequence[Standing]:
    """Those that say how far the pledge as a whole has come.

    Support in kind moves by its lines, money by its sum; what has not moved while the other has is then no
    sign of silence. Where nothing has moved, or both have, all of them tell.
    """
    moved = {line for line, track in tracks.items() if track.moved}
    if "" in moved and len(moved) == 1:
        return [standing for standing in standings if not standing.line]
    if moved and "" not in moved:
        return [standing for standing in standings if standing.line]
    return standings


def together(standings: Sequence[Standing]) -> Progress:
    """The progress of several: the one that all share, else `under way` where any is more than silence."""
    found = {standing.progress for standing in standings}
    if len(found) == 1:
        return found.pop()
    found.discard(Progress.WITHDRAWN)
    if len(found) == 1:
        return found.pop()
    return Progress.UNDER_WAY if found else Progress.UNCONFIRMED


def furthest(standings: Sequence[Standing], start: Stage) -> Stage:
    """The highest stage that any of them has reached."""
    return max((standing.furthest for standing in standings), key=rung, default=start)


def last_word(standings: Sequence[Standing]) -> Confirmation | None:
    """The latest confirmation of any of them."""
    found = [standing.confirmation for standing in standings if standing.confirmation is not None]
    return max(found, key=lambda one: (one.on or date.min, one.entry), default=None)


def shares_by_stage(pledge: Pledge, tracks: Mapping[str, Track]) -> dict[Stage, Decimal]:
    """Which part of a pledge stands where, as fractions of 1.

    By its sum where that has moved, or no line has; else by its lines, each weighing the same, one of unknown
    number as not moved. Empty where neither is known.
    """
    whole, lines = tracks.get(""), [tracks.get(line.key) for line in pledge.lines]
    by_lines = pledge.lines and (
        pledge.amount is None
        or (not (whole and whole.moved) and any(track and track.moved for track in lines))
    )
    if not by_lines:
        return _shares(whole.at() if whole is not None else ())
    if all(line.low is None for line in pledge.lines):
        return {}
    found: dict[Stage, Decimal] = {}
    for track in lines:
        shares = _shares(track.at() if track is not None else ()) or {pledge.stage: _WHOLE}
        for stage, share in shares.items():
            found[stage] = found.get(stage, Decimal(0)) + share / len(lines)
    return found


def _shares(at: Sequence[At]) -> dict[Stage, Decimal]:
    total = sum((held.how_much for held in at), Decimal(0))
    return {held.stage: held.how_much / total for held in at} if total else {}
