"""Sums of money in a text: number, scale, currency and hedge, and the same sum in a second currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from pledgebook.reading.numbers import Number, hedge_before
from pledgebook.reference.currencies import currency_forms, home_currencies
from pledgebook.vocabulary.amounts import Money, Qualifier

_CONVERSION = re.compile(
    r"\s?(?:[(\[]\s?(?:or |approx(?:imately|\.)? |about |around |some |nearly |almost |over |more than |ca\.? |i\.e\.,? |equivalent to |roughly |equal to |worth )?[~≈]?"
    r"|,? or (?:about |around |some |nearly |almost |over |more than |roughly |approximately )?|,? (?:equivalent to|the equivalent of|equal to) (?:about |around )?"
    r"|\s?/\s?|,? i\.e\. |,? about )"
)
_RATE = re.compile(r"\s?(?:/|per\b|each\b|apiece\b)")


class Sum(msgspec.Struct, frozen=True, gc=False):
    """A sum of money in the flat text. `codes` are the currencies that an ambiguous word ('crowns') can mean.

    `also` is the same sum in a second currency, as in 'EUR 11 bn (about USD 12.5 bn)'; then `end` includes it.
    """

    start: int
    end: int
    money: Money
    codes: tuple[str, ...]
    also: Money | None = None
    each: bool = False
    bare: bool = False

    def of_payer(self, payer: str | None, dollar: str | None = None) -> Money:
        """The sum with an ambiguous currency settled by who pays: 'crowns' of Norway are NOK.

        `dollar` is what a bare dollar sign means in the whole text, where the text says so.
        """
        if dollar is not None and self.bare and self.money.currency == "USD":
            return msgspec.structs.replace(self.money, currency=dollar)
        if len(self.codes) == 1 or payer is None:
            return self.money
        own = [code for code in home_currencies(payer) if code in self.codes]
        return msgspec.structs.replace(self.money, currency=own[0]) if own else self.money


class _Forms:
    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, ...]] = {}
        for form in currency_forms():
            key = form.text.lower()
            self.codes[key] = tuple(dict.fromkeys((*self.codes.get(key, ()), *form.codes)))
        forms = "|".join(re.escape(text) for text in sorted(self.codes, key=len, reverse=True))
        guarded = rf"(?:{forms})"
        self.before = re.compile(rf"(?<![^\W\d_])(?P<form>{guarded})\s?$")
        self.after = re.compile(rf"(?:\s|-)?(?:of )?(?P<form>{guarded})(?![^\W_])(?!\s?\d)")
        self.longest = max(map(len, self.codes)) + 2


@cache
def _forms() -> _Forms:
    return _Forms()


def find_sums(text: str, folded: str, numbers: Sequence[Number]) -> list[Sum]:
    """The sums of money among the numbers of a text, in order, each conversion joined to what it converts."""
    forms = _forms()
    sums: list[Sum] = []
    for number in numbers:
        found = _sum(text, folded, number, forms)
        if found is None:
            continue
        if sums and _converts(sums[-1], found, folded):
            end = found.end + 1 if folded[found.end : found.end + 1] in (")", "]") else found.end
            sums[-1] = msgspec.structs.replace(sums[-1], end=end, also=found.money)
        else:
            sums.append(found)
    return sums


def _sum(text: str, folded: str, number: Number, forms: _Forms) -> Sum | None:
    start, end = number.hedge_start, number.end
    codes: tuple[str, ...] | None = None
    before = forms.before.search(folded, max(0, number.start - forms.longest), number.start)
    if before is not None and _written(text, before):
        codes = forms.codes[before["form"]]
        start = min(start, before.start("form"))
        hedge = hedge_before(folded, before.start("form"))
        if hedge is not None and number.qualifier is Qualifier.EXACT:
            number = msgspec.structs.replace(number, qualifier=hedge[0])
            start = hedge[1]
    if number.inner in forms.codes:
        codes = codes or forms.codes[number.inner]
    after = forms.after.match(folded, number.end)
    if after is not None and _written(text, after) and (codes is None or not codes or after["form"] in _codes_text(codes) or len(after["form"]) > 3):
        codes = codes if codes is not None and len(codes) == 1 and before is not None else forms.codes[after["form"]]
        end = after.end()
    if not codes:
        return None
    if not number.digits and not number.scaled and after is None:
        return None
    money = Money(currency=codes[0], low=number.low, high=number.high, qualifier=number.qualifier)
    return Sum(start, end, money, codes, each=_RATE.match(folded, end) is not None and "each" in folded[end : end + 8], bare=before is not None and before["form"] == "$")


def _codes_text(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(code.lower() for code in codes)


def _written(text: str, match: re.Match[str]) -> bool:
    """A code of three letters is one only in capitals: 'all' is no Albanian lek."""
    form = match["form"]
    if len(form) == 3 and form.isascii() and form.isalpha():
        return text[match.start("form") : match.end("form")].isupper() or form in ("eur", "usd", "gbp")
    return True


def _converts(first: Sum, second: Sum, folded: str) -> bool:
    if first.money.currency == second.money.currency or first.also is not None:
        return False
    gap = folded[first.end : second.start]
    if _CONVERSION.fullmatch(gap) is None and _CONVERSION.fullmatch(gap + " ") is None:
        return False
    return True
