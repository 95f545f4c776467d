"""Numbers and money read by plain expressions, which share nothing with `pledgebook.reading`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

TOLERANCE: Final = Decimal("0.005")
"""Two values are one when they differ by at most this share of the larger, as in score_claims.py."""

_CODES: Final = frozenset({
    "AUD", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HRK", "HUF", "ISK", "JPY", "KRW", "NOK", "NZD",
    "PLN", "RON", "SEK", "TRY", "TWD", "UAH", "USD",
})  # fmt: skip
_SYMBOLS: Final = {
    "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "US$": "USD", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY",
}  # fmt: skip
_DOLLARS: Final = {"australian": "AUD", "canadian": "CAD", "new zealand": "NZD", "us": "USD", "u.s.": "USD"}
_CROWNS: Final = {"czech": "CZK", "danish": "DKK", "norwegian": "NOK", "swedish": "SEK"}
_WORDS: Final = {
    "euro": "EUR", "dollar": "USD", "pound": "GBP", "pounds sterling": "GBP", "zloty": "PLN", "forint": "HUF",
    "kuna": "HRK", "yuan": "CNY", "yen": "JPY", "swiss franc": "CHF", "leu": "RON", "lei": "RON",
    **{f"{adjective} dollar": code for adjective, code in _DOLLARS.items()},
    **{f"{land} {coin}": code for land, code in _CROWNS.items() for coin in ("crown", "krone", "krona")},
}  # fmt: skip
_CROWN_OF: Final = {"Czech Republic": "CZK", "Denmark": "DKK", "Norway": "NOK", "Sweden": "SEK"}
"""'17 million crowns' leaves the country to the reader: it is the donor's."""

SCALES: Final = {
    **dict.fromkeys(("thousand", "k"), Decimal(10) ** 3),
    **dict.fromkeys(("million", "millions", "mln", "mn", "mio", "m"), Decimal(10) ** 6),
    **dict.fromkeys(("billion", "billions", "billon", "bill", "bln", "bn"), Decimal(10) ** 9),
}

DIGITS: Final = r"\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
SCALE: Final = "|".join(sorted(SCALES, key=len, reverse=True))
MARK: Final = "|".join(re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True))
NAME: Final = "|".join(
    [*sorted(_CODES), *(re.escape(w) + "s?" for w in sorted(_WORDS, key=len, reverse=True))]
)
CROWN: Final = r"(?:crown|kron[ea])s?"
_MONEY: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{MARK}|(?:{NAME})\b)\s?)?"
    rf"(?P<number>{DIGITS})"
    rf"(?:\s?(?P<between>(?:{NAME})\b|[€£])(?=\s?(?:{SCALE})\b))?"
    rf"(?:[\s-]?(?P<scale>{SCALE})\b)?"
    rf"(?:[\s-]?(?P<after>(?:{NAME})\b|{CROWN}\b|[€£]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """A number with a currency: the values that it can be read as, the likeliest first, and its place."""

    currency: str
    values: tuple[Decimal, ...]
    start: int
    end: int


def mentions(text: str, donor: str) -> Iterator[Mention]:
    for match in _MONEY.finditer(text):
        mark = match["before"] or match["between"] or match["after"]
        currency = _currency(mark, donor) if mark else None
        if currency is None:
            continue
        scale = SCALES[match["scale"].casefold()] if match["scale"] else Decimal(1)
        values = values_of(match["number"], scaled=match["scale"] is not None)
        if values:
            yield Mention(currency, tuple(v * scale for v in values), match.start(), match.end())


def _currency(mark: str, donor: str) -> str | None:
    upper = mark.upper()
    if upper in _CODES:
        return upper
    word = " ".join(mark.casefold().split())
    return (
        _SYMBOLS.get(upper) or _WORDS.get(word) or _WORDS.get(word.removesuffix("s")) or _CROWN_OF.get(donor)
    )


def values_of(written: str, *, scaled: bool = False) -> list[Decimal]:
    """The values that digits with separators can stand for, the likeliest first.

    Before a word of scale ('million') a single separator is more likely the decimal one.

    >>> values_of("1,500,000"), values_of("1.536"), values_of("1 500 000,50")
    ([Decimal('1500000')], [Decimal('1536'), Decimal('1.536')], [Decimal('1500000.50')])
    >>> values_of("2,083", scaled=True)
    [Decimal('2.083'), Decimal('2083')]
    """
    marks = re.findall(r"\D", written)
    parts = re.split(r"\D", written)
    if not marks:
        return [Decimal(written)]
    found: list[Decimal] = []
    if _thousands(parts) and len(set(marks)) == 1:
        found.append(Decimal("".join(parts)))
    grouping = set(marks[:-1])
    if (
        marks[-1] in ".,"
        and len(grouping) <= 1
        and marks[-1] not in grouping
        and (not grouping or _thousands(parts[:-1]))
    ):
        found.append(Decimal(f"{''.join(parts[:-1])}.{parts[-1]}"))
    return found[::-1] if scaled else found


def _thousands(parts: Sequence[str]) -> bool:
    """Whether the runs of digits are those of a number written in groups of three."""
    return 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def same(left: Decimal, right: Decimal) -> bool:
    """Whether two values agree within the tolerance."""
    return abs(left - right) <= TOLERANCE * max(abs(left), abs(right))
