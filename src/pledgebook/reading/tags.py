"""What a piece of a sentence can be, and the pieces themselves."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec


class Tag(str):
    """The kinds of piece that the readers know. WORD is everything else.

    Each is one object, so `is` compares two. It is a str with its members as attributes and no enum because a
    reader asks some fifty times per word, and Python 3.11 looks a member of an enum up in 119 ns, this in 24.
    Raises ValueError for what is no tag.
    """

    __slots__ = ()

    PARTY: ClassVar[Tag]
    PERSON: ClassVar[Tag]
    OFFICE: ClassVar[Tag]
    COALITION: ClassVar[Tag]
    PLACE: ClassVar[Tag]
    MONEY: ClassVar[Tag]
    NUMBER: ClassVar[Tag]
    PERCENT: ClassVar[Tag]
    DATE: ClassVar[Tag]
    ITEM: ClassVar[Tag]
    VERB: ClassVar[Tag]
    AUX: ClassVar[Tag]
    MODAL: ClassVar[Tag]
    TO: ClassVar[Tag]
    NOT: ClassVar[Tag]
    PREP: ClassVar[Tag]
    AND: ClassVar[Tag]
    BUT: ClassVar[Tag]
    IF: ClassVar[Tag]
    REL: ClassVar[Tag]
    PRON: ClassVar[Tag]
    POSS: ClassVar[Tag]
    DET: ClassVar[Tag]
    NEW: ClassVar[Tag]
    RECORD: ClassVar[Tag]
    ADV: ClassVar[Tag]
    AID: ClassVar[Tag]
    PACKAGE: ClassVar[Tag]
    GROUP: ClassVar[Tag]
    MEETING: ClassVar[Tag]
    CUE: ClassVar[Tag]
    PUNCT: ClassVar[Tag]
    QUOTE: ClassVar[Tag]
    WORD: ClassVar[Tag]

    def __new__(cls, value: str) -> Tag:
        try:
            return _TAGS[value]
        except KeyError:
            raise ValueError(f"{value!r} is no tag; the tags are {', '.join(_TAGS)}") from None


_TAGS = {name.lower(): str.__new__(Tag, name.lower()) for name in Tag.__annotations__}
for _tag in _TAGS.values():
    setattr(Tag, _tag.upper(), _tag)


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the flat text that means one thing: a name, a number, a verb form, or just a word.

    `word` is the folded text; `value` depends on the tag (a code, an Actor, a VerbForm, a Money ...).
    """

    tag: Tag
    start: int
    end: int
    word: str
    value: Any = None


class Actor(msgspec.Struct, frozen=True):
    """Somebody who does something: a party, or a person speaking for one.

    `form` says how a party is named: name, adjective, demonym, capital, government.
    """

    party: str | None = None
    person: str | None = None
    office: str | None = None
    form: str = "name"
    former: bool = False
    acting: bool = False


class VerbForm(msgspec.Struct, frozen=True):
    """One reading of an inflected verb. `classes` are the classes of the verb table that it belongs to.

    `form` is base, s, past (which is also the participle of regular verbs), participle or ing.
    `noun` says that the same letters are also a noun.
    """

    lemma: str
    classes: frozenset[str]
    form: str
    noun: bool
