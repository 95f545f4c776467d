"""Answers from the books: they add up, follow both clocks, and agree with a count made in another way."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from msgspec import structs
from tests.ledger.samples import money, parties, pledge, stage
from tests.ledger.totals.random_books import fill

from pledgebook.ledger.access import PUBLIC, Actor, sight_of
from pledgebook.ledger.clocks import Clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.store import entries, head
from pledgebook.ledger.payloads import Citation, Donor, Line, Pledge, Relation, StageChange, Valuation
from pledgebook.ledger.totals.answer import Range, Totals
from pledgebook.ledger.totals.answering import totals
from pledgebook.ledger.totals.question import Dimension, Question
from pledgebook.reference.rates import convert
from pledgebook.vocabulary.errors import MissingRate
from pledgebook.vocabulary.pledges import PledgeNature, ValuationBasis, Visibility
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

EVERYBODY = sight_of(PUBLIC)
BY_STAGE = Question(by=(Dimension.DONOR, Dimension.STAGE))


def chosen(answer: Totals) -> dict[tuple[str, ...], Decimal]:
    """The chosen amount of each group."""
    return {group.values: group.amounts.chosen for group in answer.groups}


def summed(parts: list[Range]) -> Range:
    """The sum of amounts, scenario by scenario."""
    return Range(
        low=sum((part.low for part in parts), Decimal(0)),
        chosen=sum((part.chosen for part in parts), Decimal(0)),
        high=sum((part.high for part in parts), Decimal(0)),
    )


@pytest.mark.parametrize("by", [(), (Dimension.STAGE,), (Dimension.DONOR, Dimension.YEAR)])
def test_the_explanation_adds_up_to_the_total_and_to_each_group(
    secretariat: Actor, by: tuple[Dimension, ...]
) -> None:
    fill(secretariat, 5)
    answer = totals(Question(by=by), EVERYBODY, explain=True)
    assert summed([row.amounts for row in answer.counted]) == answer.total
    for group in answer.groups:
        rows = [row.amounts for row in answer.counted if row.values == group.values]
        assert summed(rows) == group.amounts
        assert len(rows) == group.rows


@pytest.mark.parametrize("seed", [6, 7])
def test_a_plain_count_over_the_journal_comes_to_the_same(secretariat: Actor, seed: int) -> None:
    fill(secretariat, seed)
    question = Question(by=(Dimension.STAGE,))
    assert chosen(totals(question, EVERYBODY)) == {
        (stage.value,): amount for stage, amount in _counted_plainly().items()
    }


def _counted_plainly() -> dict[Stage, Decimal]:
    """The public totals in euros by stage, by going through the journal with no machinery at all."""
    pledges: dict[str, tuple[Pledge, date]] = {}
    out: set[str] = set()
    moved: dict[tuple[str, Stage], Decimal] = defaultdict(Decimal)
    for entry in entries():
        payload = entry.content()
        if isinstance(payload, Pledge):
            pledges.pop(entry.subject, None)
            if entry.visibility is Visibility.PUBLIC and entry.valid_on is not None:
                pledges[entry.subject] = payload, entry.valid_on
        if isinstance(payload, StageChange) and payload.amount is not None:
            moved[entry.subject, payload.target] += payload.amount
            moved[entry.subject, payload.source] -= payload.amount
    for entry in entries():
        payload = entry.content()
        if isinstance(payload, Relation) and payload.source in pledges and payload.target in pledges:
            replaced = payload.kind is RelationKind.REPLACES
            out.add(payload.target if replaced else payload.source)
    found: dict[Stage, Decimal] = defaultdict(Decimal)
    for uid, (payload, day) in pledges.items():
        if payload.amount is None or uid in out:
            continue
        if payload.nature in (PledgeNature.INTENT, PledgeNature.CONDITIONAL):
            continue
        held = {stage: moved[uid, stage] for stage in Stage if moved[uid, stage]}
        held[Stage.ANNOUNCED] = held.get(Stage.ANNOUNCED, Decimal(0)) + payload.amount.low
        _add(found, held, payload.amount.currency, day)
    return {stage: amount for stage, amount in found.items() if amount}


def _add(found: dict[Stage, Decimal], held: dict[Stage, Decimal], currency: str, day: date) -> None:
    """What reached each stage is converted; the steps between are what stands there."""
    reached = above = Decimal(0)
    order = [stage for stage in reversed(Stage) if stage.on_ladder] + [
        Stage.PAUSED,
        Stage.CANCELLED,
        Stage.EXPIRED,
    ]
    try:
        for stage in order:
            reached += held.get(stage, Decimal(0))
            converted = convert(reached, currency, "EUR", day).amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
            if not stage.final:
                found[stage] += converted - above
            above = converted
    except MissingRate:
        return


def test_before_and_after_an_entry_the_totals_differ_by_that_entry(secretariat: Actor) -> None:
    fill(secretariat, 8)
    before = head().seq
    append([pledge("P-new", "EUR 1000", "SE")], secretariat)
    append([stage("P-new", Stage.ANNOUNCED, Stage.CONFIRMED, "400")], secretariat)
    one, two, three = (
        chosen(totals(Question(by=BY_STAGE.by, clocks=Clocks(known=before + more)), EVERYBODY))
        for more in range(3)
    )
    announced, confirmed = ("SE", "announced"), ("SE", "confirmed")
    assert two == one | {announced: one.get(announced, 0) + 1000}
    assert three == two | {announced: two[announced] - 400, confirmed: two.get(confirmed, 0) + 400}


def test_a_joint_pledge_is_divided_where_the_shares_are_known(secretariat: Actor) -> None:
    shares = (Donor(party="DE", share=Decimal("0.3")), Donor(party="NO", share=Decimal("0.7")))
    payload = Pledge(donors=shares, amount=money("EUR 100.01"))
    append([*parties(), structs.replace(pledge(), payload=payload)], secretariat)
    found = chosen(totals(Question(by=(Dimension.DONOR,)), EVERYBODY))
    assert found == {("DE",): Decimal("30.00"), ("NO",): Decimal("70.01")}
    assert totals(Question(donors=frozenset({"NO"})), EVERYBODY).total.chosen == Decimal("70.01")


def test_a_joint_pledge_of_unknown_shares_is_nobodys_alone(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "EUR 100", "DE NO")], secretariat)
    assert chosen(totals(Question(by=(Dimension.DONOR,)), EVERYBODY)) == {("DE + NO",): Decimal(100)}
    answer = totals(Question(donors=frozenset({"NO"})), EVERYBODY, explain=True)
    assert answer.total.chosen == 0
    assert "joint with DE" in answer.left_out[0].reason


def test_another_valuation_counts_what_has_one(secretariat: Actor) -> None:
    market = Valuation(basis=ValuationBasis.MARKET, amount=money("EUR 60"), source="an estimate")
    append(
        [*parties(), pledge("P-1", None, lines=_LINES, valuations=(market,)), pledge("P-2", "EUR 7")],
        secretariat,
    )
    answer = totals(Question(valuation=ValuationBasis.MARKET), EVERYBODY, explain=True)
    assert answer.total.chosen == 60
    assert [row.pledge for row in answer.left_out] == ["P-2"]


def test_an_amount_without_a_rate_is_left_out_and_never_taken_at_one(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "UAH 1000000")], secretariat)
    answer = totals(Question(), EVERYBODY, explain=True)
    assert answer.total.chosen == 0
    assert "ECB" in answer.left_out[0].reason


def test_what_a_stranger_does_not_see_leaves_no_trace(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "EUR 100")], secretariat)
    before = totals(BY_STAGE, EVERYBODY, explain=True)
    hidden = pledge("P-2", "EUR 5", visibility=Visibility.RESTRICTED)
    relation = Relation(kind=RelationKind.REPLACES, source="P-2", target="P-1")
    append([hidden, structs.replace(hidden, subject="R", payload=relation)], secretariat)
    after = totals(BY_STAGE, EVERYBODY, explain=True)
    assert (after.total, after.groups, after.counted, after.left_out) == (
        before.total,
        before.groups,
        before.counted,
        before.left_out,
    )


_LINES = (Line(key="1", item="drone", low=Decimal(3)),)


def test_citations_lead_from_each_counted_row_to_its_source(secretariat: Actor) -> None:
    append([*parties(), pledge("P-1", "EUR 100")], secretariat)
    (row,) = totals(Question(), EVERYBODY, explain=True).counted
    (entry,) = entries(row.entry - 1, row.entry)
    assert entry.citations() == (Citation(source="https://example.org/release"),)
