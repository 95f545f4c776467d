"""The rows of an answer: what each announcement adds and as what, and what adds nothing and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from msgspec import structs

from pledgebook.ledger.counting.cuts import Chosen
from pledgebook.ledger.counting.family import Family
from pledgebook.ledger.counting.graph import Graph
from pledgebook.ledger.counting.spreading import NOTHING, Spread, Triple, spread, summed
from pledgebook.ledger.counting.standing import Verdict
from pledgebook.ledger.counting.types import Amounts, Counted, LeftOut, Node, Role, Why
from pledgebook.vocabulary.stages import Stage, rung

_ENDS: Mapping[Stage, Why] = {Stage.CANCELLED: Why.CANCELLED, Stage.EXPIRED: Why.EXPIRED}


class Findings(NamedTuple):
    """All that was found out about the announcements of a question, by their numbers.

    `opened` have something counted inside them. `masses` says what each of the related ones adds; one that is
    related to nothing adds all it announces.
    """

    nodes: Sequence[Node]
    graph: Graph
    verdicts: Mapping[int, Verdict]
    chosen: Chosen
    family: Family
    counted: Set[int]
    opened: Set[int]
    masses: Mapping[int, Spread]


def left_out_rows(findings: Findings) -> Iterator[LeftOut]:
    """The included announcements that can never count, or stand in an unchosen cut."""
    nodes = findings.nodes
    verdicts = {number: _other_cut(findings, number) for number in findings.chosen.out}
    for number, verdict in (verdicts | dict(findings.verdicts)).items():
        node = nodes[number]
        if node.included:
            why, reason, other = verdict
            yield LeftOut(id=node.id, why=why, reason=reason, other=other, amounts=node.amounts)


def rows_of(
    findings: Findings, number: int, *, by_stage: bool
) -> tuple[Iterable[Counted], Iterable[LeftOut]]:
    """All rows of an announcement that counts: at least one, and all that it announces is in them or in
    those of its parts."""
    node = findings.nodes[number]
    if number not in findings.graph.rank and (row := _unrelated(node)) is not None:
        return (row,) if by_stage else (structs.replace(row, stage=None),), ()
    mass = findings.masses[number] if number in findings.masses else spread(node)
    shown = [(stage, piece) for stage, piece in mass.items() if piece != NOTHING]
    if not shown and node.amounts is not None and node.amounts.high > 0:
        return (), (_explained(findings, number),)
    pieces = shown or list(mass.items())[:1]
    standing = [(stage, piece) for stage, piece in pieces if stage not in _ENDS]
    ended = () if len(standing) == len(pieces) else [_ended(node, *row) for row in pieces if row[0] in _ENDS]
    return _counted(findings, number, standing, by_stage=by_stage), ended


def amounts_of(triple: Triple) -> Amounts:
    """The three scenarios as a value."""
    low, chosen, high = triple
    return Amounts(low=low, chosen=chosen, high=high)


def _unrelated(node: Node) -> Counted | None:
    """The row of an announcement that stands at one stage, as it was announced: by far the most are such."""
    if node.amounts is None or len(node.holdings) != 1 or node.holdings[0][0] in _ENDS:
        return None
    stage = node.holdings[0][0]
    return Counted(id=node.id, keys=node.keys, stage=stage, amounts=node.amounts, role=Role.WHOLE)


def _counted(
    findings: Findings, number: int, standing: list[tuple[Stage, Triple]], *, by_stage: bool
) -> list[Counted]:
    if not standing:
        return []
    node = findings.nodes[number]
    role, reason, inside = _role(findings, number)
    standing.sort(key=lambda row: rung(row[0]))
    pieces = standing if by_stage else [(None, summed(dict(standing)))]
    return [
        Counted(
            id=node.id,
            keys=node.keys,
            stage=stage,
            amounts=amounts_of(piece),
            role=role,
            inside=inside,
            reason=reason,
        )
        for stage, piece in pieces
    ]


def _ended(node: Node, stage: Stage, piece: Triple) -> LeftOut:
    why = _ENDS[stage]
    return LeftOut(id=node.id, why=why, reason=str(why), amounts=amounts_of(piece), stage=stage)


def _explained(findings: Findings, number: int) -> LeftOut:
    """A row whose parts, or whose level before, come to exactly what it announces."""
    node = findings.nodes[number]
    before, shared = _before(findings, number), _shared(findings, number)
    reason = "its parts account for all of it"
    if before is not None:
        reason = f"no more than {before}, which it raises"
    return LeftOut(id=node.id, why=Why.EXPLAINED, reason=shared or reason, other=before, amounts=node.amounts)


def _other_cut(findings: Findings, number: int) -> Verdict:
    whole = findings.chosen.out[number]
    name, cut = findings.nodes[whole].id, findings.chosen.cuts[whole]
    return Verdict(Why.OTHER_CUT, f"another cut of {name}, whose parts by {cut} are shown", name)


def _role(findings: Findings, number: int) -> tuple[Role, str | None, str | None]:
    """As what a row counts, why, and inside which other."""
    if number not in findings.graph.rank:
        return Role.WHOLE, None, None
    around = findings.family.inside.get(number)
    inside = None if around is None else findings.nodes[around].id
    chosen = summed(findings.masses[number])[1]
    before, shared = _before(findings, number), _shared(findings, number)
    if chosen < 0:
        inner = f"what it raises, {before}, comes" if before is not None else "the parts come"
        return Role.OVERLAP, f"{inner} to {_plain(-chosen)} more than the whole", inside
    if before is not None:
        return Role.RAISE, f"adds the difference to {before}", inside
    if number in findings.opened or shared is not None:
        return Role.REST, shared or "what its parts leave of it", inside
    return (Role.WHOLE if inside is None else Role.PART), None, inside


def _before(findings: Findings, number: int) -> str | None:
    """The level that a row raises, where that level took part."""
    levels = set(findings.family.levels.get(number, ()))
    for link in findings.graph.kids(number):
        if link.raised and (link.part in findings.family.members or link.part in findings.opened):
            levels.add(link.part)
    return findings.nodes[min(levels)].id if levels else None


def _shared(findings: Findings, number: int) -> str | None:
    """Why a row is smaller by something that is no row of its own."""
    shadow = findings.family.shared.get(number)
    if shadow is None:
        return None
    host = findings.nodes[findings.family.hosts[shadow]].id
    return f"{findings.nodes[shadow].id} lies inside {host} too and is counted there"


def _plain(hundredths: int) -> str:
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"
