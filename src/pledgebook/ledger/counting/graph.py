"""Which announcement lies inside which: a graph without circles, walked without recursion.

Announcements are numbers here: their places in the order of their ids. So nothing depends on the order in
which they were given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.relations import Cut


class Link(NamedTuple):
    """`part` lies inside `whole`; `raised` where the whole is a new level of the part."""

    part: int
    whole: int
    cut: Cut | None
    raised: bool


class Graph:
    """All links, upwards and downwards, and the announcements that have any, each after what it contains."""

    def __init__(self, links: Iterable[Link], names: Sequence[str], others: Iterable[int] = ()) -> None:
        ups: defaultdict[int, list[Link]] = defaultdict(list)
        kids: defaultdict[int, list[Link]] = defaultdict(list)
        above: dict[int, set[int]] = {other: set() for other in others}
        for link in sorted(links, key=link_order):
            ups[link.part].append(link)
            kids[link.whole].append(link)
            above.setdefault(link.part, set()).add(link.whole)
            above.setdefault(link.whole, set())
        self.above: Mapping[int, set[int]] = above
        self._ups, self._kids = dict(ups), dict(kids)
        self.order = bottom_up(above, names)
        self.rank = {number: place for place, number in enumerate(self.order)}

    def ups(self, number: int) -> Sequence[Link]:
        """The links to what it lies inside."""
        return self._ups.get(number, ())

    def kids(self, number: int) -> Sequence[Link]:
        """The links to what lies inside it."""
        return self._kids.get(number, ())

    def ancestors(self, number: int) -> set[int]:
        """All that it lies inside, near and far."""
        return reached(number, self.above)


def link_order(link: Link) -> tuple[int, int, str, bool]:
    """Sorts links; the cut may be missing."""
    return link.part, link.whole, link.cut or "", link.raised


def reached(start: int, steps: Mapping[int, Iterable[int]]) -> set[int]:
    """All that can be reached from `start`, itself not counted unless the steps lead back."""
    seen: set[int] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            waiting += steps.get(number, ())
    return seen


def bottom_up(above: Mapping[int, set[int]], names: Sequence[str]) -> list[int]:
    """Each number after all those below it, by layers and then by number. Raises BadValue for a circle."""
    missing: dict[int, int] = dict.fromkeys(above, 0)
    for tops in above.values():
        for top in tops:
            missing[top] = missing.get(top, 0) + 1
    order: list[int] = []
    layer = sorted(number for number, count in missing.items() if count == 0)
    while layer:
        order += layer
        layer = _next_layer(layer, above, missing)
    if len(order) < len(missing):
        raise BadValue(_in_a_circle(above, {n for n, count in missing.items() if count}, names))
    return order


def _next_layer(layer: Iterable[int], above: Mapping[int, set[int]], missing: dict[int, int]) -> list[int]:
    following = []
    for number in layer:
        for top in above.get(number, ()):
            missing[top] -= 1
            if missing[top] == 0:
                following.append(top)
    return sorted(following)


def _in_a_circle(above: Mapping[int, set[int]], stuck: set[int], names: Sequence[str]) -> str:
    """What is stuck has something stuck below it, so that walking down must come back."""
    below: dict[int, int] = {}
    for number in sorted(stuck, reverse=True):
        below.update(dict.fromkeys(above.get(number, set()) & stuck, number))
    path: dict[int, None] = {}
    number = min(stuck)
    while number not in path:
        path[number] = None
        number = below[number]
    walked = list(path)
    circle = walked[walked.index(number) :]
    first = circle.index(min(circle))
    shown = [names[n] for n in circle[first:] + circle[: first + 1]][::-1]
    return f"the relations run in a circle: {' → '.join(shown)}; withdraw one of them"
