"""What handovers and signatures ask of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Consigned, Handover, Signature
from pledgebook.ledger.rules.books import signature_uid
from pledgebook.ledger.rules.ladder import HANDED_FROM
from pledgebook.ledger.rules.shape_pledges import piece_faults
from pledgebook.ledger.rules.telling import named
from pledgebook.vocabulary.stages import Stage

_STEPS = frozenset(
    {
        *((stage.value, Stage.DELIVERED.value) for stage in HANDED_FROM),
        (Stage.DELIVERED.value, Stage.ACCEPTED.value),
        (Stage.ACCEPTED.value, Stage.DELIVERED.value),
        *((Stage.DELIVERED.value, stage.value) for stage in HANDED_FROM),
    }
)
"""Between which stages signatures move: up by a count, back down by a corrected one."""


def _handover(_draft: Draft, handover: Handover) -> Iterator[str]:
    if handover.donor == handover.recipient:
        yield f"{handover.donor} cannot hand over to itself; name the recipient"
    if not handover.contents:
        yield "nothing is in it; say how much of which pledge it holds"
    yield from _contents_faults(handover.contents, zero=False)


def _signature(draft: Draft, signature: Signature) -> Iterator[str]:
    expected = signature_uid(signature.handover, signature.side)
    if draft.subject != expected:
        yield f"a signature bears the name of its handover and side; call it {expected!r}"
    # Zero says that nothing arrived.
    yield from _contents_faults(signature.contents, zero=True)
    for move in signature.moves:
        if (move.source, move.target) not in _STEPS:
            yield f"no signature moves from {move.source!r} to {move.target!r}; let the moves be made anew"
        yield from piece_faults(move.line, move.amount, move.quantity)


def _contents_faults(contents: Iterable[Consigned], *, zero: bool) -> Iterator[str]:
    told = tuple(contents)
    for (pledge, line), times in Counter((piece.pledge, piece.line) for piece in told).items():
        if times > 1:
            yield f"{named(line)} of pledge {pledge} is in it {times} times; name it once, with all of it"
    for piece in told:
        for fault in piece_faults(piece.line, piece.amount, piece.quantity, zero=zero):
            yield f"pledge {piece.pledge}: {fault}"


CHECKS: Mapping[EntryKind, Callable[[Draft, Any], Iterator[str]]] = {
    EntryKind.HANDOVER: _handover,
    EntryKind.SIGNATURE: _signature,
}
"""What to ask of a draft and its payload, by kind."""
