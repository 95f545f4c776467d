"""Plain facts on which sources disagree: a meeting's number, date and size, sums over time, and
conversions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import Facts
from pledgebook.reconciling.figures import SAME_ACROSS_CURRENCIES, Yardstick, plain
from pledgebook.reconciling.result import Event
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.claims import Claim, MeetingClaim, PledgeClaim, TotalClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

ABOUT = Decimal("0.1")
"""'About 50' parties can be 45 to 55: reports of one meeting that counted 51 said 'around 50', not 'around
40'."""

_HEDGED = frozenset({Qualifier.ABOUT, Qualifier.NEARLY})


def find_disagreements(event: Event, book: Book, facts: Facts) -> list[Finding]:
    """What sources disagree about in one event, and whether amounts told in two currencies agree."""
    yardstick = Yardstick(facts.rate, event.date)
    return [
        *_about_the_meeting(event, book),
        *_about_sums(event, book, yardstick, facts),
        *_conversions(event, book, yardstick),
    ]


def _about_the_meeting(event: Event, book: Book) -> Iterator[Finding]:
    meetings = [
        (id_, claim)
        for id_, claim in book.pick(MeetingClaim, event.claims)
        if claim.coalition == event.coalition and _same_meeting(claim, event)
    ]
    questions: tuple[tuple[str, str, Callable[[MeetingClaim], Hashable]], ...] = (
        ("meeting number", "the number of the meeting", lambda claim: claim.number),
        ("meeting date", "the date of the meeting", lambda claim: claim.date),
    )
    for topic, what, answer in questions:
        given = _by_answer((id_, answer(claim)) for id_, claim in meetings)
        yield from _disputes(topic, what, given, str, lambda _left, _right: False, book)
    sizes = _by_answer((id_, _size(claim)) for id_, claim in meetings)
    yield from _disputes("participants", "how many took part", sizes, _size_in_words, _sizes_agree, book)


def _same_meeting(claim: MeetingClaim, event: Event) -> bool:
    """Background meetings are left aside: they share neither number nor date with the event."""
    return (
        claim.number == event.number
        or claim.date == event.date
        or (claim.number is None and claim.date is None)
    )


def _size(claim: MeetingClaim) -> tuple[int, Qualifier | None] | None:
    return None if claim.parties_count is None else (claim.parties_count, claim.parties_count_qualifier)


def _size_in_words(answer: Hashable) -> str:
    count, qualifier = answer if isinstance(answer, tuple) else (answer, None)
    hedge = f"{qualifier} " if qualifier not in (None, Qualifier.EXACT) else ""
    return f"{hedge}{count}"


def _sizes_agree(left: Hashable, right: Hashable) -> bool:
    if not isinstance(left, tuple) or not isinstance(right, tuple):
        return left == right
    slack = ABOUT * max(left[0], right[0]) if {left[1], right[1]} & _HEDGED else Decimal(0)
    low, high = sorted((left, right), key=lambda size: (size[0], str(size[1])))
    if low[1] in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) or high[1] is Qualifier.UP_TO:
        return True
    return bool(abs(left[0] - right[0]) <= slack)


def _by_answer(told: Iterable[tuple[str, Hashable]]) -> dict[Hashable, list[str]]:
    given: dict[Hashable, list[str]] = defaultdict(list)
    for id_, answer in told:
        if answer is not None:
            given[answer].append(id_)
    return given


def _disputes(
    topic: str,
    what: str,
    given: dict[Hashable, list[str]],
    words: Callable[[Hashable], str],
    agree: Callable[[Hashable, Hashable], bool],
    book: Book,
) -> Iterator[Finding]:
    """Every other answer held against the one that most documents give."""
    ranked = sorted(given, key=lambda answer: (-len(_documents(given[answer], book)), str(answer)))
    for other in ranked[1:]:
        best = ranked[0]
        if agree(best, other):
            continue
        ids = (*given[best], *given[other])
        yield Finding(
            kind=FindingKind.CONTRADICTS,
            claims=ids,
            documents=_documents(ids, book),
            reason=f"Sources disagree about {what}: {', '.join(_documents(given[best], book))} "
            f"gives {words(best)}, {', '.join(_documents(given[other], book))} gives {words(other)}.",
            compared=(Compared(topic, words(best), words(other)),),
            topic=topic,
        )


def _about_sums(event: Event, book: Book, yardstick: Yardstick, facts: Facts) -> Iterator[Finding]:
    """Sums over time of the same parties, kind and period that are not one amount."""
    groups: dict[tuple[object, ...], dict[Hashable, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id_, claim in book.pick(TotalClaim, event.claims):
        period = (claim.period.start, claim.period.end) if claim.period else None
        groups[tuple(sorted(claim.parties)), claim.aid_type, period][claim.amount].append(id_)

    def agree(left: Hashable, right: Hashable) -> bool:
        """Whether two sums are one; where the day has no rate nobody can say that they are two."""
        if not isinstance(left, Money) or not isinstance(right, Money):
            return False
        comparable = yardstick.rate(left.currency, right.currency) is not None
        return not comparable or yardstick.alike(left, right) is not None

    def words(amount: Hashable) -> str:
        return plain(amount) if isinstance(amount, Money) else str(amount)

    for (parties, *_), given in groups.items():
        who = facts.names(parties) if isinstance(parties, tuple) else ""
        yield from _disputes("total", f"what {who} gave altogether", given, words, agree, book)


def _conversions(event: Event, book: Book, yardstick: Yardstick) -> Iterator[Finding]:
    """Amounts that a source gives in two currencies, held against the day's rate."""
    for id_ in event.claims:
        claim = book.claims[id_]
        if (
            isinstance(claim, (PledgeClaim, TotalClaim))
            and claim.amount is not None
            and claim.also is not None
        ):
            finding = _conversion(id_, claim, claim.amount, claim.also, yardstick)
            if finding is not None:
                yield finding


def _conversion(id_: str, claim: Claim, amount: Money, also: Money, yardstick: Yardstick) -> Finding | None:
    rate = yardstick.rate(also.currency, amount.currency)
    if rate is None:
        return None
    converted = Money(currency=amount.currency, low=also.low * rate, high=also.high * rate)
    agrees = yardstick.alike(amount, also) is not None
    verdict = "agrees with" if agrees else f"is more than {SAME_ACROSS_CURRENCIES:.0%} away from"
    return Finding(
        kind=FindingKind.SAME_PLEDGE if agrees else FindingKind.CONTRADICTS,
        claims=(id_,),
        documents=(claim.document,),
        reason=f"{claim.document} gives {plain(amount)} also as {plain(also)}: at the rate of "
        f"{yardstick.day} that is {plain(converted)}, which {verdict} the first.",
        compared=(
            Compared(
                "the same amount in two currencies", plain(amount), f"{plain(also)} = {plain(converted)}"
            ),
        ),
        topic="conversion",
    )


def _documents(ids: Iterable[str], book: Book) -> tuple[str, ...]:
    return tuple(sorted({book.claims[id_].document for id_ in ids}))
