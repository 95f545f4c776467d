"""Announcements that a total leaves out although they have an amount and are part of nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from pledgebook.reconciling.facts import Facts
from pledgebook.reconciling.figures import Yardstick, plain
from pledgebook.reconciling.parts import amount_of, counts_by_itself, largest_on_each_scale
from pledgebook.reconciling.result import Announcement, Event
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

DAYS_A_PLEDGE_IS_NEWS = 400
"""A pledge of the same donors, amount and purpose within this many days is presented again, not given again:
yearly frameworks return after a year with the year's name changed, which makes their periods differ."""


@dataclass
class Asides:
    """Why announcements (by id) are left out, and the findings that say so."""

    reasons: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, announcement: Announcement, reason: str, finding: Finding) -> None:
        """Leave an announcement out."""
        self.reasons[announcement.id] = reason
        self.findings.append(finding)


def unclear_scopes(
    event: Event,
    announcements: Sequence[Announcement],
    parent: dict[str, str],
    yardstick: Yardstick,
    facts: Facts,
) -> Asides:
    """Sums that cannot be told apart from the sum of all donors together, so that adding both could count
    twice."""
    asides = Asides()
    plain_ones = [
        a for a in announcements if a.amount is not None and counts_by_itself(a) and a.id not in parent
    ]
    common = [a for a in plain_ones if event.coalition and a.donors == (event.coalition,) and not a.items]
    sums = {a.id for a in common}
    others = [a for a in plain_ones if a.id not in sums]
    states = [a for a in others if all(map(facts.is_state, a.donors))]
    for whole in sorted(common, key=lambda a: a.id):
        for state in largest_on_each_scale(states, yardstick):
            if yardstick.exceeds(amount_of(state), amount_of(whole)):
                asides.add(whole, *_unclear(whole, state, facts))
    standing = [whole for whole in common if whole.id not in asides.reasons]
    by_state = {a.id for a in states}
    for other in sorted((a for a in others if a.id not in by_state), key=lambda a: a.id):
        for whole in largest_on_each_scale(standing, yardstick):
            if yardstick.exceeds(amount_of(other), amount_of(whole)):
                asides.add(other, *_unclear(other, whole, facts))
    return asides


def _unclear(left: Announcement, kept: Announcement, facts: Facts) -> tuple[str, Finding]:
    ours, theirs = plain(amount_of(left)), plain(amount_of(kept))
    who, others = facts.names(left.donors), facts.names(kept.donors)
    reason = (
        f"what the {ours} of {who} covers is unclear beside the {theirs} of {others}; "
        "adding it could count twice"
    )
    finding = Finding(
        kind=FindingKind.CONTRADICTS,
        claims=(left.claims[0], kept.claims[0]),
        reason=f"The {ours} of {who} and the {theirs} of {others} cannot both be told of this meeting alone, "
        "for one donor would give more than all together.",
        compared=(Compared("sums", ours, theirs),),
        topic="total",
    )
    return reason, finding


def presented_again(events: Sequence[Event], announcements: Sequence[Announcement], facts: Facts) -> Asides:
    """Announcements that an earlier event already had: same donors, same amount in the same words, same
    purpose."""
    days = {event.id: event.date for event in events}
    earlier: dict[tuple[object, ...], list[Announcement]] = defaultdict(list)
    asides = Asides()
    for announcement in sorted(announcements, key=lambda a: (days[a.event] or date.max, a.event, a.id)):
        day = days[announcement.event]
        if announcement.amount is None or day is None or not counts_by_itself(announcement):
            continue
        money = announcement.amount
        key = (announcement.donors, money.currency, money.low, money.high)
        first = next((a for a in earlier[key] if _again(announcement, a, day, days[a.event])), None)
        if first is None:
            earlier[key].append(announcement)
        else:
            asides.add(announcement, *_presented_again(announcement, first, days[first.event], facts))
    return asides


def _again(later: Announcement, first: Announcement, day: date, first_day: date | None) -> bool:
    if (
        later.event == first.event
        or first_day is None
        or not 0 < (day - first_day).days <= DAYS_A_PLEDGE_IS_NEWS
    ):
        return False
    items = {line.item for line in later.items} & {line.item for line in first.items}
    return bool(items) or (later.period is not None and later.period == first.period)


def _presented_again(
    later: Announcement, first: Announcement, first_day: date | None, facts: Facts
) -> tuple[str, Finding]:
    amount, who = plain(amount_of(later)), facts.names(later.donors)
    reason = f"already announced on {first_day}, at {first.event}"
    finding = Finding(
        kind=FindingKind.REPEATS,
        claims=(later.claims[0], first.claims[0]),
        reason=f"The {amount} of {who} was already announced on {first_day}; "
        "presenting it again adds nothing.",
        compared=(
            Compared("announced at", later.event, first.event),
            Compared("amount", amount, plain(amount_of(first))),
        ),
        topic="presented again",
    )
    return reason, finding


def set_aside(announcements: Iterable[Announcement], asides: Asides) -> tuple[Announcement, ...]:
    """The announcements with the reasons written on them."""
    return tuple(
        replace(announcement, set_aside=asides.reasons[announcement.id])
        if announcement.id in asides.reasons
        else announcement
        for announcement in announcements
    )
