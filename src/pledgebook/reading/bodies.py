"""Other bodies that parties form: funds that the reference data knows, coalitions that a text names.

'The Prioritized Ukraine Requirements List', 'the Drone Capability Coalition': they have members, founders and
leaders as the coalition has, and what is said of them must not be taken for the coalition's.
"""

from __future__ import annotations

from functools import cache

from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import is_coalition
from pledgebook.reference.parties import find_party
from pledgebook.vocabulary.parties import Party, PartyKind

_LONGEST = 5
"""How many words before 'Coalition' may belong to its name."""


def body_at(sentence: Sentence, index: int) -> str | None:
    """The name of the body that a piece names or ends the name of; None where it names none."""
    piece = sentence.pieces[index]
    if piece.tag in (Tag.PARTY, Tag.ITEM):
        text = sentence.page.flat.text[piece.start : piece.end]
        return _fund(text) if text[:1].isupper() else None
    if piece.tag not in (Tag.CUE, Tag.PACKAGE, Tag.WORD) or is_coalition(piece):
        return None
    return _written(sentence, index) if _ends_name(sentence, piece) else None


@cache
def _fund(text: str) -> str | None:
    party = find_party(text)
    return None if party is None or party.kind is not PartyKind.FUND else _display(party)


def _display(party: Party) -> str:
    """The abbreviation where the press writes it, else the full name."""
    known = find_party(party.code)
    return party.code if known is not None and known.code == party.code else party.name


def _ends_name(sentence: Sentence, piece: Piece) -> bool:
    entries = sentence.page.lexicon.words.get(piece.word, ())
    return any(entry.value == "bodyname:bodyname" for entry in entries)


def _written(sentence: Sentence, index: int) -> str | None:
    """The words with capitals that end in 'Coalition'; not where nothing but that word has one."""
    text, pieces = sentence.page.flat.text, sentence.pieces
    first = index
    while first >= 0 and index - first <= _LONGEST and text[pieces[first].start].isupper():
        if pieces[first].tag is Tag.DET:
            break
        first -= 1
    first += 1
    if first >= index:
        return None
    return text[pieces[first].start : pieces[index].end]
