"""The other sections of an event's brief: who was there, what is needed and bought, who said what.

Claims that say the same become one line with all their citations; nothing is averaged.
"""

from __future__ import annotations

import re

from pledgebook.reporting import lookups
from pledgebook.reporting.context import Context, grouped
from pledgebook.reporting.records import (
    AttendanceBrief,
    BackgroundBrief,
    IndicatorBrief,
    NeedBrief,
    PartiesCount,
    PurchaseBrief,
    RoleBrief,
    StatementBrief,
)
from pledgebook.vocabulary.claims import (
    AttendanceClaim,
    Claim,
    IndicatorClaim,
    MeetingClaim,
    NeedClaim,
    PurchaseClaim,
    RoleClaim,
    StatementClaim,
    TotalClaim,
)
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.meetings import AttendanceMode

_MODES = tuple(AttendanceMode)
_QUOTES = "“”\"„«»‘’' "


def attendance(context: Context) -> tuple[AttendanceBrief, ...]:
    """Who was there: in person first, then by video, then absent."""
    groups = grouped(context.of_kind(AttendanceClaim), lambda claim: (claim.person, claim.mode))
    rows = [
        AttendanceBrief(
            person=group[0].person,
            party=lookups.party(next((claim.party for claim in group if claim.party), None)),
            mode=group[0].mode,
            first_time=any(claim.first_time for claim in group),
            citations=context.citer.of(group),
        )
        for group in groups
    ]
    return tuple(sorted(rows, key=lambda row: _MODES.index(row.mode)))


def parties_counts(context: Context) -> tuple[PartiesCount, ...]:
    """How many parties met, by document: each source's own figure."""
    stated = [claim for claim in context.of_kind(MeetingClaim) if claim.parties_count is not None]
    groups = grouped(
        stated, lambda claim: (claim.document, claim.parties_count, claim.parties_count_qualifier)
    )
    return tuple(
        PartiesCount(
            document=group[0].document,
            count=group[0].parties_count or 0,
            qualifier=group[0].parties_count_qualifier,
            citations=context.citer.of(group),
        )
        for group in groups
    )


def needs(context: Context) -> tuple[NeedBrief, ...]:
    """What is needed, the same need of several documents once."""
    groups = grouped(
        context.of_kind(NeedClaim), lambda claim: (claim.party, claim.mode, claim.amount, claim.items)
    )
    return tuple(
        NeedBrief(
            party=lookups.party_ref(group[0].party),
            mode=group[0].mode,
            amount=group[0].amount,
            converted=context.convert(group[0].amount),
            items=group[0].items,
            citations=context.citer.of(group),
        )
        for group in groups
    )


def purchases(context: Context) -> tuple[PurchaseBrief, ...]:
    """What the recipient buys."""
    groups = grouped(
        context.of_kind(PurchaseClaim), lambda claim: (claim.party, claim.amount, claim.items, claim.funds)
    )
    return tuple(
        PurchaseBrief(
            party=lookups.party_ref(group[0].party),
            items=group[0].items,
            amount=group[0].amount,
            converted=context.convert(group[0].amount),
            funds=group[0].funds,
            citations=context.citer.of(group),
        )
        for group in groups
    )


def indicators(context: Context) -> tuple[IndicatorBrief, ...]:
    """Measures of the situation; the same measure of several documents once."""
    groups = grouped(
        context.of_kind(IndicatorClaim),
        lambda claim: (claim.metric, claim.low, claim.high, claim.place, claim.per, claim.start, claim.end),
    )
    return tuple(_indicator(context, group) for group in groups)


def _indicator(context: Context, group: tuple[IndicatorClaim, ...]) -> IndicatorBrief:
    first = group[0]
    return IndicatorBrief(
        metric=first.metric,
        low=first.low,
        high=first.high,
        qualifier=first.qualifier,
        unit=first.unit,
        per=first.per,
        party=lookups.party(first.party),
        population=first.population,
        place=first.place,
        source=first.source,
        start=first.start,
        end=first.end,
        citations=context.citer.of(group),
    )


def statements(context: Context) -> tuple[StatementBrief, ...]:
    """Who said what; words that documents repeat stand once, with every place."""
    same = _same_words(context)
    groups = grouped(
        context.of_kind(StatementClaim),
        lambda claim: (claim.speaker, same.get(claim.id, _core(context, claim))),
    )
    return tuple(
        StatementBrief(
            speaker=group[0].speaker,
            party=lookups.party(group[0].party),
            words=context.citer.words(group[0]).strip(_QUOTES).rstrip(",;"),
            reported=group[0].reported,
            citations=context.citer.of(group),
        )
        for group in groups
    )


def _same_words(context: Context) -> dict[str, str]:
    """For each statement that repeats another, the core words of the first of its kin."""
    same: dict[str, str] = {}
    for finding in context.reconciliation.findings:
        claims = context.citer.known(finding.claims)
        if finding.kind is FindingKind.REPEATS and all(isinstance(claim, StatementClaim) for claim in claims):
            core = next((same[claim.id] for claim in claims if claim.id in same), None)
            same |= {claim.id: core or _core(context, claims[0]) for claim in claims}
    return same


def _core(context: Context, claim: Claim) -> str:
    return " ".join(re.findall(r"\w+", context.citer.words(claim).casefold()))


def roles(context: Context) -> tuple[RoleBrief, ...]:
    """Who chairs, founded or holds an office."""
    groups = grouped(
        context.of_kind(RoleClaim),
        lambda claim: (
            claim.role,
            claim.person,
            claim.party,
            claim.coalition,
            claim.date,
            claim.change,
            claim.former,
        ),
    )
    return tuple(
        RoleBrief(
            role=group[0].role,
            person=group[0].person,
            party=lookups.party(group[0].party),
            coalition=group[0].coalition,
            date=group[0].date,
            change=group[0].change,
            former=group[0].former,
            citations=context.citer.of(group),
        )
        for group in groups
    )


def background(context: Context) -> tuple[BackgroundBrief, ...]:
    """Sums over a stretch of time: shown beside the total of the event, never in it."""
    groups = grouped(context.of_kind(TotalClaim), lambda claim: (claim.parties, claim.amount, claim.period))
    return tuple(
        BackgroundBrief(
            parties=lookups.parties(group[0].parties),
            amount=group[0].amount,
            also=group[0].also,
            converted=context.convert(group[0].amount),
            aid_type=group[0].aid_type,
            period=group[0].period,
            citations=context.citer.of(group),
        )
        for group in groups
    )
