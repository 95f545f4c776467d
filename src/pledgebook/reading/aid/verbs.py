"""Which verb says what happens to a piece of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.words import words
from pledgebook.reading.clauses import Frame
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag

GIVING = ("give", "fund", "announce", "pledge", "make", "train")
"""Classes of verbs that give or promise."""
_TELLING = frozenset({*GIVING, "need", "buy", "receive", "thank", "halt", "resume"})
"""Classes of verbs that say what happens to aid; others ('including', 'worth', 'aims to') only pass it on."""
_CHAIN = 6
"""How many verbs may pass on what happens to a piece, and how many may hang on each other."""


def governing(sentence: Sentence, index: int) -> Frame | None:
    """The nearest verb to the left whose stretch holds a piece."""
    best: Frame | None = None
    for frame in sentence.frames:
        if frame.index >= index:
            break
        if frame.last > index and not _describes(frame, sentence):
            best = frame
    return best


def _describes(frame: Frame, sentence: Sentence) -> bool:
    """Whether a participle says of what kind the counted things are: '50 used vehicles'."""
    counted = frame.index > 0 and sentence.pieces[frame.index - 1].tag is Tag.NUMBER
    return counted and frame.form.form in ("past", "participle")


def of_aid(sentence: Sentence, index: int) -> Frame | None:
    """The verb that says what happens to the aid: 'including', 'worth' and 'aims to' only pass it on."""
    frame = governing(sentence, index)
    for _ in range(_CHAIN):
        if frame is None or _tells(frame, sentence):
            break
        frame = _outer(frame, sentence)
    return frame


def of_sum(sentence: Sentence, index: int) -> Frame | None:
    """The verb of a sum; where none to the left says what happens to it, a passive one to the right."""
    frame = of_aid(sentence, index)
    if frame is None or not frame.has(*GIVING, "need", "buy", "receive", "include", "worth"):
        return later_passive(sentence, index) or frame
    return frame


def _tells(frame: Frame, sentence: Sentence) -> bool:
    position = sentence.frames.index(frame)
    told = frame.relative and position > 0 and sentence.frames[position - 1].has(*GIVING)
    return bool(
        frame.form.classes & _TELLING
        or _includes(frame)
        or (is_container(frame, sentence) and not told)
        or makes(frame, sentence)
    )


def _includes(frame: Frame) -> bool:
    """Whether a party's gift is said to include something: 'Norway's contribution includes'."""
    named = any(piece.tag is Tag.PARTY for piece in frame.subjects)
    return named and frame.has("include") and frame.form.form != "ing"


def _outer(frame: Frame, sentence: Sentence) -> Frame | None:
    """The verb that a verb hangs on, or the one before it in whose stretch it stands."""
    position = sentence.frames.index(frame)
    if frame.parent is not None and frame.parent < position:
        return sentence.frames[frame.parent]
    if not position or (frame.has("say") and frame.subjects):
        return None
    before = sentence.frames[position - 1]
    return before if before.last > frame.index else None


def chain(frame: Frame, sentence: Sentence) -> Iterator[Frame]:
    """The verbs that a verb hangs on, the nearest first."""
    for _ in range(_CHAIN - 1):
        if frame.parent is None:
            return
        frame = sentence.frames[frame.parent]
        yield frame


def hangs_on(frame: Frame, other: Frame, sentence: Sentence) -> bool:
    """Whether one verb is subordinate to another: 'build drones to be sent'."""
    return any(above is other for above in chain(frame, sentence))


def makes(frame: Frame, sentence: Sentence) -> bool:
    """Whether a verb of planning has production for its object: 'will soon start production of drones'."""
    if not frame.has("plan"):
        return False
    near = sentence.pieces[frame.index + 1 : frame.index + 5]
    return any(piece.tag is Tag.CUE and piece.value == "production:production" for piece in near)


def is_container(frame: Frame, sentence: Sentence) -> bool:
    """Whether the subject is the announcement spoken of before: 'the package includes', 'this will fund'."""
    head = frame.head
    if head is None:
        return False
    if head.tag in (Tag.PACKAGE, Tag.AID):
        return True
    if head.tag is Tag.PRON and head.word == "it":
        named = any(piece.tag is Tag.PARTY for piece in sentence.pieces[: frame.index])
        return frame.has("include") and not named
    return head.word in words("this")


def later_passive(sentence: Sentence, index: int) -> Frame | None:
    """The passive verb to the right whose subject a piece belongs to: 'GBP 4.5 bn will be spent'."""
    frame = _next(sentence, index)
    if frame is None:
        return None
    between = sentence.pieces[index + 1 : frame.index]
    if frame.passive and not any(piece.tag in (Tag.VERB, Tag.BUT) or piece.word == ";" for piece in between):
        return frame
    near = frame.has("receive", "come", "include", "worth", "fund", "give") and len(between) < 8
    return frame if near and not frame.subjects else None


def relative(sentence: Sentence, index: int) -> Frame | None:
    """The verb of a relative clause with a subject of its own: 'the GBP 4.5 bn which Britain is spending'."""
    frame = _next(sentence, index)
    if frame is None or not frame.has(*GIVING, "need") or frame.passive:
        return None
    between = sentence.pieces[index + 1 : frame.index]
    if not _opens_relative(between) or len(between) > 9:
        return None
    return frame if any(piece in between for piece in frame.subjects) else None


def _opens_relative(between: Sequence[Piece]) -> bool:
    if not between:
        return False
    return between[0].tag in (Tag.REL, Tag.PARTY, Tag.DET) or (len(between) > 1 and between[1].tag is Tag.REL)


def _next(sentence: Sentence, index: int) -> Frame | None:
    return next((frame for frame in sentence.frames if frame.index > index), None)


def stands_free(sentence: Sentence, index: int) -> bool:
    """Whether no verb to the left has a piece for its object, but for verbs of saying."""
    frame = governing(sentence, index)
    return frame is None or frame.form.classes <= {"say", "announce"} or frame.has("make", "give", "fund")


def is_open(spot: Spot) -> bool:
    """Whether it is undecided that something is given: 'whether Berlin will approve', 'refuses to send'."""
    if spot.frame is None:
        return False
    if any(piece.word == "whether" for piece in spot.pieces[: spot.frame.index]):
        return True
    above = chain(spot.frame, spot.sentence)
    return any(frame.has("doubt") and not frame.has("record") for frame in above)
