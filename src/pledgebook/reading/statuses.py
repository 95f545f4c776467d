"""Whether a donor's support flows: 'the U.S. has halted military aid', 'no new packages', 'on pause'."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pledgebook.reading import flows
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.dates import resolve_partial
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Piece, Tag
from pledgebook.reading.wordlists import word_lists
from pledgebook.vocabulary.claims import Channel, SupportState, SupportStatusClaim
from pledgebook.vocabulary.time import PartialDate

_GIVING = ("give", "fund", "announce", "pledge")
_MEMORY = 3
"""For how many sentences 'both' and 'the programme' may mean support spoken of before."""
_BESIDE = 24
"""How far from the words 'temporarily' may stand, in characters."""


class _Found(msgspec.Struct, frozen=True):
    """A state with the pieces that say which support it is of; `subject` is who stops or sends it."""

    state: SupportState
    about: list[Piece]
    first: Piece
    last: Piece
    frame: Frame | None = None


def read(page: Page, context: Context) -> list[SupportStatusClaim]:
    """The claims of a page about support that flows, stops or goes on again."""
    return _Reader(page, context).read()


class _Reader:
    def __init__(self, page: Page, context: Context) -> None:
        self.page = page
        self.context = context
        self.words = word_lists("statuses.csv")
        self.claims: list[SupportStatusClaim] = []
        self._told: list[tuple[int, SupportStatusClaim]] = []

    def read(self) -> list[SupportStatusClaim]:
        for sentence in self.page.sentences:
            if self._may_tell(sentence):
                for found in self._findings(sentence):
                    self._claim(found, sentence)
        return self.claims

    def _may_tell(self, sentence: Sentence) -> bool:
        """A quick look at the pieces: most sentences hold no word of this kind."""
        for piece in sentence.pieces:
            if piece.tag is Tag.VERB:
                if (
                    not piece.value.classes.isdisjoint(("halt", "resume"))
                    or piece.value.lemma in self.words["state"]
                ):
                    return True
            if (
                piece.tag is Tag.NOT
                or piece.word in self.words["noun"]
                or piece.word in self.words["predicate"]
            ):
                return True
        return False

    def _findings(self, sentence: Sentence) -> Iterator[_Found]:
        pieces = sentence.pieces
        if pieces[-1].word == "?":
            return
        for frame in sentence.frames:
            found = self._of_verb(frame, sentence)
            if found is not None and self._is_real(found.first, frame, sentence):
                yield found
        for index, piece in enumerate(pieces):
            found = self._of_noun(index, sentence)
            if found is not None and self._is_real(piece, found.frame, sentence):
                yield found

    def _of_verb(self, frame: Frame, sentence: Sentence) -> _Found | None:
        if frame.has("halt", "resume"):
            return self._stopping(frame, sentence)
        if frame.form.lemma in self.words["state"]:
            return self._going_on(frame, sentence)
        if frame.has(*_GIVING) and not frame.passive:
            return self._withheld(frame, sentence)
        return None

    def _stopping(self, frame: Frame, sentence: Sentence) -> _Found | None:
        """'Halted military aid', 'aid was suspended', 'lifted the freeze on intelligence'."""
        state = self.words["state"].get(frame.form.lemma)
        if state is None:
            return None
        pieces = sentence.pieces
        passive = frame.passive or (frame.form.form == "participle" and frame.subjects == ())
        about = [] if passive else flows.governed(pieces, frame.first)
        if passive or (not flows.channels(about) and not frame.subjects):
            about = flows.subject(pieces, frame.index)
        if any(piece.word in self.words["noun"] for piece in about) or _is_cut_by(about):
            return None
        if frame.negated:
            state = SupportState.ACTIVE if frame.has("halt") else None
        if state is None or not about:
            return None
        return _found(SupportState(state), about, pieces[frame.index], frame)

    def _going_on(self, frame: Frame, sentence: Sentence) -> _Found | None:
        """'Continues to supply weapons': what a party goes on giving."""
        inner = next(
            (other for other in sentence.frames if other.index == frame.index + 2 and other.has("give")), None
        )
        if inner is None or frame.negated or frame.modal or not inner.infinitive:
            return None
        return _found(
            SupportState.ACTIVE,
            flows.governed(sentence.pieces, inner.first),
            sentence.pieces[frame.index],
            frame,
        )

    def _withheld(self, frame: Frame, sentence: Sentence) -> _Found | None:
        """'Has not announced new packages', 'brought no new aid', 'no longer donates weapons'."""
        pieces = sentence.pieces
        about = flows.governed(pieces, frame.first)
        ahead = [piece.word for piece in pieces[max(0, frame.index - 2) : frame.index]]
        if len(ahead) == 2 and ahead[1] in self.words["longer"] and pieces[frame.index - 2].tag is Tag.NOT:
            return _found(SupportState.HALTED, about, pieces[frame.index - 2], frame)
        denied = frame.negated or any(piece.tag is Tag.NOT for piece in about[:2])
        fresh = any(piece.tag is Tag.NEW or piece.word in self.words["quantity"] for piece in about[:4])
        if not (denied and fresh) or not _has_package(about):
            return None
        return _found(SupportState.NO_NEW_PACKAGES, about, pieces[frame.index], frame)

    def _of_noun(self, index: int, sentence: Sentence) -> _Found | None:
        """'A pause in arms deliveries', 'the aid freeze', 'is on hold', 'there were no new packages'."""
        pieces = sentence.pieces
        piece = pieces[index]
        ahead = pieces[index - 1] if index else None
        behind = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.tag is Tag.NOT and behind is not None and behind.tag is Tag.NEW:
            about = flows.governed(pieces, index + 1)
            outside = not any(frame.first <= index < frame.last for frame in sentence.frames)
            kept = outside and _has_package(about)
            return _found(SupportState.NO_NEW_PACKAGES, about, piece, None) if kept else None
        if piece.word in self.words["predicate"] and ahead is not None and ahead.word == "on":
            return self._predicate(index, sentence)
        state = self.words["noun"].get(piece.word) if piece.tag is not Tag.VERB else None
        if state is None or ahead is None:
            return None
        frame = _governing(sentence, index)
        if behind is not None and behind.tag in (Tag.PREP, Tag.TO):
            about = flows.governed(pieces, index + 2)
        elif flows.channels([ahead]):
            about = flows.before(pieces, index - 1)
        else:
            return None
        if frame is not None and (
            frame.has("resume") or self.words["state"].get(frame.form.lemma) == "ended"
        ):
            state = SupportState.RESUMED
        return _found(SupportState(state), about, piece, frame)

    def _predicate(self, index: int, sentence: Sentence) -> _Found | None:
        pieces = sentence.pieces
        left = index - 2
        while left >= 0 and pieces[left].tag in (Tag.QUOTE, Tag.ADV, Tag.PUNCT):
            left -= 1
        if left < 0 or pieces[left].tag is not Tag.AUX:
            return None
        about = flows.before(pieces, left - 1)
        return _found(SupportState.PAUSED, about, pieces[index], None) if about else None

    def _is_real(self, piece: Piece, frame: Frame | None, sentence: Sentence) -> bool:
        """Whether a state is told as a fact, and not wished, asked, feared or supposed."""
        if frame is not None:
            if frame.modal in ("would", "can"):
                return False
            parent = sentence.frames[frame.parent] if frame.infinitive and frame.parent is not None else None
            if parent is not None and parent.form.lemma not in self.words["resolved"]:
                return False
        for other in sentence.pieces:
            if other.start >= piece.start:
                return True
            if other.tag is Tag.IF or other.word in self.words["unreal"]:
                return False
        return True

    def _claim(self, found: _Found, sentence: Sentence) -> None:
        named = flows.channels(found.about)
        earlier = self._earlier(found, sentence) if not named else []
        party = self._party(found, sentence, earlier)
        if party is None or flows.is_of_others(found.about):
            return
        acting = found.frame.subjects if found.frame is not None else ()
        start = min((found.first, *acting), key=lambda piece: piece.start).start
        date = self._date(found, sentence) or next((claim.date for claim in earlier), None)
        for channel in named or self._implied(found, sentence, earlier):
            claim = SupportStatusClaim(
                document=self.page.document.name,
                evidence=self.page.evidence(start, found.last.end),
                party=party,
                channel=channel,
                state=found.state,
                temporary=self._is_temporary(found, sentence),
                date=date,
            )
            if not any(_same(claim, other) for number, other in self._told if number == sentence.number):
                self.claims.append(claim)
                self._told.append((sentence.number, claim))

    def _earlier(self, found: _Found, sentence: Sentence) -> list[SupportStatusClaim]:
        """The claims that 'both' or 'the programme' goes back to: those of the last sentence that told any."""
        if not self._goes_back(found) or not self._told or sentence.number - self._told[-1][0] > _MEMORY:
            return []
        return [claim for number, claim in self._told if number == self._told[-1][0]]

    def _implied(
        self, found: _Found, sentence: Sentence, earlier: list[SupportStatusClaim]
    ) -> tuple[Channel, ...]:
        """The support that was spoken of last, where the sentence only says 'the programme'."""
        if earlier:
            return tuple(dict.fromkeys(claim.channel for claim in earlier))
        if found.state is SupportState.NO_NEW_PACKAGES:
            return (Channel.MATERIEL,)
        if self._goes_back(found):
            for before in reversed(self.page.sentences[max(0, sentence.number - 2) : sentence.number]):
                named = flows.channels(before.pieces)
                if named:
                    return named
        return ()

    def _goes_back(self, found: _Found) -> bool:
        return any(piece.word in self.words["again"] for piece in found.about)

    def _party(self, found: _Found, sentence: Sentence, earlier: list[SupportStatusClaim]) -> str | None:
        """The donor: who stops or sends, else whose support it is, else the donor spoken of last."""
        owners = list(flows.owners(found.about))
        frame = found.frame
        if frame is not None and not frame.passive and frame.subjects:
            acting = [actor.party for actor in self.context.actors(frame.subjects, sentence) if actor.party]
            donor = flows.first_donor(acting)
            if donor is None:
                return None if acting else flows.first_donor(owners)
            return donor if not owners or donor in owners else None
        if owners:
            return owners[0]
        if earlier:
            return earlier[0].party
        if frame is not None and frame.passive:
            agent = self._agent(frame, sentence)
            if agent is not None:
                return agent
        person = self.context.person_before(sentence, found.first.start)
        parties = (self.context.party_before(sentence, found.first.start), person.party if person else None)
        return flows.first_donor(parties)

    def _agent(self, frame: Frame, sentence: Sentence) -> str | None:
        """'Suspended by the White House', 'the freeze ordered by Trump'."""
        pieces = sentence.pieces[frame.index + 1 : frame.index + 5]
        if not pieces or pieces[0].word not in self.words["source"]:
            return None
        return flows.first_donor(actor.party for actor in self.context.actors(tuple(pieces), sentence))

    def _date(self, found: _Found, sentence: Sentence) -> PartialDate | None:
        """The date nearest to the words, before them rather than after."""
        dates = [piece for piece in sentence.pieces if piece.tag is Tag.DATE]
        for piece in sorted(dates, key=lambda date: abs(date.start - found.first.start)):
            date = resolve_partial(piece.value, self.context.anchor)
            if date is not None:
                return date
        return None

    def _is_temporary(self, found: _Found, sentence: Sentence) -> bool:
        low, high = found.first.start - _BESIDE, found.last.end + _BESIDE
        return any(
            piece.word in self.words["temporary"] and low <= piece.start <= high for piece in sentence.pieces
        )


def _found(state: SupportState, about: list[Piece], piece: Piece, frame: Frame | None) -> _Found:
    first = min((piece, *about), key=lambda one: one.start)
    last = max((piece, *about), key=lambda one: one.end)
    return _Found(state, about, first, last, frame)


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


def _same(claim: SupportStatusClaim, other: SupportStatusClaim) -> bool:
    return (claim.party, claim.channel, claim.state) == (other.party, other.channel, other.state)
