"""What a clause says besides who and how much: period, type of aid, part of what, under which condition."""

from __future__ import annotations

from collections.abc import Sequence

from pledgebook.reading.aid import sorting
from pledgebook.reading.aid.drafts import Draft, Sort
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import RECIPIENT, Context
from pledgebook.reading.dates import resolve_period
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reference.items import item_named
from pledgebook.vocabulary.claims import AidType, PledgeMode
from pledgebook.vocabulary.time import Period

_AID_TYPES = {"military": AidType.MILITARY, "humanitarian": AidType.HUMANITARIAN, "financial": AidType.FINANCIAL}
_CIVILIAN = frozenset({"humanitarian", "energy", "medical & protection", "budget support"})
_PAYS_FOR = frozenset({"pay", "fund", "finance", "bankroll", "cover", "buy", "purchase", "procure", "order"})
_SHARES = frozenset({"of this", "of that", "of this sum", "of that sum", "of this amount", "of that amount", "of which", "of the sum", "of it", "of the total", "the remaining", "the rest", "from this amount"})
_PHRASE = 6
"""How many pieces around a sum belong to its noun phrase: 'a GBP 450 million emergency military aid package'."""


def clause(sentence: Sentence, frame: Frame | None, index: int) -> tuple[int, int]:
    """The stretch of the flat text that says it: from the subject, or the sentence's start, to the clause's end."""
    pieces = sentence.pieces
    if frame is None:
        return sentence.start, sentence.end
    start = min([pieces[min(frame.index, index)].start, *(piece.start for piece in frame.subjects if piece.start >= sentence.start)])
    last = frame.last if frame.last > index else len(pieces)
    end = pieces[min(last, len(pieces)) - 1].end
    return start, max(end, pieces[index].end)


def item_stretch(pieces: Sequence[Piece], index: int, frame: Frame | None) -> tuple[int, int]:
    """Where the items of a sum stand: in the stretch of its verb, up to the next sum that is no part of this one."""
    first, last = (min(frame.first, index), frame.last) if frame and frame.index < index else (0, len(pieces))
    last = max(last, index + 1)
    for look in range(index + 1, min(last, len(pieces))):
        if pieces[look].tag is Tag.MONEY:
            last = look
            break
    if any(piece.tag is Tag.MONEY for piece in pieces[first:index]):
        first = index
    return first, last


def list_end(pieces: Sequence[Piece], index: int) -> int:
    """Where a list of items that starts at `index` ends."""
    end = index + 1
    while end < len(pieces) and (
        pieces[end].tag in (Tag.ITEM, Tag.AND, Tag.NUMBER, Tag.DET, Tag.NEW, Tag.WORD) or pieces[end].word == ","
    ):
        end += 1
    return end


def describe(draft: Draft, sentence: Sentence, index: int, frame: Frame | None, context: Context) -> None:
    """Fill in the fields that the clause around a piece says."""
    pieces = sentence.pieces
    first, last = (frame.index, frame.last) if frame and frame.index <= index else (0, len(pieces))
    stretch = pieces[first:max(last, index + 1)]
    draft.period = _period(pieces, index, first, context)
    draft.aid_type = _aid_type(pieces, index, draft)
    draft.record = any(piece.tag is Tag.RECORD for piece in pieces[max(0, index - 3) : index])
    draft.recipient = RECIPIENT if draft.sort in (Sort.PLEDGE, Sort.TOTAL) and _names_recipient(sentence, context) else None
    draft.conditional = sorting.conditional(sentence)
    if draft.sort is Sort.PLEDGE and frame is not None:
        draft.delivered = _delivered(frame)
        draft.mode = _mode(pieces, frame)
    if draft.sort is Sort.PURCHASE:
        draft.funds = _funds(stretch, context)
    if draft.sort is Sort.PLEDGE and draft.amount is not None:
        draft.part_of = _part_of(sentence, index, frame)


def _period(pieces: Sequence[Piece], index: int, first: int, context: Context) -> Period | None:
    """The period said of a sum: the first one behind it and before the next sum, else the last one before it."""
    for piece in pieces[index + 1 :]:
        if piece.tag in (Tag.MONEY, Tag.BUT):
            break
        if piece.tag is Tag.DATE and not piece.value.is_day:
            return resolve_period(piece.value, context.anchor)
    for piece in reversed(pieces[first:index]):
        if piece.tag is Tag.MONEY:
            break
        if piece.tag is Tag.DATE and not piece.value.is_day:
            return resolve_period(piece.value, context.anchor)
    return None


def _aid_type(pieces: Sequence[Piece], index: int, draft: Draft) -> AidType | None:
    near = sorted(
        (abs(look - index), pieces[look].value)
        for look in range(max(0, index - 12), min(len(pieces), index + 12))
        if pieces[look].tag is Tag.AID
    )
    for _, value in near:
        if value in _AID_TYPES:
            return _AID_TYPES[value]
    if draft.items:
        civilian = item_named(draft.items[0].item).capability in _CIVILIAN
        return AidType.HUMANITARIAN if civilian else AidType.MILITARY
    return None


def _names_recipient(sentence: Sentence, context: Context) -> bool:
    named = any(piece.tag is Tag.PARTY and piece.value.party == RECIPIENT for piece in sentence.pieces)
    return named or context.coalition is not None


def _delivered(frame: Frame) -> bool:
    handing = frame.form.lemma in ("deliver", "hand over", "send", "provide", "donate", "give", "supply", "transfer", "ship")
    return handing and frame.form.form in ("past", "participle") and frame.modal is None and not frame.infinitive


def _mode(pieces: Sequence[Piece], frame: Frame) -> PledgeMode | None:
    if frame.has("make") or speaks_of_production(pieces, frame):
        return PledgeMode.PRODUCTION
    if frame.has("train"):
        return PledgeMode.TRAINING
    if frame.has("buy"):
        return PledgeMode.PROCUREMENT
    if any(piece.word in ("loan", "loans", "credit") for piece in pieces[frame.first : frame.last]):
        return PledgeMode.LOAN
    return None


def speaks_of_production(pieces: Sequence[Piece], frame: Frame) -> bool:
    """Whether the object of a verb is the making of things: 'increase its drone production'."""
    return any(
        piece.tag is Tag.CUE and piece.value == "production:production" for piece in pieces[frame.first : frame.last]
    )


def tells_delivery(pieces: Sequence[Piece], frame: Frame) -> bool:
    """Whether the object of a verb is a handing over: 'will confirm the delivery of 140,000 shells'."""
    near = pieces[frame.first : frame.first + 6]
    return any(piece.tag is Tag.PACKAGE or piece.word in ("delivery", "deliveries", "transfer") for piece in near)


def funds_items(pieces: Sequence[Piece], frame: Frame) -> bool:
    """Whether a verb of funding gives the items themselves: 'will pay for drones', 'increase drone production'."""
    packed = any(piece.value == "package" for piece in pieces[frame.first : frame.first + 6])
    return packed or frame.form.lemma in _PAYS_FOR or speaks_of_production(pieces, frame)


def is_share(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum is said to be of the sum spoken of before: 'of this, EUR 400 million', 'the remaining ...'."""
    near = pieces[max(0, index - 4) : index + 4]
    return any(piece.tag is Tag.CUE and piece.value == "part:part" and piece.word in _SHARES for piece in near)


def _funds(stretch: Sequence[Piece], context: Context) -> str | None:
    """From whose funds a purchase is paid."""
    for look, piece in enumerate(stretch):
        if piece.word.startswith("from") or piece.word in ("with", "using", "under"):
            for after in stretch[look + 1 : look + 10]:
                if after.tag is Tag.COALITION or (after.tag is Tag.CUE and after.value == "ourside:coalition"):
                    return context.coalition
                if after.tag is Tag.PARTY:
                    return str(after.value.party)
    return None


def _part_of(sentence: Sentence, index: int, frame: Frame | None) -> str | None:
    """The words that name the whole that a sum is a part of."""
    pieces = sentence.pieces
    text = sentence.page.flat.text
    if frame is not None and frame.has("include") and frame.head is not None and frame.head.tag in (Tag.PACKAGE, Tag.AID):
        start = sentence.start
        for look in range(frame.index - 1, -1, -1):
            if pieces[look].tag in (Tag.PUNCT, Tag.VERB):
                start = pieces[look].end
                break
        words = text[start : frame.head.end].strip()
        return words.removeprefix("The ").removeprefix("the ") or None
    for look in range(index + 1, min(index + 10, len(pieces))):
        if pieces[look].tag is Tag.CUE and pieces[look].word in ("part of", "as part of", "under the", "within the"):
            for after in range(look + 1, min(look + 10, len(pieces))):
                if pieces[after].tag is Tag.PACKAGE:
                    return text[pieces[look].end : pieces[after].end].strip()
            return None
        if pieces[look].tag is Tag.MONEY:
            return None
    return None


def is_inside(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum is told as a part of the one before it: 'including', 'of which', 'with ... coming from'."""
    for look in range(index - 1, max(-1, index - 7), -1):
        piece = pieces[look]
        if piece.tag is Tag.CUE and piece.value == "part:part" and not piece.word.startswith("from"):
            return True
        if piece.tag is Tag.VERB and "include" in piece.value.classes:
            return True
        if piece.tag is Tag.PREP and piece.word == "with" and look and pieces[look - 1].word == ",":
            return True
        if piece.tag is Tag.MONEY:
            return is_inside(pieces, look)
        owned = piece.tag is Tag.PARTY and not (look and pieces[look - 1].tag in (Tag.PREP, Tag.DET))
        if piece.tag in (Tag.VERB, Tag.BUT) or owned:
            return False
    return False


def name_of(draft: Draft) -> str:
    """How a part refers to its whole when no words name it: by the whole's sum."""
    return str(draft.amount) if draft.amount is not None else "the same announcement"


def in_aid_phrase(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the noun phrase around a sum is about aid: 'a EUR 5 bn military aid package'."""
    for look in range(index + 1, min(index + _PHRASE, len(pieces))):
        if pieces[look].tag in (Tag.AID, Tag.PACKAGE):
            return True
        if pieces[look].tag in (Tag.VERB, Tag.PUNCT, Tag.BUT):
            break
    for look in range(index - 1, max(-1, index - _PHRASE), -1):
        if pieces[look].tag in (Tag.AID, Tag.PACKAGE):
            return True
        worth = "worth" in pieces[look].value.classes if pieces[look].tag is Tag.VERB else False
        told = pieces[look].word == "," and pieces[look + 1].value == "worth:worth"
        if (pieces[look].tag in (Tag.VERB, Tag.BUT) and not worth) or (pieces[look].word in (";", ",") and not told):
            break
    return False
