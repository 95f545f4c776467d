"""Whose a sum or a consignment is: the rules of grammar and of the story, the strongest first."""

from __future__ import annotations

from pledgebook.reading.aid import details, givers, parts, verbs
from pledgebook.reading.aid.drafts import Draft
from pledgebook.reading.aid.givers import Giver, Rule
from pledgebook.reading.aid.spots import Spot
from pledgebook.reading.aid.story import Story
from pledgebook.reading.context import Context
from pledgebook.reading.tags import Tag
from pledgebook.vocabulary.amounts import ItemLine

_STORY_REACH = 3
"""How many paragraphs ago an announcement may be that 'this' and 'of that' mean."""


def of_sum(spot: Spot, before: Draft | None, story: Story) -> Giver | None:
    """Whose sum it is; `before` is the draft of the sum before it in the sentence."""
    context, frame = story.context, spot.frame
    named = givers.of_coming(spot, context) or givers.of_complement(spot) or givers.of_phrase(spot, context)
    if named is not None and named.rule in (Rule.SOURCE, Rule.BESIDE):
        return named
    told = verbs.relative(spot.sentence, spot.index)
    if told is not None and told.has(*verbs.GIVING):
        return givers.of_frame(told, spot.sentence, context)
    if frame is not None:
        if givers.is_adversary(frame, spot.sentence, context):
            return None
        if frame.has("receive") and not frame.subjects and story.whole is not None:
            return Giver(story.whole.parties, Rule.CONTAINER)
        if frame.has("thank"):
            return givers.of_objects(spot)
    return _by_verb(spot, context) or named or givers.of_lead(spot.sentence) or _by_story(spot, before, story)


def _by_verb(spot: Spot, context: Context) -> Giver | None:
    if spot.frame is None or not spot.frame.has(*verbs.GIVING, "buy", "include"):
        return None
    return givers.of_verb(spot.frame, spot.sentence, context)


def _by_story(spot: Spot, before: Draft | None, story: Story) -> Giver | None:
    """Whose sum it is by what was told before."""
    if before is not None and parts.is_inside(spot):
        return Giver(before.parties, Rule.INSIDE)
    found = _by_container(spot, story) or _by_list(spot, story)
    if found is not None:
        return found
    last = story.last
    near = last is not None and spot.sentence.paragraph - last.sentence.paragraph <= _STORY_REACH
    if last is not None and near and parts.is_share(spot):
        return Giver(last.parties, Rule.CONTAINER)
    return _by_speaker(spot, story)


def _by_container(spot: Spot, story: Story) -> Giver | None:
    """'The package includes', 'this will fund': whose announcement was spoken of before."""
    frame = spot.frame
    if frame is None or not verbs.is_container(frame, spot.sentence):
        return None
    meant = story.package or story.whole
    if meant is not None and frame.head is not None and frame.head.tag is Tag.PACKAGE:
        return Giver(meant.parties, Rule.CONTAINER)
    whole = story.whole
    if whole is not None and spot.sentence.paragraph - whole.sentence.paragraph <= _STORY_REACH:
        return Giver(whole.parties, Rule.CONTAINER)
    return story.near(spot.sentence, _STORY_REACH)


def _by_list(spot: Spot, story: Story) -> Giver | None:
    """Whose list it is in which the sum stands."""
    if not spot.sentence.list_item:
        return None
    if story.promised is not None:
        return Giver(story.promised.parties, Rule.LIST)
    own = story.last is not None and story.last.sentence.paragraph == spot.sentence.paragraph
    return Giver(story.lead.parties, Rule.LIST) if story.lead is not None and not own else None


def _by_speaker(spot: Spot, story: Story) -> Giver | None:
    """Whose sum it may be where the clause does not say: who speaks, or whom the paragraph is about."""
    context, sentence = story.context, spot.sentence
    nominal = parts.in_aid_phrase(spot)
    if not nominal and not spot.has(*verbs.GIVING):
        return None
    for frame in reversed(sentence.frames) if nominal else ():
        if frame.index < spot.index < frame.last and not frame.has("say"):
            subject = givers.donors(context.actors(frame.subjects, sentence))
            if subject:
                return Giver(subject, Rule.SUBJECT)
    for frame in sentence.frames:
        if frame.index < spot.index and frame.has("say", "announce", "pledge", "plan"):
            subject = givers.donors(context.actors(frame.subjects, sentence))
            if subject:
                return Giver(subject, Rule.SPEAKER)
    return story.near(sentence, 1)


def of_consignment(spot: Spot, found: tuple[ItemLine, ...], context: Context) -> Giver | None:
    """Who gives the items of a verb: an explicit subject or agent, and a verb that gives."""
    frame, sentence = spot.frame, spot.sentence
    if frame is None or frame.modal == "can" or verbs.is_open(spot):
        return None
    if givers.is_adversary(frame, sentence, context):
        return None
    promises = frame.has("announce", "pledge")
    if frame.has("give", "train") or (promises and not frame.has("say")):
        return givers.of_verb(frame, sentence, context)
    if promises and (frame.form.lemma != "confirm" or details.tells_delivery(sentence.pieces, frame)):
        return givers.of_frame(frame, sentence, context)
    return givers.of_frame(frame, sentence, context) if _hands_over(spot, found) else None


def _hands_over(spot: Spot, found: tuple[ItemLine, ...]) -> bool:
    """Whether a verb of buying, making or paying gives the items themselves."""
    frame = spot.frame
    if frame is None:
        return False
    counted = any(line.low is not None for line in found)
    if (counted and frame.has("fund", "include")) or frame.has("buy", "make"):
        return True
    funded = frame.has("fund") and details.funds_items(spot.pieces, frame)
    return funded or verbs.makes(frame, spot.sentence)
