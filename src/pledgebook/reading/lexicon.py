"""Every name and cue word of a language in one matcher: one pass over a text finds them all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick_rs
import msgspec

from pledgebook.reading.english.inflection import inflect
from pledgebook.reading.flat import fold
from pledgebook.reading.tags import Actor, Piece, Tag, VerbForm
from pledgebook.reading.wordlists import table_rows, word_lists
from pledgebook.reference import coalitions, items, parties, persons

_SINGLE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_CUE_WORD = "soft"
"""The tag, in the table of words, of a cue that is one common word."""
_CUE_TAGS = {"aid": Tag.AID, "package": Tag.PACKAGE, "meeting": Tag.MEETING, "group": Tag.GROUP}
"""The tags, in the table of cues, that are kinds of piece of their own; all others are kinds of cue."""
_NOMINAL_FORMS = frozenset({"base", "s", "ing"})
"""The forms in which a verb can be spelled like its noun: 'pledge', 'pledges', 'offering'."""


class Entry(msgspec.Struct, frozen=True):
    """What a string of letters can mean. `exact` asks for just these capitals, `capital` for a first one."""

    tag: Tag
    value: object
    exact: str | None = None
    capital: bool = False

    def fits(self, written: str) -> bool:
        """Whether the word as written in the source is this entry and not a common word spelled like it."""
        if self.exact is not None:
            return written == self.exact
        return not self.capital or written[0].isupper()


class Lexicon:
    """The compiled tables. `words` are single common words, looked up; all else is found by the automaton.

    Where the same letters mean several things the first entry given wins that fits.
    """

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        phrases: dict[str, list[Entry]] = defaultdict(list)
        words: dict[str, list[Entry]] = defaultdict(list)
        for written, entry in entries:
            folded = fold(written)
            common = entry.exact is None and not entry.capital and _SINGLE.fullmatch(folded)
            target = words if common else phrases
            if entry not in target[folded]:
                target[folded].append(entry)
        for folded in words.keys() & phrases.keys():
            phrases[folded].extend(words[folded])
        self.words: dict[str, tuple[Entry, ...]] = {folded: tuple(found) for folded, found in words.items()}
        self._patterns = sorted(phrases)
        self._entries = [tuple(phrases[pattern]) for pattern in self._patterns]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str, folded: str) -> Iterator[Piece]:
        """The names and phrases of a text, in order, none overlapping another. Linear in the text."""
        last = len(folded)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded):
            if (start and folded[start - 1].isalnum()) or (end < last and folded[end].isalnum()):
                continue
            written = text[start:end]
            for entry in self._entries[pattern]:
                if entry.tag is Tag.ITEM and start and folded[start - 1] == "-":
                    continue  # 'cruise-missile' is another word than 'missile'
                if entry.fits(written):
                    yield Piece(entry.tag, start, end, self._patterns[pattern], entry.value)
                    break


@cache
def english() -> Lexicon:
    """The English lexicon: the tables of reading/english and the names of the reference data."""
    return Lexicon(
        [
            *_persons(),
            *_coalitions(),
            *_offices(),
            *_items(),
            *_cues(),
            *_words(),
            *_verbs(),
            *_parties(),
        ]
    )


def _words() -> Iterator[tuple[str, Entry]]:
    for row in table_rows("words.csv"):
        tag = Tag.CUE if row["tag"] == _CUE_WORD else Tag(row["tag"])
        for word in row["words"].split("|"):
            yield word, Entry(tag, row["value"])


def _cues() -> Iterator[tuple[str, Entry]]:
    for row in table_rows("cues.csv"):
        tag = _CUE_TAGS.get(row["tag"], Tag.CUE)
        value = row["value"] if tag is not Tag.CUE else f"{row['tag']}:{row['value']}"
        for phrase in row["phrases"].split("|"):
            yield phrase, Entry(tag, value)


def _verbs() -> Iterator[tuple[str, Entry]]:
    readings: dict[str, dict[tuple[str, str], tuple[set[str], bool]]] = defaultdict(dict)
    for row in table_rows("verbs.csv"):
        for written, form in inflect(row["lemma"], row["past"], row["participle"]).items():
            classes, noun = readings[written].setdefault((row["lemma"], form), (set(), False))
            classes.add(row["class"])
            readings[written][row["lemma"], form] = (classes, noun or row["noun"] == "yes")
    for written, forms in readings.items():
        (lemma, form), (classes, noun) = next(iter(forms.items()))
        nominal = noun and form in _NOMINAL_FORMS
        yield written, Entry(Tag.VERB, VerbForm(lemma, frozenset(classes), form, nominal))


def _parties() -> Iterator[tuple[str, Entry]]:
    for text in parties.names_of_no_party():
        yield text, Entry(Tag.WORD, None, capital=True)
    plain = {name.text.lower() for name in parties.party_names()}
    for name in parties.party_names():
        if name.text.lower().removeprefix("the ") in plain and name.text.lower().startswith("the "):
            continue  # the article would hide a longer name: 'the Ukraine Defense Contact Group'
        exact = name.text if name.case is parties.NameCase.EXACT else None
        actor = Actor(party=name.party.code, form=name.form)
        yield name.text, Entry(Tag.PARTY, actor, exact=exact, capital=True)


def _persons() -> Iterator[tuple[str, Entry]]:
    for written, name in persons.person_names().items():
        actor = Actor(party=name.person.party, person=name.person.name)
        yield written, Entry(Tag.PERSON, actor, capital=True)


def _offices() -> Iterator[tuple[str, Entry]]:
    for title in persons.office_titles():
        exact = title.text if title.case is parties.NameCase.EXACT else None
        capital = title.case is not parties.NameCase.ANY
        yield title.text, Entry(Tag.OFFICE, title, exact=exact, capital=capital)


def _items() -> Iterator[tuple[str, Entry]]:
    proper = items.proper_names()
    for written, name in word_lists("grammar.csv")["item"].items():
        yield written, Entry(Tag.ITEM, items.item_named(name))
    for written, item in items.item_names().items():
        yield written, Entry(Tag.ITEM, item, capital=written in proper and written[0].isalpha())


def _coalitions() -> Iterator[tuple[str, Entry]]:
    for name in coalitions.coalition_names():
        yield name.text, Entry(Tag.COALITION, name, capital=not name.any_case)
        if name.any_case and name.form == "name":  # else the cue 'the contact group' would hide it
            yield f"the {name.text}", Entry(Tag.COALITION, name)
