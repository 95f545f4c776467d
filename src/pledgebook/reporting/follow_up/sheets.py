"""Follow-ups and records of donors as CSV: one flat table with a header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pledgebook.ledger.follow_up.types import DonorRecord, PledgeRow, Shares, Standing
from pledgebook.reporting.follow_up.building import DonorsReport, FollowUpReport
from pledgebook.reporting.sheets import Cell, sheet
from pledgebook.vocabulary.stages import Stage

_PLEDGE = (
    "meeting", "as_of", "pledge", "under", "announced", "announced_at", "donors", "recipient", "nature",
    "what", "currency", "amount_low", "amount_high", "in_currency", "converted", "counted", "reason",
    "same_as", "disputes", "evidence", "entry",
)  # fmt: skip
_STANDING = ("line", "item", "unit", "promised", "furthest", "progress")
_WORD = ("confirmed_by", "confirmed_on", "confirmed_days_ago", "signed", "days_silent")
_SHARES = (
    "due", "accepted", "under_way", "unconfirmed", "withdrawn", "delivered_or_further",
    "committed_or_further", "rate", "delivered_rate", "committed_rate",
)  # fmt: skip


def follow_up_sheet(report: FollowUpReport) -> str:
    """One row for the sum of each pledge and one for each of its lines, with a column for each stage."""
    stages = tuple(f"at_{stage.value.replace(' ', '_')}" for stage in Stage)
    return sheet((*_PLEDGE, *_STANDING, *stages, *_WORD), _rows(report, report.found.pledges, None))


def _rows(report: FollowUpReport, rows: Sequence[PledgeRow], whole: str | None) -> Iterator[Sequence[Cell]]:
    for row in rows:
        pledge = _pledge(report, row, whole)
        for standing in row.standings or (None,):
            yield (*pledge, *_standing(row, standing), *_word(row, standing))
        yield from _rows(report, row.parts, row.uid)


def _pledge(report: FollowUpReport, row: PledgeRow, whole: str | None) -> Sequence[Cell]:
    amount = row.amount
    found = report.found
    return (
        found.meeting, found.as_of, row.uid, whole, row.announced_as or row.announced, row.meeting,
        " + ".join(row.donors), row.recipient, row.nature.value, row.what,
        amount.currency if amount else None, amount.low if amount else None, amount.high if amount else None,
        found.total.currency, _converted(report, row), "no" if row.left_out else "yes", row.left_out,
        row.same_as, " ".join(each.dispute for each in row.disputes) or None, row.evidence, row.entry,
    )  # fmt: skip


def _converted(report: FollowUpReport, row: PledgeRow) -> Decimal | None:
    if row.amount is not None and row.amount.currency == report.found.total.currency:
        return row.amount.low
    return report.converted.get(row.uid)


def _standing(row: PledgeRow, standing: Standing | None) -> Sequence[Cell]:
    if standing is None:
        return (None, None, None, None, row.furthest.value, row.progress.value, *(None for _ in Stage))
    held = {at.stage: at.how_much for at in standing.at}
    return (
        standing.line, standing.item, standing.unit, standing.promised, standing.furthest.value,
        standing.progress.value, *(held.get(stage) for stage in Stage),
    )  # fmt: skip


def _word(row: PledgeRow, standing: Standing | None) -> Sequence[Cell]:
    word = row.confirmation if standing is None else standing.confirmation
    if word is None:
        return (None, None, None, None, row.days_silent)
    return (word.by, word.on, word.days, "yes" if word.signed else "no", row.days_silent)


def donors_sheet(report: DonorsReport) -> str:
    """One row for each donor and measure: money in the currency, things by their lines."""
    header = ("donors", "as_of", "measure", *_SHARES, "pledges", "not_due", "not_measured")
    return sheet(header, _donors(report))


def _donors(report: DonorsReport) -> Iterator[Sequence[Cell]]:
    for record in report.records:
        measures = [
            (record.currency, record.money, [each.uid for each in record.pledges]),
            ("lines", record.things, [each.uid for each in record.thing_pledges]),
        ]
        for measure, shares, pledges in measures:
            if shares is not None:
                yield (
                    " + ".join(record.donors), report.as_of, measure, *_shares(shares), " ".join(pledges),
                    *_outside(record),
                )  # fmt: skip


def _shares(shares: Shares) -> Sequence[Cell]:
    return (
        shares.due, shares.accepted, shares.under_way, shares.unconfirmed, shares.withdrawn, shares.delivered,
        shares.committed, shares.rate, shares.delivered_rate, shares.committed_rate,
    )  # fmt: skip


def _outside(record: DonorRecord) -> Sequence[Cell]:
    return (
        " ".join(record.not_due) or None,
        " ".join(left_out.uid for left_out in record.not_measured) or None,
    )
