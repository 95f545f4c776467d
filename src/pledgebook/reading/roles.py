"""Who holds which role: chairs and founders of a coalition, and the offices that a page gives to persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pledgebook.reading import offices
from pledgebook.reading.dates import When, resolve_partial
from pledgebook.reading.page import Page
from pledgebook.reading.posts import CHAIR, Post
from pledgebook.reading.tags import Actor, Tag
from pledgebook.reading.walking import clause, is_cue
from pledgebook.vocabulary.claims import RoleClaim
from pledgebook.vocabulary.evidence import Evidence

if TYPE_CHECKING:
    from pledgebook.reading.context import Context


def read(page: Page, context: Context) -> list[RoleClaim]:
    """The roles of a page: chairs, founders, offices; one claim for each holder, with every place."""
    return [*_claims(page, context), *offices.read(page, context)]


def _claims(page: Page, context: Context) -> Iterator[RoleClaim]:
    merged: dict[tuple[str, str, str | None, str | None], list[Post]] = {}
    for post in context.posts:
        body = post.body or context.coalition
        actor = context.actor(post.who, post.sentence)
        if body is not None and actor is not None and (actor.party or actor.person) and actor.party != body:
            merged.setdefault((body, post.role, actor.person, actor.party), []).append(post)
    for (body, role, person, party), posts in merged.items():
        whens = [when for post in posts if (when := _when(post)) is not None]
        partial = resolve_partial(whens[0], context.anchor) if whens else None
        places = {place for post in posts for place in _evidence(page, post)}
        yield RoleClaim(
            document=page.document.name,
            evidence=tuple(sorted(places)),
            role=role,
            person=person,
            party=party,
            coalition=body,
            date=partial,
        )


def _evidence(page: Page, post: Post) -> tuple[Evidence, ...]:
    who = post.sentence.pieces.index(post.who)
    start, end = clause(post.sentence, min(post.first, who), max(post.last, who))
    return page.evidence(start, end)


def _when(post: Post) -> When | None:
    """The date in the clause: of the meeting chaired, of the founding, of the change."""
    start, end = clause(post.sentence, post.first, post.last)
    for piece in post.sentence.pieces:
        if piece.tag is Tag.DATE and start <= piece.start < end and not piece.value.until:
            when: When = piece.value
            known = when.month is not None or when.year is not None or when.years is not None
            return when if known else None
    return None


def chairing_parties(context: Context) -> frozenset[str]:
    """The parties that the text says chair the meeting that it reports: not once before, not another one."""
    found: set[str] = set()
    for post in context.posts:
        if post.role != CHAIR or post.body is not None or _when(post) is not None:
            continue
        if any(is_cue(piece, "previous", "former") for piece in post.sentence.pieces):
            continue
        actor = (
            post.who.value if isinstance(post.who.value, Actor) else context.actor(post.who, post.sentence)
        )
        if isinstance(actor, Actor) and actor.party and not actor.former:
            found.add(actor.party)
    return frozenset(found)
