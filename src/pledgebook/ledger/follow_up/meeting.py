"""For a meeting: what became of each pledge since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.follow_up.gathering import gather
from pledgebook.ledger.follow_up.rows import Rows, disagreement
from pledgebook.ledger.follow_up.types import ActionRow, FollowUp
from pledgebook.ledger.journal.entries import Entry
from pledgebook.ledger.journal.store import entry_at, head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import MeetingRecord
from pledgebook.ledger.payloads import Action, ActionState, Meeting
from pledgebook.ledger.queries.believed import believed
from pledgebook.ledger.totals.answering import totals
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.vocabulary.errors import BadValue


def follow_up(
    meeting: str, sight: Sight, clocks: Clocks = NOW, *, currency: str = "EUR", today: date | None = None
) -> FollowUp:
    """What became of the promises of a meeting, by its uid.

    Its pledges are those announced there and all that lies inside them. Ages are counted to `as_of`, without
    one to `today`, which is the day of the call where it is not given. The total is in `currency`. Raises
    BadValue where the asker's books have no such meeting, or for an unknown currency.
    """
    day = clocks.as_of or today or date.today()
    question = Question(
        meetings=frozenset({meeting}), by=(Dimension.STAGE,), currency=currency, clocks=clocks
    )
    told = _meeting(meeting, sight, clocks)
    gathered = gather(meeting, sight, clocks)
    total = totals(question, sight, explain=True)
    counted = {row.pledge for row in total.counted}
    left_out = {row.pledge: row for row in total.left_out if row.pledge not in counted}
    rows = Rows(gathered, day, left_out)
    about = gathered.disputes.get((EntryKind.MEETING, meeting), ())
    return FollowUp(
        meeting=meeting,
        number=told.number,
        coalition=told.coalition,
        held_on=told.held_on,
        status=told.status,
        place=told.place,
        as_of=day,
        sequence=head().seq if clocks.known is None else clocks.known,
        total=total,
        pledges=rows.tree(),
        disputes=tuple(disagreement(gathered.entries[entry]) for entry in about),
        actions=_actions(gathered.actions, gathered.entries, day),
    )


def _meeting(uid: str, sight: Sight, clocks: Clocks) -> Meeting:
    entry = believed(MeetingRecord, sight, clocks).filter(uid=uid).values_list("entry", flat=True).first()
    stated = None if entry is None else entry_at(entry)
    payload = None if stated is None else stated.content()
    if not isinstance(payload, Meeting):
        then = "" if clocks == NOW else " as they were then"
        raise BadValue(f"there is no meeting {uid!r} in the books{then}; enter it first, or correct the name")
    return payload


def _actions(uids: Mapping[str, int], entries: Mapping[int, Entry], day: date) -> tuple[ActionRow, ...]:
    """The actions of the meeting: open ones first, by their due dates."""
    found = []
    for uid, entry in uids.items():
        action = entries[entry].content()
        if isinstance(action, Action):
            found.append(_action(uid, entry, action, day))
    return tuple(sorted(found, key=_by_urgency))


def _action(uid: str, entry: int, action: Action, day: date) -> ActionRow:
    late = action.state is ActionState.OPEN and action.due is not None and action.due < day
    return ActionRow(
        uid=uid,
        entry=entry,
        what=action.what,
        party=action.party,
        due=action.due,
        state=action.state,
        overdue=(day - action.due).days if late and action.due is not None else None,
    )


def _by_urgency(row: ActionRow) -> tuple[bool, date, str]:
    return row.state is not ActionState.OPEN, row.due or date.max, row.uid
