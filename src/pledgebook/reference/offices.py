"""Who held which office when.

data/offices.csv has one row a tenure. A row without an end was true when last looked at: on the day in
its column `checked`. After that day the table answers 'unknown' rather than guess, because a wrong guess
would accuse a correct source.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from pledgebook.reference.persons import find_office
from pledgebook.reference.tables import Row, read_table
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.parties import Tenure

_COLUMNS = ("office", "party", "holder", "from", "to", "checked", "acting", "certainty", "source")
_CERTAINTIES = ("verified", "public record")


@cache
def tenures() -> tuple[Tenure, ...]:
    """Every tenure, in the order of the data."""
    return tuple(tenure for tenure, _ in _dated())


@cache
def offices() -> frozenset[str]:
    """The canonical words for offices of which tenures are known."""
    return frozenset(tenure.office for tenure in tenures())


def holder(office: str, party: str, on: date) -> list[Tenure]:
    """Who is known to have held the office that day: on the day of a handover two, on an unknown day none.

    `office` is a canonical word or a title that means one ('Prime Minister'). Raises BadValue for others.
    """
    return [tenure for tenure, known_to in _of(office, party) if tenure.start <= on <= known_to]


def held(person: str, office: str, party: str, on: date) -> bool | None:
    """Whether the person held the office that day; None where the table does not know who did."""
    holders = holder(office, party, on)
    return any(tenure.holder == person for tenure in holders) if holders else None


def offices_of(person: str, on: date) -> list[Tenure]:
    """The offices that the person is known to have held that day."""
    return [
        tenure for tenure, known_to in _dated() if tenure.holder == person and tenure.start <= on <= known_to
    ]


def _of(office: str, party: str) -> tuple[tuple[Tenure, date], ...]:
    return _by_office().get((_canonical(office), party), ())


def _canonical(office: str) -> str:
    """The canonical word for an office. Raises BadValue where the word means none that has tenures."""
    if office in offices():
        return office
    title = find_office(office)
    if title is None or title.office not in offices():
        known = ", ".join(sorted(offices()))
        raise BadValue(f"{office!r} is no office with known holders; take one of: {known}")
    return title.office


@cache
def _by_office() -> Mapping[tuple[str, str], tuple[tuple[Tenure, date], ...]]:
    found: dict[tuple[str, str], list[tuple[Tenure, date]]] = {}
    for tenure, known_to in _dated():
        found.setdefault((tenure.office, tenure.party), []).append((tenure, known_to))
    return MappingProxyType({key: tuple(dated) for key, dated in found.items()})


@cache
def _dated() -> tuple[tuple[Tenure, date], ...]:
    """Each tenure with the last day for which its row vouches."""
    return tuple(_tenure(row) for row in read_table("offices.csv", *_COLUMNS))


def _tenure(row: Row) -> tuple[Tenure, date]:
    if row["certainty"] not in _CERTAINTIES:
        raise row.fault(f"the certainty is {row['certainty']!r}, not one of {', '.join(_CERTAINTIES)}")
    if row["acting"] not in ("yes", "no"):
        raise row.fault(f"acting is {row['acting']!r}, not yes or no")
    if bool(row["to"]) == bool(row["checked"]):
        raise row.fault("a row has either an end, or the day when the holder was last known in office")
    start, end, checked = (_day(row, column) for column in ("from", "to", "checked"))
    known_to = end or checked
    if start is None or known_to is None or known_to < start:
        raise row.fault("the tenure has no start, or ends before it starts")
    tenure = Tenure(
        office=row["office"],
        party=row["party"],
        holder=row["holder"],
        start=start,
        end=end,
        acting=row["acting"] == "yes",
        source=row["source"],
    )
    return tenure, known_to


def _day(row: Row, column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise row.fault(f"{column} is no date: {error}") from error
