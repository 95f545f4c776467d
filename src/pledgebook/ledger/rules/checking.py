"""Every draft against every rule, in order, each judged by the books as the drafts before it leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pledgebook.ledger.access import Actor
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.rules.shape import shape_faults
from pledgebook.ledger.rules.standing import standing_faults
from pledgebook.ledger.rules.state import State

Rule = Callable[[Draft, State, Actor], Iterator[str]]

RULES: tuple[Rule, ...] = (shape_faults, standing_faults)
"""The rules in the order in which they are asked; one that finds faults hides the later ones, which may build
on what it holds."""


def problems_of(draft: Draft, state: State, actor: Actor) -> list[str]:
    """What is wrong with the draft, given the state of the books; empty where it may be written."""
    for rule in RULES:
        found = list(rule(draft, state, actor))
        if found:
            return found
    return []
