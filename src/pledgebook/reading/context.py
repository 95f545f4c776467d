"""What a document is about: its day, its coalition, whose voice it is, and whom 'he' means."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from pledgebook.reading import dating, gatherings, posts, sightings
from pledgebook.reading.amounts import stated_dollar
from pledgebook.reading.dates import resolve_day
from pledgebook.reading.flat import fold
from pledgebook.reading.limits import LONGEST_SENTENCE
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.published import find_published
from pledgebook.reading.sides import is_opponent, is_supported, may_give
from pledgebook.reading.tags import Actor, Piece, Tag
from pledgebook.reading.walking import marks_of
from pledgebook.reading.wordlists import words_of
from pledgebook.reference import coalitions, offices

_OUR_SIDE = "ourside:coalition"
_SPEAKING = frozenset({"say", "announce", "pledge"})
_PERSON_REACH = 7
"""How many sentences back 'he' may have been named."""
_PARTY_REACH = 3
"""How many sentences back 'it' and 'the country' may have been named."""
_PERSONAL = words_of("grammar.csv", "personal")


class Context:
    """The document's own answers to what its sentences leave out. Built once, asked by every reader.

    `voices` is the speaker of each quotation by the offset where it starts; the statements reader fills it.
    `known_meeting` is `meeting` once that is worked out, for what is asked on the way to it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.published: date | None = page.document.published or _published(page)
        self.voices: dict[int, Actor] = {}
        self.known_meeting: dating.MainMeeting | None = None
        self._persons = [self._person_after(sentence) for sentence in page.sentences]
        self._parties = [_last_party(sentence) for sentence in page.sentences]

    @cached_property
    def anchor(self) -> date | None:
        """The day of writing: the publication date, or the day of the main meeting when that is not known."""
        return self.published or dating.day_of_writing(self.page, self)

    @cached_property
    def _marks(self) -> dict[str, list[int]]:
        """Which sentences hold which kinds of cue and classes of verb: readers pass over the others."""
        found: dict[str, list[int]] = defaultdict(list)
        for sentence in self.page.sentences:
            if len(sentence.pieces) > LONGEST_SENTENCE:
                continue
            for mark in frozenset(marks_of(sentence.pieces)):
                found[mark].append(sentence.number)
        return found

    def marked(self, *marks: str) -> list[Sentence]:
        """The sentences that hold one of these kinds of cue or classes of verb, in order."""
        numbers = {number for mark in marks for number in self._marks.get(mark, ())}
        return [self.page.sentences[number] for number in sorted(numbers)]

    @cached_property
    def gatherings(self) -> list[gatherings.Gathering]:
        """Every place that speaks of a meeting of a coalition."""
        if self.coalition is None:
            return []
        return gatherings.find(self.page, self.marked(*gatherings.MARKS))

    @cached_property
    def sightings(self) -> list[sightings.Sighting]:
        """Every place that says how somebody took part in a meeting."""
        return sightings.find(self.marked(*sightings.MARKS)) if self.coalition is not None else []

    @cached_property
    def posts(self) -> list[posts.Post]:
        """Every place that names a chair or founder of the coalition or another body."""
        return posts.find(self.marked(*posts.MARKS))

    @cached_property
    def meeting(self) -> dating.MainMeeting | None:
        """The meeting of the coalition that the document reports, dated as well as can be."""
        self.known_meeting = dating.main_meeting(self.page, self)
        return self.known_meeting

    def named_holder(self, title: Actor) -> Actor | None:
        """Whom the document itself calls by an office; needs no day."""
        for other in self._named:
            fits = other.office == title.office and not other.former
            if fits and (title.party is None or other.party == title.party):
                return other
        return None

    def office_of(self, person: str | None) -> str | None:
        """The office that the document gives a person."""
        return next((other.office for other in self._named if other.person == person and other.office), None)

    @cached_property
    def coalition(self) -> str | None:
        """The coalition that the document speaks of."""
        for sentence in self.page.sentences:
            for piece in sentence.pieces:
                if piece.tag is Tag.COALITION:
                    code: str = piece.value.coalition
                    return code
        return self._short_name

    @cached_property
    def recipient(self) -> str:
        """The party that the coalition of the document supports."""
        return coalitions.recipient(self.coalition)

    @cached_property
    def dollar(self) -> str | None:
        """The currency that a bare sign means here, where the text says so: 'figures in Canadian dollars'."""
        return stated_dollar(self.page.flat.folded)

    @property
    def _short_name(self) -> str | None:
        """The coalition that only a short name with capitals means: 'the Contact Group'."""
        text = self.page.flat.text
        for sentence in self.page.sentences:
            for piece in sentence.pieces:
                if piece.tag is Tag.CUE and piece.value == _OUR_SIDE:
                    words = text[piece.start : piece.end]
                    if words.istitle() or words[4:].istitle():
                        return coalitions.find_coalition(words)
        return None

    @cached_property
    def voice(self) -> str | None:
        """Whose text it is where it says 'we' outside quotations: the first party of its title or text."""
        title = self.page.document.title or ""
        for piece in self.page.lexicon.find(title, fold(title)):
            if piece.tag in (Tag.PARTY, Tag.PERSON) and not (
                is_supported(piece.value.party) or is_opponent(piece.value.party)
            ):
                return str(piece.value.party) if piece.value.party else None
        for sentence in self.page.sentences:
            for frame in sentence.frames:
                for subject in frame.subjects:
                    party = subject.value.party if isinstance(subject.value, Actor) else None
                    if party and may_give(party):
                        return str(party)
        return None

    def day(self, sentence: Sentence) -> date | None:
        """The first day that a sentence names."""
        for piece in sentence.pieces:
            if piece.tag is Tag.DATE and piece.value.is_day:
                found = resolve_day(piece.value, self.anchor)
                if found is not None:
                    return found
        return None

    def actors(self, pieces: tuple[Piece, ...], sentence: Sentence) -> tuple[Actor, ...]:
        """Who is meant by some pieces of a sentence; what nobody can tell is left out."""
        return tuple(actor for piece in pieces if (actor := self.actor(piece, sentence)) is not None)

    def actor(self, piece: Piece, sentence: Sentence) -> Actor | None:
        """Who is meant by one piece: a party, a person, 'he', 'the defence secretary', 'the group', 'we'."""
        if piece.tag in (Tag.PARTY, Tag.PERSON):
            actor: Actor = piece.value
            return actor
        if piece.tag is Tag.COALITION or (piece.tag is Tag.CUE and piece.value == _OUR_SIDE):
            code = piece.value.coalition if piece.tag is Tag.COALITION else self.coalition
            return Actor(party=code, form="coalition") if code else None
        if piece.tag is Tag.GROUP:
            return self._group(piece)
        if piece.tag is Tag.OFFICE:
            return self._office(piece.value)
        if piece.tag is Tag.PRON:
            return self._pronoun(piece, sentence)
        return None

    def _group(self, piece: Piece) -> Actor | None:
        """'The allies' are the coalition; 'the Europeans' nobody in particular."""
        if piece.value == "region":
            return Actor(form="group")
        return Actor(party=self.coalition, form="group") if self.coalition else None

    def _office(self, actor: Actor) -> Actor | None:
        """The holder of an office: whoever the document calls so, or held it that day."""
        for other in self._named:
            if (
                other.office == actor.office
                and (actor.party is None or other.party == actor.party)
                and not other.former
            ):
                return other
        party = actor.party
        if party is None:
            return None
        holder = self._holder(actor.office or "", party)
        return Actor(party=party, person=holder, office=actor.office, form="office")

    def _holder(self, office: str, party: str) -> str | None:
        if self.anchor is None or office not in offices.offices():
            return None
        found = offices.holder(office, party, self.anchor)
        return found[0].holder if len(found) == 1 else None

    @cached_property
    def _named(self) -> tuple[Actor, ...]:
        return tuple(
            piece.value
            for sentence in self.page.sentences
            for piece in sentence.pieces
            if piece.tag is Tag.PERSON
        )

    def _pronoun(self, piece: Piece, sentence: Sentence) -> Actor | None:
        if piece.value in ("he", "she"):
            return self.person_before(sentence, piece.start)
        if piece.value in ("we", "i"):
            quote = self.page.quote_at(piece.start)
            if quote is not None:
                return self.voices.get(quote.start)
            return Actor(party=self.voice, form="voice") if self.voice else None
        if piece.value == "country":
            party = self._party_meant(piece, sentence)
            return Actor(party=party) if party else None
        if piece.value == "it":
            party = self.party_before(sentence, piece.start)
            return Actor(party=party) if party else None
        return None

    def _party_meant(self, piece: Piece, sentence: Sentence) -> str | None:
        """Whose country or government is meant: of who speaks in the sentence, else the party last named."""
        here = [before for before in sentence.pieces if before.end <= piece.start]
        if any(before.tag is Tag.PERSON or before.word in _PERSONAL for before in here):
            person = self.person_before(sentence, piece.start)
            if person is not None and person.party:
                return person.party
        return self.party_before(sentence, piece.start)

    def person_before(self, sentence: Sentence, offset: int) -> Actor | None:
        """The person last spoken of before an offset: in the sentence, or in those before it."""
        found: Actor | None = None
        for piece in sentence.pieces:
            if piece.start >= offset:
                break
            if piece.tag is Tag.PERSON and self.page.quote_at(piece.start) is self.page.quote_at(offset):
                found = found or piece.value
        if found is not None:
            return found
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _PERSON_REACH), -1):
            person = self._persons[number]
            if person is not None:
                return person
        return None

    def party_before(self, sentence: Sentence, offset: int) -> str | None:
        """The party last spoken of before an offset."""
        for piece in reversed(sentence.pieces):
            if piece.start < offset and piece.tag is Tag.PARTY and piece.value.party:
                return str(piece.value.party)
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _PARTY_REACH), -1):
            if self._parties[number] is not None:
                return self._parties[number]
        return None

    def _person_after(self, sentence: Sentence) -> Actor | None:
        """The person whom 'he' means after this sentence: who speaks or acts in it, else who is named."""
        page = self.page
        outside = [
            piece
            for piece in sentence.pieces
            if piece.tag is Tag.PERSON and page.quote_at(piece.start) is None
        ]
        for frame in sentence.frames if outside else ():
            if not frame.form.classes.isdisjoint(_SPEAKING):
                for subject in frame.subjects:
                    if subject in outside:
                        found: Actor = subject.value
                        return found
        return outside[0].value if outside else None


def _published(page: Page) -> date | None:
    """The day of publication that the text itself gives, in its head or its address."""
    document = page.document
    hint = find_published(document.text, url=document.url, head=page.layout)
    return hint.date if hint is not None else None


def _last_party(sentence: Sentence) -> str | None:
    for piece in reversed(sentence.pieces):
        if piece.tag is Tag.PARTY and may_give(piece.value.party):
            return str(piece.value.party)
    return None
