"""The sums of a sentence: which are pledges, totals or needs, whose, and with which items."""

from __future__ import annotations

from pledgebook.reading.aid import details, givers, parts, sorting, verbs, whose
from pledgebook.reading.aid.drafts import Draft, Sort
from pledgebook.reading.aid.givers import Giver, Rule
from pledgebook.reading.aid.lines import lines
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.story import Story
from pledgebook.reading.page import Sentence
from pledgebook.reading.tags import Tag

Stretch = tuple[int, int]
_NOBODY = Giver((), Rule.FUND)
_GUESSED = frozenset({Rule.TOPIC, Rule.SPEAKER, Rule.LIST})
"""Rules that name whoever was spoken of: no proof against a sum being what a pot of many holds."""


def read(story: Story, sentence: Sentence) -> list[Stretch]:
    """Keep the drafts of a sentence's sums; returns the stretches whose items they took."""
    taken: list[Stretch] = []
    before: Draft | None = None
    for index, piece in enumerate(sentence.pieces):
        if piece.tag is Tag.MONEY:
            spot = Spot(sentence, index, verbs.of_sum(sentence, index))
            before = _keep(story, spot, before, taken) or before
    return taken


def _keep(story: Story, spot: Spot, before: Draft | None, taken: list[Stretch]) -> Draft | None:
    """Keep the draft of a sum, unless it is none that anybody gives, needs or sums up."""
    if sorting.is_no_aid(spot):
        return None
    verdict = _verdict(spot, before, story)
    if verdict is None:
        return None
    sort, giver = verdict
    draft = story.draft(sort, giver, spot)
    amount = spot.piece.value
    payer = giver.parties[0] if len(giver.parties) == 1 else None
    draft.amount, draft.also = amount.of_payer(payer, story.context.dollar), amount.also
    if not any(start <= spot.index < end for start, end in taken):
        stretch = spot.items_around()
        draft.items = lines(spot.pieces, *stretch) if sort is not Sort.TOTAL else ()
        taken.append(stretch)
    details.describe(draft, spot, story.context)
    draft.packaged = any(piece.value == "package" for piece in spot.around(5))
    _hang(draft, spot, before, story)
    if amount.each and len(giver.parties) > 1:
        return [story.keep(draft.for_one(party)) for party in giver.parties][-1]
    return story.keep(draft)


def _hang(draft: Draft, spot: Spot, before: Draft | None, story: Story) -> None:
    """Note what a sum is a part of by the sum before it, or by the list that it stands in."""
    if before is not None and parts.is_inside(spot):
        draft.container = before.container or before
        draft.part_of = draft.part_of or parts.name_of(draft.container)
    whole = story.package or story.whole
    if draft.part_of is None and parts.is_share(spot) and whole is not None and whole.amount != draft.amount:
        draft.part_of = parts.name_of(whole)
    lead = story.lead
    if draft.part_of is None and draft.rule is Rule.LIST and lead is not None and lead is not before:
        draft.part_of = parts.name_of(lead) if lead.parties == draft.parties else None


def _verdict(spot: Spot, before: Draft | None, story: Story) -> tuple[Sort, Giver] | None:
    """What a sum is and whose, or None where the books keep nothing of it."""
    found = _of_recipient(spot, story) or _of_donors(spot, before, story)
    if found is None:
        return None
    if not sorting.is_level(verbs.governing(spot.sentence, spot.index), spot):
        return found
    guessed = found[1].rule in (*_GUESSED, Rule.CONTAINER)
    return Sort.TOTAL, _NOBODY if guessed else found[1]


def _of_recipient(spot: Spot, story: Story) -> tuple[Sort, Giver] | None:
    """A sum of what the supported party itself needs, pays or receives."""
    sentence, context, frame = spot.sentence, story.context, spot.frame
    recipient = (context.recipient,)
    if sentence.list_item and story.wanted:
        return Sort.NEED, Giver(recipient, Rule.LIST)
    told = verbs.relative(sentence, spot.index)
    if told is not None and told.has("need") and givers.is_recipient(told, sentence, context):
        return Sort.NEED, Giver(recipient, Rule.SUBJECT)
    needed = sorting.need_before(spot.pieces, spot.index)
    if frame is None or not givers.is_recipient(frame, sentence, context):
        asked = needed and sorting.speaks_of_recipient(sentence, spot.index, context)
        return (Sort.NEED, Giver(recipient, Rule.SUBJECT)) if asked else None
    sort = sorting.recipient_sort(frame, sentence)
    if sort is not None or needed:
        return sort or Sort.NEED, Giver(recipient, Rule.SUBJECT)
    if not frame.has("receive") or frame.modal == "can":
        return None
    source = givers.of_phrase(spot, context)
    return Sort.PLEDGE, source if source and source.rule is Rule.SOURCE else Giver((), Rule.RECEIVE)


def _of_donors(spot: Spot, before: Draft | None, story: Story) -> tuple[Sort, Giver] | None:
    """A sum that somebody gives, has given or that many gave together."""
    giver = whose.of_sum(spot, before, story)
    pot = _of_pot(spot, giver, story)
    if pot is not None:
        return Sort.TOTAL, pot
    if giver is None:
        return None
    if _is_of_total(spot, giver, before, story):
        return Sort.TOTAL, giver
    if sorting.is_cumulative(spot):
        return Sort.TOTAL, _NOBODY if giver.rule is Rule.TOPIC else giver
    possible = spot.frame is not None and spot.frame.modal == "can"
    if possible and not spot.has("announce", "pledge") and giver.rule is not Rule.SOURCE:
        return None
    return Sort.PLEDGE, giver


def _of_pot(spot: Spot, giver: Giver | None, story: Story) -> Giver | None:
    """Who filled a pot, where the sum is what the pot holds."""
    if givers.told_of_pot(spot) and (giver is None or giver.rule in _GUESSED):
        return _NOBODY
    frame = spot.frame
    if giver is not None and giver.rule is Rule.GROUP and frame is not None and frame.perfect:
        return giver
    if spot.has("worth", "receive") and givers.is_fund(spot, story.context):
        return giver if giver and giver.rule in (Rule.SOURCE, Rule.OWNER) else _NOBODY
    return None


def _is_of_total(spot: Spot, giver: Giver, before: Draft | None, story: Story) -> bool:
    """Whether a sum is a part of a total told before it, in the sentence or over the list."""
    if before is not None and before.sort is Sort.TOTAL and parts.is_inside(spot):
        return True
    over = story.lead is not None and story.lead.sort is Sort.TOTAL
    return over and spot.sentence.list_item and giver.rule in (Rule.LIST, Rule.SOURCE)
