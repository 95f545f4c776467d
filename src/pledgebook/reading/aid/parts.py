"""What a sum is part of, and the noun phrase that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from pledgebook.reading.aid.drafts import Draft
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.words import words
from pledgebook.reading.clauses import Frame
from pledgebook.reading.tags import Piece, Tag

_WHOLE_REACH = 10
"""How many pieces behind a sum 'as part of', and behind that its package, may stand."""
_INSIDE_REACH = 6
"""How many pieces before a sum 'including' or 'of which' may stand."""
_PHRASE = 6
"""How many pieces around a sum belong to its noun phrase: 'a GBP 450 million military aid package'."""


def whole_of(spot: Spot) -> str | None:
    """The words that name the whole that a sum is a part of."""
    frame = spot.frame
    head = frame.head if frame is not None and frame.has("include") else None
    if frame is not None and head is not None and head.tag in (Tag.PACKAGE, Tag.AID):
        return _subject(spot, frame, head)
    return _package_of(spot) or _package_behind(spot)


def _package_of(spot: Spot) -> str | None:
    """The package that a sum is a share of: 'GBP 350 million of the package'."""
    after = spot.pieces[spot.index + 1 : spot.index + 5]
    if len(after) < 3 or after[0].word != "of" or after[1].word not in words("the"):
        return None
    for piece in after[2:]:
        if piece.value == "package":
            return spot.sentence.page.flat.text[after[2].start : piece.end]
        if piece.tag not in (Tag.WORD, Tag.AID):
            return None
    return None


def _subject(spot: Spot, frame: Frame, head: Piece) -> str | None:
    """The subject of a verb of containing: 'the latest support package' includes a sum."""
    pieces = spot.pieces
    ends = (look for look in range(frame.index - 1, -1, -1) if pieces[look].tag in (Tag.PUNCT, Tag.VERB))
    end = next(ends, None)
    start = spot.sentence.start if end is None else pieces[end].end
    said = spot.sentence.page.flat.text[start : head.end].strip()
    return said.removeprefix("The ").removeprefix("the ") or None


def _package_behind(spot: Spot) -> str | None:
    """The package behind a sum: 'GBP 160 million as part of the spring package'."""
    pieces = spot.pieces
    for look in range(spot.index + 1, min(spot.index + _WHOLE_REACH, len(pieces))):
        piece = pieces[look]
        if piece.tag is Tag.MONEY:
            return None
        if piece.tag is Tag.CUE and piece.word in words("within"):
            named = (one for one in pieces[look + 1 : look + _WHOLE_REACH] if one.tag is Tag.PACKAGE)
            package = next(named, None)
            return spot.sentence.page.flat.text[piece.end : package.end].strip() if package else None
    return None


def is_share(spot: Spot) -> bool:
    """Whether a sum is said to be of one spoken of before: 'of this, EUR 400 million', 'the remaining'."""
    near = spot.pieces[max(0, spot.index - 4) : spot.index + 2]
    return any(piece.value == "part:part" and piece.word in words("share") for piece in near)


def is_inside(spot: Spot) -> bool:
    """Whether a sum is told as a part of the one before it: 'including', 'of which', ', with'."""
    for look in range(spot.index - 1, max(-1, spot.index - _INSIDE_REACH - 1), -1):
        piece = spot.pieces[look]
        if _opens_part(spot.pieces, look):
            return True
        if piece.tag is Tag.MONEY:
            return is_inside(Spot(spot.sentence, look))
        if piece.tag in (Tag.VERB, Tag.BUT) or _acts(spot.pieces, look):
            return False
    return False


def _opens_part(pieces: Sequence[Piece], look: int) -> bool:
    piece = pieces[look]
    if piece.tag is Tag.CUE:
        return piece.value == "part:part" and not piece.word.startswith("from")
    if piece.tag is Tag.VERB:
        return bool(piece.value.classes & {"include"})
    return piece.tag is Tag.PREP and piece.word == "with" and look > 0 and pieces[look - 1].word == ","


def _acts(pieces: Sequence[Piece], look: int) -> bool:
    """Whether a party stands there on its own, so that what follows is its own sum."""
    return pieces[look].tag is Tag.PARTY and not (look and pieces[look - 1].tag in (Tag.PREP, Tag.DET))


def name_of(draft: Draft) -> str:
    """How a part refers to its whole when no words name it: by the whole's sum."""
    return str(draft.amount) if draft.amount is not None else "the same announcement"


def in_aid_phrase(spot: Spot) -> bool:
    """Whether the noun phrase around a sum is about aid: 'a EUR 5 bn military aid package'."""
    pieces = spot.pieces
    for piece in pieces[spot.index + 1 : spot.index + _PHRASE]:
        if piece.tag in (Tag.AID, Tag.PACKAGE):
            return True
        if piece.tag in (Tag.VERB, Tag.PUNCT, Tag.BUT):
            break
    for look in range(spot.index - 1, max(-1, spot.index - _PHRASE), -1):
        if pieces[look].tag in (Tag.AID, Tag.PACKAGE):
            return True
        if _ends_phrase(pieces, look):
            return False
    return False


def _ends_phrase(pieces: Sequence[Piece], look: int) -> bool:
    piece = pieces[look]
    if piece.tag is Tag.VERB:
        return not piece.value.classes & {"worth"}
    if piece.word == ",":
        return bool(pieces[look + 1].value != "worth:worth")
    return piece.tag is Tag.BUT or piece.word == ";"
