"""What lies inside what: the counted rows of an explanation as trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from pledgebook.ledger.counting import Edge, Why
from pledgebook.ledger.totals.answer import Explained, Omitted, Totals
from pledgebook.vocabulary.relations import RelationKind


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A pledge with what it adds and with what lies inside it.

    `rows` are its counted ones: one, or one for each stage or donor. A whole that its parts account for has
    none; `pledge` is then its row among those left out. `adds` is the chosen sum of `rows`, `below` that of
    all branches inside.
    """

    pledge: Explained | Omitted
    rows: tuple[Explained, ...]
    parts: tuple[Branch, ...]
    adds: Decimal
    below: Decimal


class Forest(msgspec.Struct, frozen=True, kw_only=True):
    """All trees, and what is left out and stands in none of them."""

    trees: tuple[Branch, ...]
    left_out: tuple[Omitted, ...]


def forest(totals: Totals, around: Mapping[str, str]) -> Forest:
    """The trees of an answer with its explanation.

    `around` leads from a whole that its parts account for to what it lies inside itself (wholes_around).
    """
    rows: dict[str, list[Explained]] = defaultdict(list)
    for row in totals.counted:
        rows[row.pledge].append(row)
    wholes = _wholes(totals, around)
    inside = {row.pledge: row.inside for row in totals.counted} | {uid: around.get(uid) for uid in wholes}
    parts: dict[str | None, list[str]] = defaultdict(list)
    for uid, whole in inside.items():
        parts[whole if whole in inside else None].append(uid)

    def grown(uids: Iterable[str]) -> tuple[Branch, ...]:
        found = [_branch(rows[uid], wholes.get(uid), grown(parts[uid])) for uid in uids]
        return tuple(sorted(found, key=lambda one: (-(one.adds + one.below), one.pledge.pledge)))

    left_out = tuple(
        row for row in totals.left_out if row.why is not Why.EXPLAINED or row.pledge not in wholes
    )
    return Forest(trees=grown(parts[None]), left_out=left_out)


def wholes_around(totals: Totals, edges: Iterable[Edge]) -> dict[str, str]:
    """For each whole that its parts account for, the nearest row that it lies inside.

    The way up may lead over pledges that the question leaves out, and from a repeat to its original.
    """
    explained = {row.pledge for row in totals.left_out if row.why is Why.EXPLAINED}
    shown = explained | {row.pledge for row in totals.counted}
    ways = _ways_up(edges) if explained else {}
    found = {uid: _nearest(uid, ways, shown) for uid in explained}
    return {uid: whole for uid, whole in found.items() if whole is not None}


def _wholes(totals: Totals, around: Mapping[str, str]) -> dict[str, Omitted]:
    """The fully explained wholes that something shown lies inside."""
    explained = {row.pledge: row for row in totals.left_out if row.why is Why.EXPLAINED}
    wholes: dict[str, Omitted] = {}
    for row in totals.counted:
        whole = row.inside
        while whole in explained and whole not in wholes:
            wholes[whole] = explained[whole]
            whole = around.get(whole)
    return wholes


def _branch(rows: Iterable[Explained], whole: Omitted | None, parts: tuple[Branch, ...]) -> Branch:
    rows = tuple(rows)
    return Branch(
        pledge=rows[0] if whole is None else whole,
        rows=rows,
        parts=parts,
        adds=sum((row.amounts.chosen for row in rows), Decimal()),
        below=sum((part.adds + part.below for part in parts), Decimal()),
    )


def _ways_up(edges: Iterable[Edge]) -> dict[str, set[str]]:
    ways: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.kind.inside:
            ways[edge.source].add(edge.target)
        elif edge.kind is RelationKind.REPEATS:
            ways[edge.source].add(edge.target)
            ways[edge.target].add(edge.source)
    return ways


def _nearest(uid: str, ways: Mapping[str, set[str]], shown: set[str]) -> str | None:
    """The first row that is shown, walking up layer by layer; of two as near, the first by name."""
    seen, layer = {uid}, {uid}
    while layer:
        layer = {above for one in layer for above in ways.get(one, ())} - seen
        found = layer & shown
        if found:
            return min(found)
        seen |= layer
    return None
