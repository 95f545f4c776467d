"""Support that stopped and went on: one status for each stretch, over all documents that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pledgebook.reconciling.book import Book
from pledgebook.reconciling.facts import Facts, listed
from pledgebook.reconciling.result import Event, Status
from pledgebook.vocabulary.claims import Channel, SupportState, SupportStatusClaim
from pledgebook.vocabulary.findings import Compared, Finding, FindingKind

DAYS_OF_ONE_STOP = 90
"""Two stops told further apart than this, with nothing between, are not taken for one: the United States
stopped materiel in March and again in July 2025, 117 days apart, and papers spoke of the first for some
40 days."""

_KINDS = {
    SupportState.PAUSED: "stopped",
    SupportState.HALTED: "stopped",
    SupportState.ENDED: "stopped",
    SupportState.RESUMED: "flowing",
    SupportState.ACTIVE: "flowing",
    SupportState.NO_NEW_PACKAGES: "no new packages",
}


class _Told(NamedTuple):
    """A claim with the days for which it speaks; without any day it goes with the claims told before it."""

    first: date
    last: date
    order: int
    id: str
    claim: SupportStatusClaim
    dated: bool


def find_statuses(events: Sequence[Event], book: Book) -> tuple[Status, ...]:
    """The statuses of all donors and channels, each with its days and its claims."""
    told: dict[tuple[str, Channel], list[_Told]] = defaultdict(list)
    for event in events:
        for id_, claim in book.pick(SupportStatusClaim, event.claims):
            told[claim.party, claim.channel].append(_placed(id_, claim, event, book))
    return tuple(
        _status(party, channel, stretch, over)
        for (party, channel), claims in sorted(told.items())
        for stretch, over in _stretches(claims)
    )


def _placed(id_: str, claim: SupportStatusClaim, event: Event, book: Book) -> _Told:
    known = book.published(id_) or event.date
    first, last = (claim.date.first, claim.date.last) if claim.date is not None else (known, known)
    dated = first is not None and last is not None
    return _Told(first or date.max, last or date.max, book.place_in_book(id_), id_, claim, dated)


def _stretches(claims: Iterable[_Told]) -> list[tuple[list[_Told], date | None]]:
    """Claims of one donor and channel, cut where the state changes or too much time lies between."""
    open_: dict[str, list[_Told]] = {}
    done: list[tuple[list[_Told], date | None]] = []
    for told in sorted(claims, key=lambda told: (told.first, told.last, told.order)):
        kind = _KINDS[told.claim.state]
        contrary = {"stopped": "flowing", "flowing": "stopped"}.get(kind, "")
        if contrary in open_:
            done.append((open_.pop(contrary), told.first if told.dated else None))
        current = open_.get(kind)
        if current and told.dated and (told.first - current[-1].last).days > DAYS_OF_ONE_STOP:
            done.append((open_.pop(kind), None))
        open_.setdefault(kind, []).append(told)
    done += [(stretch, None) for stretch in open_.values()]
    return sorted(done, key=lambda entry: (entry[0][0].first, entry[0][0].order))


def _status(party: str, channel: Channel, stretch: Sequence[_Told], ended: date | None) -> Status:
    dated = [told for told in stretch if told.dated]
    return Status(
        party=party,
        channel=channel,
        states=tuple(dict.fromkeys(told.claim.state for told in stretch)),
        temporary=any(told.claim.temporary for told in stretch),
        first_told=min((told.first for told in dated), default=None),
        last_told=max((told.last for told in dated), default=None),
        ended=ended,
        claims=tuple(told.id for told in stretch),
        documents=tuple(sorted({told.claim.document for told in stretch})),
    )


def same_status_findings(statuses: Iterable[Status], book: Book, facts: Facts) -> list[Finding]:
    """One finding for each status that more than one claim speaks of."""
    return [_finding(status, book, facts) for status in statuses if len(status.claims) > 1]


def _finding(status: Status, book: Book, facts: Facts) -> Finding:
    when = {status.first_told, status.last_told} - {None}
    days = " to ".join(str(day) for day in sorted(day for day in when if day is not None))
    over = f" It was over by {status.ended}." if status.ended else ""
    words = listed(list(dict.fromkeys(_word(id_, book) for id_ in status.claims)))
    many = f"{len(status.documents)} documents tell" if len(status.documents) > 1 else "one document tells"
    first, *others = status.claims
    return Finding(
        kind=FindingKind.SAME_STATUS,
        claims=status.claims,
        documents=status.documents,
        reason=f"{facts.names((status.party,))}, {status.channel}: {many} of one status ({words}), "
        f"for {days or 'no stated day'}.{over}",
        compared=tuple(Compared("state", _state(first, book), _state(other, book)) for other in others),
        topic="support status",
    )


def _state(id_: str, book: Book) -> str:
    return f"{_word(id_, book)} ({book.claims[id_].document})"


def _word(id_: str, book: Book) -> str:
    claim = book.claims[id_]
    if not isinstance(claim, SupportStatusClaim):  # pragma: no cover - statuses are made of such claims
        raise TypeError(f"{id_} tells no status")
    return f"temporarily {claim.state}" if claim.temporary else str(claim.state)
