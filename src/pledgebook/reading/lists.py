"""Lists of persons and parties left and right of a word: 'A, B, who came late, and C all dialled in'."""

from __future__ import annotations

from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import ACTORS, is_actor, is_cue

_BETWEEN = frozenset({Tag.AUX, Tag.ADV, Tag.MODAL, Tag.NOT, Tag.DET, Tag.TO, Tag.POSS, Tag.REL})
_SKIPPED_CUES = ("mode", "joint", "ready", "firsttime", "jointly")
_MODIFIERS = frozenset(
    {Tag.WORD, Tag.NEW, Tag.PARTY, Tag.COALITION, Tag.POSS, Tag.DET, Tag.CUE, Tag.PREP, Tag.GROUP}
)
_DASHES = ("-", "–", "—", ")")
_OPENING = {"-": ("-", "–", "—"), "–": ("-", "–", "—"), "—": ("-", "–", "—"), ")": ("(",)}
_TITLE = 6
"""How many pieces of a title may stand between an article or a party and the name ('NATO boss Rutte')."""
_IN_TITLES = frozenset({Tag.WORD, Tag.GROUP})
_ASIDE = 24
"""How many pieces an aside between commas may have."""
_LIST = 40
RELATIONS = frozenset({"predecessor", "successor", "counterpart", "colleague", "deputy"})
"""What one person can be to another, whose name follows."""


def actors_left(pieces: list[Piece], index: int) -> list[Piece]:
    """The actors of the phrase or list that ends just before `index`, in their order.

    Steps over auxiliaries, adverbs, 'all' and asides between commas or dashes ('Austin, who chaired the
    session, was ...'). A plain noun in between means that somebody else is the subject: then there are none.
    """
    at = _before_rest(pieces, _before_skipped(pieces, index - 1))
    found: list[Piece] = []
    divide: int | None = None
    stop = max(-1, at - _LIST)
    while at > stop:
        piece = pieces[at]
        if is_actor(piece):
            if not _owns(pieces, at):
                found.append(piece)
            at -= 1
        elif found and (piece.tag is Tag.AND or is_cue(piece, "jointly") or _adds(piece)):
            if divide is None and piece.tag is Tag.AND and at and pieces[at - 1].word == ",":
                divide = len(found)
            at -= 1
        elif piece.tag is Tag.PUNCT and piece.word == "," and found:
            at = _before_comma(pieces, at)
        elif found and at and (start := _title_start(pieces, at)) < at:
            at = start
        elif found and at and _inside(piece, pieces[at - 1]):
            at -= 1
        else:
            break
    while divide is not None and at > 0 and pieces[at].tag is Tag.DET:
        at -= 1
    if divide is not None and at >= 0 and pieces[at].tag is Tag.PREP and pieces[at].value == "by":
        found = found[:divide]  # 'was chaired by Healey, and Hegseth was present'
    return found[::-1]


def _before_rest(pieces: list[Piece], at: int) -> int:
    """Over 'and other leaders' at the end of a list of names."""
    look = at
    while look > 0 and pieces[look].tag in (Tag.GROUP, Tag.DET) and at - look < 3:
        look -= 1
    if look < at and pieces[look].tag is Tag.AND:
        return look - 2 if look > 1 and pieces[look - 1].word == "," else look - 1
    return at


def _joins(piece: Piece) -> bool:
    return piece.tag in (Tag.AND, Tag.DET, Tag.POSS) or _adds(piece) or is_cue(piece, "jointly")


def _adds(piece: Piece) -> bool:
    """'Rutte with Kallas', 'neither Rutte nor Kallas': what joins two of one list beside 'and'."""
    return piece.word in ("nor", "alongside")


def _before_comma(pieces: list[Piece], comma: int) -> int:
    """Where a list of persons goes on left of a comma."""
    if comma > 1 and pieces[comma - 1].tag is Tag.OFFICE and pieces[comma + 1].tag is Tag.PERSON:
        start = _title_start(pieces, comma - 2)
        if pieces[start].tag is Tag.AND:  # 'and its new commander, General Grynkewich'
            return start
    if not comma or is_actor(pieces[comma - 1]):
        return comma - 1
    for at in range(comma - 1, max(-1, comma - _TITLE), -1):
        if pieces[at].tag is Tag.OFFICE:  # 'the top commander in Europe, General Grynkewich'
            return _title_start(pieces, at - 1)
        if pieces[at].tag not in _MODIFIERS:
            break
    return aside_start(pieces, comma) - 1


def _title_start(pieces: list[Piece], at: int) -> int:
    """What stands before the words that describe an actor ('NATO boss', 'the alliance's new').

    `at` is the piece before the actor, and the answer where no words describe it.
    """
    for look in range(at, max(-1, at - _TITLE), -1):
        piece = pieces[look]
        if piece.tag not in _MODIFIERS or piece.tag is Tag.PREP:
            return at
        before = pieces[look - 1] if look else None
        opens = before is None or before.tag is Tag.AND or (before.tag is Tag.PUNCT and before.word == ",")
        if opens and piece.tag in (Tag.PARTY, Tag.DET, Tag.POSS, Tag.COALITION, Tag.CUE):
            return look - 1
    return at


def _inside(piece: Piece, before: Piece) -> bool:
    """Whether a piece belongs to the name of an actor: the rest of a title, an article in a list."""
    if piece.tag in (Tag.DET, Tag.POSS):
        return before.tag in (Tag.AND, Tag.PUNCT) or before.word in ("nor", "alongside")
    return piece.tag in _IN_TITLES and before.tag is Tag.OFFICE


def _before_skipped(pieces: list[Piece], at: int) -> int:
    while at >= 0:
        piece = pieces[at]
        if piece.tag in _BETWEEN or _skipped_verb(piece) or is_cue(piece, *_SKIPPED_CUES):
            at -= 1
        elif piece.tag is Tag.PUNCT and piece.word == ",":
            near = at + 1 < len(pieces) and pieces[at + 1].tag is Tag.REL  # ', who attended': no aside's end
            plain = near or (at and is_cue(pieces[at - 1], "mode"))
            opening = -1 if plain else aside_start(pieces, at)
            at = opening - 1 if opening >= 0 else at - 1
        elif piece.tag is Tag.PUNCT and piece.word in _DASHES:
            at = _before_dash(pieces, at)
            break
        else:
            break
    return at


def _before_dash(pieces: list[Piece], dash: int) -> int:
    """Over an aside between dashes, or to the name in it after an office: 'its head - Ann Lee - came'."""
    named = dash - 1
    for at in range(dash - 1, max(-1, dash - _ASIDE), -1):
        if pieces[at].tag is Tag.PUNCT and pieces[at].word in _OPENING[pieces[dash].word]:
            within = [look for look in range(at + 1, dash) if pieces[look].tag is Tag.PERSON]
            office = at > 0 and pieces[at - 1].tag is Tag.OFFICE
            return within[-1] if office and len(within) == 1 else at - 1
    return named


def _skipped_verb(piece: Piece) -> bool:
    return piece.tag is Tag.VERB and "plan" in piece.value.classes


def aside_start(pieces: list[Piece], comma: int) -> int:
    """The comma that opens the relative clause or title which `comma` closes; -1 where it closes none."""
    for at in range(comma - 1, max(0, comma - _ASIDE), -1):
        piece = pieces[at]
        if piece.tag is Tag.PUNCT and piece.word != ",":
            break
        if piece.tag is Tag.PUNCT and (pieces[at + 1].tag is Tag.REL or is_cue(pieces[at + 1], "former")):
            return at
    return -1


def actors_right(pieces: list[Piece], index: int, reach: int = 2) -> list[Piece]:
    """The actors of the list that starts at `index` or at most `reach` pieces later; none beyond a verb."""
    at = index
    while at < len(pieces) and not is_actor(pieces[at]):
        piece = pieces[at]
        ends = piece.tag in (Tag.VERB, Tag.REL) or (piece.tag is Tag.PUNCT and piece.word != "-")
        if ends or at - index >= reach:
            return []
        at += 1
    found: list[Piece] = []
    while at < min(len(pieces), index + _LIST):
        piece = pieces[at]
        if piece.tag in ACTORS:
            if not _owns(pieces, at):
                found.append(piece)
        elif piece.tag is Tag.PUNCT and piece.word == ",":
            if not _list_goes_on(pieces, at) and not (at and pieces[at - 1].word in RELATIONS):
                break
        elif not (_joins(piece) or _inside(piece, pieces[at - 1]) or _describes(pieces, at)):
            break
        at += 1
    return found[:-1] if len(found) > 1 and _starts_clause(pieces, found[-1], at) else found


def _starts_clause(pieces: list[Piece], last: Piece, end: int) -> bool:
    """'by Healey, and Hegseth is present': the last name is the subject of a new clause."""
    at = next(look for look in range(end - 1, -1, -1) if pieces[look] is last)
    after = next((piece for piece in pieces[at + 1 : at + 5] if piece.tag is not Tag.PUNCT), None)
    before = at - 1
    while before > 0 and pieces[before].tag in _MODIFIERS and pieces[before].tag is not Tag.PREP:
        before -= 1
    new = before > 0 and pieces[before].tag is Tag.AND and pieces[before - 1].word == ","
    acts = after is not None and (after.tag in (Tag.AUX, Tag.MODAL, Tag.VERB) or is_cue(after, "mode"))
    return new and acts


def _describes(pieces: list[Piece], at: int) -> bool:
    """Whether a piece leads on to a person whom it describes: 'and the alliance's new chief, ...'."""
    for look in range(at, min(at + _TITLE, len(pieces))):
        if pieces[look].tag in (Tag.PERSON, Tag.OFFICE):
            return True
        if look > at and pieces[look].word == "," and pieces[look - 1].word in RELATIONS:
            continue
        if pieces[look].tag not in _MODIFIERS or pieces[look].tag is Tag.PREP:
            return False
    return False


def _owns(pieces: list[Piece], at: int) -> bool:
    """'Britain's Healey', 'Hegseth's predecessor, Austin': the first is no actor of its own."""
    if at + 2 >= len(pieces) or pieces[at + 1].tag is not Tag.POSS:
        return False
    if pieces[at + 2].tag in ACTORS:
        return True
    for look in range(at + 2, min(at + 2 + _TITLE, len(pieces))):
        piece = pieces[look]
        if piece.tag is Tag.PERSON:
            return True
        if piece.tag is Tag.PUNCT and piece.word == "," and pieces[look - 1].word in RELATIONS:
            continue
        if piece.tag not in (Tag.WORD, Tag.CUE, Tag.NEW, Tag.PARTY):
            break
    return False


def _list_goes_on(pieces: list[Piece], comma: int) -> bool:
    """Whether a comma stands between two of several: one more comma or 'and' follows the next of them."""
    if comma + 1 < len(pieces) and pieces[comma + 1].tag is Tag.AND:
        return True
    for piece in pieces[comma + 1 : comma + 8]:
        if piece.tag is Tag.AND or (piece.tag is Tag.PUNCT and piece.word == ","):
            return True
        if not (piece.tag in ACTORS or piece.tag in (Tag.DET, Tag.POSS)):
            return False
    return False
