"""What a piece of a sentence can be, and the pieces themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec


class Tag(StrEnum):
    """The kinds of piece that the readers know. WORD is everything else."""

    PARTY = "party"
    PERSON = "person"
    OFFICE = "office"
    COALITION = "coalition"
    PLACE = "place"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    ITEM = "item"
    VERB = "verb"
    AUX = "aux"
    MODAL = "modal"
    TO = "to"
    NOT = "not"
    PREP = "prep"
    AND = "and"
    BUT = "but"
    IF = "if"
    REL = "rel"
    PRON = "pron"
    POSS = "poss"
    DET = "det"
    NEW = "new"
    RECORD = "record"
    ADV = "adv"
    AID = "aid"
    PACKAGE = "package"
    GROUP = "group"
    MEETING = "meeting"
    CUE = "cue"
    PUNCT = "punct"
    QUOTE = "quote"
    WORD = "word"


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
