"""The offices that a page gives to persons, and who takes one up or gives it up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from pledgebook.reading.clauses import Frame
from pledgebook.reading.dates import resolve_partial
from pledgebook.reading.lists import actors_left, actors_right
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reading.walking import clause
from pledgebook.reading.wordlists import word_lists
from pledgebook.reference import parties
from pledgebook.vocabulary.claims import RoleClaim
from pledgebook.vocabulary.evidence import Evidence
from pledgebook.vocabulary.time import PartialDate

if TYPE_CHECKING:
    from pledgebook.reading.context import Context

CHANGES = ("resigns", "appointed", "nominated", "dismissed", "replaces")
"""The classes of verbs that change who holds an office; each is also the claim's word for the change."""
_MARKS = (*CHANGES, "takeover")
_FOR_THE_ACTED_ON = frozenset({"appointed", "nominated", "dismissed"})
"""Changes of which the person is the object, or the subject of the passive."""
_NEAR = 12
"""How many pieces after a verb the office may stand that is taken up."""


_TITLE = 12
"""How many characters before a title 'new' may stand."""


class Tenure(msgspec.Struct):
    """What is said of one person in one office: the places, and a change where there is one."""

    former: bool
    places: set[Evidence]
    change: str | None = None
    date: PartialDate | None = None


def read(page: Page, context: Context) -> list[RoleClaim]:
    """One claim for each person and office, with every place that puts them together."""
    found: dict[tuple[str, str, str | None], Tenure] = {}
    for sentence in page.sentences:
        if Tag.PERSON in sentence.tags:
            _titles(page, sentence, found)
    for sentence in context.marked(*_MARKS):
        for frame in _changing(sentence):
            _change(page, context, sentence, frame, found)
    return [
        RoleClaim(
            document=page.document.name,
            evidence=tuple(sorted(tenure.places)),
            role=display(office),
            person=person,
            party=party,
            former=tenure.former,
            change=tenure.change,
            date=tenure.date,
        )
        for (person, office, party), tenure in found.items()
    ]


def display(office: str) -> str:
    """The office in words: 'ambassador to Ukraine' for the code that it is kept under."""
    head, _, code = office.rpartition(" ")
    party = parties.parties().get(code)
    return f"{head} {party.name if len(code) == 2 else code}" if party is not None and head else office


def _titles(page: Page, sentence: Sentence, found: dict[tuple[str, str, str | None], Tenure]) -> None:
    for piece in sentence.pieces:
        if piece.tag is Tag.PERSON and piece.value.office and piece.value.person:
            actor: Actor = piece.value
            tenure = _tenure(found, actor, actor.office or "")
            tenure.places.update(page.evidence(piece.start, piece.end))
            tenure.former &= actor.former
            if tenure.change is None and _is_new(page, sentence, piece):
                tenure.change = "appointed"


def _is_new(page: Page, sentence: Sentence, piece: Piece) -> bool:
    """'Ukraine's new defence minister Denys Shmyhal', 'the newly appointed minister ...'."""
    start = max(sentence.start, piece.start - _TITLE)
    before = page.flat.text[start : piece.end].split(piece.value.person)[0].lower()
    words = word_lists("attendance.csv")["newly"]
    return any(word in words for word in before.replace(",", " ").split())


def _tenure(found: dict[tuple[str, str, str | None], Tenure], actor: Actor, office: str) -> Tenure:
    return found.setdefault((actor.person or "", office, actor.party), Tenure(actor.former, set()))


def _changing(sentence: Sentence) -> Iterator[Frame]:
    wanted = frozenset(_MARKS)
    if any(piece.tag is Tag.VERB and not piece.value.classes.isdisjoint(wanted) for piece in sentence.pieces):
        yield from (
            frame
            for frame in sentence.frames
            if not frame.form.classes.isdisjoint(wanted) and not frame.negated
        )


def _change(
    page: Page,
    context: Context,
    sentence: Sentence,
    frame: Frame,
    found: dict[tuple[str, str, str | None], Tenure],
) -> None:
    """'Brink intends to resign', 'Fedorov, who became defence minister', 'Shmyhal, who was appointed'."""
    change = next((name for name in CHANGES if frame.has(name)), "appointed")
    taken = frame.has("takeover")
    near = actors_left(sentence.pieces, frame.index) if taken else [_person(sentence, frame, change)]
    who = near[0] if near else None
    actor = None if who is None else context.actor(who, sentence)
    if who is None or actor is None or actor.person is None:
        return
    office = _ministry(sentence, frame) if taken else _office(sentence, frame, actor, context)
    if office is None:
        return
    tenure = _tenure(found, actor, office)
    first = sentence.pieces.index(who)
    start, end = clause(sentence, min(first, frame.index), max(first, frame.index))
    tenure.places.update(page.evidence(min(start, who.start), end))
    if tenure.change is None:
        tenure.change = change
        tenure.date = _date(sentence, frame, context)


def _person(sentence: Sentence, frame: Frame, change: str) -> Piece | None:
    """The person whose office changes."""
    pieces = sentence.pieces
    if change == "replaces" and frame.passive:
        after = actors_right(pieces, frame.index + 2) if pieces[frame.index + 1].word == "by" else []
        return next((piece for piece in after if piece.tag is Tag.PERSON), None)
    acted_on = change in _FOR_THE_ACTED_ON and not frame.passive and frame.form.lemma not in _INTRANSITIVE
    if acted_on:
        after = pieces[frame.index + 1 : frame.index + 3]
        return next((piece for piece in after if piece.tag is Tag.PERSON), None)
    near = [*actors_left(pieces, frame.index), *frame.subjects]
    person = next((piece for piece in near if piece.tag in (Tag.PERSON, Tag.PRON)), None)
    if person is not None or change != "resigns":
        return person
    return next((piece for piece in pieces[frame.index :: -1] if piece.tag is Tag.PERSON), None)


_INTRANSITIVE = frozenset({"become", "take office"})


def _office(sentence: Sentence, frame: Frame, actor: Actor, context: Context) -> str | None:
    """The office that changes hands: named after the verb, else the one that the text gives the person."""
    for piece in sentence.pieces[frame.index + 1 : frame.index + 1 + _NEAR]:
        if piece.tag is Tag.OFFICE:
            office: str = piece.value.office
            return office
        if piece.tag is Tag.VERB:
            break
    return actor.office or context.office_of(actor.person)


def _ministry(sentence: Sentence, frame: Frame) -> str | None:
    """'Took over the Ukrainian defence ministry', 'took over as defence minister'."""
    ministries = word_lists("attendance.csv")["ministry"]
    for piece in sentence.pieces[frame.index + 1 : frame.index + 6]:
        if piece.tag is Tag.OFFICE:
            office: str = piece.value.office
            return office
        if piece.word in ministries:
            return ministries[piece.word]
        if piece.tag in (Tag.VERB, Tag.PUNCT, Tag.PERSON, Tag.COALITION):
            break
    return None


def _date(sentence: Sentence, frame: Frame, context: Context) -> PartialDate | None:
    for piece in sentence.pieces[frame.index :]:
        if piece.tag is Tag.DATE and not piece.value.until:
            return resolve_partial(piece.value, context.anchor)
    return None
