"""The items that a sentence gives, needs or buys without a sum."""

from __future__ import annotations

from pledgebook.reading.aid import details, givers, sorting, verbs, whose
from pledgebook.reading.aid.drafts import Draft, Sort
from pledgebook.reading.aid.givers import Giver, Rule
from pledgebook.reading.aid.lines import is_vague, lines
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.story import Story
from pledgebook.reading.aid.sums import Stretch
from pledgebook.reading.clauses import Frame
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Tag
from pledgebook.vocabulary.amounts import ItemLine

_CONTENTS_REACH = 2
"""How many paragraphs after an announcement 'the package includes' may stand."""


def read(story: Story, sentence: Sentence, taken: list[Stretch]) -> None:
    """Keep the drafts of the items that no sum has taken."""
    if Tag.ITEM not in sentence.tags:
        return
    done = {index for start, end in taken for index in range(start, end)}
    for frame, indexes in _by_verb(sentence, done):
        if _of_verb(story, Spot(sentence, indexes[0], frame), indexes[-1] + 1):
            done.update(indexes)
    _needs(story, sentence, done)
    _of_relatives(story, sentence, done)
    _without_verb(story, sentence, done)


def _items(sentence: Sentence, done: set[int]) -> list[int]:
    return [
        index for index, piece in enumerate(sentence.pieces) if piece.tag is Tag.ITEM and index not in done
    ]


def _by_verb(sentence: Sentence, done: set[int]) -> list[tuple[Frame, list[int]]]:
    """The items under the verbs that say what happens to them."""
    groups: dict[int, tuple[Frame, list[int]]] = {}
    for index in _items(sentence, done):
        frame = verbs.of_aid(sentence, index)
        if frame is not None and not frame.negated:
            groups.setdefault(frame.index, (frame, []))[1].append(index)
    return list(groups.values())


def _keep(story: Story, draft: Draft, spot: Spot, found: tuple[ItemLine, ...]) -> Draft:
    draft.items = found
    details.describe(draft, spot, story.context)
    return story.keep(draft)


# -- by the verb ---------------------------------------------------------------------------------------


def _of_verb(story: Story, spot: Spot, last: int) -> bool:
    """The items from `spot` up to `last`, by the verb that they share; returns whether they are settled."""
    frame, sentence, context = spot.frame, spot.sentence, story.context
    found = lines(spot.pieces, spot.index, last)
    if frame is None or not found:
        return False
    if sorting.is_asked(frame, sentence, context):
        draft: Draft | None = story.need(spot)
    elif givers.is_recipient(frame, sentence, context):
        sort = sorting.recipient_sort(frame, sentence)
        giver = Giver((context.recipient,), Rule.SUBJECT)
        draft = story.draft(sort, giver, spot) if sort is not None else None
    elif verbs.is_container(frame, sentence) and frame.has("include", "give", "fund", "worth"):
        return _extend(story, spot, last)
    else:
        draft = _given(story, spot, found)
        whole = _sum_of_clause(story, draft) if draft is not None else None
        if whole is not None:
            whole.add_items(found)
            return True
    if draft is None or all(is_vague(line) for line in found):
        return False
    _keep(story, draft, spot, found)
    return True


def _given(story: Story, spot: Spot, found: tuple[ItemLine, ...]) -> Draft | None:
    """The draft of items that somebody gives; without a name only where they are counted."""
    giver = whose.of_consignment(spot, found, story.context)
    if giver is None or (not giver.parties and all(line.low is None for line in found)):
        return None
    return story.draft(Sort.PLEDGE, giver, spot)


def _sum_of_clause(story: Story, draft: Draft) -> Draft | None:
    """The sum in the same chain of clauses: items are of that sum and no announcement of their own."""
    for known in story.drafts.values():
        if known.sentence is not draft.sentence or known.amount is None or known.sort is not Sort.PLEDGE:
            continue
        if known.parties == draft.parties and _linked(known.frame, draft.frame, draft.sentence):
            return known
    return None


def _linked(one: Frame | None, other: Frame | None, sentence: Sentence) -> bool:
    if one is None or other is None or one is other:
        return True
    return verbs.hangs_on(one, other, sentence) or verbs.hangs_on(other, one, sentence)


def _extend(story: Story, spot: Spot, last: int) -> bool:
    """'The package includes ...': the items belong to the announcement spoken of before."""
    found = lines(spot.pieces, spot.index, last)
    ending = Spot(spot.sentence, last - 1, spot.frame)
    before = story.last
    if story.pending is not None and (before is None or before.sentence.number < story.pending[1].number):
        giver, announced = story.pending
        draft = story.draft(Sort.PLEDGE, giver, ending)
        draft.spans.append((announced.start, announced.end))
        _keep(story, draft, spot, found)
        return True
    if before is None or spot.sentence.paragraph - before.sentence.paragraph > _CONTENTS_REACH:
        return False
    before.add_items(found)
    before.spans.append(ending.clause())
    return True


# -- without a verb of their own -----------------------------------------------------------------------


def _needs(story: Story, sentence: Sentence, done: set[int]) -> None:
    """'A shortage of air defence', 'the need for ...'."""
    for index in _items(sentence, done):
        needed = index not in done and sorting.need_before(sentence.pieces, index)
        if not needed or not sorting.speaks_of_recipient(sentence, index, story.context):
            continue
        end = _list_end(sentence, index)
        found = lines(sentence.pieces, index, end)
        if found:
            draft = story.need(Spot(sentence, index))
            draft.items = found
            story.keep(draft)
            done.update(range(index, end))


def _list_end(sentence: Sentence, index: int) -> int:
    """Where a list of items that starts at `index` ends."""
    pieces, end = sentence.pieces, index + 1
    listed = (Tag.ITEM, Tag.AND, Tag.NUMBER, Tag.DET, Tag.NEW, Tag.WORD)
    while end < len(pieces) and (pieces[end].tag in listed or pieces[end].word == ","):
        end += 1
    return end


def _of_relatives(story: Story, sentence: Sentence, done: set[int]) -> None:
    """'The two systems that Berlin had pledged': counted items whose giver a relative clause names."""
    for index in _items(sentence, done):
        frame = verbs.relative(sentence, index)
        found = lines(sentence.pieces, index, index + 1)
        if frame is None or not frame.has("give", "announce", "pledge") or not found or found[0].low is None:
            continue
        giver = givers.of_frame(frame, sentence, story.context)
        if giver is not None and giver.parties:
            spot = Spot(sentence, index)
            _keep(story, story.draft(Sort.PLEDGE, giver, spot), spot, found)
            done.add(index)


def _without_verb(story: Story, sentence: Sentence, done: set[int]) -> None:
    """'Four systems from Germany were delivered', 'Norway: 10 launchers', and the lines of a list."""
    rest = [index for index in _items(sentence, done) if verbs.stands_free(sentence, index)]
    if not rest:
        return
    first = Spot(sentence, rest[0])
    lead = givers.of_lead(sentence)
    if sentence.list_item and story.wanted:
        draft = story.need(first, Rule.LIST)
        draft.items = lines(sentence.pieces, rest[0], len(sentence.pieces))
        story.keep(draft)
    elif lead is not None:
        _announced(story, first, lead)
    else:
        _of_later_verb(story, first)


def _of_later_verb(story: Story, first: Spot) -> None:
    """Items by the passive verb behind them; in a list without one, by the line over the list."""
    sentence = first.sentence
    frame = verbs.later_passive(sentence, first.index)
    if sentence.list_item and story.promised is not None and (frame is None or not frame.passive):
        _promised(story, first, story.promised)
    elif frame is None and sentence.list_item and story.lead is not None and not sentence.frames:
        story.add_line(story.lead, sentence, first.index)
    elif frame is not None and frame.passive and frame.has("give", "fund", "make") and not frame.negated:
        giver = givers.of_verb(frame, sentence, story.context) or givers.of_phrase(first, story.context)
        _announced(story, Spot(sentence, first.index, frame), giver)


def _announced(story: Story, spot: Spot, giver: Giver | None) -> None:
    last = spot.frame.index if spot.frame is not None else len(spot.pieces)
    found = lines(spot.pieces, spot.index, last)
    if giver is None or all(is_vague(line) for line in found):
        return
    _keep(story, story.draft(Sort.PLEDGE, giver, spot), spot, found)


def _promised(story: Story, first: Spot, giver: Giver) -> None:
    """A line of a list whose first line says who gives: all its lines are one announcement."""
    found = lines(first.pieces, first.index, len(first.pieces))
    if not found:
        return
    if story.lead is not None and story.lead.rule is Rule.PROMISED:
        story.add_line(story.lead, first.sentence, first.index)
        return
    draft = story.draft(Sort.PLEDGE, Giver(giver.parties, Rule.PROMISED), first)
    story.lead = _keep(story, draft, first, found)
