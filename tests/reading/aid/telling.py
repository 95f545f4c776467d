"""What a short text says of aid, in the short forms that the tests of this folder compare."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from pledgebook.reading.aid import reader
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.vocabulary.amounts import ItemLine, Money
from pledgebook.vocabulary.claims import Claim, NeedClaim, PledgeClaim, TotalClaim
from pledgebook.vocabulary.documents import Document

C = TypeVar("C", bound=Claim)


def claims(text: str, kind: type[C]) -> list[C]:
    """The claims of one kind in a text of 4 June 2025."""
    page = Page(Document(name="text.txt", text=text, published=date(2025, 6, 4)))
    return [claim for claim in reader.read(page, Context(page)) if isinstance(claim, kind)]


def pledge(text: str) -> PledgeClaim:
    """The one pledge of a text."""
    (found,) = claims(text, PledgeClaim)
    return found


def total(text: str) -> TotalClaim:
    """The one total of a text."""
    (found,) = claims(text, TotalClaim)
    return found


def need(text: str) -> NeedClaim:
    """The one need of a text."""
    (found,) = claims(text, NeedClaim)
    return found


def given(text: str) -> list[tuple[str, str]]:
    """The pledges of a text: donors and amount or items."""
    return [
        ("+".join(row.donors), sum_of(row.amount) or things(row.items)) for row in claims(text, PledgeClaim)
    ]


def kinds(text: str) -> list[str]:
    """The kinds of all claims about aid."""
    return [claim.kind for claim in claims(text, Claim)]


def sum_of(amount: Money | None) -> str:
    """'EUR 300m'."""
    return f"{amount.currency} {amount.high / 10**6:f}m" if amount is not None else ""


def things(lines: tuple[ItemLine, ...]) -> str:
    """'12 howitzer, radar'."""
    return ", ".join(f"{line.low} {line.item}" if line.low is not None else line.item for line in lines)
