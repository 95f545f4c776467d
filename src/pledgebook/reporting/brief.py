"""The brief of the events that documents report: typed values from which every face is drawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from pledgebook.reconciling import count, reconcile
from pledgebook.reconciling.result import Count, Event, Reconciliation
from pledgebook.reporting import conclusions, lookups, pledges, sections, support
from pledgebook.reporting.citing import Citer
from pledgebook.reporting.context import Context, by_event
from pledgebook.reporting.records import (
    AttendanceBrief,
    BackgroundBrief,
    Citation,
    DisputeBrief,
    FindingBrief,
    IndicatorBrief,
    NeedBrief,
    PartiesCount,
    PartyRef,
    PledgeBrief,
    PurchaseBrief,
    Record,
    RoleBrief,
    SaidAgain,
    StatementBrief,
    SupportBrief,
    TotalBrief,
)
from pledgebook.vocabulary.claims import Claim, MeetingClaim
from pledgebook.vocabulary.documents import Document
from pledgebook.vocabulary.findings import FindingKind
from pledgebook.vocabulary.meetings import MeetingFormat


class DocumentBrief(Record, frozen=True, kw_only=True):
    """A document that the brief rests on, by the number under which it is cited."""

    number: int
    name: str
    title: str | None
    publisher: str | None
    published: datetime.date | None
    url: str | None
    agency: str | None
    language: str
    sha256: str


class EventBrief(Record, frozen=True, kw_only=True):
    """The brief of one meeting, or of a document that speaks of none.

    `date_reasoning` says how the date was worked out, `same_event` why the documents belong together.
    """

    id: str
    coalition: str | None
    coalition_name: str | None
    parties: tuple[PartyRef, ...]
    number: int | None
    date: datetime.date | None
    date_reasoning: tuple[str, ...]
    place: str | None
    format: MeetingFormat | None
    chairs: tuple[PartyRef, ...]
    parties_counts: tuple[PartiesCount, ...]
    documents: tuple[str, ...]
    same_event: tuple[str, ...]
    citations: tuple[Citation, ...]
    attendance: tuple[AttendanceBrief, ...]
    pledges: tuple[PledgeBrief, ...]
    total: TotalBrief | None
    said_again: tuple[SaidAgain, ...]
    needs: tuple[NeedBrief, ...]
    purchases: tuple[PurchaseBrief, ...]
    support: tuple[SupportBrief, ...]
    indicators: tuple[IndicatorBrief, ...]
    statements: tuple[StatementBrief, ...]
    roles: tuple[RoleBrief, ...]
    disputes: tuple[DisputeBrief, ...]
    background: tuple[BackgroundBrief, ...]


class Brief(Record, frozen=True, kw_only=True):
    """Everything that documents say of the events they report, in one display currency.

    `support` holds every status of support once, across the events; `findings` what belongs to no event;
    `claims` counts the claims read, `unplaced` those among them that belong to no event.
    """

    currency: str
    documents: tuple[DocumentBrief, ...]
    events: tuple[EventBrief, ...]
    support: tuple[SupportBrief, ...]
    findings: tuple[FindingBrief, ...]
    claims: int
    unplaced: int


def build_brief(documents: Sequence[Document], claims: Sequence[Claim], currency: str) -> Brief:
    """The brief of the events that the documents report, amounts converted to `currency` (ISO 4217).

    Raises BadValue for a currency of which the ECB publishes no rates.
    """
    lookups.check_currency(currency)
    reconciliation = reconcile(documents, claims)
    by_id = {claim.id: claim for claim in claims}
    counts = [count(reconciliation, by_id, event, currency) for event in reconciliation.events]
    return brief_of(documents, claims, reconciliation, counts, currency)


def brief_of(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    reconciliation: Reconciliation,
    counts: Iterable[Count],
    currency: str,
) -> Brief:
    """The brief of what has been reconciled and counted already."""
    citer = Citer(documents, claims)
    everything = Context(
        reconciliation=reconciliation, citer=citer, claims=tuple(claims), currency=currency, day=None
    )
    statuses = support.support(everything, _days(documents, reconciliation))
    told = support.by_document(statuses)
    totals = {row.event: row for row in counts}
    concluded = by_event(reconciliation)
    placed = {key for event in reconciliation.events for key in event.claims}
    return Brief(
        currency=currency,
        documents=tuple(_document(number, document) for number, document in enumerate(documents, start=1)),
        events=tuple(
            _event(
                everything.narrowed(event, concluded[event.id]),
                event,
                support.in_event(statuses, told, event.documents),
                totals.get(event.id),
            )
            for event in sorted(reconciliation.events, key=_when)
        ),
        support=statuses,
        findings=conclusions.loose(citer, concluded[""].findings),
        claims=len(citer.claims),
        unplaced=len(citer.claims.keys() - placed),
    )


def _when(event: Event) -> tuple[bool, datetime.date]:
    return (event.date is None, event.date or datetime.date.min)


def _days(documents: Sequence[Document], reconciliation: Reconciliation) -> dict[str, datetime.date | None]:
    """The day on which each document speaks: of its publication, else of its event."""
    days = {name: event.date for event in reconciliation.events for name in event.documents}
    return days | {document.name: document.published for document in documents if document.published}


def _document(number: int, document: Document) -> DocumentBrief:
    return DocumentBrief(
        number=number,
        name=document.name,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        agency=document.agency,
        language=document.language,
        sha256=document.sha256,
    )


def _of_event(meetings: Sequence[MeetingClaim], event: Event) -> tuple[MeetingClaim, ...]:
    """The claims of this meeting: a document also names earlier meetings, by other dates or of others."""
    own = [claim for claim in meetings if claim.coalition == event.coalition]
    return tuple(claim for claim in own if claim.date in (None, event.date))


def _event(
    context: Context, event: Event, statuses: tuple[SupportBrief, ...], counted: Count | None
) -> EventBrief:
    meetings = _of_event(context.of_kind(MeetingClaim), event)
    reasons = (*event.reasoning, *(reason for claim in meetings for reason in claim.reasoning))
    return EventBrief(
        id=event.id,
        coalition=event.coalition,
        coalition_name=lookups.coalition(event.coalition),
        parties=lookups.parties(event.parties),
        number=event.number,
        date=event.date,
        date_reasoning=tuple(dict.fromkeys(reasons)),
        place=event.place,
        format=event.format,
        chairs=lookups.parties(event.chairs),
        parties_counts=sections.parties_counts(context),
        documents=event.documents,
        same_event=tuple(
            row.reason for row in context.reconciliation.findings if row.kind is FindingKind.SAME_EVENT
        ),
        citations=context.citer.of(meetings),
        attendance=sections.attendance(context),
        pledges=pledges.pledge_tree(context),
        total=pledges.total(context, counted) if counted else None,
        said_again=conclusions.said_again(context),
        needs=sections.needs(context),
        purchases=sections.purchases(context),
        support=statuses,
        indicators=sections.indicators(context),
        statements=sections.statements(context),
        roles=sections.roles(context),
        disputes=conclusions.disputes(context),
        background=sections.background(context),
    )
