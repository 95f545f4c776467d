"""A claim about aid while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from pledgebook.reading.aid.givers import Rule
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


@dataclass(eq=False)
class Draft:
    """The fields of a claim as they are found; sentences that follow may add items.

    `sentence` is the one that spoke of it last, `rule` how its giver was found. `container` is the draft
    that it is told as a part of; `packaged` says that it was called a package.
    """

    sort: Sort
    parties: tuple[str, ...]
    sentence: Sentence
    spans: list[tuple[int, int]]
    rule: Rule
    frame: Frame | None = None
    amount: Money | None = None
    also: Money | None = None
    items: tuple[ItemLine, ...] = ()
    aid_type: AidType | None = None
    period: Period | None = None
    part_of: str | None = None
    record: bool = False
    conditional: bool = False
    delivered: bool = False
    mode: PledgeMode | None = None
    need: NeedMode | None = None
    funds: str | None = None
    recipient: str | None = None
    container: Draft | None = None
    packaged: bool = False

    def add_items(self, items: tuple[ItemLine, ...]) -> None:
        """Add what a later sentence says that it includes."""
        self.items = merged([self.items, items])

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two drafts of one document the same claim."""
        if self.amount is not None:
            return (
                self.sort,
                frozenset(self.parties),
                self.amount.currency,
                self.amount.low,
                self.amount.high,
            )
        return (self.sort, frozenset(self.parties), frozenset((line.item, line.low) for line in self.items))

    def for_one(self, party: str) -> Draft:
        """The same draft of one of its parties: 'EUR 500 million each' is a sum of every one."""
        return replace(self, parties=(party,), spans=list(self.spans))

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
        if self.sort is Sort.NEED:
            return self._need(page.document.name, evidence)
        if self.sort is Sort.PURCHASE:
            return self._purchase(page.document.name, evidence)
        if self.sort is Sort.TOTAL and self.amount is not None:
            return self._total(page.document.name, evidence, self.amount)
        return self._pledge(page.document.name, evidence)

    def _need(self, document: str, evidence: tuple[Evidence, ...]) -> NeedClaim:
        return NeedClaim(
            document=document,
            evidence=evidence,
            party=self.parties[0],
            amount=self.amount,
            items=self.items,
            mode=self.need,
        )

    def _purchase(self, document: str, evidence: tuple[Evidence, ...]) -> PurchaseClaim:
        return PurchaseClaim(
            document=document,
            evidence=evidence,
            party=self.parties[0],
            items=self.items,
            amount=self.amount,
            funds=self.funds,
        )

    def _total(self, document: str, evidence: tuple[Evidence, ...], amount: Money) -> TotalClaim:
        return TotalClaim(
            document=document,
            evidence=evidence,
            parties=self.parties,
            amount=amount,
            also=self.also,
            aid_type=self.aid_type,
            period=self.period,
            recipient=self.recipient,
        )

    def _pledge(self, document: str, evidence: tuple[Evidence, ...]) -> PledgeClaim:
        return PledgeClaim(
            document=document,
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
