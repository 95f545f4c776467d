"""What donors announced to a coalition, and how the announcements stand to each other.

data/<coalition>/pledges.csv has one row an announcement, pledge_relations.csv one a relation between two
of them. They are gathered by hand from public reports, so each says how well it is known: an announcement by
its `certainty`, a relation by its `basis`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from graphlib import CycleError, TopologicalSorter

import msgspec

from pledgebook.reference import cells
from pledgebook.reference.coalitions import meeting_numbered
from pledgebook.reference.tables import Row
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import AidType, PledgeMode
from pledgebook.vocabulary.pledges import PledgeNature
from pledgebook.vocabulary.relations import Cut, RelationKind
from pledgebook.vocabulary.time import PartialDate, Period

PLEDGE_COLUMNS = (
    "coalition",
    "id",
    "meeting",
    "date",
    "donors",
    "others",
    "nature",
    "qualifier",
    "currency",
    "amount",
    "per",
    "period_from",
    "period_to",
    "lines",
    "description",
    "aid_type",
    "programme",
    "mode",
    "condition",
    "certainty",
    "note",
    "source",
)
RELATION_COLUMNS = ("coalition", "kind", "from", "to", "cut", "basis", "note", "source")

_PLEDGE_ID = re.compile(r"P\d{3}[a-z]?")


class Certainty(StrEnum):
    """How well an announcement is known.

    `verified`: its page was read. `verified (secondary digest)`: only a summary of the day's statements was.
    `inferred date`: verified but for the day. `known from a dispute`: no page is kept, only reports that
    disagree about it.
    """

    VERIFIED = "verified"
    DIGEST = "verified (secondary digest)"
    INFERRED_DATE = "inferred date"
    DISPUTED = "known from a dispute"


class Basis(StrEnum):
    """Whether a source states a relation, or we inferred it by comparing two announcements."""

    STATED = "stated"
    INFERRED = "inferred"


class Rate(StrEnum):
    """For each of which stretches an amount holds, where it is not the whole."""

    YEAR = "year"


class AnnouncedPledge(msgspec.Struct, frozen=True, kw_only=True):
    """One announcement, as reported.

    `donors` are codes of parties; the coalition's own code stands for all of it together. `others` says who
    gives besides, or instead, where no code does. `meeting` is the number of the meeting that it belongs to.
    `programme` is the code of a fund, or a name. `description` says in our words what is promised, `lines`
    the same in items.
    """

    coalition: str
    id: str
    meeting: int | None
    date: PartialDate
    donors: tuple[str, ...]
    others: str | None
    nature: PledgeNature
    amount: Money | None
    per: Rate | None
    period: Period | None
    lines: tuple[ItemLine, ...]
    description: str
    aid_type: AidType
    programme: str | None
    mode: PledgeMode | None
    condition: str | None
    certainty: Certainty
    note: str | None
    source: str


class PledgeRelation(msgspec.Struct, frozen=True, kw_only=True):
    """What the announcement `part` is to the announcement `whole`, in the words of RelationKind.

    The columns are called `from` and `to`. `cut` is the line along which a whole is cut into its parts.
    """

    coalition: str
    kind: RelationKind
    part: str
    whole: str
    cut: Cut | None
    basis: Basis
    note: str | None
    source: str


@cache
def announced_pledges(coalition: str) -> tuple[AnnouncedPledge, ...]:
    """The announcements made to a coalition, in the order of the data. Raises BadValue for an unknown one."""
    return read_pledges(cells.rows_of(coalition, "pledges.csv", *PLEDGE_COLUMNS))


@cache
def pledge_relations(coalition: str) -> tuple[PledgeRelation, ...]:
    """How the announcements made to a coalition stand to each other. Raises BadValue for an unknown one."""
    rows = cells.rows_of(coalition, "pledge_relations.csv", *RELATION_COLUMNS)
    return read_relations(rows, announced_pledges(coalition))


def read_pledges(rows: Iterable[Row]) -> tuple[AnnouncedPledge, ...]:
    """The announcements of a table. Raises ReferenceDataError for a row that breaks a rule."""
    found: dict[str, AnnouncedPledge] = {}
    for row in rows:
        pledge = _pledge(row, cells.by_id(row, found))
        _check_pledge(row, pledge)
        found[pledge.id] = pledge
    return tuple(found.values())


def read_relations(rows: Iterable[Row], pledges: Iterable[AnnouncedPledge]) -> tuple[PledgeRelation, ...]:
    """The relations of a table between these announcements. Raises ReferenceDataError, also for a circle."""
    known = {pledge.id for pledge in pledges}
    found: dict[tuple[str, str], PledgeRelation] = {}
    above: dict[str, set[str]] = {}
    for row in rows:
        relation = _relation(row, known)
        if (relation.part, relation.whole) in found:
            raise row.fault(f"how {relation.part} stands to {relation.whole} is said a second time")
        found[relation.part, relation.whole] = relation
        above.setdefault(relation.part, set()).add(relation.whole)
        _check_circle(row, above)
    return tuple(found.values())


def _pledge(row: Row, pledge_id: str) -> AnnouncedPledge:
    return AnnouncedPledge(
        coalition=row["coalition"],
        id=pledge_id,
        meeting=_meeting(row),
        date=cells.date_of(row),
        donors=cells.party_codes(row, "donors", besides=(row["coalition"],)),
        others=row["others"] or None,
        nature=cells.needed(row, "nature", PledgeNature),
        amount=cells.money(row),
        per=cells.word(row, "per", Rate),
        period=cells.period(row, "period_from", "period_to"),
        lines=cells.item_lines(row),
        description=cells.text(row, "description"),
        aid_type=cells.needed(row, "aid_type", AidType),
        programme=row["programme"] or None,
        mode=cells.word(row, "mode", PledgeMode),
        condition=row["condition"] or None,
        certainty=cells.needed(row, "certainty", Certainty),
        note=row["note"] or None,
        source=row["source"],
    )


def _check_pledge(row: Row, pledge: AnnouncedPledge) -> None:
    if not _PLEDGE_ID.fullmatch(pledge.id):
        raise row.fault(f"the id is {pledge.id!r}; write P, three digits, and a small letter if need be")
    if not pledge.donors and pledge.others is None:
        raise row.fault("nobody gives; name the donors, or say who the others are")
    if (pledge.nature is PledgeNature.CONDITIONAL) != (pledge.condition is not None):
        raise row.fault("what is conditional has a condition, and nothing else has one")
    if pledge.amount is None and pledge.per is not None:
        raise row.fault(f"there is no amount per {pledge.per}")


def _relation(row: Row, known: set[str]) -> PledgeRelation:
    unknown = [row[end] for end in ("from", "to") if row[end] not in known]
    if unknown:
        raise row.fault(f"no pledge has the id {', '.join(unknown)}")
    kind, cut = cells.needed(row, "kind", RelationKind), cells.word(row, "cut", Cut)
    if cut is not None and not kind.inside:
        raise row.fault(f"only a whole is cut, and {kind!s} is no part of one")
    return PledgeRelation(
        coalition=row["coalition"],
        kind=kind,
        part=row["from"],
        whole=row["to"],
        cut=cut,
        basis=cells.needed(row, "basis", Basis),
        note=row["note"] or None,
        source=row["source"],
    )


def _check_circle(row: Row, above: Mapping[str, set[str]]) -> None:
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        raise row.fault(f"the relations run in a circle: {' to '.join(reversed(error.args[1]))}") from error


def _meeting(row: Row) -> int | None:
    """The number of a meeting that was held."""
    if not row["meeting"]:
        return None
    if not row["meeting"].isdecimal() or meeting_numbered(row["coalition"], int(row["meeting"])) is None:
        raise row.fault(f"the calendar has no meeting {row['meeting']!r} that was held")
    return int(row["meeting"])
