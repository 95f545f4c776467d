"""Numbers as people write them: digits with any separators, words, scales, ranges and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import ahocorasick_rs
import msgspec

from pledgebook.reading.wordlists import alternatives, word_lists
from pledgebook.vocabulary.amounts import Qualifier

_TABLE = "numbers.csv"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # 1,234,567.89
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"  # 1.234.567,89
    r"|\d{1,3}(?:[ '\u00a0]\d{3})+(?![\d])(?:[.,]\d+)?"  # 1 234 567,89
    r"|\d+(?:[.,]\d+)?"
)
_DASHES = r"-|–|—"
_WORD_ENDS = r"(?![^\W\d_])"
_SIGNS = "€$£¥₴"
_HEDGE_REACH = 28
"""How far left of a number its hedge may begin, in characters: the longest in the table with an article."""
_BETWEEN_REACH = 12
"""How far to the left of a range 'between' may begin: the word, a sign of currency and blanks."""
_GLUED_REACH = 4
"""How far left of a number a code of three letters may begin, with the character before it."""
_GROUP = 3
"""Digits between two separators of thousands."""

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

    `scaled` says that a scale follows ('5 million'), `digits` that it is written in digits, `open` that only
    its order of size is given ('tens of thousands'; then `low` and `high` are the least that it can be).
    `inner` is a code between the number and its scale ('450 CAD million').
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


class NumberTables:
    """The number words of a language, compiled.

    `units`, `scales`, `vague` and `hedges` give the value of each word. `number` matches a number at its
    first letter or digit, `hedge` a hedge that ends where the text does, `glued` a currency that no blank
    separates from its number. `spots` finds where a number may begin, `more` are the words for 'or more'
    after one.
    """

    def __init__(self) -> None:
        lists = word_lists(_TABLE)
        self.units = {word: Decimal(value) for word, value in lists["unit"].items()}
        self.scales = {word: Decimal(value) for word, value in lists["scale"].items()}
        self.vague = {word: Qualifier(value) for word, value in lists["vague"].items()}
        self.hedges = {word: Qualifier(value) for word, value in lists["qualifier"].items()}
        self.several = frozenset(lists["several"])
        self.ands = frozenset(lists["and"])
        self.joining = self.ands.union(lists["to"])
        self.between = tuple(lists["between"])
        self.more = ("+", *(f" {word}" for word in lists["more"]))
        self.number = re.compile(self._pattern())
        self.hedge = re.compile(
            rf"(?:^|(?<=[\s(\-–—,\x22']))(?P<hedge>{alternatives(self.hedges)})\s?"
            rf"(?:(?:{alternatives(lists['filler'])}) )*$"
        )
        self.glued = re.compile(r"(?<![a-z])(?:[a-z]{3}|us|au?|ca?|nz)$")
        several = [f"{word}{gap}{scale}" for word in self.several for gap in " -" for scale in self.scales]
        self.spots = ahocorasick_rs.AhoCorasick(
            [*"0123456789", *self.units, *self.vague, *several],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        )

    def _pattern(self) -> str:
        scales, units = alternatives(self.scales), alternatives(self.units)
        joins = "|".join(rf"\b{word}\b" for word in sorted(self.joining))
        return (
            rf"(?P<vague>\b(?:{alternatives(self.vague)}){_WORD_ENDS})(?:\s(?P<vs>{scales}){_WORD_ENDS})?"
            rf"|(?P<n1>{_DIGITS})(?P<inner>\s?[a-z]{{3}}(?=\s(?:{scales}){_WORD_ENDS}))?"
            rf"(?:(?:\s|-)?(?P<s1>{scales})(?![^\W\d_]|-?\d))?"
            rf"(?:\s?(?P<join>{_DASHES}|{joins})\s?(?:[€$£])?"
            rf"(?P<n2>{_DIGITS})(?:(?:\s|-)?(?P<s2>{scales}){_WORD_ENDS})?)?"
            rf"|(?P<w1>\b(?:{units}|{alternatives(self.several)})\b)(?:\s|-)(?P<ws>{scales})(?![\w])"
            rf"|(?P<unit>\b(?:{units})(?![^\W\d_]|-\w))"
        )


@cache
def tables() -> NumberTables:
    """The compiled English tables."""
    return NumberTables()


def find_numbers(folded: str) -> Iterator[Number]:
    """Every number of a folded text, in order. Linear in the text."""
    words = tables()
    done = 0
    for _, at, _ in words.spots.find_matches_as_indexes(folded):
        if at < done:
            continue
        match = words.number.match(folded, at)
        if match is None:
            continue
        glued = match["n1"] and at and folded[at - 1].isalnum()
        if glued and not words.glued.search(folded, max(0, at - _GLUED_REACH), at):
            done = match.end(
                "n1"
            )  # 'T72 and 5 more': what is glued to a name is no number, what follows may be
            continue
        number = _number(match, words)
        done = number.end  # of '$5 million and $10 million' the match is both, the number the first
        yield _hedged(number, folded, words)


def _number(match: re.Match[str], words: NumberTables) -> Number:
    if match["vague"] is not None:
        return _vague(match, words)
    if match["n1"] is not None:
        return _range(match, words) or _in_digits(match, words)
    if match["unit"] is not None:
        return _single(match.span(), words.units[match["unit"]])
    unit = Decimal(1) if match["w1"] in words.several else words.units[match["w1"]]
    return _single(match.span(), unit * words.scales[match["ws"]], scaled=True)


def _single(
    span: tuple[int, int], value: Decimal, *, scaled: bool = False, digits: bool = False, inner: str = ""
) -> Number:
    start, end = span
    value = _plain(value)
    return Number(start, end, value, value, Qualifier.EXACT, start, scaled, digits, inner)


def _vague(match: re.Match[str], words: NumberTables) -> Number:
    """'Tens of thousands': a lowest value and no highest."""
    qualifier = words.vague[match["vague"]]
    scale = words.scales[match["vs"]] if match["vs"] else Decimal(1)
    low = _VAGUE_LOWS[qualifier] * scale
    start, end = match.span()
    return Number(start, end, low, low, qualifier, start, scaled=scale != 1, digits=False, open=True)


def _range(match: re.Match[str], words: NumberTables) -> Number | None:
    """Two numbers that are the ends of one range; None where the second is none or a number of its own."""
    if match["n2"] is None:
        return None
    last_scale = words.scales[match["s2"]] if match["s2"] else None
    first_scale = words.scales[match["s1"]] if match["s1"] else last_scale  # '2 to 3 million'
    low = _plain(parse_digits(match["n1"], scaled=match["s1"] is not None) * (first_scale or 1))
    high = _plain(parse_digits(match["n2"], scaled=last_scale is not None) * (last_scale or 1))
    counted = match["join"] in words.ands and not _after_between(match, words)
    if low >= high or counted:
        return None
    start, end = match.span()
    return Number(start, end, low, high, Qualifier.RANGE, start, scaled=last_scale is not None, digits=True)


def _in_digits(match: re.Match[str], words: NumberTables) -> Number:
    """The first number of a match in digits."""
    scale = words.scales[match["s1"]] if match["s1"] else None
    value = parse_digits(match["n1"], scaled=scale is not None) * (scale or 1)
    end = match.end("s1") if match["s1"] else match.end("n1")
    inner = (match["inner"] or "").strip()
    return _single((match.start(), end), value, scaled=scale is not None, digits=True, inner=inner)


def _plain(value: Decimal) -> Decimal:
    """A whole number without a fraction of zeros: 2.5 million is 2500000, not 2500000.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _after_between(match: re.Match[str], words: NumberTables) -> bool:
    before = match.string[max(0, match.start() - _BETWEEN_REACH) : match.start()]
    return before.rstrip(" " + _SIGNS).endswith(words.between)


def parse_digits(written: str, *, scaled: bool) -> Decimal:
    """The value of digits with separators.

    A single comma is a decimal comma ('1,5 billion') unless three digits follow it; then too where one digit
    stands before it and a scale after ('2,083 million'). A single dot is a decimal point unless three digits
    follow and no scale does ('100.000'). Of two kinds the last is the decimal one.
    """
    written = written.replace(" ", "").replace("'", "").replace("\u00a0", "")
    dots, commas = written.count("."), written.count(",")
    if commas == 1 and not dots:
        return _one_comma(written, scaled=scaled)
    decimal_comma = dots == 1 and commas > 0 and written.rfind(",") > written.rfind(".")
    if dots > 1 or decimal_comma:
        return Decimal(written.replace(".", "").replace(",", "."))
    if dots == 1 and not scaled and written[0] != "0" and len(written.partition(".")[2]) == _GROUP:
        return Decimal(written.replace(".", ""))
    return Decimal(written.replace(",", ""))


def _one_comma(written: str, *, scaled: bool) -> Decimal:
    whole, _, fraction = written.partition(",")
    grouped = len(fraction) == _GROUP and (not scaled or len(whole) > 1) and whole != "0"
    return Decimal(whole + fraction) if grouped else Decimal(f"{whole}.{fraction}")


def _hedged(number: Number, folded: str, words: NumberTables) -> Number:
    """The number with the hedge that stands before it ('up to', 'nearly') or after it ('+', 'or more')."""
    before = hedge_before(folded, number.start)
    more = folded.startswith(words.more, number.end)
    if before is None and not more:
        return number
    hedge, start = before or (Qualifier.MORE_THAN, number.start)
    kept = number.qualifier if number.qualifier is not Qualifier.EXACT else hedge
    return msgspec.structs.replace(number, qualifier=kept, hedge_start=start)


def hedge_before(folded: str, offset: int) -> tuple[Qualifier, int] | None:
    """The hedge that ends just before an offset, currency signs between, and where it begins."""
    left = folded[max(0, offset - _HEDGE_REACH) : offset]
    match = tables().hedge.search(left.rstrip(_SIGNS))
    if match is None:
        return None
    return tables().hedges[match["hedge"]], offset - len(left) + match.start("hedge")
