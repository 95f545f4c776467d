"""Find the subject of a verb: look left for the nearest noun phrase that no preposition owns.

On the way the search steps over dates, prepositional phrases and what stands between commas. Infinitives,
participles and verbs joined by 'and' take the subject of the verb before them.
"""

from __future__ import annotations

from pledgebook.reading.clauses import Frame
from pledgebook.reading.phrases import NOUNS, actors, is_actor, is_owned, phrase_start
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import words_of

_GRAMMAR = "grammar.csv"
_OBJECT_CONTROL = words_of(_GRAMMAR, "objectcontrol")
"""Verbs whose object does what the infinitive says: 'urged Berlin to send'."""
_UNDECIDED = words_of(_GRAMMAR, "undecided")
_ABSOLUTE = words_of(_GRAMMAR, "absolute")
_DEMONSTRATIVES = words_of(_GRAMMAR, "demonstrative")

BEFORE_VERB = frozenset({Tag.ADV, Tag.NOT, Tag.AUX, Tag.MODAL})
"""What can stand between a subject and its verb."""
_STOPS = frozenset({Tag.VERB, Tag.TO, Tag.IF, Tag.BUT, Tag.QUOTE, Tag.AUX, Tag.MODAL})
_PASSED = frozenset({Tag.DATE, Tag.PREP, Tag.ADV, Tag.AND, Tag.DET})
_DASHES = ("-", "–", "—")
_OPENING = {")": ("(",), ",": (",",), **dict.fromkeys(_DASHES, _DASHES)}
"""For each mark before a verb, the marks that can have opened the aside that it closes."""
_PARTED = (";", ":")
_PLAN = frozenset({Tag.PACKAGE, Tag.WORD})
_IN_PLAN = frozenset({*_PLAN, Tag.NEW, Tag.POSS})
_GIVING = ("give", "make", "train")
_FINITE = frozenset({"past", "s", "participle"})
_PAST = frozenset({"past", "participle"})

_REACH = 40
"""How many pieces to the left a subject may stand: longer sentences put a new subject nearer."""
_ASIDE = 29
"""Pieces of the longest aside between a subject and its verb."""
_PLAN_REACH = 4
"""How many pieces before the noun of a plan its owner may stand: 'the UK's new five-year plan to ...'."""
_BE_REACH = 3
"""How many pieces before 'to' its 'be' may stand: 'is not yet ready to pay'."""


def find_subject(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    """Give a finite verb its subject, which stands at `left` or before it."""
    index = left
    for _ in range(_REACH):
        if index < 0 or _ends_search(pieces[index]):
            break
        if _stands_alone(index, left, pieces):
            frame.head = pieces[index]
            return
        before = _step_over(frame, index, pieces)
        if before == index:
            _take_subject(frame, index, pieces)
            return
        index = before
    lone = frame.head is None and not frame.relative and not frame.passive and frame.form.form in _FINITE
    if lone and found and index >= 0 and pieces[index].tag is Tag.VERB:
        _hand_on(found[-1], frame)


def _ends_search(piece: Piece) -> bool:
    return piece.tag in _STOPS or (piece.tag is Tag.PUNCT and piece.word not in _OPENING)


def _stands_alone(index: int, left: int, pieces: list[Piece]) -> bool:
    """Whether a piece is the whole subject: the 'which' that opens a clause, the 'this' before the verb."""
    piece = pieces[index]
    if piece.tag is Tag.REL:
        return index == 0 or pieces[index - 1].tag in (Tag.QUOTE, Tag.AND, Tag.BUT)
    return index == left and piece.tag is Tag.DET and piece.word in _DEMONSTRATIVES


def _step_over(frame: Frame, index: int, pieces: list[Piece]) -> int:
    """Where to look on, past what can be no subject; `index` itself where the subject ends."""
    piece = pieces[index]
    if piece.tag is Tag.REL:
        frame.relative = True
        return _before_relative(index, pieces)
    if piece.tag is Tag.PUNCT:
        before = _before_aside(index, pieces)
        between = pieces[before + 1 : index]
        frame.aside = tuple(one for one in between if one.tag is Tag.PARTY and one.value.form == "name")
        frame.together = any(one.tag is Tag.CUE and one.value == "jointly:jointly" for one in between)
        return before
    if piece.tag in _PASSED:
        return index - 1
    owner = phrase_start(index, pieces) - 1
    if owner < 0 or pieces[owner].tag is not Tag.PREP:
        return index
    _note_owner(frame, owner, pieces)
    return owner - 1


def _before_relative(index: int, pieces: list[Piece]) -> int:
    """Past 'who', ', which' and ', of which'."""
    index -= 1
    if index >= 0 and pieces[index].tag is Tag.PREP:
        index -= 1
    if index >= 0 and pieces[index].tag is Tag.PUNCT:
        index -= 1
    return index


def _before_aside(index: int, pieces: list[Piece]) -> int:
    """Past what stands between commas, dashes or brackets before a verb."""
    opening = _OPENING[pieces[index].word]
    for look in range(index - 1, max(-1, index - _ASIDE - 1), -1):
        piece = pieces[look]
        if piece.tag is Tag.PUNCT and piece.word in opening:
            return look - 1
        if piece.tag is Tag.PUNCT and piece.word in _PARTED:
            break
    return index - 1


def _note_owner(frame: Frame, owner: int, pieces: list[Piece]) -> None:
    """Of 'a package of drones' the head is the package, though no actor."""
    noun = owner - 1
    of_noun = pieces[owner].value == "of" and noun >= 0 and pieces[noun].tag in NOUNS
    if of_noun and pieces[noun].tag is Tag.WORD and not is_owned(noun, pieces):
        frame.head = frame.head or pieces[noun]


def _take_subject(frame: Frame, index: int, pieces: list[Piece]) -> None:
    head, subjects = pieces[index], actors(index, pieces)
    if frame.aside and (head.tag is Tag.GROUP or (not subjects and len(frame.aside) > 1)):
        subjects = frame.aside
    elif frame.aside and frame.together and subjects:
        subjects = (*subjects, *frame.aside)  # 'Norway and Sweden, together with the UK, are giving'
    frame.subjects, frame.head = subjects, head
    single = len(subjects) == 1 and head.tag in (Tag.PARTY, Tag.PERSON)
    bare = frame.form.form == "base" and frame.modal is None
    frame.infinitive |= single and bare  # one who acts 'gives': this form hangs on another verb


def _hand_on(source: Frame, frame: Frame) -> None:
    frame.subjects, frame.head = source.subjects, source.head


# -- verbs that take the subject of another ---------------------------------------------------------------


def inherit_infinitive(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    """Give an infinitive the subject of the verb that it hangs on: 'Norway agreed to pay'."""
    frame.infinitive = True
    owner = _owner_of_plan(left, pieces)
    if owner is not None:
        frame.subjects, frame.head = (owner,), owner
    elif found:
        frame.parent = len(found) - 1
        _depend(frame, found[-1], pieces[found[-1].index + 1 : left])
    else:
        find_subject(frame, _before_be(left, pieces), pieces, found)


def _depend(frame: Frame, parent: Frame, between: list[Piece]) -> None:
    """Take from the verb above what holds below it: its subject or object, and whether it is real."""
    objects = tuple(piece for piece in between if is_actor(piece))
    if parent.form.lemma in _OBJECT_CONTROL and objects:
        frame.subjects, frame.head = objects, objects[-1]
    elif parent.passive and frame.has(*_GIVING) and not parent.subjects:
        frame.passive, frame.head = False, parent.head
    else:
        _hand_on(parent, frame)
    frame.negated |= parent.negated
    frame.modal = frame.modal or parent.modal
    frame.perfect |= parent.perfect


def _before_be(left: int, pieces: list[Piece]) -> int:
    """Past the 'be' before 'to': 'I am proud to announce', 'Britain is to build', 'is willing to pay'."""
    nearest = range(left - 1, max(-1, left - _BE_REACH - 1), -1)
    index = next((look for look in nearest if pieces[look].tag is Tag.AUX), left) - 1
    while index >= 0 and pieces[index].tag in BEFORE_VERB:
        index -= 1
    return index


def _owner_of_plan(left: int, pieces: list[Piece]) -> Piece | None:
    """Whose plan an infinitive carries out: 'the Czech Republic's initiative to purchase ammunition'."""
    if not left or pieces[left - 1].tag not in _PLAN:
        return None
    for index in range(left - 2, max(-1, left - 2 - _PLAN_REACH), -1):
        if pieces[index].tag is Tag.POSS and index and pieces[index - 1].tag is Tag.PARTY:
            return pieces[index - 1]
        if pieces[index].tag not in _IN_PLAN:
            return None
    return None


def inherit_coordinated(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    """Give a verb after 'and' or a comma what the verb before has: 'Norway will pay and deliver'."""
    base = frame.form.form == "base"
    before = next((verb for verb in reversed(found) if base or not verb.infinitive), None)
    if before is None:
        _first_actor(frame, left, pieces)
        return
    _hand_on(before, frame)
    frame.parent = before.parent
    frame.passive |= before.passive and frame.form.form in _PAST
    if base:
        frame.modal = frame.modal or before.modal


def inherit_participle(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    """Give an '-ing' form the actor just before it, else the subject of the verb before it."""
    before = pieces[left]
    if before.tag is Tag.PREP and before.word in _UNDECIDED:
        frame.modal = "can"  # 'an open mind about sending', 'talks on sending'
    start = phrase_start(left, pieces)
    absolute = start > 0 and pieces[start - 1].word in _ABSOLUTE
    if is_actor(before) and (absolute or not is_owned(left, pieces)):
        frame.subjects, frame.head = actors(left, pieces), before
    elif found:
        frame.parent = len(found) - 1
        _hand_on(found[-1], frame)
        frame.negated |= found[-1].negated
    else:
        _first_actor(frame, left, pieces)


def _first_actor(frame: Frame, left: int, pieces: list[Piece]) -> None:
    """The first actor of the sentence that no preposition owns: the subject where no verb hands one on."""
    for index in range(left):
        if (is_actor(pieces[index]) or pieces[index].tag is Tag.PRON) and not is_owned(index, pieces):
            frame.subjects, frame.head = actors(index, pieces), pieces[index]
            return
