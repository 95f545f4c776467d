"""Rules about how pledges stand to each other."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Relation
from pledgebook.ledger.rules.books import Known
from pledgebook.ledger.rules.related import shown
from pledgebook.ledger.rules.sizes import size_faults
from pledgebook.ledger.rules.state import State


def relation_faults(draft: Draft, state: State, _actor: Actor) -> Iterator[str]:
    """A pair that is related already, a circle, and sizes that do not fit."""
    relation = draft.payload
    if not isinstance(relation, Relation):
        return
    twin = state.relations.between(relation.source, relation.target, draft.subject)
    if twin is not None:
        yield (
            f"relation {twin} already says how pledge {relation.source} stands to pledge {relation.target} "
            f"({state.relations[twin].kind}); correct that one"
        )
        return
    circle = state.relations.circle(relation, draft.subject)
    if circle:
        yield f"the relations would run in a circle: {shown(circle)}; take one of them out"
    source = state.record(EntryKind.PLEDGE, relation.source)
    target = state.record(EntryKind.PLEDGE, relation.target)
    if source is not None and target is not None:
        yield from size_faults(draft.subject, relation, source, target)


def tied_faults(uid: str, corrected: Known, state: State) -> Iterator[str]:
    """Sizes that no longer fit once a pledge reads like this."""
    for relation_uid, relation in state.relations.of(uid):
        other = relation.target if relation.source == uid else relation.source
        known = state.record(EntryKind.PLEDGE, other)
        if known is None:
            continue
        ends = (corrected, known) if relation.source == uid else (known, corrected)
        yield from size_faults(relation_uid, relation, *ends)
