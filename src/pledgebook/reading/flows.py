"""What kind of support some words speak of, and whose it is: 'US military and intelligence support'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pledgebook.reading.sides import is_opponent, is_supported, may_give
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import word_lists
from pledgebook.vocabulary.claims import Channel

_AID = {
    "military": Channel.MATERIEL,
    "general": Channel.MATERIEL,
    "intelligence": Channel.INTELLIGENCE,
    "training": Channel.TRAINING,
    "financial": Channel.FINANCE,
}
_CAPABILITIES = {
    "training": Channel.TRAINING,
    "finance": Channel.FINANCE,
    "humanitarian": None,
    "energy": None,
}
_CUES = ("deliveries:", "weapons:")
_STOPS = frozenset({Tag.REL, Tag.BUT, Tag.IF, Tag.MODAL, Tag.AUX})
_OUTER = frozenset({"about", "since", "until", "under"})
"""Prepositions that lead from what stopped to when and why it did."""
_KEPT = frozenset({"with", "of", "against", "between", "'", '"', "-", "’"})
_LONGEST = 24


def channels(pieces: Sequence[Piece]) -> tuple[Channel, ...]:
    """The channels that some pieces name, in order, each once.

    Plain 'aid' says nothing beside a word that says which: 'training assistance'.
    """
    found: list[Channel] = []
    vague: list[Channel] = []
    for number, piece in enumerate(pieces):
        channel = _channel(piece, pieces[number + 1] if number + 1 < len(pieces) else None)
        if channel is not None:
            plain = piece.tag is Tag.AID and piece.value == "general"
            (vague if plain else found).append(channel)
    return tuple(dict.fromkeys(found or vague))


def _channel(piece: Piece, following: Piece | None) -> Channel | None:
    if piece.tag is Tag.AID:
        return _AID.get(piece.value)
    if piece.tag is Tag.ITEM:
        return _CAPABILITIES.get(piece.value.capability, Channel.MATERIEL)
    if piece.tag is Tag.CUE and piece.value.startswith(_CUES):
        return Channel.MATERIEL
    listed = word_lists("statuses.csv")["channel"]
    if piece.tag in (Tag.WORD, Tag.PACKAGE, Tag.CUE, Tag.VERB) and piece.word in listed:
        return Channel(listed[piece.word])
    shared = following is not None and following.tag is Tag.AND
    if piece.tag is Tag.PARTY and shared and piece.word in listed:
        return Channel(listed[piece.word])
    return None


def governed(pieces: Sequence[Piece], first: int) -> list[Piece]:
    """The pieces from `first` on that say what a verb or a noun of stopping is about."""
    taken: list[Piece] = []
    for index in range(first, min(first + _LONGEST, len(pieces))):
        piece = pieces[index]
        if piece.tag in _STOPS or (
            piece.tag is Tag.PREP and piece.value in _OUTER and piece.word not in _KEPT
        ):
            break
        if piece.tag is Tag.VERB and piece.value.form != "ing":
            break
        if piece.tag is Tag.PUNCT and piece.word not in _KEPT and not _includes(pieces, index):
            break
        taken.append(piece)
    while taken and taken[-1].tag in (Tag.AND, Tag.PREP, Tag.DET):
        taken.pop()
    return taken


def subject(pieces: Sequence[Piece], verb: int) -> list[Piece]:
    """The noun phrase of which a verb without an actor speaks, also across 'which was'."""
    taken = before(pieces, verb - 1)
    if any(piece.tag not in (Tag.AUX, Tag.ADV) for piece in taken):
        return taken
    outer = verb - 1 - len(taken)
    while outer >= 0 and pieces[outer].tag in (Tag.REL, Tag.PUNCT):
        outer -= 1
    return before(pieces, outer) + taken


def before(pieces: Sequence[Piece], last: int) -> list[Piece]:
    """The noun phrase that ends at `last`, with what hangs on it."""
    taken: list[Piece] = []
    for index in range(last, max(-1, last - _LONGEST), -1):
        piece = pieces[index]
        if (
            piece.tag in _STOPS - {Tag.AUX}
            or piece.tag is Tag.VERB
            or (piece.tag is Tag.PUNCT and piece.word not in _KEPT)
        ):
            break
        taken.append(piece)
    return taken[::-1]


def _includes(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a comma only leads to parts of the same: ', including intelligence'."""
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    return after is not None and after.tag is Tag.VERB and "include" in after.value.classes


def owners(pieces: Sequence[Piece]) -> Iterator[str]:
    """The donors to whom support belongs: 'the US's support', 'American aid', 'arms from the US'."""
    sources = word_lists("statuses.csv")["source"]
    for number, piece in enumerate(pieces):
        made = word_lists("statuses.csv")["owner"].get(piece.word.partition(" ")[0])
        if made is not None and piece.tag is Tag.ITEM:
            yield made
        if piece.tag not in (Tag.PARTY, Tag.PERSON) or not may_give(piece.value.party):
            continue
        ahead = pieces[number - 1] if number else None
        if ahead is not None and ahead.tag is Tag.DET and number > 1:
            ahead = pieces[number - 2]
        apart = ahead is None or ahead.word in sources or ahead.tag not in (Tag.PREP, Tag.TO)
        if apart or channels(pieces[number + 1 : number + 2]):
            yield str(piece.value.party)


def is_of_others(pieces: Sequence[Piece]) -> bool:
    """Whether something else stops: 'arms exports to Israel', 'the Russian tanks'."""
    for number, piece in enumerate(pieces):
        if piece.tag is not Tag.PARTY or is_supported(piece.value.party):
            continue
        if is_opponent(piece.value.party) or (number and pieces[number - 1].tag is Tag.TO):
            return True
    return False


def first_donor(parties: Iterable[str | None]) -> str | None:
    """The first of some parties that may give."""
    return next((party for party in parties if may_give(party)), None)
