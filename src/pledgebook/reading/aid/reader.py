"""Read the sums and consignments of a page into claims."""

from __future__ import annotations

from pledgebook.reading.aid import consignments, givers, sums
from pledgebook.reading.aid.story import Story
from pledgebook.reading.context import Context
from pledgebook.reading.page import Page
from pledgebook.reading.tags import Tag
from pledgebook.vocabulary.claims import Claim


def read(page: Page, context: Context) -> list[Claim]:
    """The pledges, totals, needs and purchases of a page, each once with all its places."""
    story = Story(page, context)
    for sentence in page.sentences:
        if sentence.tags.isdisjoint((Tag.MONEY, Tag.ITEM)):
            if Tag.PACKAGE in sentence.tags and not sentence.heading:
                story.await_contents(sentence)
        elif not sentence.heading or givers.of_lead(sentence) is not None:
            story.enter(sentence)
            consignments.read(story, sentence, sums.read(story, sentence))
    return story.claims()
