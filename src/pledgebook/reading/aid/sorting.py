"""What a sum or a consignment is: pledge, total, need, purchase, or nothing that the books keep."""

from __future__ import annotations

from collections.abc import Sequence

from pledgebook.reading.aid import givers, verbs
from pledgebook.reading.aid.drafts import Sort
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.words import words
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.page import Sentence
from pledgebook.reading.sides import is_supported
from pledgebook.reading.tags import Piece, Tag


def is_no_aid(spot: Spot) -> bool:
    """Whether a sum is none that anybody gives: denied, undecided, a comparison, the giver's own budget."""
    denied = spot.frame is not None and spot.frame.negated
    return denied or is_own_budget(spot) or is_comparison(spot) or verbs.is_open(spot)


def is_own_budget(spot: Spot) -> bool:
    """Whether a sum is the giver's own defence budget and not aid."""
    frame, first, last = spot.frame, 0, len(spot.pieces)
    if frame is not None and frame.index < spot.index:
        first, last = frame.index, frame.last
    near = spot.pieces[max(first, spot.index - 6) : min(last, spot.index + 8)]
    budget = any(piece.tag is Tag.CUE and piece.value == "spendown:spendown" for piece in near)
    return budget and not any(piece.tag is Tag.AID for piece in near)


def is_comparison(spot: Spot) -> bool:
    """Whether a sum is a difference ('EUR 4 billion more than') or a size of many ('in packages of')."""
    after = [piece.word for piece in spot.pieces[spot.index + 1 : spot.index + 3]]
    if len(after) > 1 and after[0] in words("more") and after[1] == "than":
        return True
    return [piece.word for piece in spot.before(2)] == ["packages", "of"]


def is_level(frame: Frame | None, spot: Spot) -> bool:
    """Whether a sum is the level that gifts have reached: 'takes the investment to GBP 15 million'."""
    raises = frame is not None and frame.form.lemma in words("levelling")
    return raises and any(piece.tag is Tag.TO for piece in spot.before(2))


def is_cumulative(spot: Spot) -> bool:
    """Whether a sum adds up what was given over time, and is no announcement of its own."""
    if any(piece.word in words("part") for piece in spot.before(4)):
        return False
    brings = next((piece for piece in spot.pieces if piece.value == "total:brings"), None)
    if brings is not None:
        return brings.start < spot.piece.start
    since = any(_says_since(spot.pieces, look) for look in range(len(spot.pieces)))
    if spot.frame is None:
        return since and any(piece.word in words("sum") for piece in spot.before(5))
    if spot.frame.has("worth"):
        return since
    return _adds_up(spot, spot.frame, since=since)


def _says_since(pieces: Sequence[Piece], look: int) -> bool:
    """Whether a piece speaks of a stretch of time that reaches until now."""
    piece = pieces[look]
    if piece.tag is Tag.DATE:
        return bool(piece.value.since)
    if piece.tag is not Tag.CUE or not piece.value.startswith("total:"):
        return False
    return piece.value == "total:since" or not _superlative(pieces, look)


def _adds_up(spot: Spot, frame: Frame, *, since: bool) -> bool:
    """Whether the tense of a verb, with what the sentence says of the time, adds up what was given."""
    done = frame.perfect or (frame.form.form in ("past", "participle") and not frame.infinitive)
    if since and (done or frame.form.form == "ing") and frame.modal is None:
        return True
    behind = spot.pieces[spot.index : spot.index + 9]
    if not frame.infinitive and any(piece.tag is Tag.DATE and piece.value.since for piece in behind):
        return frame.modal is None
    of_year = frame.form.lemma in words("paid") and _in_past_year(spot.pieces)
    of_all = frame.perfect and frame.form.lemma in words("handing") and frame.modal is None
    if ((done and of_year) or of_all) and not _is_one_package(spot):
        return True
    return done and any(
        piece.word == "already" for piece in spot.pieces[max(0, frame.index - 3) : frame.index]
    )


def _in_past_year(pieces: Sequence[Piece]) -> bool:
    """Whether the sentence speaks of a whole year: 'paid out EUR 19.6 billion in 2024'."""
    dates = (piece.value for piece in pieces if piece.tag is Tag.DATE)
    return any(when.year is not None and when.month is None and not when.until for when in dates)


def _is_one_package(spot: Spot) -> bool:
    """Whether a sum is of one announcement: 'an additional', 'a package', 'today'."""
    near = spot.around(5)
    one = any(piece.tag in (Tag.NEW, Tag.RECORD) or piece.value == "package" for piece in near)
    return one or any(piece.tag is Tag.DATE and piece.value.is_day for piece in spot.pieces)


def _superlative(pieces: Sequence[Piece], index: int) -> bool:
    """Whether 'so far' or 'to date' only says that something is the largest yet."""
    near = pieces[max(0, index - 5) : index]
    return any(piece.tag is Tag.RECORD or piece.word.endswith("est") for piece in near)


# -- what the supported party does itself --------------------------------------------------------------


def is_asked(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether the supported party asks others to give: 'Kyiv asked the partners to give missiles'."""
    above = list(verbs.chain(frame, sentence))[:4]
    return any(one.has("need") and givers.is_recipient(one, sentence, context) for one in above)


def recipient_sort(frame: Frame, sentence: Sentence) -> Sort | None:
    """What it is that the supported party itself does: need, buy, or something that is not kept."""
    if _is_enabled(frame, sentence):
        return None
    if frame.has("need"):
        return Sort.NEED
    if buys(frame):
        done = frame.has("buy") and frame.modal is None and not frame.infinitive
        return Sort.PURCHASE if done else Sort.NEED
    return Sort.NEED if frame.has("plan") and frame.form.lemma in words("wanting") else None


def _is_enabled(frame: Frame, sentence: Sentence) -> bool:
    """Whether somebody lets the party do it ('will allow Ukraine to acquire'), or it is 'what it needs'."""
    if frame.head is not None and frame.head.tag is Tag.PRON:
        before = [piece for piece in sentence.pieces if piece.end <= frame.head.start]
        if before and before[-1].word == "what":
            return True
    parent = sentence.frames[frame.parent] if frame.parent is not None else None
    while parent is not None and parent.form.lemma in words("enabling"):
        if parent.parent is None:
            return True
        parent = sentence.frames[parent.parent]
    return parent is not None and frame.infinitive and parent.has("give")


def buys(frame: Frame) -> bool:
    """Whether a need is to be met by buying."""
    return frame.form.lemma in words("paying")


def need_before(pieces: Sequence[Piece], index: int, reach: int = 7) -> bool:
    """Whether 'shortage of', 'need for' or 'necessary' leads to a piece."""
    for look in range(index - 1, max(-1, index - reach), -1):
        piece = pieces[look]
        if piece.tag is Tag.CUE and piece.value.startswith("needs:"):
            return True
        if piece.tag in (Tag.VERB, Tag.QUOTE) or piece.word in (";", ":"):
            return False
    return False


def speaks_of_recipient(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether the supported party is named before a piece, or acts there."""
    acts = (frame for frame in sentence.frames if frame.index < index)
    if any(givers.is_recipient(frame, sentence, context) for frame in acts):
        return True
    return any(
        piece.tag is Tag.PARTY and is_supported(piece.value.party) for piece in sentence.pieces[:index]
    )


def says_need(sentence: Sentence, context: Context) -> bool:
    """Whether a sentence over a list says that the supported party needs what follows."""
    if any(frame.has("need") and givers.is_recipient(frame, sentence, context) for frame in sentence.frames):
        return True
    last = len(sentence.pieces)
    return need_before(sentence.pieces, last, last) and speaks_of_recipient(sentence, last, context)
