"""The pledges of an event as a tree, and the total that counts none of them twice."""

from __future__ import annotations

from collections.abc import Mapping

from pledgebook.reconciling.figures import SAME_ACROSS_CURRENCIES
from pledgebook.reconciling.result import Announcement, Converted, Count, Counted, LeftOut
from pledgebook.reporting import lookups
from pledgebook.reporting.context import Context
from pledgebook.reporting.records import Conversion, CountedRow, LeftOutRow, PledgeBrief, TotalBrief, Wording
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import Claim, PledgeClaim, TotalClaim
from pledgebook.vocabulary.findings import FindingKind


def pledge_tree(context: Context) -> tuple[PledgeBrief, ...]:
    """The announcements of an event: wholes at the top, each with its parts below, the largest first."""
    own = context.reconciliation.announcements
    known = {row.id for row in own}
    parts: dict[str | None, list[Announcement]] = {}
    for row in own:
        parts.setdefault(row.parent if row.parent in known else None, []).append(row)
    return _level(context, parts, None)


def total(context: Context, counted: Count) -> TotalBrief:
    """The total with its rows, those left out with their reasons, and what naive adding would give."""
    rows = {row.id: row for row in context.reconciliation.announcements}
    return TotalBrief(
        total=counted.total,
        counted=tuple(_counted(context, rows, row) for row in counted.counted),
        left_out=tuple(_left_out(context, rows, row) for row in counted.left_out),
        unattributed=counted.unattributed,
        naive=counted.naive,
    )


def _level(
    context: Context, parts: Mapping[str | None, list[Announcement]], parent: str | None
) -> tuple[PledgeBrief, ...]:
    level = [_pledge(context, row, _level(context, parts, row.id)) for row in parts.get(parent, ())]
    return tuple(sorted(level, key=_size))


def _size(pledge: PledgeBrief) -> tuple[bool, float]:
    amount = pledge.converted.money if pledge.converted else pledge.amount
    return (amount is None, -float(amount.high) if amount else 0.0)


def _pledge(context: Context, row: Announcement, parts: tuple[PledgeBrief, ...]) -> PledgeBrief:
    claims = [claim for claim in context.citer.known(row.claims) if isinstance(claim, PledgeClaim)]
    converted = context.convert(row.amount)
    recipient = next((claim.recipient for claim in claims if claim.recipient), None)
    return PledgeBrief(
        id=row.id,
        donors=lookups.parties(row.donors),
        disputed_donors=tuple(lookups.parties(donors) for donors in row.disputed_donors),
        recipient=lookups.party(recipient),
        amount=row.amount,
        also=row.also,
        converted=converted,
        aid_type=row.aid_type,
        period=row.period,
        items=row.items,
        mode=row.mode,
        record=row.record,
        conditional=row.conditional,
        delivered=row.delivered,
        wordings=tuple(_wording(context, claim) for claim in claims),
        why_part=_why_part(context, row),
        set_aside=row.set_aside,
        parts=parts,
        unattributed=_rest(row, converted, parts),
        citations=context.citer.of(claims),
    )


def _wording(context: Context, claim: PledgeClaim) -> Wording:
    return Wording(
        document=claim.document,
        donors=lookups.parties(claim.donors),
        amount=claim.amount,
        converted=context.convert(claim.amount),
        also=claim.also,
        also_converted=context.convert(claim.also),
        also_agrees=_agrees(context.convert(claim.amount), context.convert(claim.also)),
        recipient=lookups.party(claim.recipient),
        citations=context.citer.of([claim]),
    )


def _agrees(left: Conversion | None, right: Conversion | None) -> bool | None:
    """Whether two amounts are one at the day's rate, as reconciling judges it."""
    if left is None or right is None:
        return None
    larger = max(left.money.high, right.money.high)
    return abs(left.money.high - right.money.high) <= SAME_ACROSS_CURRENCIES * larger


def _why_part(context: Context, row: Announcement) -> str | None:
    """The reason of the finding whose first claim, the part, is a wording of this pledge."""
    if row.parent is None:
        return None
    findings = context.reconciliation.findings
    reasons = (
        finding.reason
        for finding in findings
        if finding.kind is FindingKind.PART_OF and finding.claims and finding.claims[0] in row.claims
    )
    return next(reasons, None)


def _rest(row: Announcement, whole: Conversion | None, parts: tuple[PledgeBrief, ...]) -> Money | None:
    """What the parts of a common pledge leave of it: about so much, for the parts rest on a day's rate.

    None where every part has the donors of the whole, or where the parts exceed it.
    """
    donors = lookups.parties(row.donors)
    if all(part.donors == donors for part in parts):
        return None
    amounts = [part.converted.money for part in parts if part.converted is not None]
    if whole is None or not amounts:
        return None
    low = whole.money.low - sum(amount.high for amount in amounts)
    high = whole.money.high - sum(amount.low for amount in amounts)
    if low < 0:
        return None
    qualifier = Qualifier.RANGE if low != high else Qualifier.ABOUT
    return Money(currency=whole.money.currency, low=low, high=high, qualifier=qualifier)


def _counted(context: Context, rows: Mapping[str, Announcement], row: Counted) -> CountedRow:
    announcement = rows.get(row.announcement)
    return CountedRow(
        pledge=row.announcement,
        donors=lookups.parties(announcement.donors if announcement else ()),
        amount=row.amount.source,
        converted=_conversion(row.amount),
        citations=context.citer.of_ids(announcement.claims if announcement else ()),
    )


def _left_out(context: Context, rows: Mapping[str, Announcement], row: LeftOut) -> LeftOutRow:
    announcement = rows.get(row.announcement or "")
    claims = context.citer.known((row.claim,) if row.claim else announcement.claims if announcement else ())
    donors, amount = _as_stated(claims[0] if row.claim and claims else announcement)
    return LeftOutRow(
        reason=row.reason,
        pledge=row.announcement,
        donors=lookups.parties(donors),
        amount=row.amount.source if row.amount else amount,
        converted=_conversion(row.amount) if row.amount else None,
        citations=context.citer.of(claims),
    )


def _as_stated(said: Claim | Announcement | None) -> tuple[tuple[str, ...], Money | None]:
    """Who gives how much, as a claim or all wordings together say."""
    if isinstance(said, PledgeClaim | Announcement):
        return said.donors, said.amount
    return (said.parties, said.amount) if isinstance(said, TotalClaim) else ((), None)


def _conversion(row: Converted) -> Conversion:
    return lookups.conversion(row.money, row.source, row.rate, row.rate_date)
