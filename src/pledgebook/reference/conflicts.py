"""Reports that contradict each other, with every version and who says it.

data/<coalition>/disputes.csv has one row a dispute, dispute_versions.csv one a version of it. What a
dispute is about is written `pledge:P081` (an announcement), `meeting:31` (a meeting held) or
`capability:air force` (a capability coalition); the first of several is what the versions describe.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from string import ascii_uppercase

import msgspec

from pledgebook.reference import cells
from pledgebook.reference.announcements import announced_pledges
from pledgebook.reference.coalitions import capability_coalitions, meeting_numbered
from pledgebook.reference.parties import parties
from pledgebook.reference.tables import Row
from pledgebook.vocabulary.amounts import Money, Qualifier
from pledgebook.vocabulary.disputes import DisputeKind, DisputeState

DISPUTE_COLUMNS = ("coalition", "id", "topic", "subjects", "kind", "state", "explanation", "source")
VERSION_COLUMNS = (
    "coalition",
    "dispute",
    "version",
    "says",
    "qualifier",
    "currency",
    "amount",
    "shares",
    "value",
    "chosen",
    "source",
)


class SubjectKind(StrEnum):
    """What sort of record a dispute is about."""

    PLEDGE = "pledge"
    MEETING = "meeting"
    CAPABILITY = "capability"


class Subject(msgspec.Struct, frozen=True):
    """A record that a dispute is about, by its kind and its id, number or name."""

    kind: SubjectKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


class Share(msgspec.Struct, frozen=True):
    """What one donor gives of an amount, as a version has it."""

    donor: str
    amount: Money


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One of the versions, by its letter.

    `says` is the version in our words, `values` the same as data where it is no amount: a day, a number,
    codes of parties. The books go by the version that is `chosen`.
    """

    letter: str
    says: str
    amount: Money | None
    shares: tuple[Share, ...]
    values: tuple[str, ...]
    chosen: bool
    source: str


class ConflictingReport(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute: two versions or more, of which at most one is chosen."""

    coalition: str
    id: str
    topic: str
    subjects: tuple[Subject, ...]
    kind: DisputeKind
    state: DisputeState
    explanation: str | None
    versions: tuple[Version, ...]
    source: str

    @property
    def chosen(self) -> Version | None:
        """The version that the books go by."""
        return next((version for version in self.versions if version.chosen), None)


@cache
def conflicting_reports(coalition: str) -> tuple[ConflictingReport, ...]:
    """The disputes about a coalition, in the order of the data. Raises BadValue for an unknown one."""
    disputes = cells.rows_of(coalition, "disputes.csv", *DISPUTE_COLUMNS)
    return read_disputes(disputes, cells.rows_of(coalition, "dispute_versions.csv", *VERSION_COLUMNS))


def read_disputes(disputes: Iterable[Row], versions: Iterable[Row]) -> tuple[ConflictingReport, ...]:
    """The disputes of two tables. Raises ReferenceDataError for a row that breaks a rule."""
    rows: dict[str, list[Row]] = {}
    for version in versions:
        rows.setdefault(version["dispute"], []).append(version)
    found: dict[str, ConflictingReport] = {}
    for row in disputes:
        report = _report(row, cells.by_id(row, found), rows.pop(row["id"], []))
        _check_report(row, report)
        found[report.id] = report
    for stray in rows.values():
        raise stray[0].fault(f"no dispute has the id {stray[0]['dispute']}")
    return tuple(found.values())


def _report(row: Row, report_id: str, versions: list[Row]) -> ConflictingReport:
    return ConflictingReport(
        coalition=row["coalition"],
        id=report_id,
        topic=cells.text(row, "topic"),
        subjects=tuple(_subject(row, written) for written in row.many("subjects")),
        kind=cells.needed(row, "kind", DisputeKind),
        state=cells.needed(row, "state", DisputeState),
        explanation=row["explanation"] or None,
        versions=tuple(
            _version(version, letter) for version, letter in zip(versions, ascii_uppercase, strict=False)
        ),
        source=row["source"],
    )


def _check_report(row: Row, report: ConflictingReport) -> None:
    if not report.subjects:
        raise row.fault("the dispute is about nothing; name its subject")
    if len(report.versions) < 2:
        raise row.fault("a dispute needs two versions")
    if sum(version.chosen for version in report.versions) > 1:
        raise row.fault("only one version can be chosen")
    if report.state is DisputeState.DECIDED:
        raise row.fault("the data shipped decides nothing; leave the dispute open, or explain it")
    if (report.state is DisputeState.EXPLAINED) != (report.explanation is not None):
        raise row.fault("what is explained has an explanation, and nothing else has one")
    _check_chosen(row, report)


def _check_chosen(row: Row, report: ConflictingReport) -> None:
    """The chosen amount is the one under which the announcement stands in the books."""
    subject, chosen = report.subjects[0], report.chosen
    if subject.kind is not SubjectKind.PLEDGE or chosen is None or chosen.amount is None:
        return
    pledges = announced_pledges(report.coalition)
    if chosen.amount not in (pledge.amount for pledge in pledges if pledge.id == subject.name):
        raise row.fault(f"the chosen amount {chosen.amount} is not that of {subject.name}")


def _subject(row: Row, written: str) -> Subject:
    kind, _, name = written.partition(":")
    if kind not in tuple(SubjectKind) or not _is_known(SubjectKind(kind), name, row["coalition"]):
        raise row.fault(f"{written!r} is no pledge, meeting held or capability coalition that we know")
    return Subject(SubjectKind(kind), name)


def _is_known(kind: SubjectKind, name: str, coalition: str) -> bool:
    if kind is SubjectKind.PLEDGE:
        return any(pledge.id == name for pledge in announced_pledges(coalition))
    if kind is SubjectKind.CAPABILITY:
        return any(group.capability == name for group in capability_coalitions(coalition))
    return name.isdecimal() and meeting_numbered(coalition, int(name)) is not None


def _version(row: Row, letter: str) -> Version:
    if row["version"] != letter:
        raise row.fault(f"the version is {row['version']!r}, and the next letter is {letter}")
    shares = _shares(row)
    return Version(
        letter=letter,
        says=cells.text(row, "says"),
        amount=None if shares and not row["amount"] else cells.money(row),
        shares=shares,
        values=row.many("value"),
        chosen=cells.yes(row, "chosen"),
        source=row["source"],
    )


def _shares(row: Row) -> tuple[Share, ...]:
    return tuple(_share(row, cell) for cell in row.many("shares"))


def _share(row: Row, cell: str) -> Share:
    donor, _, digits = cell.partition(":")
    if donor not in parties():
        raise row.fault(f"no party has the code {donor!r}")
    return Share(donor, cells.amount_of(row, cells.currency(row), digits, digits, Qualifier.EXACT))
