"""Where a sentence says that support stops, flows or goes on again, and of which support it says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from pledgebook.reading import flows
from pledgebook.reading.clauses import Frame
from pledgebook.reading.limits import LONGEST_SENTENCE
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import word_lists
from pledgebook.vocabulary.claims import SupportState

_GIVING = ("give", "fund", "announce", "pledge")


class Stop(msgspec.Struct, frozen=True):
    """A state with the pieces that say of which support, and the verb that governs it where there is one."""

    state: SupportState
    about: list[Piece]
    first: Piece
    last: Piece
    frame: Frame | None = None


def _words() -> dict[str, dict[str, str]]:
    return word_lists("statuses.csv")


def find_stops(sentence: Sentence) -> Iterator[Stop]:
    """What a sentence tells as a fact about support. A quick look passes over most sentences."""
    verbs, nouns = _words()["state"], _signs()
    verbal = Tag.NOT in sentence.tags
    nominal: list[int] = []
    for number, piece in enumerate(sentence.pieces):
        if piece.tag is Tag.VERB and piece.value.lemma in verbs:
            verbal = True
        verbal = verbal or piece.word in _words()["yet"]
        if piece.word in nouns or piece.tag is Tag.NOT:
            nominal.append(number)
    if not (verbal or nominal) or len(sentence.pieces) > LONGEST_SENTENCE or sentence.pieces[-1].word == "?":
        return
    for frame in sentence.frames if verbal else ():
        stop = _of_verb(frame, sentence)
        if stop is not None and _is_real(stop.first, frame, sentence):
            yield stop
    for index in nominal:
        stop = _of_noun(index, sentence)
        if stop is not None and _is_real(sentence.pieces[index], stop.frame, sentence):
            yield stop


@cache
def _signs() -> frozenset[str]:
    return frozenset({*_words()["noun"], *_words()["predicate"], *_words()["lasting"]})


def _of_verb(frame: Frame, sentence: Sentence) -> Stop | None:
    if frame.has("halt", "resume"):
        return _stopping(frame, sentence)
    if frame.form.lemma in _words()["state"]:
        return _going_on(frame, sentence)
    if (
        frame.has(*_GIVING)
        and not frame.passive
        and (Tag.NOT in sentence.tags or _is_yet_to(frame, sentence))
    ):
        return _withheld(frame, sentence)
    return None


def _is_yet_to(frame: Frame, sentence: Sentence) -> bool:
    """'Has yet to approve'."""
    ahead = sentence.pieces[max(0, frame.index - 2) : frame.index]
    return len(ahead) == 2 and ahead[0].word in _words()["yet"] and ahead[1].tag is Tag.TO


def _stopping(frame: Frame, sentence: Sentence) -> Stop | None:
    """'Halted military aid', 'aid was suspended', 'lifted the freeze on intelligence'."""
    state = _words()["state"].get(frame.form.lemma)
    if state is None:
        return None
    pieces = sentence.pieces
    passive = frame.passive or (frame.form.form == "participle" and frame.subjects == ())
    about = [] if passive else flows.governed(pieces, frame.first)
    if flows.channels([pieces[frame.index]]):
        about = [pieces[frame.index], *about]  # 'resumed deliveries', one phrase
    if passive or (not flows.channels(about) and not frame.subjects):
        about = flows.subject(pieces, frame.index)
    if any(piece.word in _words()["noun"] for piece in about) or _is_cut_by(about):
        return None
    if frame.negated:
        state = SupportState.ACTIVE if frame.has("halt") else None
    if state is None or not about:
        return None
    return _stop(SupportState(state), about, pieces[frame.index], frame)


def _going_on(frame: Frame, sentence: Sentence) -> Stop | None:
    """'Continues to supply weapons': what a party goes on giving."""
    inner = next(
        (other for other in sentence.frames if other.index == frame.index + 2 and other.has("give")), None
    )
    if inner is None and not frame.modal and not frame.negated:
        about = flows.subject(sentence.pieces, frame.index)
        owned = flows.channels(about) and any(flows.owners(about))
        return _stop(SupportState.ACTIVE, about, sentence.pieces[frame.index], None) if owned else None
    if inner is None or frame.negated or frame.modal or not inner.infinitive:
        return None
    return _stop(
        SupportState.ACTIVE,
        flows.governed(sentence.pieces, inner.first),
        sentence.pieces[frame.index],
        frame,
    )


def _withheld(frame: Frame, sentence: Sentence) -> Stop | None:
    """'Has not announced new packages', 'brought no new aid', 'no longer donates weapons'."""
    pieces = sentence.pieces
    about = flows.governed(pieces, frame.first)
    ahead = [piece.word for piece in pieces[max(0, frame.index - 2) : frame.index]]
    if len(ahead) == 2 and ahead[1] in _words()["longer"] and pieces[frame.index - 2].tag is Tag.NOT:
        return _stop(SupportState.HALTED, about, pieces[frame.index - 2], frame)
    denied = frame.negated or _is_yet_to(frame, sentence) or any(piece.tag is Tag.NOT for piece in about[:2])
    fresh = any(piece.tag is Tag.NEW or piece.word in _words()["quantity"] for piece in about[:4])
    if not (denied and fresh) or not _has_package(about):
        return None
    return _stop(SupportState.NO_NEW_PACKAGES, about, pieces[frame.index], frame)


def _of_noun(index: int, sentence: Sentence) -> Stop | None:
    """'A pause in arms deliveries', 'the aid freeze', 'is on hold', 'there were no new packages'."""
    pieces = sentence.pieces
    piece = pieces[index]
    ahead = pieces[index - 1] if index else None
    behind = pieces[index + 1] if index + 1 < len(pieces) else None
    if piece.tag is Tag.NOT and behind is not None and behind.tag is Tag.NEW:
        about = flows.governed(pieces, index + 1)
        outside = not any(frame.first <= index < frame.last for frame in sentence.frames)
        kept = outside and _has_package(about)
        return _stop(SupportState.NO_NEW_PACKAGES, about, piece, None) if kept else None
    if piece.word in _words()["predicate"] and ahead is not None and ahead.word == "on":
        return _predicate(index, sentence)
    if piece.word in _words()["lasting"]:
        return _lasting(index, sentence)
    state = _words()["noun"].get(piece.word) if piece.tag is not Tag.VERB else None
    if state is None or ahead is None:
        return None
    frame = _governing(sentence, index)
    if behind is not None and behind.tag in (Tag.PREP, Tag.TO):
        about = flows.governed(pieces, index + 2)
    elif flows.channels([ahead]):
        about = flows.before(pieces, index - 1)
    else:
        return None
    if frame is not None and (frame.has("resume") or _words()["state"].get(frame.form.lemma) == "ended"):
        state = SupportState.RESUMED
    return _stop(SupportState(state), about, piece, frame)


def _lasting(index: int, sentence: Sentence) -> Stop | None:
    """'American aid remains ongoing', 'keeps flowing'."""
    pieces = sentence.pieces
    left = index - 1
    while left > 0 and pieces[left].tag is Tag.ADV:
        left -= 1
    if left < 1 or not (pieces[left].tag is Tag.AUX or pieces[left].word in _words()["last"]):
        return None
    about = flows.before(pieces, left - 1)
    owned = flows.channels(about) and any(flows.owners(about))
    return _stop(SupportState.ACTIVE, about, pieces[index], None) if owned else None


def _predicate(index: int, sentence: Sentence) -> Stop | None:
    """'Aid is on hold', 'the Pentagon put shipments on hold'."""
    pieces = sentence.pieces
    putting = [
        frame
        for frame in sentence.frames
        if index - 8 < frame.index < index and frame.form.lemma in _words()["put"]
    ]
    if putting and not putting[-1].negated and (about := pieces[putting[-1].index + 1 : index - 1]):
        frame = putting[-1]
        passive = frame.passive and flows.subject(pieces, frame.index)
        return _stop(SupportState.PAUSED, passive or about, pieces[index], frame)
    left = index - 2
    while left >= 0 and pieces[left].tag in (Tag.QUOTE, Tag.ADV, Tag.PUNCT):
        left -= 1
    if left < 0 or pieces[left].tag is not Tag.AUX:
        return None
    about = flows.before(pieces, left - 1)
    return _stop(SupportState.PAUSED, about, pieces[index], None) if about else None


def _is_real(piece: Piece, frame: Frame | None, sentence: Sentence) -> bool:
    """Whether a state is told as a fact, and not wished, asked, feared or supposed."""
    if frame is not None:
        if frame.modal in ("would", "can"):
            return False
        parent = sentence.frames[frame.parent] if frame.infinitive and frame.parent is not None else None
        if parent is not None and parent.form.lemma not in _words()["resolved"]:
            return False
    for other in sentence.pieces:
        if other.start >= piece.start:
            return True
        if other.tag is Tag.IF or other.word in _words()["unreal"]:
            return False
    return True


def _stop(state: SupportState, about: list[Piece], piece: Piece, frame: Frame | None) -> Stop:
    first = min((piece, *about), key=lambda one: one.start)
    last = max((piece, *about), key=lambda one: one.end)
    return Stop(state, about, first, last, frame)


def _is_cut_by(about: list[Piece]) -> bool:
    """'Cut aid by 43 per cent', 'cut aid to 2 billion': less is not nothing."""
    return any(piece.tag in (Tag.PERCENT, Tag.MONEY) for piece in about)


def _has_package(about: list[Piece]) -> bool:
    kinds = {piece.value for piece in about[:5] if piece.tag in (Tag.AID, Tag.PACKAGE)}
    return not kinds.isdisjoint({"package", "military", "general", "pledge"})


def _governing(sentence: Sentence, index: int) -> Frame | None:
    """The verb to whose stretch a noun belongs, or whose passive subject it is."""
    for frame in sentence.frames:
        if frame.passive and frame.head is sentence.pieces[index]:
            return frame
    holding = [frame for frame in sentence.frames if frame.first <= index < frame.last]
    return holding[-1] if holding else None
