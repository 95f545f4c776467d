"""Asks the books for a report: which meeting or donors are meant, what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.follow_up import A_YEAR, follow_up, promise_keeping
from pledgebook.ledger.follow_up.types import DonorRecord, FollowUp, PledgeRow
from pledgebook.ledger.models import CoalitionRecord, PartyRecord
from pledgebook.ledger.queries.believed import believed
from pledgebook.reporting import lookups
from pledgebook.reporting.totals.known import known_meetings, known_parties


class FollowUpReport(msgspec.Struct, frozen=True, kw_only=True):
    """The follow-up of a meeting, with names of parties by their codes and of its coalition.

    `converted` has the amounts of pledges in the report's currency, by the pledge, where they are in another
    one and the ECB gave a rate on the day of the announcement.
    """

    found: FollowUp
    coalition: str
    names: Mapping[str, str]
    converted: Mapping[str, Decimal]


class DonorsReport(msgspec.Struct, frozen=True, kw_only=True):
    """The records of donors by the day `as_of`, with names of parties by their codes.

    A pledge without an end of its period is due `older_than` days after it was announced. `chosen` says that
    these are the donors that were asked for, and not all.
    """

    as_of: date
    currency: str
    older_than: int
    chosen: bool
    names: Mapping[str, str]
    records: tuple[DonorRecord, ...]


def follow_up_report(
    meeting: str, sight: Sight, clocks: Clocks, *, currency: str = "EUR", today: date | None = None
) -> FollowUpReport:
    """What became of the promises of the meeting with that uid or number.

    Raises BadValue for a meeting that the asker's books do not have, a number that several have, and a
    currency without rates.
    """
    lookups.check_currency(currency)
    uid = known_meetings(sight, clocks).find(meeting.strip())
    found = follow_up(uid, sight, clocks, currency=currency, today=today)
    parties = {action.party for action in found.actions if action.party}
    return FollowUpReport(
        found=found,
        coalition=_coalition(found.coalition, sight, clocks),
        names=_party_names(parties.union(*map(_parties, found.pledges)), sight, clocks),
        converted=dict(_converted(found.pledges, currency)),
    )


def donors_report(
    sight: Sight,
    clocks: Clocks,
    *,
    donors: Iterable[str] = (),
    currency: str = "EUR",
    older_than: int = A_YEAR,
    today: date | None = None,
) -> DonorsReport:
    """How donors have kept what was due: all, or those with these codes or names.

    Raises BadValue for a donor that the asker's books do not have, and for a currency without rates.
    """
    lookups.check_currency(currency)
    day = clocks.as_of or today or date.today()
    wanted = known_parties(sight, clocks).find_all(donors)
    all_records = promise_keeping(sight, clocks, currency=currency, older_than=older_than, today=day)
    records = tuple(each for each in all_records if not wanted or not wanted.isdisjoint(each.donors))
    pledges = (pledge for each in records for pledge in (*each.pledges, *each.thing_pledges))
    parties = {pledge.confirmation.by for pledge in pledges if pledge.confirmation is not None}
    return DonorsReport(
        as_of=day,
        currency=currency,
        older_than=older_than,
        chosen=bool(wanted),
        names=_party_names(parties.union(*(each.donors for each in records)), sight, clocks),
        records=records,
    )


def _parties(row: PledgeRow) -> set[str | None]:
    """All parties that a row and its parts name."""
    words = [row.confirmation, *(standing.confirmation for standing in row.standings)]
    found = {*row.donors, row.recipient, *(word.by for word in words if word is not None)}
    return found.union(*map(_parties, row.parts))


def _party_names(codes: Iterable[str | None], sight: Sight, clocks: Clocks) -> dict[str, str]:
    """What parties are called; a party has its name whatever the day in the world."""
    rows = believed(PartyRecord, sight, Clocks(known=clocks.known)).order_by("uid")
    wanted = set(codes)
    return {code: name for code, name in rows.values_list("uid", "name") if code in wanted}


def _coalition(code: str, sight: Sight, clocks: Clocks) -> str:
    rows = believed(CoalitionRecord, sight, Clocks(known=clocks.known)).filter(uid=code)
    return str(rows.values_list("name", flat=True).first() or code)


def _converted(rows: Iterable[PledgeRow], currency: str) -> Iterable[tuple[str, Decimal]]:
    for row in rows:
        if row.amount is not None and row.amount.currency != currency:
            found = lookups.converted(row.amount, currency, row.announced)
            if found is not None:
                yield row.uid, found.money.low
        yield from _converted(row.parts, currency)
