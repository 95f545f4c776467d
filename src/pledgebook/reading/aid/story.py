"""What a page has told of aid so far: which announcement 'the package' or a line of a list means."""

from __future__ import annotations

from pledgebook.reading.aid import givers, sorting
from pledgebook.reading.aid.drafts import Draft, Sort
from pledgebook.reading.aid.givers import Giver, Rule
from pledgebook.reading.aid.lines import lines
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Tag
from pledgebook.vocabulary.claims import Claim, NeedMode

_LEAD_WITHIN = 5
"""How many paragraphs before a list the announcement may stand whose parts its lines are."""
_DEPENDENT = frozenset({Rule.CONTAINER, Rule.TOPIC, Rule.INSIDE})
"""Rules by which a sum belongs to an announcement told before, and is not what 'the package' means next."""


class Story:
    """The drafts of a page, each once, and those that what follows may refer to."""

    def __init__(self, page: Page, context: Context) -> None:
        self.page = page
        self.context = context
        self.drafts: dict[tuple[object, ...], Draft] = {}
        self.previous: Draft | None = None
        """What was last spoken of, of whatever sort."""
        self.last: Draft | None = None
        """The pledge last spoken of."""
        self.whole: Draft | None = None
        """The announcement last spoken of that is no part of another."""
        self.package: Draft | None = None
        """The package last announced: what 'the package includes' speaks of."""
        self.pending: tuple[Giver, Sentence] | None = None
        """Who announced a package whose contents only a later sentence tells, and where."""
        self.lead: Draft | None = None
        """The announcement over a list, whose lines are its parts unless they name a giver of their own."""
        self.promised: Giver | None = None
        """Who gives what the list holds that is being read, where the sentence over it says so."""
        self.wanted = False
        """Whether the list that is being read is one of needs."""

    def claims(self) -> list[Claim]:
        """All claims about aid, each once with all its places."""
        return [draft.claim(self.page) for draft in self.drafts.values()]

    # -- drafts ----------------------------------------------------------------------------------------

    def draft(self, sort: Sort, giver: Giver, spot: Spot) -> Draft:
        """A new draft, not kept yet."""
        draft = Draft(
            sort=sort,
            parties=giver.parties,
            sentence=spot.sentence,
            spans=[spot.clause()],
            rule=giver.rule,
            frame=spot.frame,
        )
        if sort is Sort.NEED:
            buys = spot.frame is not None and sorting.buys(spot.frame)
            draft.need = NeedMode.BUY if buys else NeedMode.DONATE
        return draft

    def need(self, spot: Spot, rule: Rule = Rule.SUBJECT) -> Draft:
        """A new draft of a need of the supported party."""
        return self.draft(Sort.NEED, Giver((self.context.recipient,), rule), spot)

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft, or add it to the one that says the same; returns the one that is kept."""
        known = self.drafts.get(draft.key) or self._same_things(draft)
        if known is None:
            self.drafts[draft.key] = known = draft
        else:
            known.absorb(draft)
        known.sentence = draft.sentence
        self.previous = known
        if draft.sort is Sort.PLEDGE:
            self.last = known
            if draft.rule not in _DEPENDENT:
                self.package = known if draft.packaged and draft.part_of is None else self.package
                self.whole = known if draft.part_of is None else self.whole
        return known

    def _same_things(self, draft: Draft) -> Draft | None:
        """The draft of the same items, where one of the two gives no numbers."""
        if draft.amount is not None:
            return None
        names = {line.item for line in draft.items}
        for known in self.drafts.values():
            if known.amount is None and (known.sort, known.parties) == (draft.sort, draft.parties):
                bare = all(line.low is None for line in known.items) or all(
                    line.low is None for line in draft.items
                )
                if bare and {line.item for line in known.items} == names:
                    return known
        return None

    def add_line(self, draft: Draft, sentence: Sentence, first: int) -> None:
        """Add to an announcement the items of a line of its list."""
        draft.add_items(lines(sentence.pieces, first, len(sentence.pieces)))
        draft.spans.append((sentence.start, sentence.end))

    # -- what is referred to ---------------------------------------------------------------------------

    def near(self, sentence: Sentence, reach: int) -> Giver | None:
        """The givers of what was spoken of just before, at most `reach` paragraphs ago."""
        last = self.previous
        if last is None or last.sort not in (Sort.PLEDGE, Sort.TOTAL):
            return None
        near = sentence.paragraph - last.sentence.paragraph <= reach
        return Giver(last.parties, Rule.TOPIC) if near else None

    def await_contents(self, sentence: Sentence) -> None:
        """Note an announcement without sum or items: what it includes may come next."""
        for frame in sentence.frames:
            told = any(piece.value == "package" for piece in sentence.pieces[frame.first : frame.last])
            if told and frame.has("announce", "pledge", "give") and not frame.negated:
                giver = givers.of_frame(frame, sentence, self.context)
                if giver is not None and giver.parties:
                    self.pending = (giver, sentence)
                    return

    def enter(self, sentence: Sentence) -> None:
        """Settle what the lines of a list are about when the list begins, and forget it when it ends."""
        if not sentence.list_item:
            self.lead, self.wanted, self.promised = None, False, None
            return
        over = self.page.sentences[sentence.number - 1] if sentence.number else None
        settled = self.lead is not None or self.wanted or self.promised is not None
        if over is None or over.list_item or settled:
            return
        self.wanted = sorting.says_need(over, self.context)
        if self.wanted:
            return
        self.promised = self._promises(over) if over.words.endswith(":") else None
        near = (
            self.previous is not None
            and sentence.paragraph - self.previous.sentence.paragraph <= _LEAD_WITHIN
        )
        if self.promised is None and near:
            self.lead = self.previous

    def _promises(self, sentence: Sentence) -> Giver | None:
        """Who gives what a list holds, where its first line says so: 'Germany will deliver to Ukraine:'."""
        if Tag.MONEY in sentence.tags or Tag.ITEM in sentence.tags:
            return None
        for frame in sentence.frames:
            if frame.has("give", "announce", "pledge", "fund") and not frame.negated:
                giver = givers.of_frame(frame, sentence, self.context)
                if giver is not None and giver.parties:
                    return giver
        return None
