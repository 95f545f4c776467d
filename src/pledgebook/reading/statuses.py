"""Whether a donor's support flows: 'the U.S. has halted military aid', 'no new packages', 'on pause'."""

from __future__ import annotations

from pledgebook.reading import flows
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import Context
from pledgebook.reading.dates import resolve_partial
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.stops import Stop, find_stops
from pledgebook.reading.tags import Tag
from pledgebook.reading.wordlists import word_lists
from pledgebook.vocabulary.claims import Channel, SupportState, SupportStatusClaim
from pledgebook.vocabulary.time import PartialDate

_MEMORY = 3
"""For how many sentences 'both' and 'the programme' may mean support spoken of before."""
_BESIDE = 24
"""How far from the words 'temporarily' may stand, in characters."""


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
        """The claims, in the order of the sentences."""
        for sentence in self.page.sentences:
            for found in find_stops(sentence):
                self._claim(found, sentence)
        return self.claims

    def _claim(self, found: Stop, sentence: Sentence) -> None:
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

    def _earlier(self, found: Stop, sentence: Sentence) -> list[SupportStatusClaim]:
        """The claims that 'both' goes back to: those of the last sentence that told any."""
        if not self._goes_back(found) or not self._told or sentence.number - self._told[-1][0] > _MEMORY:
            return []
        return [claim for number, claim in self._told if number == self._told[-1][0]]

    def _implied(
        self, found: Stop, sentence: Sentence, earlier: list[SupportStatusClaim]
    ) -> tuple[Channel, ...]:
        """The support that was spoken of last, where the sentence only says 'the programme'."""
        if earlier:
            return tuple(dict.fromkeys(claim.channel for claim in earlier))
        if found.state is SupportState.NO_NEW_PACKAGES:
            return (Channel.MATERIEL,)
        if self._goes_back(found):
            ahead = [piece for piece in sentence.pieces if piece.start < found.first.start]
            if found.frame is not None and flows.channels(ahead):
                return flows.channels(ahead)
            for before in reversed(self.page.sentences[max(0, sentence.number - 2) : sentence.number]):
                named = flows.channels(before.pieces)
                if named:
                    return named
        return ()

    def _goes_back(self, found: Stop) -> bool:
        return any(piece.word in self.words["again"] for piece in found.about)

    def _party(self, found: Stop, sentence: Sentence, earlier: list[SupportStatusClaim]) -> str | None:
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
        named = (self.context.party_before(sentence, found.first.start), person.party if person else None)
        before = self.page.sentences[max(0, sentence.number - 1)]
        return flows.first_donor((*named, *flows.owners(before.pieces)))

    def _agent(self, frame: Frame, sentence: Sentence) -> str | None:
        """'Suspended by the White House', 'the freeze ordered by Trump'."""
        pieces = sentence.pieces[frame.index + 1 : frame.index + 5]
        if not pieces or pieces[0].word not in self.words["source"]:
            return None
        return flows.first_donor(actor.party for actor in self.context.actors(tuple(pieces), sentence))

    def _date(self, found: Stop, sentence: Sentence) -> PartialDate | None:
        """The date nearest to the words, before them rather than after."""
        dates = [piece for piece in sentence.pieces if piece.tag is Tag.DATE]
        for piece in sorted(dates, key=lambda date: abs(date.start - found.first.start)):
            date = resolve_partial(piece.value, self.context.anchor)
            if date is not None:
                return date
        return None

    def _is_temporary(self, found: Stop, sentence: Sentence) -> bool:
        low, high = found.first.start - _BESIDE, found.last.end + _BESIDE
        return any(
            piece.word in self.words["temporary"] and low <= piece.start <= high for piece in sentence.pieces
        )


def _same(claim: SupportStatusClaim, other: SupportStatusClaim) -> bool:
    return (claim.party, claim.channel, claim.state) == (other.party, other.channel, other.state)
