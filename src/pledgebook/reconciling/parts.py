"""What is part of what, within one event: so that a whole and its parts are never both counted.

Three rules, the first that applies wins:

1. the source says so ('the latest support package includes GBP 160m');
2. a donor's package belongs to the same donor's sum for the year or longer;
3. what a donor gives belongs to the sum announced for all donors together.

A whole is always bigger than its part (through the day's rate), so no circle can arise; where a source calls
something a part that is bigger than the whole, the two stand apart and a finding says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import Facts
from pledgebook.reconciling.figures import Yardstick, plain
from pledgebook.reconciling.pledges import donors_compatible
from pledgebook.reconciling.result import Announcement, Event
from pledgebook.reconciling.words import content, stems
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import PledgeClaim, PledgeMode
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind
from pledgebook.vocabulary.time import Period

LONG_PERIOD_DAYS = 300
"""A sum for at least this many days, or up to a day years ahead, is a sum that single packages are paid
from."""


_Distance = tuple[int, bool, bool, tuple[str, Decimal], str]


@dataclass
class Parts:
    """The whole that each part belongs to, by ids of announcements, and the findings that say why."""

    parent: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Sums:
    """The announcements of an event that others can be part of by rule."""

    of_donor: Mapping[str, Sequence[Announcement]]
    of_all: Sequence[Announcement]


def find_parts(
    event: Event, announcements: Sequence[Announcement], book: Book, yardstick: Yardstick, facts: Facts
) -> Parts:
    """The tree of the announcements of one event."""
    finder = _Finder(event, announcements, book, yardstick, facts)
    parts = Parts()
    for child in sorted(announcements, key=lambda announcement: announcement.id):
        finding = finder.said(child, parts) or finder.of_own_sum(child) or finder.of_common_sum(child)
        if finding is not None:
            parent, explained = finding
            parts.parent[child.id] = parent.id
            parts.findings.append(explained)
    return parts


class _Finder:
    def __init__(
        self,
        event: Event,
        announcements: Sequence[Announcement],
        book: Book,
        yardstick: Yardstick,
        facts: Facts,
    ) -> None:
        self._book, self._yardstick, self._facts = book, yardstick, facts
        self._coalition = event.coalition
        self._announced_with: dict[str, set[str]] = {}
        self._by_sum: dict[tuple[str, str], Announcement] | None = None
        self._plain = [a for a in announcements if a.amount is not None]
        self._by_donor: dict[str, list[Announcement]] = defaultdict(list)
        for announcement in self._plain:
            for donor in announcement.donors:
                self._by_donor[donor].append(announcement)
        self._sums = _Sums(
            of_donor={
                donor: [a for a in owned if is_period_sum(a)] for donor, owned in self._by_donor.items()
            },
            of_all=self._common_sums(),
        )

    def _common_sums(self) -> list[Announcement]:
        """Sums of all donors together that no single state's pledge exceeds: the others are of unknown
        scope."""
        if self._coalition is None:
            return []
        states = (a for a in self._plain if all(map(self._facts.is_state, a.donors)) and counts_by_itself(a))
        largest = largest_on_each_scale(states, self._yardstick)
        sums = (a for a in self._plain if a.donors == (self._coalition,) and counts_by_itself(a))
        return [
            whole
            for whole in sums
            if not any(self._yardstick.exceeds(amount_of(a), amount_of(whole)) for a in largest)
        ]

    def said(self, child: Announcement, parts: Parts) -> tuple[Announcement, Finding] | None:
        """The whole that a source names, unless what its words point at best is not bigger than the part."""
        for id_, claim in self._book.pick(PledgeClaim, child.claims):
            if claim.part_of is None:
                continue
            of_sum = self._of_sum(claim)
            if of_sum is not None and of_sum.id != child.id and self._is_bigger(of_sum, child):
                return of_sum, self._finding(child, of_sum, "the source tells it as a part of that sum")
            ranked = sorted(
                ((self._distance(whole, claim, id_), whole) for whole in self._candidates(child, claim)),
                key=lambda entry: entry[0],
            )
            fitting = [(far, whole) for far, whole in ranked if self._is_bigger(whole, child)]
            missing = fitting[0][0][0] if fitting else len(content(stems(claim.part_of)))
            too_small = [
                whole for far, whole in ranked if far[0] < missing and self._is_smaller(whole, child)
            ]
            if too_small:
                parts.findings.append(self._too_big(child, too_small[0]))
            elif fitting:
                why = f"the source calls it part of the '{claim.part_of}'"
                return fitting[0][1], self._finding(child, fitting[0][1], why)
        return None

    def _of_sum(self, claim: PledgeClaim) -> Announcement | None:
        """The announcement that a part points at by its sum: readers name so a whole that has no name."""
        if self._by_sum is None:
            told = (
                (whole, one) for whole in self._plain for _, one in self._book.pick(PledgeClaim, whole.claims)
            )
            self._by_sum = {(one.document, str(one.amount)): whole for whole, one in told}
        return self._by_sum.get((claim.document, claim.part_of or ""))

    def _candidates(self, child: Announcement, claim: PledgeClaim) -> list[Announcement]:
        donors = dict.fromkeys(
            (*child.donors, *claim.donors, *((self._coalition,) if self._coalition else ()))
        )
        owned = {a.id: a for donor in donors for a in self._by_donor.get(donor, ()) if a.id != child.id}
        return [a for a in owned.values() if self._covers(a, child)]

    def _covers(self, whole: Announcement, child: Announcement) -> bool:
        collective = self._coalition is not None and whole.donors == (self._coalition,)
        answers = (whole.donors, *whole.disputed_donors)
        return collective or any(donors_compatible(donors, child.donors) for donors in answers)

    def _distance(
        self, whole: Announcement, claim: PledgeClaim, id_: str
    ) -> tuple[int, bool, bool, bool, object, str]:
        """How far a whole is from what the words point at: fewest words missing, no part of the same thing
        itself, same document, then smallest."""
        wanted = content(stems(claim.part_of or ""))
        said = self._words_of(whole)
        same = [other for other in whole.claims if self._book.claims[other].document == claim.document]
        after = all(self._book.position(other) > self._book.position(id_) for other in same)
        others = (other for _, other in self._book.pick(PledgeClaim, whole.claims))
        sibling = any(other.part_of and wanted <= content(stems(other.part_of)) for other in others)
        size = self._yardstick.measure(amount_of(whole))
        return len(wanted - said), sibling, not same, after, size, whole.id

    def _words_of(self, whole: Announcement) -> set[str]:
        """The words of content with which sources announce it."""
        if whole.id not in self._announced_with:
            told = (content(stems(self._book.words(id_))) for id_ in whole.claims)
            self._announced_with[whole.id] = set().union(*told)
        return self._announced_with[whole.id]

    def of_own_sum(self, child: Announcement) -> tuple[Announcement, Finding] | None:
        """The smallest sum for the year or longer that the same donor announced."""
        if child.amount is None or not counts_by_itself(child):
            return None
        wholes = {
            whole.id: whole
            for whole in self._sums.of_donor.get(child.donors[0] if child.donors else "", ())
            if set(child.donors) <= set(whole.donors)
            and counts_by_itself(whole)
            and self._is_bigger(whole, child)
            and within(child.period, whole.period)
        }
        best = self._smallest(wholes.values())
        if best is None:
            return None
        who = self._facts.names(child.donors)
        return best, self._finding(child, best, f"it is paid from what {who} gives {_period(best.period)}")

    def of_common_sum(self, child: Announcement) -> tuple[Announcement, Finding] | None:
        """The sum of all donors together, where it is for everything or for the same things."""
        if child.amount is None or not counts_by_itself(child):
            return None
        items = {line.item for line in child.items}
        common = [
            whole
            for whole in self._sums.of_all
            if whole.id != child.id
            and self._is_bigger(whole, child)
            and (not whole.items or items & {line.item for line in whole.items})
        ]
        best = self._smallest(common)
        if best is None:
            return None
        who = self._facts.names(best.donors)
        return best, self._finding(child, best, f"that is what {who} announced together at the same meeting")

    def _smallest(self, wholes: Iterable[Announcement]) -> Announcement | None:
        return min(
            wholes, key=lambda whole: (self._yardstick.measure(amount_of(whole)), whole.id), default=None
        )

    def _is_bigger(self, whole: Announcement, child: Announcement) -> bool:
        """Strictly bigger on one scale, which is what rules circles out."""
        if child.amount is None:
            return child.id != whole.id
        (scale, size), (child_scale, child_size) = map(
            self._yardstick.measure, (amount_of(whole), child.amount)
        )
        return scale == child_scale and size > child_size

    def _is_smaller(self, whole: Announcement, child: Announcement) -> bool:
        return child.amount is not None and self._yardstick.exceeds(child.amount, amount_of(whole)) is True

    def _finding(self, child: Announcement, whole: Announcement, why: str) -> Finding:
        part, total = _words(child), plain(amount_of(whole))
        return Finding(
            kind=FindingKind.PART_OF,
            claims=(child.claims[0], whole.claims[0]),
            reason=f"{part} of {self._facts.names(child.donors)} is inside the {total} of "
            f"{self._facts.names(whole.donors)}: {why}.",
            compared=(Compared("part and whole", part, total),),
            topic="part",
        )

    def _too_big(self, child: Announcement, whole: Announcement) -> Finding:
        part, total = _words(child), plain(amount_of(whole))
        return Finding(
            kind=FindingKind.CONTRADICTS,
            claims=(child.claims[0], whole.claims[0]),
            reason=f"{part} is called a part of {total}, but at that day's rate it is the bigger of the two.",
            compared=(Compared("part and whole", part, total),),
            topic="part bigger than whole",
        )


def largest_on_each_scale(announcements: Iterable[Announcement], yardstick: Yardstick) -> list[Announcement]:
    """The largest of announcements with an amount; one for each currency that has no rate that day."""
    largest: dict[str, tuple[Decimal, str, Announcement]] = {}
    for announcement in announcements:
        scale, size = yardstick.measure(amount_of(announcement))
        known = largest.get(scale)
        if known is None or (size, announcement.id) > known[:2]:
            largest[scale] = (size, announcement.id, announcement)
    return [announcement for _, _, announcement in largest.values()]


def counts_by_itself(announcement: Announcement) -> bool:
    """Whether it is a plain promise of money: production, deliveries and conditions are no part of sums."""
    return announcement.mode is not PledgeMode.PRODUCTION and not (
        announcement.conditional or announcement.delivered
    )


def is_period_sum(announcement: Announcement) -> bool:
    """Whether it is a sum for a year or longer."""
    period = announcement.period
    if period is None:
        return False
    if period.start is None or period.end is None:
        return True
    return (period.end - period.start).days >= LONG_PERIOD_DAYS


def within(inner: Period | None, outer: Period | None) -> bool:
    """Whether what is told of the inner period lets it lie inside the outer one."""
    if inner is None or outer is None:
        return True
    starts = outer.start is None or inner.start is None or inner.start >= outer.start
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def amount_of(announcement: Announcement) -> Money:
    """The amount of an announcement that is known to have one."""
    if announcement.amount is None:  # pragma: no cover - only announcements with an amount are wholes
        raise TypeError(f"{announcement.id} has no amount")
    return announcement.amount


def _words(announcement: Announcement) -> str:
    if announcement.amount is not None:
        return plain(announcement.amount)
    return ", ".join(line.item for line in announcement.items) or "a pledge without an amount"


def _period(period: Period | None) -> str:
    if period is None or period.end is None:
        return "over the years"
    if period.start is None or period.start.year != period.end.year:
        return f"through {period.end.year}"
    return f"in {period.end.year}"
