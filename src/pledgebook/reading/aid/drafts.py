"""A claim about aid while it is being put together."""

from __future__ import annotations

from copy import copy
from enum import StrEnum

from pledgebook.reading.aid.lines import merged
from pledgebook.reading.clauses import Frame
from pledgebook.reading.page import Page, Sentence
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import (
    AidType,
    Claim,
    NeedClaim,
    NeedMode,
    PledgeClaim,
    PledgeMode,
    PurchaseClaim,
    TotalClaim,
)
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.time import Period


class Sort(StrEnum):
    """What a sum or a consignment is."""

    PLEDGE = "pledge"
    TOTAL = "total"
    NEED = "need"
    PURCHASE = "purchase"


class Draft:
    """The fields of a claim as they are found; sentences that follow may add items."""

    def __init__(self, sort: Sort, parties: tuple[str, ...], sentence: Sentence, start: int, end: int) -> None:
        self.sort = sort
        self.parties = parties
        self.sentence = sentence
        self.spans = [(start, end)]
        self.amount: Money | None = None
        self.also: Money | None = None
        self.items: tuple[ItemLine, ...] = ()
        self.aid_type: AidType | None = None
        self.period: Period | None = None
        self.part_of: str | None = None
        self.record = False
        self.conditional = False
        self.delivered = False
        self.mode: PledgeMode | None = None
        self.need: NeedMode | None = None
        self.funds: str | None = None
        self.recipient: str | None = None
        self.rule = ""
        self.frame: Frame | None = None
        self.container: Draft | None = None
        self.packaged = False

    def add_items(self, items: tuple[ItemLine, ...]) -> None:
        """Add what a later sentence says that it includes."""
        self.items = merged([self.items, items])

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two drafts of one document the same claim."""
        if self.amount is not None:
            return (self.sort, frozenset(self.parties), self.amount.currency, self.amount.low, self.amount.high)
        return (self.sort, frozenset(self.parties), frozenset((line.item, line.low) for line in self.items))

    def for_one(self, party: str) -> Draft:
        """The same draft of one of its parties: 'EUR 500 million each' is a sum of every one."""
        own = copy(self)
        own.parties, own.spans = (party,), list(self.spans)
        return own

    def absorb(self, other: Draft) -> None:
        """Take over from another wording of the same claim what this one does not say."""
        self.spans += other.spans
        self.items = merged([self.items, other.items])
        self.also = self.also or other.also
        self.aid_type = self.aid_type or other.aid_type
        self.period = self.period or other.period
        self.part_of = self.part_of or other.part_of
        self.record = self.record or other.record

    def claim(self, page: Page) -> Claim:
        """The claim, with every place of the source that says it."""
        evidence: tuple[Evidence, ...] = tuple(
            dict.fromkeys(place for start, end in self.spans for place in page.evidence(start, end))
        )
        name = page.document.name
        if self.sort is Sort.NEED:
            return NeedClaim(
                document=name, evidence=evidence, party=self.parties[0], amount=self.amount, items=self.items, mode=self.need
            )
        if self.sort is Sort.PURCHASE:
            return PurchaseClaim(
                document=name, evidence=evidence, party=self.parties[0], items=self.items, amount=self.amount, funds=self.funds
            )
        if self.sort is Sort.TOTAL and self.amount is not None:
            return TotalClaim(
                document=name,
                evidence=evidence,
                parties=self.parties,
                amount=self.amount,
                also=self.also,
                aid_type=self.aid_type,
                period=self.period,
                recipient=self.recipient,
            )
        return PledgeClaim(
            document=name,
            evidence=evidence,
            donors=self.parties,
            amount=self.amount,
            also=self.also,
            items=self.items,
            recipient=self.recipient,
            aid_type=self.aid_type,
            period=self.period,
            part_of=self.part_of,
            record=self.record,
            mode=self.mode,
            conditional=self.conditional,
            delivered=self.delivered,
        )
