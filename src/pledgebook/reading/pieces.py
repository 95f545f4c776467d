"""Cut a sentence into pieces: names, sums, dates, items and cue words, with plain words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgebook.reading.lexicon import Entry, Lexicon
from pledgebook.reading.tags import Piece, Tag, VerbForm
from pledgebook.reading.wordlists import alternatives, words_of

_GRAMMAR = "grammar.csv"
_CLITIC = alternatives(words_of(_GRAMMAR, "clitic"))
_TOKEN = re.compile(
    rf"[^\W\d_]+(?:(?!(?:{_CLITIC})\b)'[^\W\d_]+)*|(?:{_CLITIC})\b"  # words, and what says whose
    r"|\d+(?:[.,:]\d+)*|[^\w\s]|_+"
)
_CLITICS = words_of(_GRAMMAR, "clitic")
_NO_ADVERBS = words_of(_GRAMMAR, "noadverb")
_ADVERB_ENDINGS = tuple(words_of(_GRAMMAR, "adverbending"))
_SINGULAR = words_of(_GRAMMAR, "single")
_NO_PLURAL = _SINGULAR | words_of(_GRAMMAR, "object")
_QUOTES = '"«»'
_VERBAL = frozenset({Tag.TO, Tag.MODAL})
_NOMINAL = frozenset({Tag.DET, Tag.POSS, Tag.NEW, Tag.RECORD, Tag.NUMBER, Tag.MONEY, Tag.AID})
_DESCRIBING = frozenset({Tag.DET, Tag.POSS, Tag.NEW})
_PLURAL = frozenset({Tag.GROUP, Tag.PRON})
_SINGLE = frozenset({Tag.PERSON, Tag.COALITION, Tag.REL})
_PAST = frozenset({"past", "participle"})
_ACTING = frozenset({"name", "capital", "government"})
"""The forms of a party's name that can be the subject of a verb: not 'German', but 'Germany', 'Berlin'."""
_FAR = 1 << 62
_NO_SPAN = Piece(Tag.WORD, _FAR, _FAR, "")
"""Stands after the last span, out of reach of any text."""


def cut(
    folded: str, start: int, end: int, spans: Sequence[Piece], first: int, lexicon: Lexicon
) -> list[Piece]:
    """The pieces of `folded[start:end]` in order.

    `spans` are the names, sums, dates and phrases of the whole text in order; `first` is the index of the
    first one that ends after `start`. Linear in the stretch.
    """
    pieces: list[Piece] = []
    words = lexicon.words
    blocked = start
    span = _span_at(spans, first)
    for match in _TOKEN.finditer(folded, start, end):
        begin = match.start()
        if begin < blocked:
            continue
        while span.end <= begin:
            first += 1
            span = _span_at(spans, first)
        if start <= span.start <= begin and span.end <= end:
            pieces.append(_resolved(span, pieces))
            blocked = span.end
            continue
        word = match.group()
        entries = words.get(word)
        if entries is None:
            pieces.append(_plain(word, begin, match.end(), pieces))
        elif len(entries) == 1 and (entry := entries[0]).tag is not Tag.VERB:
            pieces.append(Piece(entry.tag, begin, match.end(), word, entry.value))
        else:
            pieces.append(_word(entries, begin, match.end(), word, pieces))
    return pieces


def _span_at(spans: Sequence[Piece], index: int) -> Piece:
    return spans[index] if index < len(spans) else _NO_SPAN


def _plain(word: str, start: int, end: int, before: list[Piece]) -> Piece:
    """A word or mark that no table knows."""
    if len(word) > 1 or word.isalpha():
        if word in _CLITICS:
            return Piece(Tag.POSS, start, end, word)
        adverb = word.endswith(_ADVERB_ENDINGS) and word not in _NO_ADVERBS
        return Piece(Tag.ADV if adverb else Tag.WORD, start, end, word)
    if word in _QUOTES:
        return Piece(Tag.QUOTE, start, end, word)
    owner = word == "'" and before and before[-1].end == start and before[-1].word.endswith("s")
    return Piece(Tag.POSS if owner else Tag.PUNCT, start, end, word)


def _resolved(span: Piece, before: list[Piece]) -> Piece:
    """A phrase that is a verb only where a verb can stand."""
    if span.tag is Tag.VERB and span.value.noun and not _verb_fits(span.value.form, before):
        return Piece(Tag.WORD, span.start, span.end, span.word)
    return span


def _word(entries: tuple[Entry, ...], start: int, end: int, word: str, before: list[Piece]) -> Piece:
    """The one reading that fits where it stands, of a word that is a verb or has several readings."""
    others = [entry for entry in entries if entry.tag is not Tag.VERB]
    form = next((entry.value for entry in entries if entry.tag is Tag.VERB), None)
    if isinstance(form, VerbForm):
        nominal = form.noun or any(entry.tag is not Tag.CUE for entry in others)
        fits = _verb_fits(form.form, before) if nominal else _participle_fits(form.form, before)
        hyphened = before and before[-1].word == "-" and before[-1].end == start
        if fits and not hyphened:
            return Piece(Tag.VERB, start, end, word, form)
    if not others:
        return Piece(Tag.WORD, start, end, word)
    return Piece(others[0].tag, start, end, word, others[0].value)


def _verb_fits(form: str, before: list[Piece]) -> bool:
    """Whether a form that may be a noun is a verb after what came before it."""
    previous = next((piece for piece in reversed(before) if piece.tag is not Tag.ADV), None)
    if previous is None:
        return False
    tag = previous.tag
    if form in _PAST:
        return tag not in _DESCRIBING
    if tag in _VERBAL or (tag is Tag.AUX and previous.value == "do"):
        return True
    if form == "ing":
        return tag not in _NOMINAL
    return _is_subject_of(form, previous)


def _is_subject_of(form: str, piece: Piece) -> bool:
    """Whether a piece just before a form of the present can be its subject: 'Berlin offers', 'they offer'."""
    if piece.tag is Tag.PARTY:
        return piece.value.form == "demonym" or (form == "s" and piece.value.form in _ACTING)
    if form == "s":
        return piece.tag in _SINGLE or (piece.tag is Tag.PRON and piece.word in _SINGULAR)
    return piece.tag in _PLURAL and piece.word not in _NO_PLURAL


def _participle_fits(form: str, before: list[Piece]) -> bool:
    """Whether a past form is a verb; after an article it is an adjective: 'the promised aid'."""
    return form not in _PAST or not before or before[-1].tag not in _DESCRIBING
