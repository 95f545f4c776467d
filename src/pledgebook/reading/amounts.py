"""Sums of money in a text: number, scale, currency and hedge, and the same sum in a second currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from pledgebook.reading.numbers import Number, hedge_before
from pledgebook.reading.wordlists import alternatives, word_lists
from pledgebook.reference.currencies import currency_forms, currency_written, home_currencies
from pledgebook.vocabulary.amounts import Money, Qualifier

_TABLE = "money.csv"
_DOLLAR = "$"
_CODE = 3
"""Letters of an ISO 4217 code."""
_FIGURES_REACH = 40
"""How many characters may stand between 'all figures' and 'in Canadian dollars'."""


class Sum(msgspec.Struct, frozen=True, gc=False):
    """A sum of money in the flat text. `codes` are the currencies that an ambiguous word ('crowns') can mean.

    `also` is the same sum in a second currency, as in 'EUR 11 bn (about USD 12.5 bn)'; then `end` includes
    it. `each` says that it is the price of one piece, `bare` that its currency is only a dollar sign.
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
    """The ways of writing money, compiled.

    `codes` are the currencies that each form can mean; those of three letters are meant in any case where
    they are in `words`, only as written where in `exact`. `before` and `after` match a form beside a number,
    `conversion` and `equal` what stands between a sum and the same sum in another currency, `each` a price of
    one piece, `stated` the currency of all figures of a text.
    """

    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, ...]] = {}
        for form in currency_forms():
            key = form.text.lower()
            self.codes[key] = tuple(dict.fromkeys((*self.codes.get(key, ()), *form.codes)))
        self.exact = {form.text for form in currency_forms() if not form.is_word}
        words = (form for form in currency_forms() if form.is_word)
        self.words = {form.text.lower() for form in words if len(form.codes) > 1 or not form.ambiguous}
        self.words.update(word_lists(_TABLE)["lowercode"])
        self.longest = max(map(len, self.codes)) + len("s ")  # a form between a letter and a blank
        listed = {kind: alternatives(found) for kind, found in word_lists(_TABLE).items()}
        forms = f"(?P<form>{alternatives(self.codes)})"
        self.before = re.compile(rf"(?<![^\W\d_]){forms}\s?$")
        self.after = re.compile(rf"(?:\s|-)?(?:(?:{listed['of']}) )?{forms}(?![^\W_])(?!\s?\d)")
        self.each = re.compile(rf"\s?(?:{listed['each']})\b")
        self.equal = re.compile(rf",? (?:{listed['equal']}) ")
        self.stated = re.compile(
            rf"(?:{listed['figure']})[^.]{{0,{_FIGURES_REACH}}} (?:{listed['in']}) "
            rf"(?P<words>[a-z]+ (?:{listed['cash']}))"
        )
        hedge, equal, either, that_is = listed["hedge"], listed["equal"], listed["or"], listed["thatis"]
        self.conversion = re.compile(
            rf"\s?[(\[]\s?(?:(?:{either}|{hedge}|{equal}|{that_is}) )?[~≈]?"
            rf"|,? (?:{either}|{equal}) (?:(?:{hedge}) )?"
            rf"|,? (?:{that_is}|{listed['about']}) "
            r"|\s?/\s?"
        )

    def before_number(self, text: str, folded: str, number: Number) -> re.Match[str] | None:
        """The currency before a number."""
        found = self.before.search(folded, max(0, number.start - self.longest), number.start)
        return found if found is not None and self._is_meant(text, found) else None

    def after_number(self, text: str, folded: str, number: Number) -> re.Match[str] | None:
        """The currency after a number."""
        found = self.after.match(folded, number.end)
        return found if found is not None and self._is_meant(text, found) else None

    def _is_meant(self, text: str, match: re.Match[str]) -> bool:
        """A code or sign of three letters is one only as it is written: 'all' is no Albanian lek."""
        form = match["form"]
        if len(form) != _CODE or not form.isalpha() or form in self.words:
            return True
        written = text[match.start("form") : match.end("form")]
        return written.isupper() or written in self.exact


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
        if sums and _converts(sums[-1], found, folded, forms):
            end = found.end + 1 if folded.startswith((")", "]"), found.end) else found.end
            sums[-1] = msgspec.structs.replace(sums[-1], end=end, also=found.money)
        else:
            sums.append(found)
    return sums


def stated_dollar(folded: str) -> str | None:
    """The currency of a bare sign, where a text says it: 'all figures are in Canadian dollars'."""
    match = _forms().stated.search(folded)
    found = currency_written(match["words"]) if match is not None else None
    return found.code if found is not None else None


def _sum(text: str, folded: str, number: Number, forms: _Forms) -> Sum | None:
    """The sum that a number is part of; None where no currency stands with it."""
    before = forms.before_number(text, folded, number)
    after = forms.after_number(text, folded, number)
    codes = forms.codes[before["form"]] if before is not None else forms.codes.get(number.inner, ())
    start, end = number.hedge_start, number.end
    if after is not None and _agrees(after["form"], codes):
        end = after.end()
        if before is None or len(codes) != 1 or before["form"] == _DOLLAR:
            codes = _narrowed(forms.codes[after["form"]], codes)
    worded = not number.digits and not number.scaled and after is None  # 'one' of 'on £ one may ...'
    if not codes or worded:
        return None
    qualifier = number.qualifier
    if before is not None:
        qualifier, start = _hedge_of_sum(number, folded, before.start("form"))
    money = Money(currency=codes[0], low=number.low, high=number.high, qualifier=qualifier)
    bare = before is not None and before["form"] == _DOLLAR
    return Sum(start, end, money, codes, each=forms.each.match(folded, end) is not None, bare=bare)


def _narrowed(codes: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The currencies of a form, of them only the known where it can mean one: '$5 million dollars'."""
    return tuple(code for code in codes if code in known) or codes


def _agrees(form: str, codes: tuple[str, ...]) -> bool:
    """Whether a currency after a number may say the same as the one before it: 'US$5 million dollars'."""
    return not codes or len(form) > _CODE or form.upper() in codes


def _hedge_of_sum(number: Number, folded: str, form_start: int) -> tuple[Qualifier, int]:
    """The hedge of a number with its currency before it, and where the two begin: 'nearly EUR 5 million'."""
    hedge = hedge_before(folded, form_start)
    if hedge is None or number.qualifier is not Qualifier.EXACT:
        return number.qualifier, min(number.hedge_start, form_start)
    return hedge


def _converts(first: Sum, second: Sum, folded: str, forms: _Forms) -> bool:
    """Whether the second sum is the first in another currency: a bracket, 'or', a stroke between them."""
    if first.money.currency == second.money.currency or first.also is not None:
        return False
    equal = forms.equal.match(folded, first.end)
    if equal is not None and equal.end() >= second.start:  # the words are also a hedge of the second number
        return True
    gap = folded[first.end : second.start]
    return any(forms.conversion.fullmatch(form) is not None for form in (gap, f"{gap} "))
