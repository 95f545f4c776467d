"""What the services of this package share: names of batches, what a desk's word rests on, refusals."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from pledgebook.ledger.access import Actor
from pledgebook.ledger.payloads import Citation
from pledgebook.ledger.rules.state import State
from pledgebook.ledger.rules.telling import line_of, plain
from pledgebook.vocabulary.errors import Fault, Refused

Place = tuple[str, str]
"""A line of a pledge, by the uid of the pledge and the key of the line; '' is its sum."""

Counts = dict[Place, Decimal]
"""How much of each line: money for a sum, else a quantity."""


def batch_name(what: str) -> str:
    """A name for the entries of one act, so that they can be undone together and never with another's."""
    return f"{what} {uuid4().hex[:12]}"


def resting_on(evidence: tuple[Citation, ...], actor: Actor, act: str) -> tuple[Citation, ...]:
    """The evidence as given; where there is none, the word of who acts ('signed by the desk of Norway')."""
    return evidence or (Citation(source=f"{act} by {actor.name}"),)


def refusal(record: str, problem: str) -> Refused:
    """One reason to refuse, about one record."""
    return Refused([Fault(record, problem)])


def split(place: Place, how_much: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """So much of a line as money and as a quantity: the one or the other."""
    return (how_much, None) if not place[1] else (None, how_much)


def told(state: State, place: Place, how_much: Decimal) -> str:
    """So much of a line in words: '10 IRIS-T missile (line 1 of P-7)', 'EUR 4,000 (the sum of P-7)'."""
    uid, key = place
    pledge = state.pledge(uid)
    number = plain(how_much)
    if not key:
        currency = pledge.amount.currency if pledge is not None and pledge.amount is not None else ""
        return f"{currency} {number} (the sum of {uid})".strip()
    line = line_of(pledge, key) if pledge is not None else None
    if line is None:
        return f"{number} (line {key} of {uid})"
    unit = f"{line.unit} of " if line.unit and line.unit not in ("piece", "unit") else ""
    return f"{number} {unit}{line.item} (line {key} of {uid})"
