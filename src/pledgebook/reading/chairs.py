"""Who chairs a meeting, where no plain verb says so: 'as chair', 'handed the chair to', 'co-hosts'."""

from __future__ import annotations

from pledgebook.reading.lists import actors_left, actors_right
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.walking import ACTORS, is_coalition, is_cue, is_meeting, names_coalition

NEAR = 13
"""How many pieces after a verb what is chaired or founded may stand."""
_PASSED = 6
"""How many pieces after the chair the verb may stand: 'the leadership has passed to'."""


def named(who: list[Piece]) -> list[Piece]:
    """The persons, where their parties are named beside them: 'by the ministers of X and Y, A and B'."""
    persons = [one for one in who if one.tag is Tag.PERSON]
    return persons if len(persons) > 1 and len(persons) == len(who) - len(persons) else who


def is_else(pieces: list[Piece], at: int) -> bool:
    return any(is_cue(piece, "othermeeting") for piece in pieces[max(0, at - 4) : at + 1])


def companions(pieces: list[Piece], index: int) -> list[Piece]:
    """'..., alongside his German counterpart Boris Pistorius', '... together with Pistorius'."""
    for at in range(index + 1, len(pieces)):
        piece = pieces[at]
        if (piece.tag is Tag.VERB and not is_meeting(piece)) or is_cue(piece, "mode"):
            break
        if (piece.tag is Tag.PREP and piece.value == "with") or is_cue(piece, "jointly"):
            for look in range(at + 1, min(at + 8, len(pieces))):
                if pieces[look].tag in (Tag.PERSON, Tag.OFFICE):
                    return actors_right(pieces, look)
                if pieces[look].tag in (Tag.VERB, Tag.PUNCT):
                    break
    return []


def opening(pieces: list[Piece], index: int) -> tuple[int, list[Piece]]:
    """'Austin opened the meeting', 'the meeting was opened by the ministers': what, and who did."""
    if index + 1 < len(pieces) and pieces[index + 1].word == "by":
        before = [at for at in range(max(0, index - 6), index) if _is_session(pieces[at])]
        return index, named(actors_right(pieces, index + 2, reach=8)) if before else []
    stop = min(index + 6, len(pieces))
    target = next((at for at in range(index + 1, stop) if _is_session(pieces[at])), None)
    if target is None or is_else(pieces, target):
        return index, []
    who = [one for one in actors_left(pieces, index) if one.tag is not Tag.PARTY]
    return target, who + companions(pieces, target)


def hosts(pieces: list[Piece], index: int) -> list[Piece]:
    """'co-hosts Britain and Germany', 'the two co-chairs, A and B, said', 'A and B, the co-chairs, said'."""
    if not concerns_meeting(pieces):
        return []
    at = index + 1
    if at < len(pieces) and pieces[at].word in (",", "-", "–", "("):
        at += 1
    return actors_right(pieces, at, reach=1) or actors_left(pieces, index)


def _is_session(piece: Piece) -> bool:
    return is_meeting(piece) or piece.tag is Tag.COALITION


def of_what(pieces: list[Piece], index: int) -> int | None:
    """The meeting or coalition whose chair it is: 'of the group', 'of the meetings'."""
    if index + 1 >= len(pieces) or pieces[index + 1].tag is not Tag.PREP or pieces[index + 1].value != "of":
        return None
    for at in range(index + 2, min(index + 6, len(pieces))):
        if is_coalition(pieces[at]) or (is_meeting(pieces[at]) and not is_else(pieces, at)):
            return at
    return None


def _under_chairs(pieces: list[Piece], index: int) -> list[Piece]:
    """'met under the chairmanship of the UK and Germany', 'under joint German-British leadership'."""
    meets = any(
        is_meeting(piece) or (piece.tag is Tag.VERB and "gather" in piece.value.classes) for piece in pieces
    )
    founded = any(piece.tag is Tag.VERB and "found" in piece.value.classes for piece in pieces)
    if not meets or founded:
        return []
    if index + 2 < len(pieces) and pieces[index + 1].tag is Tag.PREP and pieces[index + 1].value == "of":
        return [one for one in actors_right(pieces, index + 2, reach=1) if one.tag in ACTORS]
    under = next((at for at in range(index - 1, max(-1, index - 8), -1) if pieces[at].word == "under"), None)
    named = [] if under is None else pieces[under + 1 : index + 1]
    return [one for one in named if one.tag in ACTORS]


def chairs_of(sentence: Sentence, index: int, target: int | None) -> list[Piece]:
    """Who has, takes or is handed the chair that stands at `index`, of the meeting at `target` if named."""
    pieces = sentence.pieces
    if index and pieces[index - 1].word == "as":
        return _serving(sentence, index, target)
    handed = _handed(sentence, index, target)
    if handed is not None:
        return handed
    if target is None:
        return _under_chairs(pieces, index)
    if index and pieces[index - 1].tag is Tag.POSS:
        return actors_left(pieces, index)
    after = target + 1
    if after < len(pieces) and pieces[after].tag is Tag.PUNCT and pieces[after].word == ",":
        return actors_right(pieces, after + 1)
    return [] if any(one.tag is Tag.VERB for one in pieces[:index]) else _under_chairs(pieces, index)


def _handed(sentence: Sentence, index: int, target: int | None) -> list[Piece] | None:
    """Who is handed the chair; nobody where somebody takes it over, which is read from the verb."""
    pieces = sentence.pieces
    end = index if target is None else target
    left = [frame for frame in sentence.frames if frame.index < index and frame.has("cede", "takeover")]
    if left and left[-1].has("cede"):
        return _handed_to(pieces, end)
    if target is None and not concerns_meeting(pieces):
        return None
    if left and index - left[-1].index < NEAR:
        return []
    passed = [frame for frame in sentence.frames if 0 < frame.index - end < _PASSED and frame.has("cede")]
    return _handed_to(pieces, passed[0].index) if passed else None


def _serving(sentence: Sentence, index: int, target: int | None) -> list[Piece]:
    """'As chair of the meeting, the UK', 'replaced Austin as chair', 'with Healey as chair'."""
    pieces = sentence.pieces
    who = [one for one in actors_left(pieces, index - 1) if one.tag is not Tag.PRON]
    if not who and target is not None and target + 1 < len(pieces) and pieces[target + 1].word == ",":
        return actors_right(pieces, target + 2)
    verbs = [frame for frame in sentence.frames if frame.index < index and frame.has("replaces")]
    if verbs and not verbs[-1].negated:
        who += actors_left(pieces, verbs[-1].index) or [*verbs[-1].subjects]
    return who


def _handed_to(pieces: list[Piece], target: int) -> list[Piece]:
    for at in range(target + 1, min(target + 5, len(pieces))):
        if pieces[at].tag is Tag.TO:
            who = actors_right(pieces, at + 1, reach=4)
            persons = [one for one in who if one.tag is Tag.PERSON]
            return (
                persons if len(who) == 2 and len(persons) == 1 else who
            )  # 'his British counterpart, Healey'
    return []


def concerns_meeting(pieces: list[Piece]) -> bool:
    return any(is_meeting(piece) or names_coalition(pieces, at) for at, piece in enumerate(pieces))
