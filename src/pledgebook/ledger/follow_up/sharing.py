"""What was due, divided into what was accepted, what is under way, what was withdrawn, and silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from pledgebook.ledger.follow_up.types import Shares
from pledgebook.vocabulary.stages import Stage, rung

Standings = dict[Stage, Decimal]
"""How much stands where."""

_HUNDREDTH = Decimal("0.01")
_RATE = Decimal("0.0001")
_NOTHING = Decimal(0)


def shares_of(standing: Mapping[Stage, Decimal], *, confirmed: bool) -> Shares:
    """The shares of one pledge; `confirmed` is whether anybody said anything of it since it was announced."""
    moving = [stage for stage in standing if stage is Stage.PAUSED or _is_between(stage)]
    accepted = _sum(standing, [Stage.ACCEPTED])
    told = accepted + _sum(standing, moving if confirmed else [])
    ended = told + _sum(standing, [stage for stage in standing if stage.final])
    # Running sums are rounded and then told apart: so no share is a hundredth below zero.
    return _shares(
        due=_cent(_sum(standing, standing)),
        accepted=_cent(accepted),
        under_way=_cent(told) - _cent(accepted),
        withdrawn=_cent(ended) - _cent(told),
        delivered=_cent(
            _sum(standing, [stage for stage in standing if rung(stage) >= rung(Stage.DELIVERED)])
        ),
        committed=_cent(
            _sum(standing, [stage for stage in standing if rung(stage) >= rung(Stage.COMMITTED)])
        ),
    )


def added(several: Iterable[Shares]) -> Shares | None:
    """The shares of several pledges together; None where there is no pledge."""
    found = list(several)
    if not found:
        return None
    return _shares(
        due=sum((each.due for each in found), _NOTHING),
        accepted=sum((each.accepted for each in found), _NOTHING),
        under_way=sum((each.under_way for each in found), _NOTHING),
        withdrawn=sum((each.withdrawn for each in found), _NOTHING),
        delivered=sum((each.delivered for each in found), _NOTHING),
        committed=sum((each.committed for each in found), _NOTHING),
    )


def _is_between(stage: Stage) -> bool:
    return rung(Stage.CONFIRMED) <= rung(stage) < rung(Stage.ACCEPTED)


def _sum(standing: Mapping[Stage, Decimal], stages: Iterable[Stage]) -> Decimal:
    return sum((standing.get(stage, _NOTHING) for stage in stages), _NOTHING)


def _cent(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def _shares(
    *,
    due: Decimal,
    accepted: Decimal,
    under_way: Decimal,
    withdrawn: Decimal,
    delivered: Decimal,
    committed: Decimal,
) -> Shares:
    unconfirmed = due - accepted - under_way - withdrawn  # the rest, so that the four always sum to it
    known = due if unconfirmed < due else _NOTHING
    return Shares(
        due=due,
        accepted=accepted,
        under_way=under_way,
        unconfirmed=unconfirmed,
        withdrawn=withdrawn,
        delivered=delivered,
        committed=committed,
        rate=_rate(accepted, known),
        delivered_rate=_rate(delivered, known),
        committed_rate=_rate(committed, known),
    )


def _rate(part: Decimal, due: Decimal) -> Decimal | None:
    return (part / due).quantize(_RATE, rounding=ROUND_HALF_UP) if due > 0 else None
