"""The stated rule by which many claims may be accepted at once, and which announcements meet it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import combinations

import msgspec

from pledgebook.ledger.intake.dossier import Dossier
from pledgebook.ledger.intake.proposals import Proposal
from pledgebook.ledger.intake.shelf import HeldClaim
from pledgebook.ledger.payloads import Pledge, Reference, Verdict
from pledgebook.reconciling.announcements import own_currencies
from pledgebook.reconciling.figures import Yardstick, significant_digits
from pledgebook.reconciling.shipped import shipped_facts
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import PledgeClaim

_TOLD = ("also", "items", "aid_type", "period", "recipient", "programme", "mode")
"""What a claim may tell of a pledge beside donors and sum."""


class AgreementRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule for accepting pledges in bulk: its name, its text as every decision by it states it, and how
    many independent sources it asks for."""

    name: str
    text: str
    sources: int


TWO_SOURCES = AgreementRule(
    name="two-sources",
    text="told by two independent sources or more (copies of one story count as one), with the same donors "
    "and sums that agree within 2 percent; not contradicted, not reopened, day known",
    sources=2,
)
"""The rule that ships: 2 percent is what rounding and a day's rates make of one sum (reconciling.figures)."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An announcement that meets the rule: the record, the claim that makes it (None where it is in the books
    already), the claims that support it, and how many sources tell of it."""

    record: Reference
    accepted: str | None
    supporting: tuple[str, ...]
    sources: int


class Left(msgspec.Struct, frozen=True):
    """What is left to people, and why: the claims of an announcement, or a finding that relates two."""

    claims: tuple[str, ...]
    why: str


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """The announcements that meet the rule, and those that are left."""

    agreed: tuple[Agreement, ...]
    left: tuple[Left, ...]


def judge(waiting: Collection[str], case: Dossier, rule: AgreementRule, reopened: Collection[str]) -> Judged:
    """Hold every announcement of the waiting claims against the rule. What is decided on one does not change
    what is decided on another, so the order of claims does not matter."""
    groups = sorted({case.web.group(uid) for uid in waiting})
    agreed: list[Agreement] = []
    left: list[Left] = []
    for group in groups:
        verdict = _judge(group, waiting, case, rule, reopened)
        if isinstance(verdict, Agreement):
            agreed.append(verdict)
        elif verdict and len(group) > 1:
            left.append(Left(tuple(uid for uid in group if uid in waiting), verdict))
    return Judged(agreed=tuple(agreed), left=tuple(left))


def _judge(
    group: Sequence[str],
    waiting: Collection[str],
    case: Dossier,
    rule: AgreementRule,
    reopened: Collection[str],
) -> Agreement | str:
    """The agreement, or why there is none."""
    told = [case.claims[uid] for uid in group if uid in case.claims and not _rejected(uid, case)]
    sources = {case.known.source(claim.document) for claim in told}
    problem = next(_problems(told, len(sources), case, rule, reopened), None)
    if problem is not None:
        return problem
    open_ = [claim for claim in told if claim.uid in waiting]
    chosen = min(open_, key=lambda claim: _rank(claim, case))
    record, accepted = _record(told, chosen, case), None
    if isinstance(record, str):
        return record
    if record is None:
        draft = case.proposals[chosen.uid].record
        if draft is None:
            return case.proposals[chosen.uid].why
        record, accepted = (draft.kind, draft.subject), chosen.uid
    supporting = tuple(claim.uid for claim in open_ if claim.uid != accepted)
    return Agreement(record=record, accepted=accepted, supporting=supporting, sources=len(sources))


def _rejected(uid: str, case: Dossier) -> bool:
    ruling = case.ruled.get(uid)
    return ruling is not None and ruling.verdict is Verdict.REJECT


def _problems(
    told: Sequence[HeldClaim],
    sources: int,
    case: Dossier,
    rule: AgreementRule,
    reopened: Collection[str],
) -> Iterator[str]:
    """Why claims do not meet the rule, the plainest reason first."""
    if sources < rule.sources:
        yield f"told by {sources} source{'' if sources == 1 else 's'}, copies counted once"
    pledges = [claim.claim for claim in told if isinstance(claim.claim, PledgeClaim)]
    if len({frozenset(pledge.donors) for pledge in pledges}) > 1:
        yield "the sources name different donors"
    if any(claim.uid in reopened for claim in told):
        yield "somebody took a decision on it back"
    against = case.web.contradictions(claim.uid for claim in told)
    if against:
        yield f"contradicted: {against[0].finding.reason}"
    if any(case.known.day(claim) is None for claim in told):
        yield "nobody knows the day of one of the reports"
    if len({_nature(case.proposals[claim.uid]) for claim in told}) > 1:
        yield "the sources tell of it as different things: promised, delivered or on a condition"
    if not _agree(pledges, case.known.day(told[0]) if told else None):
        yield "the sums differ, or are not told"


def _nature(proposal: Proposal) -> str:
    payload = proposal.record.payload if proposal.record is not None else None
    return payload.nature.value if isinstance(payload, Pledge) else ""


def _agree(pledges: Sequence[PledgeClaim], day: date | None) -> bool:
    """Whether all sums are one, each pair through any of the currencies that their sources give."""
    yardstick = Yardstick(shipped_facts().rate, day)
    told = [_sums(pledge) for pledge in pledges]
    return all(told) and all(
        any(yardstick.alike(ours, theirs) is not None for ours in left for theirs in right)
        for left, right in combinations(told, 2)
    )


def _sums(pledge: PledgeClaim) -> list[Money]:
    return [money for money in (pledge.amount, pledge.also) if money is not None]


def _rank(claim: HeldClaim, case: Dossier) -> tuple[bool, bool, bool, int, int, date, str]:
    """Sorts claims by how well they word the announcement: in the donor's own currency, without a hedge, in
    an original, with the most digits, telling most of it, the oldest."""
    pledge = claim.claim
    amount = pledge.amount if isinstance(pledge, PledgeClaim) else None
    donors = pledge.donors if isinstance(pledge, PledgeClaim) else ()
    return (
        amount is None or amount.currency not in own_currencies(donors),
        amount is None or amount.qualifier not in (Qualifier.EXACT, Qualifier.RANGE),
        claim.document in case.known.originals,
        -significant_digits(amount.low) if amount is not None else 0,
        -sum(1 for name in _TOLD if getattr(pledge, name, None)),
        case.known.published(claim) or date.max,
        claim.uid,
    )


def _record(told: Sequence[HeldClaim], chosen: HeldClaim, case: Dossier) -> Reference | str | None:
    """The record of the books that the announcement is, None where it is new, or why nobody can tell."""
    decided = sorted({case.records[claim.uid] for claim in told if claim.uid in case.records})
    fitting = decided or [match.record for match in case.found.get(chosen.uid, ()) if match.exact]
    if len(fitting) > 1:
        return f"it may be any of {', '.join(uid for _, uid in fitting)}"
    return fitting[0] if fitting else None
