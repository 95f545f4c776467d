"""What a sum or a consignment is: pledge, total, need, purchase, or nothing that the books keep."""

from __future__ import annotations

from collections.abc import Sequence

from pledgebook.reading.aid import givers
from pledgebook.reading.aid.drafts import Sort
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag

GIVING = ("give", "fund", "announce", "pledge", "make", "train")
_TELLING = frozenset({*GIVING, "need", "buy", "receive", "thank", "halt", "resume"})
"""Classes of verbs that say what happens to aid; others ('including', 'worth', 'aims to') only pass it on."""
_HANDING = frozenset({"provide", "give", "disburse", "contribute", "send", "deliver", "supply", "spend", "donate", "invest", "channel", "devote", "funnel", "transfer", "pay", "secure", "raise", "mobilise", "mobilize"})
"""Verbs that in the perfect tense, without a word of one announcement, add up what was given until now."""
_ENABLING = frozenset({"allow", "enable", "help", "let"})
_PAID = frozenset({"pay", "pay out", "disburse", "spend", "provide", "contribute", "give", "deliver"})
_PAYING = frozenset({"pay", "find", "fork out", "spend", "fund", "finance", "buy", "purchase", "order", "acquire", "procure"})


def governing(frames: Sequence[Frame], index: int) -> Frame | None:
    """The nearest verb to the left whose stretch holds a piece."""
    best: Frame | None = None
    for frame in frames:
        if frame.index >= index:
            break
        if frame.last > index:
            best = frame
    return best


def carried(frame: Frame | None, frames: Sequence[Frame], sentence: Sentence) -> Frame | None:
    """The verb that says what happens to the aid: 'including', 'worth' and 'aims to' only pass it on."""
    seen = 0
    while frame is not None and seen < 6:
        seen += 1
        own = frame.form.classes & _TELLING
        position = frames.index(frame)
        told = frame.relative and position > 0 and frames[position - 1].has(*GIVING)
        includes = frame.has("include") and frame.form.form != "ing" and any(one.tag is Tag.PARTY for one in frame.subjects)
        if own or includes or (givers.is_container(frame, sentence) and not told) or makes(frame, sentence):
            return frame
        if frame.parent is not None and frame.parent < position:
            frame = frames[frame.parent]
        elif position and not (frame.has("say") and frame.subjects):
            frame = frames[position - 1] if frames[position - 1].last > frame.index else None
        else:
            return None
    return frame


def makes(frame: Frame, sentence: Sentence) -> bool:
    """Whether a verb of planning has production for its object: 'will soon start production of drones'."""
    if not frame.has("plan"):
        return False
    near = sentence.pieces[frame.index + 1 : frame.index + 5]
    return any(piece.tag is Tag.CUE and piece.value == "production:production" for piece in near)


def later_passive(frames: Sequence[Frame], index: int, pieces: Sequence[Piece]) -> Frame | None:
    """The passive verb to the right whose subject a piece belongs to: 'GBP 4.5 bn will be spent'."""
    for frame in frames:
        if frame.index > index:
            between = pieces[index + 1 : frame.index]
            if frame.passive and not any(piece.tag in (Tag.VERB, Tag.BUT) or piece.word == ";" for piece in between):
                return frame
            if frame.has("receive", "come", "include", "worth", "fund", "give") and len(between) < 8:
                return frame if not frame.subjects else None
            return None
    return None


def relative_frame(frames: Sequence[Frame], index: int, pieces: Sequence[Piece]) -> Frame | None:
    """The verb of a relative clause with a subject of its own: 'the GBP 4.5 bn which Britain is spending'."""
    for frame in frames:
        if frame.index > index:
            between = pieces[index + 1 : frame.index]
            starts = between and (between[0].tag in (Tag.REL, Tag.PARTY, Tag.DET) or (len(between) > 1 and between[1].tag is Tag.REL))
            if not starts or not frame.has(*GIVING, "need") or frame.passive or len(between) > 9:
                return None
            return frame if any(piece in between for piece in frame.subjects) else None
    return None


def is_open(frame: Frame | None, sentence: Sentence) -> bool:
    """Whether it is undecided that something is given: 'whether Berlin will approve', 'refuses to send'."""
    if frame is None:
        return False
    if any(piece.word == "whether" for piece in sentence.pieces[: frame.index]):
        return True
    steps = 0
    while frame.parent is not None and steps < 5:
        frame = sentence.frames[frame.parent]
        steps += 1
        if frame.form.classes & {"doubt"} and not frame.has("record"):
            return True
    return False


def is_own_budget(pieces: Sequence[Piece], index: int, first: int, last: int) -> bool:
    """Whether a sum is the giver's own defence budget and not aid."""
    near = pieces[max(first, index - 6) : min(last, index + 8)]
    budget = any(piece.tag is Tag.CUE and piece.value == "spendown:spendown" for piece in near)
    return budget and not any(piece.tag is Tag.AID for piece in near)


def is_cumulative(frame: Frame | None, sentence: Sentence, index: int) -> bool:
    """Whether a sum adds up what was given over time, and is no announcement of its own."""
    pieces = sentence.pieces
    if any(piece.word in ("part of", "as part of") for piece in pieces[max(0, index - 4) : index]):
        return False
    since = False
    for look, piece in enumerate(pieces):
        if piece.tag is Tag.CUE and piece.value.startswith("total:"):
            if piece.value == "total:brings":
                return piece.start < pieces[index].start
            since |= piece.value == "total:since" or not _superlative(pieces, look)
        elif piece.tag is Tag.DATE and piece.value.since:
            since = True
    if frame is None or frame.has("worth"):
        return since and (frame is not None or _owns(pieces, index))
    done = frame.perfect or (frame.form.form in ("past", "participle") and not frame.infinitive)
    if since and (done or frame.form.form == "ing") and frame.modal is None:
        return True
    if any(piece.tag is Tag.DATE and piece.value.since for piece in pieces[index : index + 9]) and not frame.infinitive:
        return frame.modal is None
    if frame.form.lemma in _PAID and done and _in_past_year(pieces) and not _is_one_package(pieces, index):
        return True
    already = any(piece.word == "already" for piece in pieces[max(0, frame.index - 3) : frame.index])
    if already and done:
        return True
    return frame.perfect and frame.form.lemma in _HANDING and frame.modal is None and not _is_one_package(pieces, index)


def _in_past_year(pieces: Sequence[Piece]) -> bool:
    """Whether the sentence speaks of a whole year: 'paid out EUR 19.6 billion in 2024'."""
    return any(
        piece.tag is Tag.DATE and piece.value.year is not None and piece.value.month is None and not piece.value.until
        for piece in pieces
    )


def _is_one_package(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum is of one announcement: 'an additional', 'a package', 'today'."""
    near = pieces[max(0, index - 5) : index + 6]
    one = any(piece.tag in (Tag.NEW, Tag.RECORD) or piece.value == "package" for piece in near)
    return one or any(piece.tag is Tag.DATE and piece.value.is_day for piece in pieces)


def is_level(frame: Frame | None, pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum is the level that gifts have reached: 'takes the investment to GBP 15 million'."""
    raises = frame is not None and frame.form.lemma in ("take", "bring")
    return raises and any(piece.tag is Tag.TO for piece in pieces[max(0, index - 2) : index])


def stands_free(frames: Sequence[Frame], index: int) -> bool:
    """Whether no verb to the left has a piece for its object, but for verbs of saying."""
    frame = governing(frames, index)
    return frame is None or frame.form.classes <= {"say", "announce"} or frame.has("make", "give", "fund")


def _superlative(pieces: Sequence[Piece], index: int) -> bool:
    """Whether 'so far' or 'to date' only says that something is the largest yet."""
    return any(piece.tag is Tag.RECORD or piece.word.endswith("est") for piece in pieces[max(0, index - 5) : index])


def _owns(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum without a verb is said of a total."""
    return any(piece.word in ("total", "overall") for piece in pieces[max(0, index - 5) : index])


def is_asked(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether the supported party asks others to give: 'Fedorov asked the partners to give missiles'."""
    steps = 0
    while frame.parent is not None and steps < 4:
        frame = sentence.frames[frame.parent]
        steps += 1
        if frame.has("need") and givers.is_recipient(frame, sentence, context):
            return True
    return False


def recipient_sort(frame: Frame, sentence: Sentence) -> Sort | None:
    """What it is that the supported party itself does: need, buy, or something that is not kept."""
    if _is_enabled(frame, sentence):
        return None
    if frame.has("need"):
        return Sort.NEED
    if frame.form.lemma in _PAYING:
        if frame.has("buy") and frame.modal is None and not frame.infinitive:
            return Sort.PURCHASE
        return Sort.NEED
    if frame.has("plan") and frame.form.lemma in ("want", "seek", "hope"):
        return Sort.NEED
    return None


def _is_enabled(frame: Frame, sentence: Sentence) -> bool:
    """Whether somebody lets the party do it ('will allow Ukraine to acquire'), or it is 'what it needs'."""
    if frame.head is not None and frame.head.tag is Tag.PRON:
        before = [piece for piece in sentence.pieces if piece.end <= frame.head.start]
        if before and before[-1].word == "what":
            return True
    parent = sentence.frames[frame.parent] if frame.parent is not None else None
    while parent is not None and parent.form.lemma in _ENABLING:
        if parent.parent is None:
            return True
        parent = sentence.frames[parent.parent]
    return parent is not None and frame.infinitive and parent.has("give")


def is_comparison(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a sum is a difference ('EUR 4 billion more than ...') or a size of many ('in packages of ...')."""
    after = [piece.word for piece in pieces[index + 1 : index + 3]]
    if after in (["more", "than"], ["less", "than"], ["higher", "than"]):
        return True
    return index > 1 and pieces[index - 1].word == "of" and pieces[index - 2].word == "packages"


def buys(frame: Frame) -> bool:
    """Whether a need is to be met by buying."""
    return frame.form.lemma in _PAYING


def need_before(pieces: Sequence[Piece], index: int, reach: int = 7) -> bool:
    """Whether 'shortage of', 'need for' or 'necessary' leads to a piece."""
    for look in range(index - 1, max(-1, index - reach), -1):
        piece = pieces[look]
        if piece.tag is Tag.CUE and piece.value.startswith("needs:"):
            return True
        if piece.tag in (Tag.VERB, Tag.QUOTE) or piece.word in (";", ":"):
            return False
    return False


def conditional(sentence: Sentence) -> bool:
    """Whether the sentence makes the promise depend on something."""
    for index, piece in enumerate(sentence.pieces):
        if piece.tag is Tag.CUE and piece.value == "conditional:conditional":
            return True
        if piece.tag is Tag.IF and piece.word == "if" and index + 1 < len(sentence.pieces):
            return True
    return False


def speaker_context(frame: Frame, sentence: Sentence, context: Context) -> bool:
    """Whether the recipient's people say it: then a bare 'need' is the recipient's."""
    return givers.is_recipient(frame, sentence, context)
