"""All public facts about a coalition as drafts, in an order in which each finds what it refers to."""

from __future__ import annotations

from collections.abc import Iterable

from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.loading.announcing import need_drafts, pledge_drafts, relation_drafts
from pledgebook.ledger.loading.disputes import dispute_drafts
from pledgebook.ledger.loading.meetings import attendance_drafts, meeting_drafts
from pledgebook.ledger.loading.parties import coalition_drafts, membership_drafts, office_drafts, party_drafts


def facts(coalition: str) -> tuple[tuple[Draft, ...], ...]:
    """The drafts by kind, in the order in which they are to be written: parties first.

    Parties are all that any other draft refers to. Raises BadValue for a coalition that the package does not
    know, and ReferenceDataError for a row of the data that breaks a rule.
    """
    others = tuple(
        tuple(drafts)
        for drafts in (
            coalition_drafts(coalition),
            membership_drafts(coalition),
            office_drafts(),
            meeting_drafts(coalition),
            attendance_drafts(coalition),
            need_drafts(coalition),
            pledge_drafts(coalition),
            relation_drafts(coalition),
            dispute_drafts(coalition),
        )
    )
    codes = _parties_of(draft for drafts in others for draft in drafts)
    return (tuple(party_drafts(coalition, codes)), *others)


def _parties_of(drafts: Iterable[Draft]) -> set[str]:
    references = (reference for draft in drafts for reference in draft.payload.references())
    return {uid for kind, uid in references if kind is EntryKind.PARTY}
