"""Currencies, as the press writes them: symbols, words, and the words that mean several of them.

'kroner' is the money of three countries and '¥' of two: such a form is settled by who pays. A form that
one currency only is listed for means that one, unless the text says otherwise ('dollars': US dollars).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec
from babel.core import get_global

from pledgebook.reference.tables import read_table


class Currency(msgspec.Struct, frozen=True):
    """One currency (ISO 4217).

    `symbols` are written exactly so, before or after the number; `words` in any case; `adjectives` are what
    makes an ambiguous word its own ('Norwegian' crowns). `ambiguous` are those symbols and words that
    without such an adjective also mean other money or something else ('pounds', 'won').
    """

    code: str
    name: str
    symbols: tuple[str, ...]
    words: tuple[str, ...]
    adjectives: tuple[str, ...]
    ambiguous: frozenset[str]


class CurrencyForm(msgspec.Struct, frozen=True):
    """One symbol or word, with the codes of every currency that it can mean."""

    text: str
    is_word: bool
    codes: tuple[str, ...]
    ambiguous: bool


@cache
def currencies() -> Mapping[str, Currency]:
    """Every currency that we can read, by its code."""
    columns = ("code", "name", "symbols", "words", "adjectives", "ambiguous", "source")
    found: dict[str, Currency] = {}
    for row in read_table("currencies.csv", *columns):
        currency = Currency(
            code=row["code"],
            name=row["name"],
            symbols=row.many("symbols"),
            words=row.many("words"),
            adjectives=row.many("adjectives"),
            ambiguous=frozenset(row.many("ambiguous")),
        )
        if currency.code in found:
            raise row.fault(f"the currency {currency.code} stands twice")
        stray = currency.ambiguous.difference(currency.symbols, currency.words)
        if stray:
            raise row.fault(f"ambiguous, yet neither symbol nor word: {', '.join(sorted(stray))}")
        found[currency.code] = currency
    return MappingProxyType(found)


@cache
def currency_forms() -> tuple[CurrencyForm, ...]:
    """Every symbol and word, longest first, so that 'US$' is tried before '$'."""
    codes: dict[tuple[str, bool], list[str]] = {}
    doubtful: set[tuple[str, bool]] = set()
    for currency in currencies().values():
        for is_word, texts in ((False, currency.symbols), (True, currency.words)):
            for text in texts:
                codes.setdefault((text, is_word), []).append(currency.code)
                if text in currency.ambiguous:
                    doubtful.add((text, is_word))
    forms = (
        CurrencyForm(text=text, is_word=is_word, codes=tuple(found), ambiguous=(text, is_word) in doubtful)
        for (text, is_word), found in codes.items()
    )
    return tuple(sorted(forms, key=lambda form: (-len(form.text), form.text)))


def currency_written(form: str, *, payer: str | None = None) -> Currency | None:
    """The currency that a symbol or word means, `payer` being the code of the state that pays.

    None where the form is of no currency, or of several and the payer does not decide.
    """
    found = _forms_by_text().get(form) or _forms_by_text().get(form.casefold())
    if found is None:
        return None
    if len(found.codes) == 1:
        return currencies()[found.codes[0]]
    own = () if payer is None else home_currencies(payer)
    mine = [code for code in found.codes if code in own]
    return currencies()[mine[0]] if len(mine) == 1 else None


@cache
def home_currencies(party: str) -> tuple[str, ...]:
    """The currencies that are legal tender in a state now, by CLDR; none for an organisation."""
    terms = get_global("territory_currencies").get(party, ())
    return tuple(code for code, _start, end, tender in terms if tender and end is None)


@cache
def _forms_by_text() -> Mapping[str, CurrencyForm]:
    found = {form.text.casefold(): form for form in currency_forms() if form.is_word}
    found.update({form.text: form for form in currency_forms() if not form.is_word})
    return MappingProxyType(found)
