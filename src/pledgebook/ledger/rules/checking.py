"""Every draft against every rule, in order, each judged by the books as the drafts before it leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pledgebook.ledger.access import Actor, access_faults
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.rules.handovers import handover_faults, signature_faults
from pledgebook.ledger.rules.relations import relation_faults
from pledgebook.ledger.rules.reversals import reversal_faults
from pledgebook.ledger.rules.shape import shape_faults
from pledgebook.ledger.rules.stages import correction_faults, stage_faults
from pledgebook.ledger.rules.standing import standing_faults
from pledgebook.ledger.rules.state import State

Rule = Callable[[Draft, State, Actor], Iterator[str]]

RULES: tuple[Rule, ...] = (shape_faults, access_faults, standing_faults)
"""The rules for every kind, in the order in which they are asked; one that finds faults hides the later ones,
which may build on what it holds."""

OF_KIND: Mapping[EntryKind, Rule] = {
    EntryKind.PLEDGE: correction_faults,
    EntryKind.RELATION: relation_faults,
    EntryKind.STAGE: stage_faults,
    EntryKind.HANDOVER: handover_faults,
    EntryKind.SIGNATURE: signature_faults,
    EntryKind.REVERSAL: reversal_faults,
}
"""The rule that is asked last, of some kinds."""

_ALL: Mapping[EntryKind, tuple[Rule, ...]] = {
    kind: (*RULES, OF_KIND[kind]) if kind in OF_KIND else RULES for kind in EntryKind
}


def problems_of(draft: Draft, state: State, actor: Actor) -> list[str]:
    """What is wrong with the draft, given the state of the books; empty where it may be written."""
    for rule in _ALL[draft.payload.KIND]:
        found = list(rule(draft, state, actor))
        if found:
            state.refused.add((draft.payload.KIND, draft.subject))
            return found
    return []
