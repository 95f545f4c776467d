"""Circles among relations."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.counting.links import relate
from pledgebook.ledger.counting.types import Edge
from pledgebook.ledger.payloads import Relation
from pledgebook.ledger.rules.related import Relations, shown
from pledgebook.vocabulary.relations import RelationKind

_KINDS = {kind.value: kind for kind in RelationKind}


def relation(text: str) -> Relation:
    """'A part of B'."""
    source, *words, target = text.split()
    return Relation(kind=_KINDS[" ".join(words)], source=source, target=target)


def relations(texts: Iterable[str]) -> Relations:
    found = Relations()
    for text in texts:
        found.put(text, relation(text))
    return found


@pytest.mark.parametrize(
    ("known", "new", "circle"),
    [
        (["A part of B"], "B part of A", "B → A → B"),
        (["A part of B", "B draws down C"], "C financed by A", "C → A → B → C"),
        (["A repeats B", "B repeats C"], "C repeats A", "C → A → B → C"),
        (["A replaces B"], "B replaces A", "B → A → B"),
        (["A backfills B"], "B part of A", "B → A → B"),
        # As they are meant: the old level lies inside the new one.
        (["A raises B", "A part of C"], "C part of B", "C → B → A → C"),
        # A repeat is one with its original.
        (["A repeats B", "A part of C"], "C part of B", "C → B → A → C"),
        (["A part of C", "C part of B"], "A repeats B", "A → C → B → A"),
        (["A repeats B", "A replaces C"], "C replaces B", "C → A → B → C"),
    ],
)
def test_a_circle_is_found_and_walked(known: list[str], new: str, circle: str) -> None:
    found = relations(known).circle(relation(new), "new")
    assert found[0] == found[-1]
    assert set(found) == set(circle.split(" → "))


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (["A part of B"], "A part of C"),
        (["A part of B", "A part of C"], "B part of C"),
        (["A repeats B", "A repeats C"], "B repeats C"),
        (["A part of B", "C part of B"], "A raises C"),
        (["A raises B", "A part of C"], "B part of C"),
        ([], "A part of B"),
    ],
)
def test_what_closes_no_circle_is_let_in(known: list[str], new: str) -> None:
    assert relations(known).circle(relation(new), "new") == ()


def test_a_corrected_relation_is_judged_without_what_it_was() -> None:
    known = relations(["A part of B"])
    assert known.circle(relation("B part of A"), "A part of B") == ()


def test_what_is_dropped_closes_no_circle() -> None:
    known = relations(["A part of B", "B part of C"])
    known.drop("B part of C")
    assert known.circle(relation("C part of A"), "new") == ()
    assert known.between("B", "C", "") is None


def test_a_long_chain_is_walked_without_recursion_and_once() -> None:
    links = [f"P{number} part of P{number + 1}" for number in range(20_000)]
    known = Relations()
    for text in links:  # each of them is judged, as in an import
        assert known.circle(relation(text), text) == ()
        known.put(text, relation(text))
    found = known.circle(relation("P20000 part of P0"), "new")
    assert len(found) == 20_002
    assert shown(found) == "P20000 → P0 → P1 → P2 → (19995 more) → P19998 → P19999 → P20000"


names = st.sampled_from("ABCDEF")
drawn = st.lists(st.tuples(names, st.sampled_from(RelationKind), names), max_size=14)


@settings(deadline=None)
@given(drawn)
def test_totals_can_be_counted_over_all_that_is_let_in(tried: list[tuple[str, RelationKind, str]]) -> None:
    known = Relations()
    for number, (source, kind, target) in enumerate(tried):
        new = Relation(kind=kind, source=source, target=target)
        if source != target and known.between(source, target, "") is None and not known.circle(new, ""):
            known.put(str(number), new)
    relate((Edge(kind=r.kind, source=r.source, target=r.target) for r in known.values()), "ABCDEF")
