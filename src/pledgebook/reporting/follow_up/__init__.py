"""What became of promises, for people and for programs: the follow-up of a meeting, the records of donors.

    ledger.follow_up -> building (names, the meeting that is meant) -> terminal | sheet | JSON

`follow_up_report` and `donors_report` ask the books, `render` and `render_donors` draw the answers.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.deliveries import HandoverSeen
from pledgebook.reporting.follow_up import donors, meeting, sheets
from pledgebook.reporting.follow_up import handover as handover_face
from pledgebook.reporting.follow_up.building import (
    DonorsReport,
    FollowUpReport,
    donors_report,
    follow_up_report,
)
from pledgebook.reporting.plain import escaped_json
from pledgebook.vocabulary.codec import to_json

__all__ = [
    "DonorsReport",
    "FollowUpFace",
    "FollowUpReport",
    "donors_report",
    "follow_up_report",
    "render",
    "render_donors",
    "render_handover",
]


class FollowUpFace(StrEnum):
    """The form in which a follow-up is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def render(
    report: FollowUpReport, face: FollowUpFace, *, width: int | None = None, colour: bool | None = None
) -> str:
    """The follow-up of a meeting as text that ends with a line break.

    `width` and `colour` are for the table; left out, they follow the terminal that standard output is.
    """
    match face:
        case FollowUpFace.TABLE:
            return meeting.draw(report, width=width, colour=colour)
        case FollowUpFace.JSON:
            return _json(report.found)
        case FollowUpFace.CSV:
            return sheets.follow_up_sheet(report)


def render_donors(
    report: DonorsReport, face: FollowUpFace, *, width: int | None = None, colour: bool | None = None
) -> str:
    """The records of donors as text; the table shows the pledges behind them where donors were chosen."""
    match face:
        case FollowUpFace.TABLE:
            return donors.draw(report, width=width, colour=colour)
        case FollowUpFace.JSON:
            return _json(report)
        case FollowUpFace.CSV:
            return sheets.donors_sheet(report)


def render_handover(
    handover: HandoverSeen,
    face: FollowUpFace,
    sight: Sight,
    *,
    width: int | None = None,
    colour: bool | None = None,
) -> str:
    """A handover as text: JSON, or else a table with the names of its parties as far as `sight` goes."""
    if face is FollowUpFace.JSON:
        return _json(handover)
    return handover_face.draw(handover, handover_face.names_of(handover, sight), width=width, colour=colour)


def _json(value: msgspec.Struct) -> str:
    return escaped_json(msgspec.json.format(to_json(value), indent=2)) + "\n"
