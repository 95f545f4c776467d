"""What somebody may not see changes no total of theirs, on either way of counting."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from tests.ledger.every_kind import dispute, draft
from tests.ledger.samples import SOURCE, parties, pledge, stage

from pledgebook.ledger.access import Actor, Sight, sight_of
from pledgebook.ledger.clocks import NOW, Clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft
from pledgebook.ledger.journal.store import head
from pledgebook.ledger.payloads import Relation
from pledgebook.ledger.totals.answer import Totals
from pledgebook.ledger.totals.answering import totals
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.ledger.totals.quick import copy
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

HIDDEN: dict[str, Draft] = {
    "pledge": pledge("P-3", "EUR 70"),
    "stage": stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40"),
    "cancelled": stage("P-1", Stage.ANNOUNCED, Stage.CANCELLED, "40"),
    "relation": draft("r-1", Relation(kind=RelationKind.REPEATS, source="P-1", target="P-2")),
    "dispute": dispute(),
}


@pytest.fixture(params=[False, True], ids=["engine", "quick"])
def quick(request: pytest.FixtureRequest, books: str, secretariat: Actor) -> Iterator[bool]:  # noqa: ARG001
    """Which way of counting; two pledges are in the books."""
    copy.cache_clear()
    append([*parties(), pledge("P-1"), pledge("P-2", donors="NO")], secretariat)
    yield request.param
    copy.cache_clear()


def restricted(one: Draft) -> Draft:
    return msgspec.structs.replace(one, visibility=Visibility.RESTRICTED, evidence=SOURCE)


def asked(sight: Sight, quick: bool, clocks: Clocks = NOW) -> Totals:
    """The totals by donor and stage, without the number of the last entry."""
    question = Question(by=(Dimension.DONOR, Dimension.STAGE), clocks=clocks)
    return msgspec.structs.replace(totals(question, sight, quick=quick), sequence=0)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_restricted_record_changes_nothing_for_strangers(
    hidden: str, quick: bool, stranger: Actor, secretariat: Actor
) -> None:
    before, known = (asked(sight_of(who), quick) for who in (stranger, secretariat))
    append([restricted(HIDDEN[hidden])], secretariat)
    assert asked(sight_of(stranger), quick) == before
    assert asked(sight_of(secretariat), quick) != known


def test_who_restricts_a_pledge_takes_it_out_of_past_totals(
    quick: bool, stranger: Actor, secretariat: Actor
) -> None:
    then = Clocks(known=head().seq)
    append([restricted(pledge("P-2", donors="NO", expected=then.known))], secretariat)
    assert asked(sight_of(stranger), quick, then).total.chosen == 100
    assert asked(sight_of(secretariat), quick, then).total.chosen == 200
