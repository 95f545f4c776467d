"""A question's total: what every announcement adds to it, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pledgebook.ledger.counting.cuts import choose
from pledgebook.ledger.counting.family import gather, opened
from pledgebook.ledger.counting.graph import Graph
from pledgebook.ledger.counting.links import relate
from pledgebook.ledger.counting.rests import rests
from pledgebook.ledger.counting.rows import Findings, amounts_of, left_out_rows, rows_of
from pledgebook.ledger.counting.spreading import NOTHING, Spread, Triple, added
from pledgebook.ledger.counting.standing import verdicts
from pledgebook.ledger.counting.types import Amounts, Counted, Edge, GroupKey, LeftOut, Node, Result
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.relations import Cut


def resolve(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    *,
    prefer: Cut | None = None,
    conditional: bool = False,
    by_stage: bool = True,
) -> Result:
    """What the included announcements come to, each thing once.

    `edges` are those that are known and visible; one that leads to no node is not seen. `prefer` is the cut
    to show where a whole has several; `conditional` lets what holds only on conditions count. Raises BadValue
    for two nodes with one id and for relations that run in a circle.
    """
    findings = _find(_in_order(nodes), edges, prefer, conditional=conditional)
    counted: list[Counted] = []
    left_out = list(left_out_rows(findings))
    for number in sorted(findings.counted):
        adding, not_adding = rows_of(findings, number, by_stage=by_stage)
        counted += adding
        left_out += not_adding
    return _result(findings, counted, left_out)


def _in_order(nodes: Iterable[Node]) -> Sequence[Node]:
    ordered = sorted(nodes, key=lambda node: node.id)
    for before, node in pairwise(ordered):
        if before.id == node.id:
            raise BadValue(f"two announcements have the id {node.id}; give each of them once")
    return ordered


def _find(nodes: Sequence[Node], edges: Iterable[Edge], prefer: Cut | None, *, conditional: bool) -> Findings:
    names = [node.id for node in nodes]
    related = relate(edges, names)
    graph = Graph(related.links, names, others=related.lost)
    never = verdicts(nodes, related, graph, conditional=conditional)
    candidates = {number for number, node in enumerate(nodes) if node.included and number not in never}
    unasked = {number for number in graph.order if not nodes[number].included and number not in never}
    chosen = choose(nodes, graph, candidates, prefer)
    counted = candidates - chosen.out.keys()
    family = gather(graph, counted, unasked, chosen.out.keys() & candidates)
    masses = _masses(rests(nodes, graph, family.members), family.hosts)
    return Findings(nodes, graph, never, chosen, family, counted, opened(graph, counted), masses)


def _masses(own: dict[int, Spread], hosts: Mapping[int, int]) -> dict[int, Spread]:
    """What each row adds: what is its own, and what is its shadows' own."""
    masses = dict(own)
    for shadow, host in hosts.items():
        masses[host] = added((masses[host], own[shadow]))
    return masses


def _result(findings: Findings, counted: Sequence[Counted], left_out: Iterable[LeftOut]) -> Result:
    sums: dict[GroupKey, Triple] = {}
    for row in counted:
        group, amounts = (row.keys, row.stage), row.amounts
        low, chosen, high = sums.get(group, NOTHING)
        sums[group] = (low + amounts.low, chosen + amounts.chosen, high + amounts.high)
    groups = {group: amounts_of(sums[group]) for group in sorted(sums, key=_group_order)}
    return Result(
        total=sum(groups.values(), Amounts(low=0, chosen=0, high=0)),
        groups=groups,
        counted=tuple(counted),
        left_out=tuple(sorted(left_out, key=lambda row: row.id)),
        cuts={findings.nodes[whole].id: cut for whole, cut in sorted(findings.chosen.cuts.items())},
    )


def _group_order(group: GroupKey) -> tuple[tuple[str, ...], str]:
    return group[0], group[1] or ""
