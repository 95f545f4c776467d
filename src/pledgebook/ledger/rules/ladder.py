"""Which way an amount may go from stage to stage.

| from | to |
|---|---|
| a rung below 'delivered' | the next rung, as far as 'in transit'; paused, cancelled, expired |
| committed, allocated, ready, in transit | delivered: by the donor's signature alone |
| delivered | accepted: by the recipient's signature alone |
| paused | the rung that it left or a lower one; cancelled, expired |
| cancelled, expired | nowhere |

How much was paused on which rung is known to the account (`accounts`), which therefore judges the return.
"""

from __future__ import annotations

from collections.abc import Mapping

from pledgebook.vocabulary.stages import LADDER, Stage, rung

UNSIGNED: tuple[Stage, ...] = LADDER[: LADDER.index(Stage.DELIVERED)]
"""The rungs below 'delivered', from the lowest."""

HANDED_FROM: tuple[Stage, ...] = UNSIGNED[UNSIGNED.index(Stage.COMMITTED) :]
"""The rungs from which a signature may take: whoever signs that something was handed over says with it that
it was set aside, made ready and sent, but not that it had ever been decided."""

_SIGNERS = {Stage.DELIVERED: "donor", Stage.ACCEPTED: "recipient"}


def ladder_fault(source: Stage, target: Stage) -> str | None:
    """Why a change of stage may not lead from the one to the other; None where it may."""
    return _FAULTS[source, target]


def _fault(source: Stage, target: Stage) -> str | None:
    if source is target:
        return f"it moves from {source} to {target}; name two stages"
    if source.final:
        return f"what is {source} stays so; enter a new pledge, or have the entry reversed that made it so"
    if target in _SIGNERS:
        return f"only a signature makes it {target}; open a handover and let the {_SIGNERS[target]} sign"
    if source in _SIGNERS:
        return f"what is {source} was signed for and does not become {target}; correct the signed count"
    if target in UNSIGNED and source in UNSIGNED:
        return _along(source, target)
    return None


def _along(source: Stage, target: Stage) -> str | None:
    if rung(target) < rung(source):
        return f"it goes back from {source} to {target}; if it was never {source}, have that entry reversed"
    between = UNSIGNED[rung(source) + 1 : rung(target)]
    if not between:
        return None
    return (
        f"it skips {' and '.join(between)} on the way from {source} to {target}; "
        "enter a change for each rung between"
    )


_FAULTS: Mapping[tuple[Stage, Stage], str | None] = {
    (source, target): _fault(source, target) for source in Stage for target in Stage
}
