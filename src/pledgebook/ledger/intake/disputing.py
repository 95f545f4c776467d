"""A contradiction as a dispute: its sides, each with the claims that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from pledgebook.ledger.intake.shelf import HeldClaim
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Dispute, Reference, Version
from pledgebook.reconciling.figures import plain
from pledgebook.reconciling.shipped import shipped_facts
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import Claim
from pledgebook.vocabulary.disputes import DisputeKind
from pledgebook.vocabulary.findings import Finding

_KINDS: Mapping[str, DisputeKind] = {
    "total": DisputeKind.AMOUNT,
    "currency": DisputeKind.CURRENCY,
    "conversion": DisputeKind.CURRENCY,
    "part bigger than whole": DisputeKind.AMOUNT,
    "parts exceed the whole": DisputeKind.AMOUNT,
    "donors": DisputeKind.DONORS,
    "meeting number": DisputeKind.NUMBER,
    "meeting date": DisputeKind.DATE,
    "participants": DisputeKind.COUNT,
    "attendance": DisputeKind.ATTENDANCE,
    "office": DisputeKind.OFFICE,
    "attribution": DisputeKind.SPEAKER,
}
"""The kind of dispute that each topic of a contradiction is."""

_OF_SUMS = ("total", "currency")
"""Topics whose sides are sums of one thing: while they are disputed, a total runs from one to the other."""


def dispute_of(
    finding: Finding, claims: Mapping[str, HeldClaim], about: Reference | None, name: Callable[[str], str]
) -> Dispute:
    """The dispute that a contradiction makes, open and about a record where there is one; `name` says what a
    document is called."""
    topic = finding.topic or ""
    told = [claims[uid] for uid in finding.claims if uid in claims]
    versions = _by_answer(topic, told, name)
    if len(versions) < 2:
        versions = _as_compared(finding, told, name)
    return Dispute(
        topic=finding.reason[:400],
        kind=dispute_kind(finding),
        versions=versions,
        about=about[0] if about is not None else None,
        subject=about[1] if about is not None else None,
    )


def dispute_kind(finding: Finding) -> DisputeKind:
    """The kind of dispute that a contradiction is."""
    return _KINDS.get(finding.topic or "", DisputeKind.AMOUNT)


def _by_answer(topic: str, told: Sequence[HeldClaim], name: Callable[[str], str]) -> tuple[Version, ...]:
    """One version for each answer that the claims give to what is disputed, the first one first."""
    answer = _ANSWERS.get(topic)
    sides: dict[str, list[HeldClaim]] = {}
    for claim in told if answer is not None else ():
        says = answer(claim.claim) if answer is not None else ""
        if says:
            sides.setdefault(says, []).append(claim)
    return tuple(
        Version(
            key=key,
            says=says,
            amount=_amount(side[0].claim) if topic in _OF_SUMS else None,
            source=_sources(side, name),
            claims=tuple(claim.uid for claim in side),
        )
        for key, (says, side) in zip(ascii_uppercase, sides.items(), strict=False)
    )


def _as_compared(
    finding: Finding, told: Sequence[HeldClaim], name: Callable[[str], str]
) -> tuple[Version, ...]:
    """What was set side by side: the claims say the one, what they were held against says the other."""
    if not finding.compared:
        return (Version(key="A", says=finding.reason, source=_sources(told, name)),)
    pair = finding.compared[0]
    ours = Version(key="A", says=pair.left, source=_sources(told, name), claims=tuple(c.uid for c in told))
    return ours, Version(key="B", says=pair.right, source=pair.what)


def _sources(claims: Iterable[HeldClaim], name: Callable[[str], str]) -> str:
    return ", ".join(dict.fromkeys(name(claim.document) for claim in claims))


def _amount(claim: Claim) -> Money | None:
    amount: Money | None = getattr(claim, "amount", None)
    return amount


def _sum(claim: Claim) -> str:
    amount = _amount(claim)
    return plain(amount) if amount is not None else ""


def _size(claim: Any) -> str:
    count, hedge = getattr(claim, "parties_count", None), getattr(claim, "parties_count_qualifier", None)
    return "" if count is None else f"{hedge.value} {count}" if hedge else str(count)


def _field(name: str) -> Callable[[Any], str]:
    return lambda claim: str(getattr(claim, name, None) or "")


_ANSWERS: Mapping[str, Callable[[Any], str]] = {
    "total": _sum,
    "currency": _sum,
    "part bigger than whole": _sum,
    "donors": lambda claim: shipped_facts().names(sorted(getattr(claim, "donors", ()))),
    "meeting number": _field("number"),
    "meeting date": _field("date"),
    "participants": _size,
    "attendance": lambda claim: f"{claim.person} {claim.mode.value}, {claim.meeting or 'no day given'}",
    "attribution": _field("speaker"),
}
"""What a claim answers to the question that is disputed; empty where it says nothing of it."""


def subject_kind(topic: str) -> EntryKind:
    """The kind of record that a dispute of a topic is about."""
    if topic in ("meeting number", "meeting date", "participants"):
        return EntryKind.MEETING
    return _SUBJECTS.get(topic, EntryKind.PLEDGE)


_SUBJECTS = {
    "attendance": EntryKind.ATTENDANCE,
    "office": EntryKind.OFFICE,
    "attribution": EntryKind.STATEMENT,
}
