"""Who does what: attach each verb of a sentence to its subject and to the stretch that it governs.

No parser: a verb looks left for the nearest noun phrase that no preposition owns, stepping over dates,
prepositional phrases and what stands between commas; infinitives and participles inherit.
"""

from __future__ import annotations

import msgspec

from pledgebook.reading.tags import Piece, Tag, VerbForm

_ACTORS = frozenset({Tag.PARTY, Tag.PERSON, Tag.COALITION, Tag.GROUP, Tag.OFFICE})
_NOUNS = frozenset({*_ACTORS, Tag.WORD, Tag.AID, Tag.PACKAGE, Tag.ITEM, Tag.MONEY, Tag.NUMBER, Tag.PERCENT, Tag.MEETING, Tag.DATE, Tag.PLACE, Tag.PRON, Tag.CUE})
_INSIDE = frozenset({*_NOUNS, Tag.DET, Tag.NEW, Tag.RECORD, Tag.POSS, Tag.ADV} - {Tag.DATE})
_LISTED = frozenset({*_NOUNS, Tag.DET})
_BEFORE_VERB = frozenset({Tag.ADV, Tag.NOT, Tag.AUX, Tag.MODAL})
_ADVERBIAL = frozenset({"total:sofar", "joint:joint", "temporary", "firsttime:firsttime", "ago:earlier"})
"""Cues that may stand between an auxiliary and its verb: 'has so far paid'."""
_UNDECIDED = frozenset({"about", "on", "over", "against", "from"})
_OBJECT_CONTROL = frozenset({"ask", "urge", "request", "call", "call for", "allow", "tell", "help", "bring", "enable", "lead", "want"})
_DEMONSTRATIVES = frozenset({"this", "these", "that", "those", "another"})
_REACH = 40
"""How many pieces to the left a subject may stand: longer sentences put a new subject nearer."""


class Frame(msgspec.Struct, gc=False):
    """A verb with its subject and its objects.

    `subjects` are the actors (empty when the subject is a thing), `head` the last piece of the subject's noun
    phrase. `first` to `last` are the indexes of the pieces that the verb governs. `parent` is the index, in the
    list of frames, of the verb that this one hangs on. `aside` are the parties between commas or dashes after the
    subject: 'nine countries - Estonia, Latvia, ... - undertook'.
    """

    index: int
    form: VerbForm
    subjects: tuple[Piece, ...] = ()
    head: Piece | None = None
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    infinitive: bool = False
    relative: bool = False
    first: int = 0
    last: int = 0
    parent: int | None = None
    aside: tuple[Piece, ...] = ()

    def has(self, *classes: str) -> bool:
        """Whether the verb is of one of these classes."""
        return not self.form.classes.isdisjoint(classes)


def frames(pieces: list[Piece]) -> list[Frame]:
    """The verbs of a sentence in order, each with its subject and stretch. Linear but for the bounded reach."""
    found: list[Frame] = []
    by_index: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece.tag is Tag.VERB:
            frame = Frame(index=index, form=piece.value, first=index + 1)
            _attach(frame, pieces, found, by_index)
            by_index[index] = len(found)
            found.append(frame)
    _close(found, pieces)
    return found


def _attach(frame: Frame, pieces: list[Piece], found: list[Frame], by_index: dict[int, int]) -> None:
    left = _auxiliaries(frame, pieces)
    if left < 0:
        return
    tag = pieces[left].tag
    bare = frame.form.form == "base" and tag is Tag.VERB and frame.modal is None
    if tag is Tag.TO or bare or (tag is Tag.PREP and pieces[left].word == "to"):
        frame.infinitive = True
        _inherit_infinitive(frame, left, pieces, found)
    elif tag in (Tag.AND, Tag.BUT) or (tag is Tag.PUNCT and pieces[left].word == "," and left and pieces[left - 1].tag is Tag.VERB):
        if tag is Tag.AND and left and pieces[left - 1].tag is Tag.PUNCT:
            left -= 1
        _inherit_coordinated(frame, left, pieces, found)
    elif frame.form.form == "ing" and not frame.passive and not _has_be(pieces, frame.index):
        _inherit_participle(frame, left, pieces, found)
    else:
        _find_subject(frame, left, pieces, found)


def _has_be(pieces: list[Piece], index: int) -> bool:
    return any(piece.tag is Tag.AUX and piece.value == "be" for piece in pieces[max(0, index - 3) : index])


def _auxiliaries(frame: Frame, pieces: list[Piece]) -> int:
    """Read the auxiliaries before a verb; returns the index of the piece before them."""
    left = frame.index - 1
    be = have = False
    while left >= 0 and (pieces[left].tag in _BEFORE_VERB or _is_adverbial(pieces, left)):
        piece = pieces[left]
        if piece.tag is Tag.AUX:
            be |= piece.value == "be"
            have |= piece.value == "have"
        elif piece.tag is Tag.MODAL:
            frame.modal = piece.value
        if piece.tag is Tag.NOT or piece.word.endswith("n't"):
            frame.negated = True
        left -= 1
    participle = frame.form.form in ("past", "participle")
    by = frame.index + 1 < len(pieces) and pieces[frame.index + 1].word == "by"
    frame.passive = participle and (be or (by and not have))
    frame.perfect = have
    return left


def _is_adverbial(pieces: list[Piece], index: int) -> bool:
    """Whether a piece may stand between an auxiliary and its verb: 'has so far paid', 'had "cleared the way"'."""
    piece = pieces[index]
    if piece.tag is Tag.QUOTE:
        return index > 0 and pieces[index - 1].tag in _BEFORE_VERB
    return piece.tag is Tag.CUE and piece.value in _ADVERBIAL


def _is_actor(piece: Piece) -> bool:
    return piece.tag in _ACTORS or (piece.tag is Tag.CUE and piece.value == "ourside:coalition")


def _inherit_infinitive(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    owner = _owner_of_plan(left, pieces)
    if owner is not None:
        frame.subjects, frame.head = (owner,), owner
        return
    for number in range(len(found) - 1, -1, -1):
        parent = found[number]
        frame.parent = number
        between = [piece for piece in pieces[parent.index + 1 : left] if _is_actor(piece)]
        if parent.form.lemma in _OBJECT_CONTROL and between:
            frame.subjects, frame.head = tuple(between), between[-1]
        elif parent.passive and frame.has("give", "make", "train") and not parent.subjects:
            frame.passive, frame.head = False, parent.head
        else:
            frame.subjects, frame.head = parent.subjects, parent.head
        frame.negated |= parent.negated
        frame.modal = frame.modal or parent.modal
        frame.perfect |= parent.perfect
        return
    be = next((index for index in range(left - 1, max(-1, left - 4), -1) if pieces[index].tag is Tag.AUX), left)
    start = be - 1  # 'I am proud to announce', 'Britain is to build', 'the country would be willing to pay'
    while start >= 0 and pieces[start].tag in _BEFORE_VERB:
        start -= 1
    _find_subject(frame, start, pieces, found)


def _owner_of_plan(left: int, pieces: list[Piece]) -> Piece | None:
    """Whose plan an infinitive carries out: 'the Czech Republic's initiative to purchase ammunition'."""
    if not left or pieces[left - 1].tag not in (Tag.PACKAGE, Tag.WORD):
        return None
    for index in range(left - 2, max(-1, left - 6), -1):
        if pieces[index].tag is Tag.POSS and index and pieces[index - 1].tag is Tag.PARTY:
            return pieces[index - 1]
        if pieces[index].tag not in (Tag.WORD, Tag.NEW, Tag.POSS, Tag.PACKAGE):
            return None
    return None


def _inherit_coordinated(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    for number in range(len(found) - 1, -1, -1):
        before = found[number]
        if before.infinitive is not frame.infinitive and frame.form.form != "base":
            continue
        frame.subjects, frame.head, frame.parent = before.subjects, before.head, before.parent
        if frame.form.form in ("past", "participle") and before.passive:
            frame.passive = True
        frame.modal = frame.modal or (before.modal if frame.form.form == "base" else None)
        return
    _first_actor(frame, left, pieces)


def _first_actor(frame: Frame, left: int, pieces: list[Piece]) -> None:
    """The first actor of the sentence that no preposition owns: the subject where no verb hands one on."""
    for index in range(left):
        if (_is_actor(pieces[index]) or pieces[index].tag is Tag.PRON) and not _owned(index, pieces):
            frame.subjects, frame.head = _actors(index, pieces)
            return


def _inherit_participle(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    if pieces[left].tag is Tag.PREP and pieces[left].word in _UNDECIDED:
        frame.modal = "can"  # 'an open mind about sending', 'talks on sending'
    start = _phrase_start(left, pieces)
    absolute = start > 0 and pieces[start - 1].word == "with"
    if _is_actor(pieces[left]) and (absolute or not _owned(left, pieces)):
        frame.subjects, frame.head = _actors(left, pieces)
        return
    if found:
        number = len(found) - 1
        frame.parent = number
        frame.subjects, frame.head = found[number].subjects, found[number].head
        frame.negated |= found[number].negated
    else:
        _first_actor(frame, left, pieces)


def _find_subject(frame: Frame, left: int, pieces: list[Piece], found: list[Frame]) -> None:
    index = left
    steps = 0
    while index >= 0 and steps < _REACH:
        steps += 1
        piece = pieces[index]
        if piece.tag is Tag.REL:
            if index == 0 or pieces[index - 1].tag in (Tag.QUOTE, Tag.AND, Tag.BUT):
                frame.head = piece
                return
            frame.relative = True
            index -= 1
            if index >= 0 and pieces[index].tag is Tag.PREP:
                index -= 1
            if index >= 0 and pieces[index].tag is Tag.PUNCT:
                index -= 1
            continue
        if piece.tag is Tag.PUNCT and piece.word in (",", "-", "–", "—", ")"):
            aside = index
            index = _before_aside(index, pieces)
            frame.aside = tuple(p for p in pieces[index + 1 : aside] if p.tag is Tag.PARTY and p.value.form == "name")
            continue
        if piece.tag in (Tag.VERB, Tag.TO, Tag.IF, Tag.BUT, Tag.PUNCT, Tag.QUOTE, Tag.AUX, Tag.MODAL):
            break
        start = _phrase_start(index, pieces)
        owner = start - 1
        if index == left and piece.tag is Tag.DET and piece.word in _DEMONSTRATIVES:
            frame.head = piece
            return
        if piece.tag is Tag.DATE or (piece.tag in (Tag.PREP, Tag.ADV, Tag.AND, Tag.DET)):
            index -= 1
            continue
        if owner >= 0 and pieces[owner].tag is Tag.PREP:
            if pieces[owner].word == "of" and owner and pieces[owner - 1].tag in _NOUNS:
                index = owner - 1
                if pieces[index].tag is Tag.WORD and not _owned(index, pieces):
                    frame.head = frame.head or pieces[index]
                continue
            index = owner - 1
            continue
        subjects, head = _actors(index, pieces)
        if frame.aside and (head.tag is Tag.GROUP or (not subjects and len(frame.aside) > 1)):
            subjects = frame.aside
        frame.subjects, frame.head = subjects, head
        single = len(subjects) == 1 and head.tag in (Tag.PARTY, Tag.PERSON)
        frame.infinitive |= single and frame.form.form == "base" and frame.modal is None
        return
    if frame.head is None and frame.relative is False and found and frame.form.form in ("past", "s", "participle") and index >= 0 and pieces[index].tag is Tag.VERB and not frame.passive:
        frame.subjects, frame.head = found[-1].subjects, found[-1].head


def _before_aside(index: int, pieces: list[Piece]) -> int:
    """Step over what stands between commas, dashes or brackets before a verb."""
    mark = pieces[index].word
    opening = {")": ("(",), ",": (",",), "-": ("-", "–", "—"), "–": ("–", "-", "—"), "—": ("—", "–", "-")}[mark]
    for look in range(index - 1, max(-1, index - 30), -1):
        piece = pieces[look]
        if piece.tag is Tag.PUNCT and piece.word in opening:
            return look - 1
        if piece.tag is Tag.PUNCT and piece.word in (";", ":"):
            break
    return index - 1


def _phrase_start(index: int, pieces: list[Piece]) -> int:
    """Where the noun phrase that ends at `index` begins."""
    start = index
    while start > 0:
        before = pieces[start - 1]
        if before.tag in _INSIDE:
            start -= 1
        elif start > 1 and before.tag is Tag.AND and pieces[start - 2].tag in _NOUNS and pieces[start].tag in _LISTED:
            start -= 1
        elif start > 2 and before.tag is Tag.AND and _lists(pieces[start - 2], pieces[start - 3], pieces[start]):
            start -= 2  # the comma before 'and' in 'Sweden, Norway, and Denmark'
        elif start > 1 and _lists(before, pieces[start - 2], pieces[start]) and not _is_place(pieces, start - 2):
            start -= 1
        else:
            break
    return start


def _is_place(pieces: list[Piece], index: int) -> bool:
    """Whether a name says where, and begins no list: 'in Brussels, the United Kingdom and Norway pledged'."""
    return index > 0 and pieces[index - 1].tag is Tag.PREP and pieces[index - 1].word in ("in", "at")


def _lists(mark: Piece, left: Piece, right: Piece) -> bool:
    """Whether a comma stands between two actors of one list."""
    between = mark.tag is Tag.PUNCT and mark.word in (",", "-", "(")
    return between and left.tag in _ACTORS and (right.tag in _ACTORS or right.tag is Tag.DET)


def _owned(index: int, pieces: list[Piece]) -> bool:
    start = _phrase_start(index, pieces)
    return start > 0 and pieces[start - 1].tag is Tag.PREP


def _actors(index: int, pieces: list[Piece]) -> tuple[tuple[Piece, ...], Piece]:
    """The actors of the noun phrase that ends at `index`, and its head.

    A party counts when it is the head ('Germany', 'the UK and Norway'); before another noun it only describes
    it ('UK jobs', 'German tanks').
    """
    head = pieces[index]
    start = _phrase_start(index, pieces)
    if head.tag is Tag.PRON:
        return (head,), head
    if not _is_actor(head):
        return (), head
    if head.tag is Tag.PARTY and head.value.form == "adjective":
        people = index and pieces[index - 1].word == "the"
        return ((head,) if people else ()), head
    actors = [head]
    look = index - 1
    while look >= start:
        piece = pieces[look]
        if piece.tag in (Tag.AND, Tag.DET) or (piece.tag is Tag.PUNCT and piece.word == ","):
            look -= 1
            continue
        if piece.tag in _ACTORS and pieces[look + 1].tag in (Tag.AND, Tag.PUNCT, Tag.DET):
            actors.append(piece)
            look -= 1
            continue
        break
    if head.tag is Tag.GROUP and look >= start and pieces[look].tag is Tag.POSS and look and pieces[look - 1].tag is Tag.PARTY:
        return (head,), head
    return tuple(reversed(actors)), head


def _close(found: list[Frame], pieces: list[Piece]) -> None:
    """Where the stretch of each verb ends: at the next verb with a subject of its own, or at a full stop mark."""
    for number, frame in enumerate(found):
        end = len(pieces)
        for other in found[number + 1 :]:
            own = other.subjects and other.subjects is not frame.subjects and other.subjects != frame.subjects
            if own and not other.relative:
                end = _clause_start(other, pieces)
                break
        for index in range(frame.index + 1, end):
            if pieces[index].tag is Tag.PUNCT and pieces[index].word == ";":
                end = index
                break
        frame.last = max(end, frame.index + 1)


def _clause_start(frame: Frame, pieces: list[Piece]) -> int:
    starts = [piece.start for piece in frame.subjects]
    first = min(starts)
    for index in range(frame.index, -1, -1):
        if pieces[index].start <= first:
            return index
    return frame.index
