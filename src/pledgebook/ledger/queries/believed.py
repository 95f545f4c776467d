"""The rows that a question may use: believed at its moment, holding on its day, and seen by who asks.

A row is seen where its own visibility allows it and what it is about is seen too: a movement or a relation
with its pledges, a signature with its handover, a handover with the pledges in it, a claim with its document,
a finding with its claims, a decision or a dispute with its subject, attendance with its meeting (`LINKS`). A
restricted row belongs to the party that it names, and to that of what it is about.

Visibility has no past: who made a record restricted made its past versions restricted too. A version that was
restricted itself stays so, whatever became of the record.

Rows below a record (`Detail`: donors, lines, contents) have no visibility; read them by the `entry` of rows
that are seen, with `below`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from pledgebook.ledger import models as tables
from pledgebook.ledger.access import Sight, seen_by
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import Detail, PledgeRecord, Projected, Record
from pledgebook.ledger.owners import owned
from pledgebook.ledger.projection.rows import RECORDS


class Link(msgspec.Struct, frozen=True):
    """`column` of a row, or of the rows of `through` below it, names the record of `target` that the row is
    about; where the column `about` says of which kind the record is, only for that kind.

    `owning`: the row belongs to the party that the record belongs to.
    """

    column: str
    target: type[Record]
    kind: EntryKind | None = None
    through: type[Detail] | None = None
    owning: bool = False


_DISPUTED = (
    EntryKind.MEETING,
    EntryKind.ATTENDANCE,
    EntryKind.NEED,
    EntryKind.RELATION,
    EntryKind.SUPPORT_STATUS,
    EntryKind.PURCHASE,
    EntryKind.INDICATOR,
    EntryKind.STATEMENT,
    EntryKind.DOCUMENT,
    EntryKind.CLAIM,
)
LINKS: Mapping[type[Projected], tuple[Link, ...]] = {
    tables.Movement: (Link("pledge", PledgeRecord, owning=True),),
    tables.RelationRecord: (
        Link("source", PledgeRecord, owning=True),
        Link("target", PledgeRecord, owning=True),
    ),
    tables.HandoverRecord: (Link("pledge", PledgeRecord, through=tables.HandoverContent),),
    tables.SignatureRecord: (Link("handover", tables.HandoverRecord, owning=True),),
    tables.AttendanceRecord: (Link("meeting", tables.MeetingRecord),),
    tables.ActionRecord: (Link("meeting", tables.MeetingRecord),),
    tables.ClaimRecord: (Link("document", tables.DocumentRecord),),
    tables.FindingRecord: (Link("claim", tables.ClaimRecord, through=tables.FindingClaim),),
    tables.DisputeRecord: (
        Link("subject", PledgeRecord, EntryKind.PLEDGE, owning=True),
        Link("subject", PledgeRecord, EntryKind.STAGE, owning=True),
        Link("subject", tables.HandoverRecord, EntryKind.HANDOVER, owning=True),
        Link("subject", tables.SignatureRecord, EntryKind.SIGNATURE, owning=True),
        *(Link("subject", RECORDS[kind][0], kind) for kind in _DISPUTED),
    ),
    tables.DecisionRecord: tuple(
        Link("subject", RECORDS[kind][0], kind)
        for kind in (EntryKind.CLAIM, EntryKind.FINDING, EntryKind.DISPUTE)
    ),
}
"""What the rows of a table are about. Tables that are not here stand by themselves."""


_DEPTH = 2
"""So many links are followed: from a decision to its claim to the document, which is the longest way."""


def believed(model: type[Projected], sight: Sight, clocks: Clocks = NOW) -> QuerySet[Any]:
    """The rows of a table of records under both clocks, as far as `sight` goes.

    A row without a day holds always.
    """
    rows: QuerySet[Any] = model._default_manager.filter(_visible(model, sight, _DEPTH))
    if clocks.known is None:
        rows = rows.filter(until__isnull=True)
    else:
        standing = Q(until__isnull=True) | Q(until__gt=clocks.known)
        rows = rows.filter(standing, _still_shown(model, sight), seq__lte=clocks.known)
    if clocks.as_of is not None:
        rows = rows.filter(Q(valid_on__isnull=True) | Q(valid_on__lte=clocks.as_of))
    return rows


def ever_believed(model: type[Projected], sight: Sight) -> QuerySet[Any]:
    """The rows of a table that were believed at any moment, as far as `sight` goes today."""
    return model._default_manager.filter(_visible(model, sight, _DEPTH), _still_shown(model, sight))


def seen_pledges(sight: Sight, clocks: Clocks = NOW) -> QuerySet[Any]:
    """The uids of the pledges that a question may use, for `pledge__in=`."""
    return believed(PledgeRecord, sight, clocks).values("uid")


def below(model: type[Detail], rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows of a detail table that stand below rows of its record."""
    return model._default_manager.filter(entry__in=rows.values("entry"))


def _visible(model: type[Projected], sight: Sight, depth: int) -> Q:
    """That a row is seen: by itself, and with what it is about."""
    if sight.everything:
        return Q()
    links = LINKS.get(model, ()) if depth else ()
    seen = seen_by(model, sight)
    for link in links:
        if sight.party and link.owning:
            seen |= _linked(link, _own(link.target, sight, depth - 1))
    for link in links:
        seen &= ~_linked(link, _hidden(link.target, sight, depth - 1))
    return seen


def _still_shown(model: type[Projected], sight: Sight) -> Q:
    """That nobody has made the record restricted since."""
    if sight.everything or not issubclass(model, Record):
        return Q()
    return ~Q(uid__in=_hidden(model, sight, 0))


def _linked(link: Link, uids: QuerySet[Any]) -> Q:
    """That a row is about one of the records with these uids."""
    condition = Q(**{f"{link.column}__in": uids})
    if link.through is not None:
        condition = Q(entry__in=link.through._default_manager.filter(condition).values("entry"))
    return condition if link.kind is None else condition & Q(about=link.kind.value)


def _hidden(model: type[Record], sight: Sight, depth: int) -> QuerySet[Any]:
    """The uids of records that are not seen as they are now, or were not when they were withdrawn."""
    return _latest(model).exclude(_visible(model, sight, depth)).values("uid")


def _own(model: type[Record], sight: Sight, depth: int) -> QuerySet[Any]:
    """The uids of records that belong to the asker's party, by themselves or by what they are about."""
    belongs = owned(model, sight.party)
    for link in LINKS.get(model, ()) if depth else ():
        if link.owning:
            belongs |= _linked(link, _own(link.target, sight, depth - 1))
    return _latest(model).filter(belongs).values("uid")


def _latest(model: type[Record]) -> QuerySet[Any]:
    """The rows that are believed; of records that were withdrawn, all that there were."""
    believed_still = model._default_manager.filter(uid=OuterRef("uid"), until__isnull=True)
    return model._default_manager.filter(Q(until__isnull=True) | ~Exists(believed_still))
