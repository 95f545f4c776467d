"""Reading measured on the notes of the Kiel Ukraine Support Tracker, release 7.

The sheet 'Bilateral assistance, MAIN DATA' has one row for each item. Beside the value and the quantities
that they coded, the tracker's coders wrote a note ('Explanation') that says where these come from, so the
workbook knows what a reader of the note should have found. No text of it is kept here: the workbook is read
where it lies.

**What is one package.** Rows of one ID that carry one 'Monetary Value as Given by Source'. That splits the
two American packages that gather many tranches (USM1, USM5), and sets one row of JPH3 apart: 432 IDs, 311
coded values. A package whose rows carry several notes becomes several `Package`s; only the first of them
(`leads`) asks for the amount, and each asks for the items of its own rows.

**What there is to find**, counted by plain expressions that share nothing with `pledgebook.reading`:

- `findable`: the coded value stands in the leading note, in digits, with the coded currency: 218 of 311, as
  in the acceptance line;
- `standing_items`: the coded quantity's digits, or its word, stand somewhere in the row's own note: 173 of
  504, as in the acceptance line. It is generous: a quantity of 15 'stands' in 'on April 15', one of 5 in
  'USM5', one of 2 in 'Source of Aid 2', and no reader can be right about those;
- `countable_items`: the coded quantity stands in the note as a number of something, which is what a reader
  can be asked for. Numbers in money, dates, times, calibres, names of models and sources do not count; 'a',
  'an' and 'another' do where a word of the item follows. 149 of 504; 141 of them are among the 173, the other
  32 of which stand there by accident.

What the notes do not say (sums made by the coder, a currency coded otherwise) is asked of nobody.

`measure` asks a reader, a callable from `Package` to `Reading`, three questions: is the coded amount among
those found, is it the one chosen as the pledge's own, and does each quantity come out with its item. `PEERS`
are readers that need no library: a plain expression for money that chooses the first or the largest amount,
with the words that follow a number for its item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from pathlib import Path

SHEET: Final = "Bilateral assistance, MAIN DATA"
ITEM_COLUMN: Final = 8
"""The column that names the item has no header of its own."""

TOLERANCE: Final = Decimal("0.005")
"""Two values are one when they differ by at most this share of the larger, as in score_claims.py."""


Amount = tuple[str, Decimal, Decimal]
"""Currency (ISO 4217), low, high; low and high are equal unless the text gives a range."""

ItemFound = tuple[str, Decimal, Decimal | None]
"""The item as the reader names it, low, high (None where the text leaves it open)."""

SameItem = Callable[[str, str], bool]
"""Whether the coded item (first) and the item found (second) are one."""


@dataclass(frozen=True)
class Package:
    """One package of aid as Kiel coded it, with one of the coder's notes on it."""

    id: str
    text: str
    donor: str
    announced: date | None
    """None where the sheet gives words ('until 4/6/2022') in place of a date."""
    currency: str
    """ISO 4217; empty where no value is coded."""
    value: Decimal | None
    """In units of the currency, not millions."""
    items: tuple[tuple[str, Decimal], ...] = ()
    """Coded items with their quantities, of the rows that carry this note, where a number is disclosed."""
    leads: bool = True
    """Whether this is the package's first note, the one that is asked for the amount."""


@dataclass(frozen=True)
class Reading:
    """What a reader says of one note."""

    amounts_found: list[Amount] = field(default_factory=list)
    chosen: list[Amount] = field(default_factory=list)
    """What it takes for the pledge's own amount: one, or one in each currency that the note gives it in."""
    items: list[ItemFound] = field(default_factory=list)


# ------------------------------------------------------------------------------------------- the workbook


def packages(path: Path) -> list[Package]:
    """All packages in the order of the sheet, one for each note."""
    rows: list[list[object]] = [
        list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python()
    ]
    column = {str(name): index for index, name in reversed(list(enumerate(rows[0])))}
    groups: dict[tuple[str, str], dict[str, list[list[object]]]] = {}
    for row in rows[1:]:
        key = (str(row[column["ID"]]), str(row[column["Monetary Value as Given by Source"]]))
        notes = groups.setdefault(key, {})
        note = str(row[column["Explanation"]]).strip().strip(".")
        # a row without a note belongs to the note before it
        notes.setdefault(note or next(reversed(notes), ""), []).append(row)
    return [
        _package(rows_of_note, column, leads=index == 0)
        for notes in groups.values()
        for index, rows_of_note in enumerate(notes.values())
    ]


def _package(rows: Sequence[Sequence[object]], column: dict[str, int], *, leads: bool) -> Package:
    first = rows[0]
    value = _number(first[column["Monetary Value as Given by Source"]])
    announced = first[column["Announcement Date"]]
    coded = ((str(row[ITEM_COLUMN]).strip(), _number(row[column["No. of Units"]])) for row in rows)
    return Package(
        id=str(first[column["ID"]]),
        text=str(first[column["Explanation"]]).strip(),
        donor=str(first[column["countries"]]).strip(),
        announced=announced if isinstance(announced, date) else None,
        currency="" if value is None else str(first[column["Original Currency"]]).strip(),
        value=value,
        items=tuple((name, quantity) for name, quantity in coded if name.strip(".") and quantity is not None),
        leads=leads,
    )


def _number(cell: object) -> Decimal | None:
    return Decimal(str(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


# ----------------------------------------------------------------------------- numbers and money, plainly

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

_SCALES: Final = {
    **dict.fromkeys(("thousand", "k"), Decimal(10) ** 3),
    **dict.fromkeys(("million", "millions", "mln", "mn", "mio", "m"), Decimal(10) ** 6),
    **dict.fromkeys(("billion", "billions", "billon", "bill", "bln", "bn"), Decimal(10) ** 9),
}

_DIGITS: Final = r"\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_SCALE: Final = "|".join(sorted(_SCALES, key=len, reverse=True))
_MARK: Final = "|".join(re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True))
_NAME: Final = "|".join(
    [*sorted(_CODES), *(re.escape(w) + "s?" for w in sorted(_WORDS, key=len, reverse=True))]
)
_CROWN: Final = r"(?:crown|kron[ea])s?"
_MONEY: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_MARK}|(?:{_NAME})\b)\s?)?"
    rf"(?P<number>{_DIGITS})"
    rf"(?:\s?(?P<between>(?:{_NAME})\b|[€£])(?=\s?(?:{_SCALE})\b))?"
    rf"(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"(?:[\s-]?(?P<after>(?:{_NAME})\b|{_CROWN}\b|[€£]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Mention:
    """A number with a currency: the values that it can be read as, the likeliest first, and its place."""

    currency: str
    values: tuple[Decimal, ...]
    start: int
    end: int


def _mentions(text: str, donor: str) -> Iterator[_Mention]:
    for match in _MONEY.finditer(text):
        mark = match["before"] or match["between"] or match["after"]
        currency = _currency(mark, donor) if mark else None
        if currency is None:
            continue
        scale = _SCALES[match["scale"].casefold()] if match["scale"] else Decimal(1)
        values = values_of(match["number"], scaled=match["scale"] is not None)
        if values:
            yield _Mention(currency, tuple(v * scale for v in values), match.start(), match.end())


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


def findable(package: Package) -> bool:
    """Whether the coded value stands in the package's leading note, in digits, with the coded currency."""
    value = package.value
    if value is None or not package.leads:
        return False
    return any(
        mention.currency == package.currency and any(same(value, v) for v in mention.values)
        for mention in _mentions(package.text, package.donor)
    )


# ------------------------------------------------------------------------------------ quantities, plainly

_NUMERALS: Final = {
    "one": Decimal(1), "two": Decimal(2), "three": Decimal(3), "four": Decimal(4), "five": Decimal(5),
    "six": Decimal(6), "seven": Decimal(7), "eight": Decimal(8), "nine": Decimal(9), "ten": Decimal(10),
    "eleven": Decimal(11), "twelve": Decimal(12), "dozen": Decimal(12), "fifteen": Decimal(15),
    "twenty": Decimal(20), "thirty": Decimal(30),
}  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an", "another", "single"})

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_NOT_BEFORE: Final = re.compile(
    rf"(?:{_MARK}|\b(?:{_NAME})|\bSources? of [Aa]id|\b[Aa]id|{_MONTH}|#|\b\d{{1,2}}:)\s?$", re.IGNORECASE
)
_NOT_AFTER: Final = re.compile(
    rf"\s?(?:{_NAME}|{_CROWN}|[€£%]|per ?cent|{_MONTH}|:\d|[-\s]?(?:mm|millimet)|(?:st|nd|rd|th)\b)"
    rf"|\s?(?:{_SCALE})\s(?:{_NAME}|{_CROWN})|,\s(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    rf"(?<![\w.,:/-])(?P<number>{_DIGITS})(?![\w:/])(?:\s(?P<scale>thousand|million|billion)\b)?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LOOSE: Final = re.compile(r"\d[\d.,]*")


def standing_items(package: Package) -> list[tuple[str, Decimal]]:
    """Coded items whose quantity stands anywhere in the note, whatever it says there."""
    numbers = {v for match in _LOOSE.finditer(package.text) for v in values_of(match[0].rstrip(".,"))}
    numbers |= {_NUMERALS[word] for word in _WORD.findall(package.text.casefold()) if word in _NUMERALS}
    return [(item, quantity) for item, quantity in package.items if quantity in numbers]


def countable_items(package: Package) -> list[tuple[str, Decimal]]:
    """Coded items whose quantity stands in the note as a number of something."""
    numbers = set(_counts(package.text))
    return [
        (item, quantity)
        for item, quantity in package.items
        if quantity in numbers or (quantity == 1 and _has_article(package.text, item))
    ]


def _counts(text: str) -> Iterator[Decimal]:
    for match in _COUNT.finditer(text):
        before = _NOT_BEFORE.search(text, max(0, match.start() - 24), match.start())
        if before or _NOT_AFTER.match(text, match.end()):
            continue
        if match["scale"]:
            yield from (v * _SCALES[match["scale"]] for v in values_of(match["number"], scaled=True))
        else:
            # '5,000 people' is never five, but '1.536 packages' may be a thousand
            yield from values_of(match["number"])[: 2 if "." in match["number"] else 1]
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word in _NUMERALS and not _idle(word, text, match):
            yield _NUMERALS[word]


def _idle(word: str, text: str, match: re.Match[str]) -> bool:
    """Whether the numeral counts nothing: 'the first one', 'one of', 'five million', 'the two latter'."""
    before = text[max(0, match.start() - 12) : match.start()]
    after = text[match.end() : match.end() + 12]
    if re.match(rf"\s(?:{_SCALE}|latter|former)\b", after):
        return True
    pronoun = re.search(r"\b(?:first|second|third|last|the|this)\s$", before) or after.startswith(" of")
    return word == "one" and bool(pronoun)


def _has_article(text: str, item: str) -> bool:
    """Whether 'a', 'an' or 'another' stands at most three words before a word of the item."""
    words = [w.casefold() for w in _WORD.findall(text)]
    wanted = item_words(item)
    return any(
        word in _ARTICLES and wanted & {w.removesuffix("s") for w in words[index + 1 : index + 5]}
        for index, word in enumerate(words)
    )


_IDLE_WORDS: Final = frozenset(
    {"and", "for", "from", "in", "incl", "including", "of", "on", "or", "other", "the", "to", "with", "type"}
)


def item_words(item: str) -> frozenset[str]:
    """The words of an item's name that can tell it from another: folded, singular, without small words."""
    words = re.findall(r"[^\W_]+", item.casefold())
    return frozenset(w.removesuffix("s") for w in words if w not in _IDLE_WORDS and len(w) > 1)


def shared_words(coded: str, found: str) -> bool:
    """The plain test of a right item: the two names share a word."""
    return bool(item_words(coded) & item_words(found))


# ---------------------------------------------------------------------------------------------- measuring


@dataclass(frozen=True)
class KielResult:
    """How many of the things asked for a reader gave, and which it did not."""

    asked: int
    """Packages whose coded value stands in the note."""
    found: int
    chosen: int
    items_standing: int
    """Coded quantities that stand anywhere in their note: the acceptance line's denominator."""
    items_countable: int
    """Those of them, and single items told by an article, that stand as a number of something."""
    items_right_standing: int
    items_right_countable: int
    not_found: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()
    items_missed: tuple[tuple[str, str, Decimal], ...] = ()
    """Package, item and quantity of the countable items that did not come out."""

    @property
    def found_share(self) -> float:
        """Share of the coded amounts found with their currency."""
        return _share(self.found, self.asked)

    @property
    def chosen_share(self) -> float:
        """Share of the coded amounts chosen as the pledge's own."""
        return _share(self.chosen, self.asked)

    @property
    def items_share(self) -> float:
        """Share of the standing quantities that came out with the right item."""
        return _share(self.items_right_standing, self.items_standing)

    @property
    def countable_share(self) -> float:
        """Share of the countable quantities that came out with the right item."""
        return _share(self.items_right_countable, self.items_countable)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def measure(
    packages: Iterable[Package], read: Callable[[Package], Reading], *, same_item: SameItem = shared_words
) -> KielResult:
    """Ask the reader about every package that has something to find.

    `same_item` is the test of a right item: by default a shared word; a taxonomy's 'same category' is fairer
    to a reader that names items by a taxonomy's own words.
    """
    asked: list[str] = []
    not_found: list[str] = []
    not_chosen: list[str] = []
    missed: list[tuple[str, str, Decimal]] = []
    standing_count = countable_count = right_standing = right_countable = 0
    for package in packages:
        standing, countable = standing_items(package), countable_items(package)
        wants_amount = findable(package)
        if not (wants_amount or standing or countable):
            continue
        reading = read(package)
        if wants_amount:
            asked.append(package.id)
            if not _holds(package, reading.amounts_found):
                not_found.append(package.id)
            if not _holds(package, one_for_each_currency(reading.chosen)):
                not_chosen.append(package.id)
        right = [pair for pair in countable if _came_out(*pair, reading.items, same_item)]
        missed += [(package.id, *pair) for pair in countable if pair not in right]
        right_countable += len(right)
        right_standing += sum(_came_out(*pair, reading.items, same_item) for pair in standing)
        standing_count += len(standing)
        countable_count += len(countable)
    return KielResult(
        asked=len(asked),
        found=len(asked) - len(not_found),
        chosen=len(asked) - len(not_chosen),
        items_standing=standing_count,
        items_countable=countable_count,
        items_right_standing=right_standing,
        items_right_countable=right_countable,
        not_found=tuple(not_found),
        not_chosen=tuple(not_chosen),
        items_missed=tuple(missed),
    )


def one_for_each_currency(amounts: Iterable[Amount]) -> list[Amount]:
    """The first amount in each currency: who chooses two amounts in one currency has not chosen."""
    first: dict[str, Amount] = {}
    for amount in amounts:
        first.setdefault(amount[0], amount)
    return list(first.values())


def _holds(package: Package, amounts: Iterable[Amount]) -> bool:
    """Whether the coded value is among the amounts: as a single value, or as an end of a range."""
    value = package.value
    return value is not None and any(
        currency == package.currency and (same(value, low) or same(value, high))
        for currency, low, high in amounts
    )


def _came_out(item: str, quantity: Decimal, found: Iterable[ItemFound], same_item: SameItem) -> bool:
    """Whether the quantity, exactly, came out with the item."""
    return any(quantity in (low, high) and same_item(item, name) for name, low, high in found)


# -------------------------------------------------------------------------------------------------- peers

_PLAIN_NAME: Final = r"(?:[A-Z]{3}\b|euros?\b|US dollars\b|(?:\b(?:A|US))?\$|[€£])"
_PLAIN_MONEY: Final = re.compile(
    rf"(?:(?P<before>{_PLAIN_NAME})\s?)?(?P<number>\d+(?:[.,]\d+)*)"
    rf"(?:\s(?P<between>[A-Z]{{3}})(?=\s(?:million|billion)))?(?:\s(?P<scale>thousand|[Mm]illion|billion)\b)?"
    rf"(?:\s?(?P<after>{_PLAIN_NAME}))?"
)
_PLAIN_CURRENCY: Final = {
    "€": "EUR", "£": "GBP", "$": "USD", "A$": "AUD", "US$": "USD", "euro": "EUR", "euros": "EUR",
    "US dollars": "USD",
}  # fmt: skip
_ITEM_AFTER: Final = re.compile(r"\s+((?:[^\W_][\w/-]*\s*){1,5})")


def _plain_amounts(text: str) -> list[Amount]:
    amounts: list[Amount] = []
    for match in _PLAIN_MONEY.finditer(text):
        mark = match["before"] or match["between"] or match["after"]
        values = values_of(match["number"], scaled=match["scale"] is not None)
        if mark and values:
            value = values[0] * (_SCALES[match["scale"].casefold()] if match["scale"] else 1)
            amounts.append((_PLAIN_CURRENCY.get(mark, mark), value, value))
    return amounts


def _plain_items(text: str) -> list[ItemFound]:
    """Every number that is not money, with up to five words that follow it."""
    items: list[ItemFound] = []
    for match in re.finditer(rf"(?<![\w.,-])(?:{_DIGITS})(?![\w-])|\b(?:{'|'.join(_NUMERALS)})\b", text):
        after = _ITEM_AFTER.match(text, match.end())
        values = [_NUMERALS[match[0]]] if match[0] in _NUMERALS else values_of(match[0])
        if after and values:
            items.append((after[1], values[0], values[0]))
    return items


def plain_reader(choice: Literal["first", "largest"]) -> Callable[[Package], Reading]:
    """A reader of plain expressions: the first or the largest amount, the words after a number."""

    def read(package: Package) -> Reading:
        amounts = _plain_amounts(package.text)
        chosen = amounts[:1] if choice == "first" else sorted(amounts, key=lambda a: a[2], reverse=True)[:1]
        return Reading(amounts, chosen, _plain_items(package.text))

    return read


PEERS: Final[dict[str, Callable[[Package], Reading]]] = {
    "plain expression, first amount": plain_reader("first"),
    "plain expression, largest amount": plain_reader("largest"),
}
