"""How donors have kept what was due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.counting import Result, Why, resolve
from pledgebook.ledger.follow_up.promises import Calendar, Promise, node_of, read_promises
from pledgebook.ledger.follow_up.sharing import Standings, added, shares_of
from pledgebook.ledger.follow_up.tracks import read_tracks
from pledgebook.ledger.follow_up.types import DonorRecord, DuePledge, NotMeasured
from pledgebook.ledger.models.fields import CentsField
from pledgebook.ledger.totals.converting import Converter
from pledgebook.ledger.totals.question import Question
from pledgebook.ledger.totals.rows import read_relations, read_shares
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import Cut
from pledgebook.vocabulary.stages import Stage

A_YEAR = 365

Donors = tuple[str, ...]

_ENDED = (Why.CANCELLED, Why.EXPIRED)
_SILENT = frozenset(
    {
        Why.REPEATS,
        Why.REPLACED,
        Why.BACKFILLS,
        Why.WHOLE_REPLACED,
        Why.WHOLE_BACKFILLS,
        Why.NATURE,
        Why.OTHER_CUT,
        Why.EXPLAINED,
    }
)
"""Why a row adds nothing and leaves no gap: what it says is counted elsewhere, or is no promise."""


def promise_keeping(
    sight: Sight,
    clocks: Clocks = NOW,
    *,
    currency: str = "EUR",
    older_than: int = A_YEAR,
    today: date | None = None,
) -> tuple[DonorRecord, ...]:
    """For each donor: of what was due, how much was accepted, how much is under way, and how much nobody has
    confirmed.

    A pledge is due when its period has ended by the day of the question. One without an end of its period is
    due with the nearest whole that it lies inside and that has one, else when it is `older_than` days old.
    Then

        due  = sum of the amounts of the donor's due pledges, by their low bounds, each converted into
               `currency` at the ECB rate of the day it was announced
        rate = accepted / due

    and likewise for what stands at 'delivered' or further and at 'committed' or further. A rate says what is
    known to be kept; as long as something is unconfirmed, it can be more. Where all of it is unconfirmed, as
    where nothing was due, the rate is None: unknown, and not zero. `due` is divided into

        accepted     both sides have signed for it
        under way    it stands at 'confirmed' or further, or waits, and somebody confirmed something of the
                     pledge since it was announced
        withdrawn    cancelled or expired: promised, and by its donor's own word not to come
        unconfirmed  the rest. Silence is not failure: nobody has said what became of it.

    Nothing counts twice, as in a total: repeats, what was replaced, restatements, intents, stretches and what
    goes to a donor are left out; a whole counts with what its parts leave of it, each part by itself; of a
    raise only the difference counts. What several announced together as a meeting's total is nobody's
    promise. A joint pledge is divided where all shares are known, else it is a record of these donors
    together.

    How far a pledge has come is told by its sum where that has moved, else by its lines, each weighing the
    same. Pledges of things without a sum cannot be added to money; for them `things` has the same shares
    over their lines, each line counting 1. Those that lie inside something whose sum is counted are named and
    not counted again.

    Ages are counted to `clocks.as_of`, without one to `today`, which is the day of the call where it is not
    given. Raises BadValue for an unknown currency or an age below zero.
    """
    if older_than < 0:
        raise BadValue(f"{older_than} days is no age; give zero or more")
    Question(currency=currency)  # refuses an unknown currency with its own words
    day = clocks.as_of or today or date.today()
    tracks = read_tracks(sight, clocks)
    promises = read_promises(sight, clocks, tracks, day)
    edges = read_relations(sight, clocks)
    converter = Converter(currency)
    result = resolve((node_of(each, converter) for each in promises.values()), edges, prefer=Cut.DONOR)
    return _Records(promises, Calendar(promises, edges, day, older_than), result, currency).make()


class _Pile(msgspec.Struct):
    """What is gathered for one record."""

    money: dict[str, Standings]
    things: dict[str, Standings]
    not_due: set[str]
    not_measured: list[NotMeasured]


class _Records:
    """Gathers what the counting engine found, donor by donor."""

    def __init__(
        self, promises: Mapping[str, Promise], calendar: Calendar, result: Result, currency: str
    ) -> None:
        self._promises, self._calendar, self._result = promises, calendar, result
        self._currency = currency
        self._divided = read_shares([promise.row for promise in promises.values()])
        self._piles: dict[Donors, _Pile] = defaultdict(lambda: _Pile({}, {}, set(), []))

    def make(self) -> tuple[DonorRecord, ...]:
        """The records, those with most due first."""
        for row in self._result.counted:
            if row.stage is not None:
                self._money(row.id, row.stage, row.amounts.chosen)
        sums = {row.id for row in self._result.counted if self._is_of_donors(row.id)}
        sums |= {row.id for row in self._result.left_out if row.why is Why.EXPLAINED}
        for left in self._result.left_out:
            if left.why in _ENDED and left.stage is not None and left.amounts is not None:
                self._money(left.id, left.stage, left.amounts.chosen)
            elif left.why is Why.NO_AMOUNT:
                self._things(left.id, sums)
            elif left.why not in _SILENT:
                self._unmeasured(left.id, left.reason)
        found = [self._record(donors, pile) for donors, pile in self._piles.items()]
        return tuple(sorted(found, key=_most_due_first))

    def _is_of_donors(self, uid: str) -> bool:
        """Not so what several announced together, as somebody summed it up."""
        return self._promises[uid].row.nature is not PledgeNature.TOTAL

    def _donors(self, uid: str) -> Iterator[tuple[Donors, Decimal]]:
        """Whose promise it is, and which part of it."""
        row = self._promises[uid].row
        if not self._is_of_donors(uid):
            return
        if uid in self._divided:
            yield from (((party,), share) for party, share in sorted(self._divided[uid].items()))
        else:
            yield row.donors, Decimal(1)

    def _money(self, uid: str, stage: Stage, cents: int) -> None:
        for donors, share in self._donors(uid):
            pile = self._piles[donors]
            if self._calendar.is_due(uid):
                _put(pile.money, uid, stage, CentsField.to_decimal(cents) * share)
            else:
                pile.not_due.add(uid)

    def _things(self, uid: str, sums: set[str]) -> None:
        """Lines without a sum; what lies inside a donor's sum is counted there."""
        whole = next((one for layer in self._calendar.around(uid) for one in layer if one in sums), None)
        if whole is not None:
            self._unmeasured(uid, f"lies inside {whole}, whose sum is counted")
            return
        promise = self._promises[uid]
        if not promise.shares:
            self._unmeasured(uid, "neither a sum nor a number is stated")
            return
        for donors, share in self._donors(uid):
            pile = self._piles[donors]
            if not self._calendar.is_due(uid):
                pile.not_due.add(uid)
                continue
            for stage, part in promise.shares.items():
                _put(pile.things, uid, stage, part * len(promise.pledge.lines) * share)

    def _unmeasured(self, uid: str, reason: str) -> None:
        for donors, _ in self._donors(uid):
            self._piles[donors].not_measured.append(NotMeasured(uid, reason))

    def _record(self, donors: Donors, pile: _Pile) -> DonorRecord:
        money, things = (self._pledges(kept) for kept in (pile.money, pile.things))
        return DonorRecord(
            donors=donors,
            currency=self._currency,
            money=added(each.shares for each in money),
            things=added(each.shares for each in things),
            pledges=money,
            thing_pledges=things,
            not_due=tuple(sorted(pile.not_due)),
            not_measured=tuple(sorted(pile.not_measured, key=lambda one: one.uid)),
        )

    def _pledges(self, kept: Mapping[str, Standings]) -> tuple[DuePledge, ...]:
        found = []
        for uid, standing in sorted(kept.items()):
            promise = self._promises[uid]
            found.append(
                DuePledge(
                    uid=uid,
                    entry=promise.row.entry,
                    announced=promise.row.announced,
                    what=promise.pledge.wording,
                    due_on=self._calendar.due_on(uid),
                    shares=shares_of(standing, confirmed=promise.confirmation is not None),
                    confirmation=promise.confirmation,
                )
            )
        return tuple(found)


def _put(pile: dict[str, Standings], uid: str, stage: Stage, how_much: Decimal) -> None:
    standing = pile.setdefault(uid, {})
    standing[stage] = standing.get(stage, Decimal(0)) + how_much


def _most_due_first(record: DonorRecord) -> tuple[Decimal, Decimal, Donors]:
    return (
        -record.money.due if record.money else Decimal(0),
        -record.things.due if record.things else Decimal(0),
        record.donors,
    )
