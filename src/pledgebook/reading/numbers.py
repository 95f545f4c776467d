"""Numbers as people write them: digits with any separators, words, scales, ranges and hedges."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources

import ahocorasick_rs
import msgspec

from pledgebook.vocabulary.amounts import Qualifier

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:[ '\u00a0]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_LEFT = 28
"""How far to the left of a number its hedge may begin, in characters: the longest in the table plus an article."""

_SIGNS = "€$£¥₴"

_VAGUE_LOWS = {
    Qualifier.TENS: 10,
    Qualifier.HUNDREDS: 100,
    Qualifier.THOUSANDS: 1_000,
    Qualifier.TENS_OF_THOUSANDS: 10_000,
    Qualifier.HUNDREDS_OF_THOUSANDS: 100_000,
    Qualifier.MILLIONS: 1_000_000,
}


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number in a text: from `start` to `end`, hedge not included; `hedge_start` is where the hedge begins.

    `currency_before` and `currency_after` are the stretches beside it where a currency may be written; a code
    between the number and its scale ('450 CAD million') is in `inner`. `digits` says it was written in digits.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    hedge_start: int
    scaled: bool
    digits: bool
    inner: str = ""
    open: bool = False


def table_rows() -> list[dict[str, str]]:
    """The rows of the table of number words."""
    table = resources.files("pledgebook.reading.english") / "numbers.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class NumberTables:
    """The number words of a language, compiled."""

    def __init__(self) -> None:
        rows = table_rows()
        self.units = _decimals(rows, "unit")
        self.scales = _decimals(rows, "scale")
        self.vague = {word: Qualifier(row["value"]) for row in rows if row["kind"] == "vague" for word in _words(row)}
        self.hedges: dict[str, Qualifier] = {}
        for row in rows:
            if row["kind"] == "qualifier":
                for word in _words(row):
                    self.hedges.setdefault(word, Qualifier(row["value"]))
        self.more = tuple(" " + word for row in rows if row["kind"] == "more" for word in _words(row))
        units, scales = _alternatives(self.units), _alternatives(self.scales)
        inner = r"(?P<inner>\s?[a-z]{3}(?=\s(?:mil|bil|tho|bn|mn|m\b)))?"
        number = rf"(?:(?P<n1>{_DIGITS}){inner}(?:(?:\s|-)?(?P<s1>{scales})(?![^\W\d_]|-?\d))?"
        second = rf"(?:\s?(?P<dash>-|–|—|\bto\b|\band\b)\s?(?P<c2>[€$£])?(?P<n2>{_DIGITS})(?:(?:\s|-)?(?P<s2>{scales})(?![^\W\d_]))?)?)"
        words = rf"(?P<w1>\b(?:{units}|a|several)\b)(?:\s|-)(?P<ws>{scales})(?![\w])|(?P<unit>\b(?:{units})(?![^\W\d_]|-\w))"
        vague = rf"(?P<vague>\b(?:{_alternatives(self.vague)})(?![^\W\d_]))(?:\s(?P<vs>{scales})(?![^\W\d_]))?"
        self.number = re.compile(rf"{vague}|{number}{second}|{words}")
        self.hedge = re.compile(rf"(?:^|(?<=[\s(\-–—,\x22']))(?P<hedge>{_alternatives(self.hedges)})\s?(?:a |an |the |its |another |initial |further |additional |total of )*$")
        self.glued = re.compile(r"(?<![a-z])(?:[a-z]{3}|us|au?|ca?|nz)$")
        several = [f"{word}{gap}{scale}" for word in ("a", "several") for gap in " -" for scale in self.scales]
        self.spots = ahocorasick_rs.AhoCorasick([*"0123456789", *self.units, *self.vague, *several], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _decimals(rows: list[dict[str, str]], kind: str) -> dict[str, Decimal]:
    return {word: Decimal(row["value"]) for row in rows if row["kind"] == kind for word in _words(row)}


def _words(row: dict[str, str]) -> list[str]:
    return row["words"].split("|")


def _alternatives(words: dict[str, object] | dict[str, Decimal] | dict[str, Qualifier]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def tables() -> NumberTables:
    """The compiled English tables."""
    return NumberTables()


def _matches(folded: str, words: NumberTables) -> Iterator[re.Match[str]]:
    done = 0
    for _, at, _ in words.spots.find_matches_as_indexes(folded):
        if at < done:
            continue
        match = words.number.match(folded, at)
        if match is None:
            continue
        if match["n1"] and at and folded[at - 1].isalnum() and not words.glued.search(folded, at - 4, at):
            done = match.end("n1")  # 'T72 and 5 more': what is glued to a name is no number, what follows may be
            continue
        done = match.end()
        yield match


def find_numbers(folded: str) -> Iterator[Number]:
    """Every number of a folded text, in order. Linear in the text."""
    words = tables()
    for match in _matches(folded, words):
        number = _vague(match, words) if match["vague"] else _exact(match, words)
        if number is not None:
            yield _hedged(number, folded, words)


def _vague(match: re.Match[str], words: NumberTables) -> Number:
    qualifier = words.vague[match["vague"]]
    low = Decimal(_VAGUE_LOWS[qualifier]) * (words.scales[match["vs"]] if match["vs"] else 1)
    return Number(match.start(), match.end(), low, low, qualifier, match.start(), bool(match["vs"]), False, open=True)


def _exact(match: re.Match[str], words: NumberTables) -> Number | None:
    if match["unit"] is not None:
        value = words.units[match["unit"]]
        return Number(match.start(), match.end(), value, value, Qualifier.EXACT, match.start(), False, False)
    if match["w1"] is not None:
        several = match["w1"] in ("a", "several")
        value = _plain((Decimal(1) if several else words.units[match["w1"]]) * words.scales[match["ws"]])
        return Number(match.start(), match.end(), value, value, Qualifier.EXACT, match.start(), True, False)
    return _digits(match, words)


def _digits(match: re.Match[str], words: NumberTables) -> Number | None:
    scale = words.scales[match["s1"]] if match["s1"] else None
    low = parse_digits(match["n1"], scaled=scale is not None)
    end = match.end("s1") if match["s1"] else match.end("n1")
    if match["n2"] is not None:
        second = words.scales[match["s2"]] if match["s2"] else None
        high = parse_digits(match["n2"], scaled=second is not None)
        low_scale = scale or (second if match["dash"] != "and" or second else None)
        first, last = _plain(low * (low_scale or 1)), _plain(high * (second or 1))
        if first < last and (match["dash"] != "and" or _between(match)) and not (match["dash"] == "and" and scale):
            return Number(
                match.start(), match.end(), first, last, Qualifier.RANGE, match.start(), bool(second), True
            )
        if scale is None and match["dash"] in ("and", "to"):
            return Number(match.start(), match.end("n1"), low, low, Qualifier.EXACT, match.start(), False, True)
    value = _plain(low * (scale or 1))
    return Number(match.start(), end, value, value, Qualifier.EXACT, match.start(), scale is not None, True, (match["inner"] or "").strip())


def _plain(value: Decimal) -> Decimal:
    """A whole number without a fraction of zeros: 2.5 million is 2500000, not 2500000.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _between(match: re.Match[str]) -> bool:
    return match.string[max(0, match.start() - 12) : match.start()].rstrip(" €$£").endswith("between")


def parse_digits(written: str, *, scaled: bool) -> Decimal:
    """The value of digits with separators.

    A comma before one or two last digits, or before any digits of a scaled number ('2,083 million'), is a
    decimal comma; a single dot is a decimal point unless three digits follow and no scale does ('100.000').
    """
    written = written.replace(" ", "").replace("'", "").replace("\u00a0", "")
    if written.count(",") == 1 and "." not in written:
        whole, fraction = written.split(",")
        grouped = len(fraction) == 3 and (not scaled or len(whole) > 1) and whole != "0"
        return Decimal(whole + fraction) if grouped else Decimal(f"{whole}.{fraction}")
    if written.count(".") > 1 or (written.count(".") == 1 and "," in written and written.rfind(",") > written.rfind(".")):
        return Decimal(written.replace(".", "").replace(",", "."))
    if written.count(".") == 1 and not scaled and len(written.split(".")[1]) == 3 and written[0] != "0":
        return Decimal(written.replace(".", ""))
    return Decimal(written.replace(",", ""))


def _hedged(number: Number, folded: str, words: NumberTables) -> Number:
    """The number with the hedge that stands before it ('up to', 'nearly') or after it ('+', 'or more')."""
    before = hedge_before(folded, number.start)
    more = folded[number.end : number.end + 1] == "+" or folded.startswith(words.more, number.end)
    if before is None and not more:
        return number
    hedge, start = before or (Qualifier.MORE_THAN, number.start)
    kept = number.qualifier if number.qualifier is not Qualifier.EXACT else hedge
    return msgspec.structs.replace(number, qualifier=kept, hedge_start=start)


def hedge_before(folded: str, offset: int) -> tuple[Qualifier, int] | None:
    """The hedge that ends just before an offset, currency signs between, and where it begins."""
    left = folded[max(0, offset - _LEFT) : offset]
    match = tables().hedge.search(left.rstrip(_SIGNS))
    if match is None:
        return None
    return tables().hedges[match["hedge"]], offset - len(left) + match.start("hedge")
