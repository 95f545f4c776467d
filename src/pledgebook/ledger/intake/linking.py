"""Which claims say one thing, by the findings of the books: the wordings of one announcement, the reports of
one attendance; and which findings dispute it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from pledgebook.ledger.intake.rulings import Ruling, rulings
from pledgebook.ledger.intake.shelf import HeldFinding, Shelf
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import DisputeRecord
from pledgebook.ledger.payloads import Verdict
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.findings import Finding, FindingKind

PRESENTED_AGAIN = "presented again"
"""The topic of a repetition at a later event: two announcements, of which the later adds nothing."""

_LINKING = frozenset({FindingKind.SAME_PLEDGE, FindingKind.REPEATS, FindingKind.SAME_STATUS})
_MOST_STEPS = 6
"""From one wording to the oldest claim of it, on to the one that was chosen, and down again, takes four."""


class Web(msgspec.Struct, frozen=True, kw_only=True):
    """Claims, the findings that name them, the rulings on those, and the groups of claims that are one.

    `against` has the contradictions, ruled on or not, by the claims that they name.
    """

    findings: Mapping[str, HeldFinding]
    ruled: Mapping[str, Ruling]
    groups: Mapping[str, tuple[str, ...]]
    against: Mapping[str, Sequence[HeldFinding]]
    open_disputes: frozenset[str]

    def group(self, claim: str) -> tuple[str, ...]:
        """The claims that say what this one says, itself among them, in order of their uids."""
        return self.groups.get(claim, (claim,))

    def contradictions(self, claims: Iterable[str]) -> list[HeldFinding]:
        """What speaks against any of the claims and is open: not ruled on, or a dispute that nobody has
        explained or decided."""
        found = {held.uid: held for claim in claims for held in self.against.get(claim, ())}
        return [found[uid] for uid in sorted(found) if self._open(uid)]

    def upheld(self, uid: str) -> bool:
        """Whether nobody has ruled that a finding is wrong."""
        ruling = self.ruled.get(uid)
        return ruling is None or ruling.verdict is not Verdict.REJECT

    def _open(self, uid: str) -> bool:
        ruling = self.ruled.get(uid)
        if ruling is None:
            return True
        return ruling.record is not None and ruling.record[1] in self.open_disputes


def web(claims: Iterable[str], shelf: Shelf) -> Web:
    """What is concluded about some claims and those linked with them; a few queries for each 500 claims."""
    findings: dict[str, HeldFinding] = {}
    ruled: dict[str, Ruling] = {}
    seen = set(claims)
    ask = set(seen)
    for _ in range(_MOST_STEPS):
        new = {uid: held for uid, held in shelf.findings_about(ask).items() if uid not in findings}
        findings |= new
        ruled |= rulings(EntryKind.FINDING, new, shelf)
        ask = {claim for claim in _reached(new, ruled) if claim not in seen}
        seen |= ask
        if not ask:
            break
    return Web(
        findings=findings,
        ruled=ruled,
        groups=_groups(findings, ruled),
        against=_against(findings),
        open_disputes=_open_disputes(ruled, shelf),
    )


def links(finding: Finding) -> bool:
    """Whether a finding says that its claims are one."""
    return finding.kind in _LINKING and finding.topic != PRESENTED_AGAIN and len(finding.claims) > 1


def _reached(findings: Mapping[str, HeldFinding], ruled: Mapping[str, Ruling]) -> Iterator[str]:
    for held in _linking(findings, ruled):
        yield from held.finding.claims


def _linking(findings: Mapping[str, HeldFinding], ruled: Mapping[str, Ruling]) -> Iterator[HeldFinding]:
    for uid, held in findings.items():
        rejected = uid in ruled and ruled[uid].verdict is Verdict.REJECT
        if links(held.finding) and not rejected:
            yield held


def _groups(findings: Mapping[str, HeldFinding], ruled: Mapping[str, Ruling]) -> dict[str, tuple[str, ...]]:
    """The connected claims, under each of them."""
    home: dict[str, set[str]] = defaultdict(set)
    for held in _linking(findings, ruled):
        together: set[str] = set(held.finding.claims).union(*(home[claim] for claim in held.finding.claims))
        for claim in together:
            home[claim] = together
    return {claim: tuple(sorted(together)) for claim, together in home.items()}


def _against(findings: Mapping[str, HeldFinding]) -> dict[str, list[HeldFinding]]:
    found: dict[str, list[HeldFinding]] = defaultdict(list)
    for held in findings.values():
        if held.finding.kind is FindingKind.CONTRADICTS:
            for claim in held.finding.claims:
                found[claim].append(held)
    return found


def _open_disputes(ruled: Mapping[str, Ruling], shelf: Shelf) -> frozenset[str]:
    made = [
        ruling.record[1]
        for ruling in ruled.values()
        if ruling.record and ruling.record[0] is EntryKind.DISPUTE
    ]
    rows = shelf.rows(DisputeRecord).filter(uid__in=made, state=DisputeState.OPEN.value) if made else None
    return frozenset(rows.values_list("uid", flat=True)) if rows is not None else frozenset()
