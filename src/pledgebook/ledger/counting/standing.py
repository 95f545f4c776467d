"""Which announcements can add to a total at all, whatever the question; and why the others cannot.

Two of the rules are choices.

What was part of a replaced whole adds nothing, until a relation says where it belongs now ('part of' what
replaced its whole, or of any other whole that stands). A reader who sees 'UK 2025: GBP 4.5 bn' replaced by
'GBP 5 bn' expects 5, and not 5 and the old packages beside it. The same holds for the parts of what makes
good a donor's gift: they go where the whole goes. A filter never decides this: whether a promise stands
does not depend on who asks.

A delivery counts only where a promise is in the books that it belongs to: where it lies inside one, or
replaces, raises or is repeated by one. A total of pledges adds up promises. What was handed over was
promised once; if that promise is in the books too, but the relation was not seen, counting both would count
it twice, and if it is not, the total would mix what was given with what was announced. So it is left out,
shown with its amount, and one relation is enough to let it count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pledgebook.ledger.counting.graph import Graph, Link
from pledgebook.ledger.counting.links import Related
from pledgebook.ledger.counting.types import Node, Why
from pledgebook.vocabulary.pledges import PledgeNature

PROMISES = frozenset(
    {PledgeNature.PLEDGE, PledgeNature.FRAMEWORK, PledgeNature.TOTAL, PledgeNature.CONDITIONAL}
)

_SENTENCES = {
    PledgeNature.RESTATEMENT: "says an older promise again; it stands in the books under its own date or "
    "is no new money",
    PledgeNature.STRETCH: "tells what was given over a stretch of time; it is no announcement",
    PledgeNature.INTENT: "a will is told, not a promise",
    PledgeNature.NOTHING: "the source says that nothing was announced",
    PledgeNature.CONDITIONAL: "holds only if others do their part",
}
_NO_PROMISE = "said to have been delivered; what was promised is not in the books"
_NO_AMOUNT = "no amount is stated"


class Verdict(NamedTuple):
    """Why an announcement adds nothing, in words, and the announcement that the words speak of."""

    why: Why
    reason: str
    other: str | None = None


def verdicts(
    nodes: Sequence[Node], related: Related, graph: Graph, *, conditional: bool
) -> dict[int, Verdict]:
    """The announcements that add nothing to any total, with the reason that weighs most."""
    found = _superseded(nodes, related)
    found |= _without_a_whole(nodes, related, graph, found)
    promised = _promised(nodes, related, graph)
    for number, node in enumerate(nodes):
        if number not in found:
            verdict = _of_itself(node, conditional=conditional, promised=number in promised)
            if verdict is not None:
                found[number] = verdict
    return found


def _superseded(nodes: Sequence[Node], related: Related) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    for number, whose in related.backfills.items():
        name = nodes[whose].id
        reason = f"makes good to the donor of {name} what it gave; the recipient gets nothing by it"
        found[number] = Verdict(Why.BACKFILLS, reason, name)
    for number, heirs in related.replaced.items():
        name = nodes[min(heirs)].id
        found[number] = Verdict(Why.REPLACED, f"replaced by {name}", name)
    for number, originals in related.originals.items():
        name = nodes[originals[0]].id
        found[number] = Verdict(Why.REPEATS, f"repeats {name}", name)
    return found


def _without_a_whole(
    nodes: Sequence[Node], related: Related, graph: Graph, superseded: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """What has lost every whole that it lay inside; top down, since its own parts go with it."""
    found: dict[int, Verdict] = {}
    for number in reversed(graph.order):
        ups = graph.ups(number)
        gone = [verdict for link in ups if (verdict := _gone(link, nodes, superseded, found)) is not None]
        lost = related.lost.get(number)
        if number in superseded or len(gone) < len(ups) or not (gone or lost):
            continue
        found[number] = _lost(min(lost), nodes, related) if lost else gone[0]
    return found


def _lost(whole: int, nodes: Sequence[Node], related: Related) -> Verdict:
    name, heir = nodes[whole].id, nodes[min(related.replaced[whole])].id
    return Verdict(Why.WHOLE_REPLACED, f"its whole {name} was replaced by {heir}", name)


def _gone(
    link: Link, nodes: Sequence[Node], superseded: Mapping[int, Verdict], found: Mapping[int, Verdict]
) -> Verdict | None:
    """Why the whole of this link adds nothing, if its parts then add nothing either.

    A level that was raised goes with its whole only where that went with its own: the promise before does
    not become a backfill because the next level is one.
    """
    if link.whole in found:
        return found[link.whole]
    if link.raised or link.whole not in superseded:
        return None
    name = nodes[link.whole].id
    return Verdict(Why.WHOLE_BACKFILLS, f"its whole {name} goes to a donor, not to the recipient", name)


def _promised(nodes: Sequence[Node], related: Related, graph: Graph) -> set[int]:
    """What belongs to a promise in the books: found top down, since a part of a part belongs as well."""
    kept = {number for number, node in enumerate(nodes) if node.nature in PROMISES}
    tied = {first for number, firsts in related.originals.items() if number in kept for first in firsts}
    tied |= {heir for number, heirs in related.replaced.items() if number in kept for heir in heirs}
    for number in reversed(graph.order):
        inside = (link.whole for link in graph.ups(number))
        before = (link.part for link in graph.kids(number) if link.raised)
        if any(w in kept or w in tied for w in inside) or not kept.isdisjoint(before):
            tied.add(number)
    return tied


def _of_itself(node: Node, *, conditional: bool, promised: bool) -> Verdict | None:
    if node.nature in _SENTENCES and not (conditional and node.nature is PledgeNature.CONDITIONAL):
        return Verdict(Why.NATURE, _SENTENCES[node.nature])
    if node.nature is PledgeNature.DELIVERY and not promised:
        return Verdict(Why.NO_PROMISE, _NO_PROMISE)
    if node.left_out_reason is not None:
        return Verdict(Why.GIVEN, node.left_out_reason)
    return Verdict(Why.NO_AMOUNT, _NO_AMOUNT) if node.amounts is None else None
