"""Rules about changes of stage, and about corrections of pledges of which something has moved on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Pledge, StageChange
from pledgebook.ledger.rules.accounts import NOTHING, Moved, Shortfall
from pledgebook.ledger.rules.balances import changed, reoriginated
from pledgebook.ledger.rules.books import Known
from pledgebook.ledger.rules.relations import tied_faults
from pledgebook.ledger.rules.standing import missing
from pledgebook.ledger.rules.state import State
from pledgebook.ledger.rules.telling import line_of, missing_line, named, plain, told


def stage_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """A change of a pledge or line that is not there, before the pledge, or of more than stands there."""
    change, uid = draft.payload, draft.subject
    known = state.record(EntryKind.PLEDGE, uid)
    if known is None or not isinstance(known.payload, Pledge):
        yield missing(EntryKind.PLEDGE, uid, state)
        return
    if not isinstance(change, StageChange) or draft.valid_on is None:
        return
    fault = missing_line(uid, known.payload, change.line) or early(uid, known, draft.valid_on)
    if fault is not None:
        yield fault
        return
    moved, account = changed(draft.valid_on, change), state.account(uid, change.line)
    short = None if account.allows(moved) else account.shortfall((moved,))
    if short is not None:
        yield _too_much(known.payload, change, short)


def early(uid: str, known: Known, day: date) -> str | None:
    """That something is dated before its pledge; None where it is not."""
    if known.valid_on is None or day >= known.valid_on:
        return None
    return f"it is dated {day}, before pledge {uid} was made on {known.valid_on}; correct the day"


def _too_much(pledge: Pledge, change: StageChange, short: Shortfall) -> str:
    wanted = told(pledge, change.line, change.amount or change.quantity or short.stands)
    if short.climb:
        return (
            f"{wanted} cannot return to {change.target}: {plain(short.stands)} of what is paused stood there "
            "or higher before; bring it back to the rung that it left"
        )
    return (
        f"{wanted} cannot leave {short.stage}: {plain(short.stands)} stands there on {short.day}; "
        "move that much at most, or enter first what brings more there"
    )


def correction_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """What a corrected pledge would do to what has moved on, and to its parts and wholes."""
    known = state.record(EntryKind.PLEDGE, draft.subject)
    if known is None or not isinstance(draft.payload, Pledge):
        return
    corrected = Known(0, draft.payload, draft.visibility, draft.valid_on)
    yield from pledge_change_faults(draft.subject, known, corrected, state)


def pledge_change_faults(uid: str, before: Known, after: Known, state: State) -> Iterator[str]:
    """What is wrong with one version of a pledge in the place of another."""
    old, new = before.payload, after.payload
    if not isinstance(old, Pledge) or not isinstance(new, Pledge):
        return
    changes: defaultdict[str, list[Moved]] = defaultdict(list)
    for line, moved in reoriginated(before, after):
        changes[line].append(moved)
    for line, moves in changes.items():
        account = state.account(uid, line)
        short = account.shortfall(moves)
        if short is not None:
            yield _not_covered(old, line, moves, short)
        elif account.has_moved_on and _unit(old, line) != _unit(new, line):
            yield (
                f"{named(line)} was counted in {_unit(old, line)} and part of it has moved on; "
                "keep that, or have those changes reversed first"
            )
    yield from tied_faults(uid, after, state)


def _not_covered(old: Pledge, line: str, moves: Iterable[Moved], short: Shortfall) -> str:
    there = [moved for moved in moves if moved.target is short.stage and moved.day <= short.day]
    was = sum((-moved.amount for moved in there if moved.amount < 0), NOTHING)
    now = sum((moved.amount for moved in there if moved.amount > 0), NOTHING)
    moved_on = told(old, line, was - short.stands)
    return (
        f"{moved_on} has moved on from {short.stage} by {short.day}, and the correction brings {plain(now)} "
        "there by then; leave enough for that, or have those changes reversed first"
    )


def _unit(pledge: Pledge, key: str) -> str:
    """What a line or the sum is counted in."""
    if not key:
        return pledge.amount.currency if pledge.amount is not None else "nothing"
    line = line_of(pledge, key)
    return "nothing" if line is None else f"{line.unit or 'units'} of {line.item}"
