"""How large a coalition is: 'the group consists of 50 nations', 'eight countries have joined the fund'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pledgebook.reading.bodies import body_at
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import clause, is_coalition, is_cue, names_coalition
from pledgebook.reading.wordlists import word_lists
from pledgebook.vocabulary.amounts import Qualifier
from pledgebook.vocabulary.claims import CoalitionClaim
from pledgebook.vocabulary.evidence import Evidence

if TYPE_CHECKING:
    from pledgebook.reading.context import Context

_MEMBERS = 7
"""How many pieces may stand between a coalition and the number of its members."""
_FEWEST = 3
_LONGEST = 500
"""A 'sentence' of more pieces is a table or a run of words."""
_DEFINITE = 40
"""'The 50 nations' are the coalition; 'the 27 members' may be those of another body."""


def read(page: Page, context: Context) -> list[CoalitionClaim]:
    """What a page says of the number of members: one claim for each body and number."""
    found: dict[tuple[str, int], tuple[Piece, set[Evidence]]] = {}
    for sentence in page.sentences:
        if Tag.NUMBER not in sentence.tags or len(sentence.pieces) > _LONGEST:
            continue
        for index, piece in enumerate(sentence.pieces):
            body = _body_of(sentence, index, context) if piece.tag is Tag.NUMBER else None
            if body is not None:
                places = found.setdefault((body, int(piece.value.low)), (piece, set()))[1]
                places.update(page.evidence(*clause(sentence, index, index)))
    return [
        CoalitionClaim(
            document=page.document.name,
            evidence=tuple(sorted(evidence)),
            coalition=body,
            parties_count=count,
            qualifier=piece.value.qualifier,
        )
        for (body, count), (piece, evidence) in found.items()
    ]


def _body_of(sentence: Sentence, index: int, context: Context) -> str | None:
    """The body whose members a number counts; None where it counts something else."""
    pieces = sentence.pieces
    number = pieces[index].value
    if number.scaled or number.low < _FEWEST or number.low != number.low.to_integral_value():
        return None
    after = pieces[index + 1 : index + 4]
    if any(map(_means_members, after)):
        return _counted_after(sentence, index, context) or _joined(sentence, index, context)
    return context.coalition if _as_adjective(pieces, index) else None


def _means_members(piece: Piece) -> bool:
    return piece.tag is Tag.GROUP or is_cue(piece, "membership:members")


def _counted_after(sentence: Sentence, index: int, context: Context) -> str | None:
    """'The group consists of 50 nations', 'a coalition of 50 partners', 'the 50 nations' of the coalition."""
    pieces = sentence.pieces
    before = pieces[max(0, index - _MEMBERS) : index]
    if any(_counts_members(sentence, piece) or is_cue(piece, "membership") for piece in before):
        return _named(sentence, range(index - 1, max(-1, index - 3 * _MEMBERS), -1), context)
    if before and before[-1].tag is Tag.AUX and before[-1].value == "have":
        return _named(sentence, range(index - 2, max(-1, index - 4), -1), context)
    number = pieces[index].value
    definite = bool(before) and before[-1].tag is Tag.DET and number.qualifier is Qualifier.EXACT
    if definite and number.low >= _DEFINITE and any(map(is_coalition, pieces)):
        return context.coalition
    return None


def _joined(sentence: Sentence, index: int, context: Context) -> str | None:
    """'Eight countries had joined the fund by August'."""
    pieces = sentence.pieces
    for at in range(index + 1, min(index + _MEMBERS, len(pieces))):
        piece = pieces[at]
        belongs = piece.word in word_lists("attendance.csv")["belonging"] or is_cue(piece, "mode:present")
        if piece.tag is Tag.VERB or belongs:
            ahead = range(at + 1, min(at + 5, len(pieces)))
            joins = belongs or "attend" in piece.value.classes
            return _named(sentence, ahead, context) if joins else None
    return None


def _named(sentence: Sentence, at: range, context: Context) -> str | None:
    """The first body among some pieces."""
    for index in at:
        body = body_at(sentence, index)
        if body is not None:
            return body
        if names_coalition(sentence.pieces, index):
            return context.coalition
    return None


def _counts_members(sentence: Sentence, piece: Piece) -> bool:
    """'consists of', 'unites', 'counts': verbs, also where their letters could be a noun."""
    if piece.tag is Tag.VERB:
        return "member" in piece.value.classes
    entries = sentence.page.lexicon.words.get(piece.word, ()) if piece.tag is Tag.WORD else ()
    return any("member" in getattr(entry.value, "classes", ()) for entry in entries)


def _as_adjective(pieces: list[Piece], index: int) -> bool:
    """'the 57-nation group'."""
    after = pieces[index + 1 : index + 5]
    hyphen = bool(after) and after[0].tag is Tag.PUNCT and after[0].word == "-"
    return hyphen and any(names_coalition(pieces, at) for at in range(index + 2, min(index + 5, len(pieces))))
