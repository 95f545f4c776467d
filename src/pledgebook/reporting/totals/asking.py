"""From the words of a call or a link to a question: names looked up, moments read, sight narrowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

import msgspec

from pledgebook.ledger.access import Sight
from pledgebook.ledger.clocks import Clocks, clocks
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.totals.answer import Totals
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.reference.rates import convert
from pledgebook.reporting.totals.known import known_meetings, known_parties, known_words, words
from pledgebook.reporting.wording import listed
from pledgebook.vocabulary.claims import AidType
from pledgebook.vocabulary.errors import BadValue, NotAllowed
from pledgebook.vocabulary.pledges import ValuationBasis, Visibility

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EURO = "EUR"
_LEVELS = tuple(Visibility)  # each shows what those before it show, and more
_SEEN = {
    Visibility.PUBLIC: "public records only",
    Visibility.MEMBERS: "what members see",
    Visibility.RESTRICTED: "all records, restricted ones included",
}
_Word = TypeVar("_Word", bound=StrEnum)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question in the words of whoever asks it.

    Each text of a filter is one name, or several with commas between. Parties may be named by code or name,
    meetings by uid or number. `known_on` is a day, a moment or the sequence of an entry; empty is now.
    """

    by: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    aid_types: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    known_on: str = ""
    currency: str = _EURO
    rate_date: date | None = None
    valuation: ValuationBasis = ValuationBasis.AS_REPORTED
    conditional: bool = False


def question_of(asked: Asked, sight: Sight) -> Question:
    """The question that is meant. Raises BadValue for a word that stands for nothing the asker can see, and
    MissingRate for a day of rates that has none."""
    time = clocks_of(asked.as_of, asked.known_on)
    question = Question(
        by=tuple(_words("dimension", asked.by, Dimension)),
        donors=_parties("donor", asked.donors, sight, time),
        recipients=_parties("recipient", asked.recipients, sight, time),
        meetings=known_meetings(sight, time).find_all(asked.meetings) if asked.meetings else frozenset(),
        aid_types=frozenset(_words("aid type", asked.aid_types, AidType)),
        capabilities=_free("capability", asked.capabilities, sight, time),
        programmes=_free("programme", asked.programmes, sight, time),
        years=frozenset(_years(asked.years)),
        since=asked.since,
        until=asked.until,
        currency=asked.currency.strip().upper(),
        rate_date=asked.rate_date,
        valuation=asked.valuation,
        conditional=asked.conditional,
        clocks=time,
    )
    _check_rates(question)
    return question


def clocks_of(as_of: date | None, known_on: str) -> Clocks:
    """Both clocks. Raises BadValue for a `known_on` that is no day, moment or entry of the books."""
    text = known_on.strip()
    if not text:
        return clocks(as_of)
    if text.isdecimal():
        return clocks(as_of, _entry(int(text)))
    try:
        if _DAY.fullmatch(text):
            return clocks(as_of, date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadValue(
            f"{text!r} is no moment of the books; write a day (2025-04-11), a moment "
            "(2025-04-11T18:00+02:00, in UTC where it names no zone) or the number of an entry"
        ) from error
    return clocks(as_of, moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def narrowed(sight: Sight, level: Visibility | None) -> Sight:
    """What of it is seen at a level; all of it for None. Raises NotAllowed for more than it has."""
    if level is None:
        return sight
    levels = frozenset(_LEVELS[: _LEVELS.index(level) + 1])
    if not levels <= sight.levels:
        own = max(sight.levels, key=_LEVELS.index)
        raise NotAllowed(
            f"you see {_SEEN[own]}, and {level} is more; "
            f"ask for {own}, or let the secretariat or an auditor ask"
        )
    # A party's own restricted records are no part of what others see at this level.
    return Sight(levels, sight.party if level is Visibility.RESTRICTED else "", sight.journal)


def defined(totals: Totals, sight: Sight) -> Totals:
    """The answer with a definition that says what was seen for it: two askers may get two totals."""
    seen = _SEEN[max(sight.levels, key=_LEVELS.index)]
    if sight.party and len(sight.levels) < len(Visibility):
        seen += f" and the restricted records of {sight.party}"
    definition = f"{totals.definition.removesuffix('.')}; from {seen}."
    return msgspec.structs.replace(totals, definition=definition)


def _words(sort: str, texts: Iterable[str], kind: type[_Word]) -> Iterator[_Word]:
    """Words of a fixed list; blanks and dashes stand for the underscores in them."""
    for word in (word for text in texts for word in words(text)):
        try:
            yield kind(re.sub(r"[\s-]", "_", word.casefold()))
        except ValueError as error:
            choices = listed([one.value for one in kind])
            raise BadValue(f"{word!r} is no {sort}; choose among {choices}") from error


def _parties(sort: str, texts: tuple[str, ...], sight: Sight, time: Clocks) -> frozenset[str]:
    if not texts:
        return frozenset()
    return msgspec.structs.replace(known_parties(sight, time), sort=sort).find_all(texts)


def _free(column: str, texts: tuple[str, ...], sight: Sight, time: Clocks) -> frozenset[str]:
    return known_words(column, column, sight, time).find_all(texts) if texts else frozenset()


def _years(texts: Iterable[str]) -> Iterable[int]:
    for word in (word for text in texts for word in words(text)):
        if not (len(word) == 4 and word.isdecimal()):
            raise BadValue(f"{word!r} is no year; write it with four digits, such as 2025")
        yield int(word)


def _entry(seq: int) -> int:
    last = head().seq
    if seq > last:
        raise BadValue(f"the books end at entry {last}, and {seq} is after it; write a day as 2025-04-11")
    return seq


def _check_rates(question: Question) -> None:
    """Without rates of that day every converted amount would be left out, and the total say next to
    nothing."""
    if question.rate_date is not None:
        other = _EURO if question.currency != _EURO else "USD"
        convert(Decimal(1), other, question.currency, question.rate_date)
