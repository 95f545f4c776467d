"""The announcements of one event: wordings gathered, joined into pledges, and put into a tree of parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from pledgebook.reconciling.announcements import announce, reference_wording
from pledgebook.reconciling.asides import set_aside, unclear_scopes
from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import Facts, listed
from pledgebook.reconciling.figures import SAME_ACROSS_CURRENCIES, Likeness, Yardstick, plain
from pledgebook.reconciling.parts import amount_of, counts_by_itself, find_parts
from pledgebook.reconciling.pledges import Dispute, agree, same_pledges
from pledgebook.reconciling.result import Announcement, Event
from pledgebook.reconciling.wordings import Wording, gather
from pledgebook.vocabulary.amounts import Money
from pledgebook.vocabulary.claims import PledgeClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind


def account(
    event: Event, book: Book, facts: Facts, source: Callable[[str], str]
) -> tuple[tuple[Announcement, ...], list[Finding]]:
    """The announcements of an event as a tree, and every conclusion that led to it."""
    yardstick = Yardstick(facts.rate, event.date)
    claims = dict(book.pick(PledgeClaim, event.claims))
    groups, disputes = same_pledges(gather(book, event.claims, source), yardstick, event.coalition)
    doubtful = {wording.id for dispute in disputes for wording in (dispute.left, dispute.right)}
    announcements: list[Announcement] = []
    findings = [_disputed(dispute, facts) for dispute in disputes]
    for group in groups:
        disputed = any(wording.id in doubtful for wording in group)
        chosen = reference_wording(group, yardstick, disputed=disputed)
        announcements.append(announce(event.id, chosen, group, claims))
        findings += _wording_findings(group, chosen, book, yardstick, facts)
    parts = find_parts(event, announcements, book, yardstick, facts)
    asides = unclear_scopes(event, announcements, parts.parent, yardstick, facts)
    findings += [*parts.findings, *asides.findings]
    findings += _overfull(announcements, parts.parent, yardstick, facts)
    placed = (replace(a, parent=parts.parent.get(a.id)) for a in announcements)
    return set_aside(sorted(placed, key=_largest_first(yardstick)), asides), findings


def _largest_first(yardstick: Yardstick) -> Callable[[Announcement], tuple[bool, Decimal, str]]:
    def key(announcement: Announcement) -> tuple[bool, Decimal, str]:
        if announcement.amount is None:
            return True, Decimal(0), announcement.id
        return False, -yardstick.measure(announcement.amount)[1], announcement.id

    return key


def _wording_findings(
    group: Sequence[Wording], chosen: Wording, book: Book, yardstick: Yardstick, facts: Facts
) -> Iterator[Finding]:
    """What is said again, what is said in other words, and who else is named as the donor."""
    for wording in group:
        for again in wording.claims[1:]:
            yield _repeats(again, wording.id, book)
        if wording is not chosen:
            likeness = agree(chosen, wording, yardstick)
            if likeness is not None:
                yield _same_pledge(chosen, wording, likeness, facts)
    yield from _donor_disputes(group, chosen, facts)


def _repeats(again: str, first: str, book: Book) -> Finding:
    later, earlier = book.claims[again].document, book.claims[first].document
    where = f"{later} says again" if later == earlier else f"{later} repeats"
    said = book.claims[first]
    amount = plain(said.amount) if isinstance(said, PledgeClaim) and said.amount else "a pledge"
    return Finding(
        kind=FindingKind.REPEATS,
        claims=(again, first),
        reason=f"{where} what {earlier} says of {amount}; that adds nothing.",
        compared=(Compared("words", book.words(again), book.words(first)),),
        topic="pledge",
    )


def _same_pledge(chosen: Wording, other: Wording, likeness: Likeness, facts: Facts) -> Finding:
    left, right = plain(likeness.left), plain(likeness.right)
    if likeness.converted is not None:
        rate = f"at that day's rate {left} is {_in(likeness)}, {likeness.apart:.1%} away"
    else:
        rate = "the two differ by no more than rounding" if likeness.apart else "the amount is the same"
    return Finding(
        kind=FindingKind.SAME_PLEDGE,
        claims=(other.id, chosen.id),
        reason=f"{right} and {left} of {facts.names(chosen.donors)} are one pledge in two wordings: {rate}.",
        compared=(
            Compared("amount", right, left if likeness.converted is None else f"{left} = {_in(likeness)}"),
            Compared("donors", ", ".join(other.donors), ", ".join(chosen.donors)),
        ),
        topic="pledge",
    )


def _in(likeness: Likeness) -> str:
    converted = likeness.converted or Decimal(0)
    return plain(Money(currency=likeness.right.currency, low=converted, high=converted))


def _donor_disputes(group: Sequence[Wording], chosen: Wording, facts: Facts) -> Iterator[Finding]:
    """One finding for each other answer to who gives."""
    answers: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
    for wording in (chosen, *(wording for wording in group if wording is not chosen)):
        answers[wording.donors].append(wording)
    ours = answers.pop(chosen.donors)
    for donors, theirs in sorted(answers.items()):
        amounts = dict.fromkeys(plain(w.amount) for w in (*ours, *theirs) if w.amount is not None)
        yield Finding(
            kind=FindingKind.CONTRADICTS,
            claims=tuple(id_ for wording in (*theirs, *ours) for id_ in wording.claims),
            documents=tuple(sorted({name for wording in (*ours, *theirs) for name in wording.documents})),
            reason=f"Sources disagree about who gives {' / '.join(amounts) or 'this'}: "
            f"{_say(ours)} {facts.names(chosen.donors)}, {_say(theirs)} {facts.names(donors)}.",
            compared=(Compared("donors", ", ".join(chosen.donors), ", ".join(donors)),),
            topic="donors",
        )


def _say(wordings: Sequence[Wording]) -> str:
    documents = sorted({name for wording in wordings for name in wording.documents})
    return f"{listed(documents[:3])} {'say' if len(documents) > 1 else 'says'}"


def _disputed(dispute: Dispute, facts: Facts) -> Finding:
    left, right = (plain(w.amount) if w.amount else "no amount" for w in (dispute.left, dispute.right))
    why = "the same number in two currencies" if dispute.topic == "currency" else "two reports of one sum"
    return Finding(
        kind=FindingKind.CONTRADICTS,
        claims=(dispute.left.id, dispute.right.id),
        reason=f"Sources disagree about the amount of {facts.names(dispute.left.donors)}: {left} or {right}, "
        f"taken as {why} and counted once.",
        compared=(Compared("amount", left, right),),
        topic=dispute.topic,
    )


def _overfull(
    announcements: Sequence[Announcement], parent: dict[str, str], yardstick: Yardstick, facts: Facts
) -> Iterator[Finding]:
    """Wholes whose parts together exceed them by more than rates and rounding hide."""
    children: dict[str, list[Announcement]] = defaultdict(list)
    for announcement in announcements:
        if announcement.id in parent and announcement.amount is not None and counts_by_itself(announcement):
            children[parent[announcement.id]].append(announcement)
    for whole in sorted((a for a in announcements if a.id in children), key=lambda a: a.id):
        if whole.amount is None:
            continue
        scale, size = yardstick.measure(whole.amount)
        parts = [yardstick.measure(amount_of(part)) for part in children[whole.id]]
        total = sum((value for part_scale, value in parts if part_scale == scale), Decimal(0))
        if total > size * (1 + SAME_ACROSS_CURRENCIES):
            yield _parts_exceed(
                whole, children[whole.id], Money(currency=scale, low=total, high=total), facts
            )


def _parts_exceed(whole: Announcement, parts: Sequence[Announcement], total: Money, facts: Facts) -> Finding:
    return Finding(
        kind=FindingKind.CONTRADICTS,
        claims=(whole.claims[0], *(part.claims[0] for part in parts)),
        reason=f"The parts of the {plain(amount_of(whole))} of {facts.names(whole.donors)} come to "
        f"{plain(total)} together, more than the whole.",
        compared=(Compared("whole and sum of its parts", plain(amount_of(whole)), plain(total)),),
        topic="parts exceed the whole",
    )
