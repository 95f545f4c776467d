"""Which announcements take part in the subtraction, and to which row each of them gives what is its own.

A total is the size of a union: of everything that a counted announcement contains, each thing once. Of what
a raise contains, the level before is no longer new, so it does not belong to that set (unless it belongs to
another one). The size of the union is found by giving every member what is its own:

    rest(n) = amount(n) - sum of rest(d) over all distinct members d inside n
    total   = sum of rest(n) over all members n that belong to the set of something counted

Members are all that count, and a few that the question leaves out, its shadows: a level that something
counted has raised, and what lies inside two members neither of which contains the other. (A package inside
two programmes lies in both of them, asked for or not.) Then whatever is no member lies inside exactly one
nearest member, or none, so that nothing is subtracted twice or not at all.

The rest of a shadow belongs to the row of its host: the nearest counted announcement whose set it is in.
A level before a raise that no other row contains has none: that is the difference that a raise adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from heapq import heappop, heappush
from typing import NamedTuple

from pledgebook.ledger.counting.graph import Graph

_NONE: frozenset[int] = frozenset()


class Family(NamedTuple):
    """`members` take part; `hosts` leads from a shadow to the row that keeps what is its own.

    `shared` leads from a row to a shadow that another row keeps, `levels` from a row to the levels before it
    that the question leaves out, `inside` to the nearest counted announcement around it.
    """

    members: Set[int]
    hosts: Mapping[int, int]
    shared: Mapping[int, int]
    levels: Mapping[int, frozenset[int]]
    inside: Mapping[int, int]


def gather(graph: Graph, counted: Set[int], unasked: Set[int], out: Set[int]) -> Family:
    """Find the family. `unasked` could count and are filtered out, `out` stand in an unchosen cut."""
    levels = _levels(graph, unasked)
    members = {n for n in graph.order if n in counted}
    members |= {level for n in members for level in levels.get(n, ())}
    near = _add_shared(graph, members, unasked | out)
    hosts: dict[int, int] = {}
    shared: dict[int, int] = {}
    shadows = sorted(members - counted)
    framed = _framed(graph) if shadows else set()
    for shadow in shadows:
        host = _host(shadow, graph, counted, levels) if shadow in framed else None
        if host is not None:
            hosts[shadow] = host
            shared |= dict.fromkeys(near[shadow] - {host}, shadow)
    return Family(members, hosts, shared, levels, _inside(graph, counted))


def _levels(graph: Graph, unasked: Set[int]) -> dict[int, frozenset[int]]:
    """The levels before each announcement that the question leaves out, over any number of raises; bottom up.

    What lies under such a level lies inside it, so the first on each way is enough.
    """
    levels: dict[int, frozenset[int]] = {}
    for number in graph.order:
        before = [link.part for link in graph.kids(number) if link.raised]
        found = _NONE.union(*({part} if part in unasked else levels.get(part, _NONE) for part in before))
        if found:
            levels[number] = found
    return levels


def _add_shared(graph: Graph, members: set[int], silent: Set[int]) -> dict[int, frozenset[int]]:
    """Add what lies inside two members to the members; top down, so that what lies above is known.

    Returns the nearest members above each announcement.
    """
    near: dict[int, frozenset[int]] = {}
    for number in reversed(graph.order):
        sets = {frozenset({w}) if w in members else near[w] for w in graph.above[number]}
        found = next(iter(sets)) if len(sets) == 1 else _nearest(frozenset().union(*sets), graph)
        near[number] = found
        if len(found) > 1 and number in silent:
            members.add(number)
    return near


def _nearest(found: frozenset[int], graph: Graph) -> frozenset[int]:
    """Those of them that contain no other."""
    if len(found) < 2:
        return found
    return found.difference(*(graph.ancestors(number) for number in found))


def _framed(graph: Graph) -> set[int]:
    """What lies inside something by more than raises; nothing else can belong to a row of another."""
    framed: set[int] = set()
    for number in reversed(graph.order):
        if any(not link.raised or link.whole in framed for link in graph.ups(number)):
            framed.add(number)
    return framed


def _host(shadow: int, graph: Graph, counted: Set[int], levels: Mapping[int, frozenset[int]]) -> int | None:
    """The nearest row that contains the shadow as something of its own, and not in a level before it.

    The search goes up by rank, so that all levels around the shadow are met before the row that raises them.
    """
    met, waiting = {shadow}, [graph.rank[shadow]]
    while waiting:
        number = graph.order[heappop(waiting)]
        if number in counted and levels.get(number, _NONE).isdisjoint(met):
            return number
        new = graph.above[number] - met
        met |= new
        for whole in new:
            heappush(waiting, graph.rank[whole])
    return None


def _inside(graph: Graph, counted: Set[int]) -> dict[int, int]:
    """The nearest row around each; a level before a raise lies beside the new one, not inside it."""
    inside: dict[int, int] = {}
    for number in reversed(graph.order):
        rows = [
            link.whole if link.whole in counted and not link.raised else inside.get(link.whole)
            for link in graph.ups(number)
        ]
        known = [row for row in rows if row is not None]
        if known:
            inside[number] = min(known, key=graph.rank.__getitem__)
    return inside


def opened(graph: Graph, counted: Set[int]) -> set[int]:
    """What has something counted inside it; bottom up."""
    found: set[int] = set()
    for number in graph.order:
        if any(link.part in counted or link.part in found for link in graph.kids(number)):
            found.add(number)
    return found
