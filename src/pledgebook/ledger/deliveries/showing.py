"""A handover as it stands: what is in it, what each side has counted, and whether they agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.deliveries.counts import dispute_uid
from pledgebook.ledger.deliveries.drafting import Counts, Place
from pledgebook.ledger.journal.store import entries_at
from pledgebook.ledger.models import DisputeRecord, HandoverRecord, PledgeRecord, SignatureRecord
from pledgebook.ledger.payloads import Dispute, Handover, Line, Pledge, Side, Signature
from pledgebook.ledger.queries.believed import believed
from pledgebook.ledger.rules.handed import counts as counts_of
from pledgebook.vocabulary.disputes import DisputeState
from pledgebook.vocabulary.errors import BadValue


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a handover ('' is a pledge's sum, in `currency`): how much it says, and how much each side
    signed for, None where it has not signed."""

    pledge: str
    line: str
    item: str | None
    unit: str | None
    currency: str | None
    opened: Decimal
    donor: Decimal | None
    recipient: Decimal | None


class SignedBy(msgspec.Struct, frozen=True, kw_only=True):
    """One signature. `seq` is what a corrected count has to name as seen, `entry` leads to its evidence."""

    side: Side
    party: str
    on: date | None
    seq: int
    entry: int


class HandoverSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A handover as somebody sees it. `dispute` is the state of the dispute about its counts, None where both
    sides have always agreed."""

    uid: str
    seq: int
    entry: int
    donor: str
    recipient: str
    opened: date | None
    dispatched: date | None
    place: str | None
    note: str
    contents: tuple[Counted, ...]
    signatures: tuple[SignedBy, ...]
    dispute: DisputeState | None
    dispute_reason: str


def handover_seen(uid: str, sight: Sight, clocks: Clocks = NOW) -> HandoverSeen:
    """The handover with that uid, in six queries. Raises BadValue where the asker's books have none."""
    row = believed(HandoverRecord, sight, clocks).filter(uid=uid).first()
    if row is None:
        raise BadValue(f"there is no handover {uid!r} in the books; open it first, or correct the name")
    signed = list(believed(SignatureRecord, sight, clocks).filter(handover=uid))
    dispute = believed(DisputeRecord, sight, clocks).filter(uid=dispute_uid(uid)).first()
    wanted = [row.entry, *(each.entry for each in signed), *([dispute.entry] if dispute else [])]
    stated = {seq: entry.content() for seq, entry in entries_at(wanted).items()}
    handover = stated[row.entry]
    if not isinstance(handover, Handover):
        raise BadValue(f"entry {row.entry} states no handover; run `pledgebook verify`")
    counts = {
        Side(each.side): counts_of(found.contents)
        for each in signed
        if isinstance(found := stated[each.entry], Signature)
    }
    about = stated[dispute.entry] if dispute else None
    return HandoverSeen(
        uid=uid,
        seq=row.seq,
        entry=row.entry,
        donor=handover.donor,
        recipient=handover.recipient,
        opened=row.valid_on,
        dispatched=handover.dispatched,
        place=handover.place,
        note=handover.note,
        contents=_contents(handover, counts, sight, clocks),
        signatures=tuple(sorted((_signed_by(each) for each in signed), key=lambda one: one.side)),
        dispute=about.state if isinstance(about, Dispute) else None,
        dispute_reason=about.reason if isinstance(about, Dispute) else "",
    )


def _signed_by(row: SignatureRecord) -> SignedBy:
    return SignedBy(side=Side(row.side), party=row.party, on=row.valid_on, seq=row.seq, entry=row.entry)


def _contents(
    handover: Handover, counts: dict[Side, Counts], sight: Sight, clocks: Clocks
) -> tuple[Counted, ...]:
    opened = counts_of(handover.contents)
    places = list(dict.fromkeys(place for each in (opened, *counts.values()) for place in each))
    pledges = _pledges({pledge for pledge, _ in places}, sight, clocks)
    return tuple(_counted(place, opened, counts, pledges.get(place[0])) for place in places)


def _counted(place: Place, opened: Counts, counts: dict[Side, Counts], pledge: Pledge | None) -> Counted:
    line = _line(pledge, place[1])
    sums = pledge.amount if pledge is not None and not place[1] else None
    donor, recipient = (counts.get(side) for side in (Side.DONOR, Side.RECIPIENT))
    return Counted(
        pledge=place[0],
        line=place[1],
        item=line.item if line is not None else None,
        unit=line.unit if line is not None else None,
        currency=sums.currency if sums is not None else None,
        opened=opened.get(place, Decimal(0)),
        donor=None if donor is None else donor.get(place, Decimal(0)),
        recipient=None if recipient is None else recipient.get(place, Decimal(0)),
    )


def _line(pledge: Pledge | None, key: str) -> Line | None:
    return next((line for line in pledge.lines if line.key == key), None) if pledge is not None else None


def _pledges(uids: set[str], sight: Sight, clocks: Clocks) -> dict[str, Pledge]:
    """What the pledges say, those that the asker does not see left out."""
    rows = dict(
        believed(PledgeRecord, sight, clocks).filter(uid__in=sorted(uids)).values_list("entry", "uid")
    )
    found = entries_at(list(rows))
    return {
        rows[seq]: pledge for seq, entry in found.items() if isinstance(pledge := entry.content(), Pledge)
    }
