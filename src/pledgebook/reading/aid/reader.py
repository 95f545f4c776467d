"""Read the sums and consignments of a page into claims."""

from __future__ import annotations

from pledgebook.reading.aid import details, givers, sorting
from pledgebook.reading.aid.drafts import Draft, Sort
from pledgebook.reading.aid.givers import Giver
from pledgebook.reading.aid.lines import is_vague, lines
from pledgebook.reading.clauses import Frame
from pledgebook.reading.context import RECIPIENT, Context
from pledgebook.reading.page import Page, Sentence
from pledgebook.reading.tags import Tag
from pledgebook.vocabulary.amounts import ItemLine
from pledgebook.vocabulary.claims import Claim, NeedMode

_WEAK_RULES = frozenset({"container", "topic", "voice"})


class Reader:
    """Goes through the sentences in order and remembers which announcement was last spoken of."""

    def __init__(self, page: Page, context: Context) -> None:
        self.page = page
        self.context = context
        self.drafts: dict[tuple[object, ...], Draft] = {}
        self.last: Draft | None = None
        self.previous: Draft | None = None
        self.whole: Draft | None = None
        """The announcement last spoken of that is no part of another."""
        self.package: Draft | None = None
        """The package last announced: what 'the package includes' speaks of."""
        self.promised: Giver | None = None
        """Who gives what the list holds that is being read, where the sentence over it says so."""
        self.wanted = False
        """Whether the list that is being read is one of needs."""
        self.pending: tuple[Giver, Sentence] | None = None
        """Who announced a package whose contents only a later sentence tells, and where."""
        self.lead: Draft | None = None
        """The announcement over a list, whose lines are its parts unless they name a giver of their own."""

    def read(self) -> list[Claim]:
        """All claims about aid, each once with all its places."""
        for sentence in self.page.sentences:
            if sentence.tags.isdisjoint((Tag.MONEY, Tag.ITEM)):
                if Tag.PACKAGE in sentence.tags and not sentence.heading:
                    self._await(sentence)
                continue
            if sentence.heading and givers.of_lead(sentence) is None:
                continue
            self._enter(sentence)
            used = self._sums(sentence)
            self._consignments(sentence, used)
        return [draft.claim(self.page) for draft in self.drafts.values()]

    def _enter(self, sentence: Sentence) -> None:
        """Settle what the lines of a list are about when the list begins, and forget it when it ends."""
        if not sentence.list_item:
            self.lead, self.wanted, self.promised = None, False, None
            return
        over = self.page.sentences[sentence.number - 1] if sentence.number else None
        if over is None or over.list_item or self.lead is not None or self.wanted or self.promised is not None:
            return
        if self._speaks_of_need(over):
            self.wanted = True
        elif over.words.endswith(":") and (giver := self._promises(over)) is not None:
            self.promised = giver
        elif self.previous is not None and sentence.paragraph - self.previous.sentence.paragraph <= 5:
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

    def _speaks_of_need(self, sentence: Sentence) -> bool:
        """Whether a sentence says that the supported party needs what follows."""
        for frame in sentence.frames:
            if frame.has("need") and givers.is_recipient(frame, sentence, self.context):
                return True
        last = len(sentence.pieces)
        return sorting.need_before(sentence.pieces, last, last) and self._speaks_for_recipient(sentence, last)

    def _await(self, sentence: Sentence) -> None:
        """Note an announcement without sum or items: what it includes may come next."""
        for frame in sentence.frames:
            told = any(piece.value == "package" for piece in sentence.pieces[frame.first : frame.last])
            if told and frame.has("announce", "pledge", "give") and not frame.negated:
                giver = givers.of_frame(frame, sentence, self.context)
                if giver is not None and giver.parties:
                    self.pending = (giver, sentence)
                    return

    # -- sums ---------------------------------------------------------------------------------------------

    def _sums(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The drafts of a sentence's sums; returns the stretches whose items they took."""
        taken: list[tuple[int, int]] = []
        before: Draft | None = None
        for index, piece in enumerate(sentence.pieces):
            if piece.tag is Tag.MONEY:
                draft = self._sum(sentence, index, before, taken)
                if draft is not None:
                    before = draft
        return taken

    def _sum(self, sentence: Sentence, index: int, before: Draft | None, taken: list[tuple[int, int]]) -> Draft | None:
        frames, pieces = sentence.frames, sentence.pieces
        nearest = sorting.governing(frames, index)
        frame = sorting.carried(nearest, frames, sentence)
        if frame is None or not frame.has(*sorting.GIVING, "need", "buy", "receive", "include", "worth"):
            frame = sorting.later_passive(frames, index, pieces) or frame
        first, last = (frame.index, frame.last) if frame and frame.index < index else (0, len(pieces))
        if sorting.is_own_budget(pieces, index, first, last) or (frame is not None and frame.negated):
            return None
        if sorting.is_comparison(pieces, index) or sorting.is_open(frame, sentence):
            return None
        sort, giver = self._sort_sum(sentence, index, frame, before)
        if giver is not None and sorting.is_level(nearest, pieces, index):
            sort = Sort.TOTAL
            giver = Giver((), "fund") if giver.rule in ("topic", "speaker", "container", "list") else giver
        if sort is None or giver is None:
            return None
        draft = self._draft(sort, giver, sentence, index, frame)
        amount = pieces[index].value
        draft.amount = amount.of_payer(giver.parties[0] if len(giver.parties) == 1 else None, self.context.dollar)
        draft.also = amount.also
        stretch = details.item_stretch(pieces, index, frame)
        if not any(start <= index < end for start, end in taken):
            draft.items = lines(pieces, *stretch) if sort is not Sort.TOTAL else ()
            taken.append(stretch)
        details.describe(draft, sentence, index, frame, self.context)
        draft.packaged = any(piece.value == "package" for piece in pieces[max(0, index - 5) : index + 6])
        if before is not None and details.is_inside(pieces, index):
            draft.container = before.container or before
            draft.part_of = draft.part_of or details.name_of(draft.container)
        if draft.part_of is None and giver.rule == "list" and self.lead is not None and self.lead is not before:
            draft.part_of = details.name_of(self.lead) if self.lead.parties == giver.parties else None
        if amount.each and len(giver.parties) > 1:
            return [self._keep(draft.for_one(party)) for party in giver.parties][-1]
        return self._keep(draft)

    def _sort_sum(
        self, sentence: Sentence, index: int, frame: Frame | None, before: Draft | None
    ) -> tuple[Sort | None, Giver | None]:
        pieces, context = sentence.pieces, self.context
        if sentence.list_item and self.wanted:
            return Sort.NEED, Giver((RECIPIENT,), "list")
        told = sorting.relative_frame(sentence.frames, index, pieces)
        if told is not None and told.has("need") and givers.is_recipient(told, sentence, context):
            return Sort.NEED, Giver((RECIPIENT,), "subject")
        if frame is not None and givers.is_recipient(frame, sentence, context):
            sort = sorting.recipient_sort(frame, sentence)
            if sort is not None or sorting.need_before(pieces, index):
                return sort or Sort.NEED, Giver((RECIPIENT,), "subject")
            if frame.has("receive") and frame.modal != "can":
                source = givers.of_phrase(index, sentence, context)
                return Sort.PLEDGE, source if source and source.rule == "source" else Giver((), "receive")
        elif sorting.need_before(pieces, index) and self._speaks_for_recipient(sentence, index):
            return Sort.NEED, Giver((RECIPIENT,), "subject")
        giver = self._giver(sentence, index, frame, before)
        if givers.told_of_pot(pieces, index) and (giver is None or giver.rule in ("topic", "speaker", "list")):
            return Sort.TOTAL, Giver((), "fund")
        if giver is not None and giver.rule == "group" and frame is not None and frame.perfect:
            return Sort.TOTAL, giver
        if frame is not None and frame.has("worth", "receive") and givers.is_fund(frame, sentence, context):
            return Sort.TOTAL, giver if giver and giver.rule in ("source", "owner") else Giver((), "fund")
        if giver is None:
            return None, None
        if before is not None and before.sort is Sort.TOTAL and details.is_inside(pieces, index):
            return Sort.TOTAL, giver
        if sentence.list_item and self.lead is not None and self.lead.sort is Sort.TOTAL and giver.rule in ("list", "source"):
            return Sort.TOTAL, giver
        if sorting.is_cumulative(frame, sentence, index):
            return Sort.TOTAL, Giver((), "fund") if giver.rule == "topic" else giver
        if frame is not None and frame.modal == "can" and not frame.has("announce", "pledge") and giver.rule != "source":
            return None, None
        return Sort.PLEDGE, giver

    def _speaks_for_recipient(self, sentence: Sentence, index: int) -> bool:
        for frame in sentence.frames:
            if frame.index < index and givers.is_recipient(frame, sentence, self.context):
                return True
        return any(piece.tag is Tag.PARTY and piece.value.party == RECIPIENT for piece in sentence.pieces[:index])

    def _giver(self, sentence: Sentence, index: int, frame: Frame | None, before: Draft | None) -> Giver | None:
        """Whose sum it is, by the strongest rule that answers."""
        context, pieces = self.context, sentence.pieces
        found = (
            givers.of_coming(index, sentence, context)
            or givers.of_complement(pieces, index)
            or givers.of_phrase(index, sentence, context)
        )
        if found is not None and found.rule in ("source", "beside"):
            return found
        told = sorting.relative_frame(sentence.frames, index, sentence.pieces)
        if told is not None and told.has(*sorting.GIVING):
            return givers.of_frame(told, sentence, context)
        if frame is not None and givers.is_adversary(frame, sentence, context):
            return None
        if frame is not None and frame.has("receive") and not frame.subjects and self.whole is not None:
            return Giver(self.whole.parties, "container")
        if frame is not None and frame.has("thank"):
            return givers.of_objects(frame, index, sentence)
        if frame is not None and frame.has(*sorting.GIVING, "buy", "include"):
            subject = self._of_frames(frame, sentence)
            if subject is not None:
                return subject
        if found is not None:
            return found
        lead = givers.of_lead(sentence)
        if lead is not None:
            return lead
        if before is not None and details.is_inside(sentence.pieces, index):
            return Giver(before.parties, "inside")
        if frame is not None and givers.is_container(frame, sentence):
            named = frame.head is not None and frame.head.tag is Tag.PACKAGE
            meant = self.package or self.whole
            if named and meant is not None:
                return Giver(meant.parties, "container")
            if self.whole is not None and sentence.paragraph - self.whole.sentence.paragraph <= 3:
                return Giver(self.whole.parties, "container")
            if self._near(sentence, 3) is not None:
                return self._near(sentence, 3)
        own = self.last is not None and self.last.sentence.paragraph == sentence.paragraph
        if sentence.list_item and self.promised is not None:
            return Giver(self.promised.parties, "list")
        if sentence.list_item and self.lead is not None and not own:
            return Giver(self.lead.parties, "list")
        if self.last is not None and details.is_share(pieces, index) and sentence.paragraph - self.last.sentence.paragraph <= 3:
            return Giver(self.last.parties, "container")
        return self._weak_giver(sentence, index, frame)

    def _of_frames(self, frame: Frame, sentence: Sentence) -> Giver | None:
        """The giver by a verb; a passive infinitive without an agent asks the verb that it hangs on."""
        while True:
            found = givers.of_frame(frame, sentence, self.context)
            if found is not None or not frame.passive:
                return found
            if frame.infinitive and frame.parent is not None:
                frame = sentence.frames[frame.parent]
                continue
            before = [other for other in sentence.frames if other.index < frame.index and other.has(*sorting.GIVING)]
            own = [given for other in before if not other.passive and (given := givers.of_frame(other, sentence, self.context))]
            return own[-1] if own and own[-1].parties else None

    def _weak_giver(self, sentence: Sentence, index: int, frame: Frame | None) -> Giver | None:
        """Whose sum it may be where the clause does not say: who speaks, or whom the paragraph is about."""
        pieces = sentence.pieces
        giving = frame is not None and frame.has(*sorting.GIVING)
        nominal = details.in_aid_phrase(pieces, index)
        if not giving and not nominal:
            return None
        for other in reversed(sentence.frames):
            if nominal and other.index < index < other.last and not other.has("say"):
                subject = givers.donors(self.context.actors(other.subjects, sentence))
                if subject:
                    return Giver(subject, "subject")
        for other in sentence.frames:
            if other.index < index and other.has("say", "announce", "pledge", "plan"):
                subject = givers.donors(self.context.actors(other.subjects, sentence))
                if subject:
                    return Giver(subject, "speaker")
        return self._near(sentence, 1)

    def _near(self, sentence: Sentence, reach: int) -> Giver | None:
        """The givers of the announcement spoken of just before, at most `reach` paragraphs ago."""
        last = self.previous
        if last is None or last.sort not in (Sort.PLEDGE, Sort.TOTAL):
            return None
        return Giver(last.parties, "topic") if sentence.paragraph - last.sentence.paragraph <= reach else None

    # -- consignments -------------------------------------------------------------------------------------

    def _consignments(self, sentence: Sentence, taken: list[tuple[int, int]]) -> None:
        """The items that a sentence gives, needs or buys without a sum."""
        pieces = sentence.pieces
        if Tag.ITEM not in sentence.tags:
            return
        done: set[int] = {index for start, end in taken for index in range(start, end)}
        groups: dict[int, tuple[Frame, list[int]]] = {}
        for index, piece in enumerate(pieces):
            if piece.tag is Tag.ITEM and index not in done:
                frame = sorting.carried(sorting.governing(sentence.frames, index), sentence.frames, sentence)
                if frame is not None and not frame.negated:
                    groups.setdefault(frame.index, (frame, []))[1].append(index)
        for frame, indexes in groups.values():
            if self._consignment(sentence, frame, indexes):
                done.update(indexes)
        self._wants(sentence, done)
        self._passives(sentence, done)

    def _consignment(self, sentence: Sentence, frame: Frame, indexes: list[int]) -> bool:
        context = self.context
        found = lines(sentence.pieces, indexes[0], indexes[-1] + 1)
        if not found:
            return False
        if sorting.is_asked(frame, sentence, context):
            draft = self._draft(Sort.NEED, Giver((RECIPIENT,), "subject"), sentence, indexes[0], frame)
        elif givers.is_recipient(frame, sentence, context):
            sort = sorting.recipient_sort(frame, sentence)
            if sort is None:
                return False
            draft = self._draft(sort, Giver((RECIPIENT,), "subject"), sentence, indexes[0], frame)
        elif givers.is_container(frame, sentence) and frame.has("include", "give", "fund", "worth"):
            return self._extend(sentence, frame, indexes)
        else:
            giver = self._consignor(sentence, frame, found)
            if giver is None or (not giver.parties and all(line.low is None for line in found)):
                return False
            draft = self._draft(Sort.PLEDGE, giver, sentence, indexes[0], frame)
            whole = self._sum_of_clause(sentence, frame, giver)
            if whole is not None:
                whole.add_items(found)
                return True
        if all(is_vague(line) for line in found):
            return False
        draft.items = found
        details.describe(draft, sentence, indexes[0], frame, context)
        self._keep(draft)
        return True

    def _sum_of_clause(self, sentence: Sentence, frame: Frame, giver: Giver) -> Draft | None:
        """The draft of a sum in the same clause chain: its items are of that sum and no announcement of their own."""
        for known in self.drafts.values():
            if known.sentence is not sentence or known.amount is None or known.sort is not Sort.PLEDGE:
                continue
            told = known.frame
            linked = told is None or told is frame or _hangs_on(told, frame, sentence) or _hangs_on(frame, told, sentence)
            if known.parties == giver.parties and linked:
                return known
        return None

    def _consignor(self, sentence: Sentence, frame: Frame, found: tuple[ItemLine, ...]) -> Giver | None:
        """Who gives the items of a verb: an explicit subject, agent or list lead, and a verb that gives."""
        if frame.modal == "can" or sorting.is_open(frame, sentence) or givers.is_adversary(frame, sentence, self.context):
            return None
        if frame.has("give", "train") or (frame.has("announce", "pledge") and not frame.has("say")):
            return self._of_frames(frame, sentence)
        if frame.has("announce", "pledge") and (frame.form.lemma != "confirm" or details.tells_delivery(sentence.pieces, frame)):
            return givers.of_frame(frame, sentence, self.context)
        counted = any(line.low is not None for line in found) and frame.has("fund", "include")
        if counted or frame.has("buy", "make") or sorting.makes(frame, sentence) or (frame.has("fund") and details.funds_items(sentence.pieces, frame)):
            return givers.of_frame(frame, sentence, self.context)
        return None

    def _extend(self, sentence: Sentence, frame: Frame, indexes: list[int]) -> bool:
        """'The package includes ...': the items belong to the announcement spoken of before."""
        if self.pending is not None and (self.last is None or self.last.sentence.number < self.pending[1].number):
            giver, announced = self.pending
            draft = self._draft(Sort.PLEDGE, giver, sentence, indexes[-1], frame)
            draft.spans.append((announced.start, announced.end))
            draft.items = lines(sentence.pieces, indexes[0], indexes[-1] + 1)
            details.describe(draft, sentence, indexes[0], frame, self.context)
            self._keep(draft)
            return True
        if self.last is None or sentence.paragraph - self.last.sentence.paragraph > 2:
            return False
        self.last.add_items(lines(sentence.pieces, indexes[0], indexes[-1] + 1))
        self.last.spans.append(details.clause(sentence, frame, indexes[-1]))
        return True

    def _wants(self, sentence: Sentence, done: set[int]) -> None:
        """'A shortage of air defence', 'the need for ...': needs without a verb of their own."""
        pieces = sentence.pieces
        for index, piece in enumerate(pieces):
            if piece.tag is not Tag.ITEM or index in done or not sorting.need_before(pieces, index):
                continue
            if not self._speaks_for_recipient(sentence, index):
                continue
            found = lines(pieces, index, details.list_end(pieces, index))
            if found:
                draft = self._draft(Sort.NEED, Giver((RECIPIENT,), "subject"), sentence, index, None)
                draft.items, draft.need = found, NeedMode.DONATE
                self._keep(draft)
                done.update(range(index, details.list_end(pieces, index)))

    def _relatives(self, sentence: Sentence, done: set[int]) -> None:
        """'The two Patriot systems that Berlin had pledged': counted items whose giver a relative clause names."""
        pieces = sentence.pieces
        for index, piece in enumerate(pieces):
            if piece.tag is not Tag.ITEM or index in done:
                continue
            frame = sorting.relative_frame(sentence.frames, index, pieces)
            found = lines(pieces, index, index + 1)
            if frame is None or not frame.has("give", "announce", "pledge") or not found or found[0].low is None:
                continue
            giver = givers.of_frame(frame, sentence, self.context)
            if giver is not None and giver.parties:
                draft = self._draft(Sort.PLEDGE, giver, sentence, index, None)
                draft.items = found
                details.describe(draft, sentence, index, None, self.context)
                self._keep(draft)
                done.add(index)

    def _passives(self, sentence: Sentence, done: set[int]) -> None:
        """'Four systems from Germany were delivered', and list lines 'Norway: 10 launchers'."""
        pieces = sentence.pieces
        self._relatives(sentence, done)
        rest = [
            index
            for index, piece in enumerate(pieces)
            if piece.tag is Tag.ITEM and index not in done and sorting.stands_free(sentence.frames, index)
        ]
        if not rest:
            return
        if sentence.list_item and self.wanted:
            draft = self._draft(Sort.NEED, Giver((RECIPIENT,), "list"), sentence, rest[0], None)
            draft.items = lines(pieces, rest[0], len(pieces))
            self._keep(draft)
            return
        lead = givers.of_lead(sentence)
        giver: Giver | None = lead
        frame: Frame | None = None
        if giver is None:
            frame = sorting.later_passive(sentence.frames, rest[0], pieces)
            if sentence.list_item and self.promised is not None and (frame is None or not frame.passive):
                self._promised_line(sentence, rest, self.promised)
                return
            if frame is None and sentence.list_item and self.lead is not None and not sentence.frames:
                self.lead.add_items(lines(pieces, rest[0], len(pieces)))
                self.lead.spans.append((sentence.start, sentence.end))
                return
            if frame is None or not frame.passive or not frame.has("give", "fund", "make") or frame.negated:
                return
            giver = self._of_frames(frame, sentence) or givers.of_phrase(rest[0], sentence, self.context)
        found = lines(pieces, rest[0], frame.index if frame else len(pieces))
        if giver is None or not found:
            return
        if all(is_vague(line) for line in found):
            return
        draft = self._draft(Sort.PLEDGE, giver, sentence, rest[0], frame)
        draft.items = found
        details.describe(draft, sentence, rest[0], frame, self.context)
        self._keep(draft)

    def _promised_line(self, sentence: Sentence, rest: list[int], giver: Giver) -> None:
        """A line of a list whose first line says who gives: all its lines are one announcement."""
        found = lines(sentence.pieces, rest[0], len(sentence.pieces))
        if not found:
            return
        known = self.lead
        if known is not None and known.rule == "promised":
            known.add_items(found)
            known.spans.append((sentence.start, sentence.end))
            return
        draft = self._draft(Sort.PLEDGE, Giver(giver.parties, "promised"), sentence, rest[0], None)
        draft.items = found
        details.describe(draft, sentence, rest[0], None, self.context)
        self.lead = self._keep(draft)

    # -- keeping ------------------------------------------------------------------------------------------

    def _draft(self, sort: Sort, giver: Giver, sentence: Sentence, index: int, frame: Frame | None) -> Draft:
        draft = Draft(sort, giver.parties, sentence, *details.clause(sentence, frame, index))
        draft.rule = giver.rule
        draft.frame = frame
        if sort is Sort.NEED:
            draft.need = NeedMode.BUY if frame is not None and sorting.buys(frame) else NeedMode.DONATE
        return draft

    def _keep(self, draft: Draft) -> Draft:
        known = self.drafts.get(draft.key) or self._same_things(draft)
        if known is None:
            self.drafts[draft.key] = known = draft
        else:
            known.absorb(draft)
        known.sentence = draft.sentence
        self.previous = known
        if draft.sort is Sort.PLEDGE:
            self.last = known
            if draft.packaged and draft.rule not in ("container", "topic", "inside"):
                self.package = known
            if draft.part_of is None and draft.rule not in ("container", "topic", "inside"):
                self.whole = known
        return known


    def _same_things(self, draft: Draft) -> Draft | None:
        """The draft of the same items, where one of the two gives no numbers."""
        if draft.amount is not None:
            return None
        names = {line.item for line in draft.items}
        for known in self.drafts.values():
            if known.amount is None and (known.sort, known.parties) == (draft.sort, draft.parties):
                bare = all(line.low is None for line in known.items) or all(line.low is None for line in draft.items)
                if bare and {line.item for line in known.items} == names:
                    return known
        return None


def _hangs_on(frame: Frame, other: Frame, sentence: Sentence) -> bool:
    """Whether one verb is subordinate to another: 'build drones to be sent'."""
    steps = 0
    while frame.parent is not None and steps < 5:
        frame = sentence.frames[frame.parent]
        if frame is other:
            return True
        steps += 1
    return False


def read(page: Page, context: Context) -> list[Claim]:
    """The pledges, totals, needs and purchases of a page."""
    return Reader(page, context).read()
