"""Cut a sentence into pieces: names, sums, dates, items and cue words, with plain words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgebook.reading.lexicon import Entry, Lexicon
from pledgebook.reading.tags import Piece, Tag

_TOKEN = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*|'s\b|\d+(?:[.,:]\d+)*|[^\w\s]|_+")
_SUBJECTS = frozenset({Tag.PARTY, Tag.PERSON, Tag.COALITION, Tag.PRON, Tag.REL, Tag.GROUP, Tag.OFFICE})
_VERBAL = frozenset({Tag.TO, Tag.MODAL})
_NOMINAL = frozenset({Tag.DET, Tag.POSS, Tag.NEW, Tag.RECORD, Tag.PREP, Tag.NUMBER, Tag.MONEY, Tag.AID})
_NO_ADVERBS = frozenset({"family", "assembly", "july", "rally", "bully", "reply", "anomaly"})
_PLURAL = frozenset({Tag.GROUP, Tag.PRON})


def cut(folded: str, start: int, end: int, spans: Sequence[Piece], first: int, lexicon: Lexicon) -> list[Piece]:
    """The pieces of `folded[start:end]` in order.

    `spans` are the names, sums, dates and phrases of the whole text in order; `first` is the index of the first
    one that ends after `start`. Linear in the stretch.
    """
    pieces: list[Piece] = []
    position = first
    words = lexicon.words
    blocked = start
    last = len(spans)
    next_start, next_end = (spans[position].start, spans[position].end) if position < last else (1 << 62, 1 << 62)
    for match in _TOKEN.finditer(folded, start, end):
        begin = match.start()
        if begin < blocked:
            continue
        while next_end <= begin:
            position += 1
            next_start, next_end = (spans[position].start, spans[position].end) if position < last else (1 << 62, 1 << 62)
        if next_start <= begin:
            span = spans[position]
            if span.start >= start and span.end <= end:
                pieces.append(_resolved(span, pieces))
                blocked = span.end
                position += 1
                next_start, next_end = (spans[position].start, spans[position].end) if position < last else (1 << 62, 1 << 62)
                continue
        word = match.group()
        entries = words.get(word)
        if entries is not None:
            entry = entries[0]
            if len(entries) == 1 and entry.tag is not Tag.VERB:
                pieces.append(Piece(entry.tag, begin, match.end(), word, entry.value))
            else:
                pieces.append(_word(entries, begin, match.end(), word, pieces))
        elif word.isalpha() or len(word) > 1:
            tag = Tag.POSS if word == "'s" else Tag.ADV if word.endswith("ly") and word not in _NO_ADVERBS else Tag.WORD
            pieces.append(Piece(tag, begin, match.end(), word))
        elif word in "\"«»":
            pieces.append(Piece(Tag.QUOTE, begin, match.end(), word))
        else:
            possessive = word == "'" and pieces and pieces[-1].end == begin and pieces[-1].word.endswith("s")
            pieces.append(Piece(Tag.POSS if possessive else Tag.PUNCT, begin, match.end(), word))
    return pieces


def _resolved(span: Piece, before: list[Piece]) -> Piece:
    """A phrase that is a verb only where a verb can stand."""
    if span.tag is Tag.VERB and span.value.noun and not _verb_fits(span.value.form, before):
        return Piece(Tag.WORD, span.start, span.end, span.word)
    return span


def _word(entries: tuple[Entry, ...], start: int, end: int, word: str, before: list[Piece]) -> Piece:
    """The one reading of a word that fits where it stands."""
    entry = entries[0]
    if len(entries) > 1 or entry.tag is Tag.VERB:
        verb = next((found for found in entries if found.tag is Tag.VERB), None)
        others = [found for found in entries if found.tag is not Tag.VERB]
        if verb is not None:
            form = verb.value
            nominal = form.noun or any(found.tag is not Tag.CUE for found in others)
            takes = _verb_fits(form.form, before) if nominal else _participle_fits(form.form, before)
            takes = takes and not (before and before[-1].word == "-" and before[-1].end == start)
            if takes:
                return Piece(Tag.VERB, start, end, word, form)
            if not others:
                return Piece(Tag.WORD, start, end, word)
        entry = others[0]
    return Piece(entry.tag, start, end, word, entry.value)


def _verb_fits(form: str, before: list[Piece]) -> bool:
    """Whether a form that may be a noun is a verb after what came before it."""
    previous = next((piece for piece in reversed(before) if piece.tag is not Tag.ADV), None)
    if previous is None:
        return False
    tag = previous.tag
    if form in ("past", "participle"):
        return tag not in (Tag.DET, Tag.POSS, Tag.NEW)
    if tag in _VERBAL or (tag is Tag.AUX and previous.value == "do"):
        return True
    if form == "ing":
        return tag not in _NOMINAL or tag is Tag.PREP
    if tag is Tag.PARTY:
        return form == "s" and previous.value.form in ("name", "capital", "government") or previous.value.form == "demonym"
    if form == "s":
        return tag in (Tag.PERSON, Tag.COALITION, Tag.REL) or (tag is Tag.PRON and previous.word in ("he", "she", "it"))
    return tag in _PLURAL and previous.word not in ("he", "she", "it", "him", "us", "them", "me")


def _participle_fits(form: str, before: list[Piece]) -> bool:
    """Whether a past form is a verb: between an article and a noun it is an adjective ('the promised aid')."""
    if form not in ("past", "participle") or not before:
        return True
    return before[-1].tag not in (Tag.DET, Tag.POSS, Tag.NEW)
