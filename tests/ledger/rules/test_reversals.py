"""What can be taken back, and what is in the way."""

from __future__ import annotations

import pytest
from tests.ledger.rules.every_kind import ENTRIES, corrected, write
from tests.ledger.rules.judging import SECRETARIAT
from tests.ledger.samples import SOURCE, parties, pledge, stage

from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.reversing import reverse
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Decision, Relation, Reversal, Verdict
from pledgebook.ledger.rules.books import references_of
from pledgebook.ledger.rules.checking import problems_of
from pledgebook.ledger.rules.reversals import reversal_faults
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.relations import RelationKind
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def back(entry: Entry) -> Draft:
    return Draft(
        subject=f"{entry.kind}:{entry.subject}", payload=Reversal(entry=entry.seq, reason="a mistake")
    )


def faults(draft: Draft) -> list[str]:
    state = State()
    state.read([draft])
    return list(reversal_faults(draft, state, SECRETARIAT))


def test_every_reference_of_every_kind_is_in_the_way() -> None:
    written = write(ENTRIES)
    assert {entry.kind for entry in written} == set(EntryKind) - {EntryKind.REVERSAL}
    checked = set()
    for entry in written:
        building = [
            f"entry {later.seq} ({later.kind} {later.subject})"
            for later in written
            if (entry.kind, entry.subject) in _references(later) and later.kind is not entry.kind
        ]
        if building and entry.kind is not EntryKind.STAGE:
            checked.add(entry.kind)
            found = " ".join(faults(back(entry)))
            assert all(name in found for name in building[:3]), (entry.subject, building, found)
            assert len(building) <= 3 or f"{len(building) - 3} more" in found
    assert {kind.value for kind in checked} == {
        "party", "coalition", "meeting", "document", "claim", "pledge", "handover"
    }  # fmt: skip


def _references(entry: Entry) -> frozenset[tuple[EntryKind, str]]:
    cited = [citation.document for citation in entry.citations()]
    return references_of(entry.kind, entry.subject, entry.content(), cited)


def test_what_nothing_builds_on_can_be_taken_back_from_the_newest_to_the_oldest() -> None:
    written = write(ENTRIES)
    reversals = reverse([entry.seq for entry in written], SECRETARIAT, "all of it")
    state = State()
    assert [entry.subject for entry in reversals] == [back(entry).subject for entry in reversed(written)]
    assert all(state.record(entry.kind, entry.subject) is None for entry in written)


@pytest.mark.parametrize(
    ("seq", "subject", "sentence"),
    [
        (99, "pledge:P-1", "the journal has no entry 99"),
        (6, "pledge:P-2", "entry 6 is about pledge P-1; call its reversal 'pledge:P-1'"),
        (6, "pledge:P-1", "entry 7 is a later version of pledge P-1 than entry 6"),
        (8, "pledge:P-3", "entry 8 was taken back already, by entry 9"),
        (9, "reversal:pledge:P-3", "entry 9 is a reversal itself"),
        (7, "pledge:P-1", None),
    ],
)
def test_only_the_last_word_on_a_record_can_be_taken_back(
    seq: int, subject: str, sentence: str | None
) -> None:
    append([*parties(), pledge("P-1")], SECRETARIAT)
    append([pledge("P-1", "EUR 90", expected=6), pledge("P-3")], SECRETARIAT)
    reverse([8], SECRETARIAT, "twice")
    found = faults(Draft(subject=subject, payload=Reversal(entry=seq, reason="a mistake")))
    assert [sentence in fault for fault in found if sentence] == ([True] if sentence else [])
    assert bool(found) is bool(sentence)


def test_a_step_is_taken_back_while_what_it_brought_stands_there() -> None:
    append([*parties(), pledge("P-1")], SECRETARIAT)
    steps = [stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, amount) for amount in ("40", "30")]
    first, second, _ = append([*steps, stage("P-1", Stage.CONFIRMED, Stage.COMMITTED, "40")], SECRETARIAT)
    assert faults(back(second)) == []
    (fault,) = faults(back(first))
    assert fault == (
        f"what entry {first.seq} brought to confirmed (the sum of pledge P-1) has moved on by 2025-04-11, "
        "30 still stands there; take back first entry 9"
    )


def test_a_pause_is_not_taken_back_from_under_a_return() -> None:
    append([*parties(), pledge("P-1")], SECRETARIAT)
    steps = [
        stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "50"),
        stage("P-1", Stage.CONFIRMED, Stage.PAUSED, "10"),
        stage("P-1", Stage.ANNOUNCED, Stage.PAUSED, "10"),
        stage("P-1", Stage.PAUSED, Stage.CONFIRMED, "10"),
    ]
    _, high, low, _ = append(steps, SECRETARIAT)
    assert faults(back(low)) == []
    assert faults(back(high)) != []


def test_the_version_before_must_still_fit() -> None:
    append([*parties(), pledge("P-1", "EUR 10")], SECRETARIAT)
    (raised,) = append([pledge("P-1", "EUR 100", expected=6)], SECRETARIAT)
    append([stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "60")], SECRETARIAT)
    (fault,) = faults(back(raised))
    assert "entry 6 would be believed again, and EUR 60 of the sum has moved on from announced" in fault


def test_the_version_before_must_not_close_a_circle() -> None:
    def part(uid: str, source: str, target: str, expected: int | None = None) -> Draft:
        relation = Relation(kind=RelationKind.PART_OF, source=source, target=target)
        return Draft(subject=uid, payload=relation, evidence=SOURCE, expected=expected)

    append([*parties(), *(pledge(uid) for uid in ("A", "B", "C"))], SECRETARIAT)
    (first,) = append([part("R-1", "A", "B")], SECRETARIAT)
    (turned,) = append([part("R-1", "A", "C", first.seq)], SECRETARIAT)
    append([part("R-2", "B", "A")], SECRETARIAT)
    (fault,) = faults(back(turned))
    assert "would be believed again, and the relations would run in a circle: A → B → A" in fault


def test_the_version_before_needs_its_records() -> None:
    def ruling(record: str, expected: int | None = None) -> Draft:
        payload = Decision(
            about=EntryKind.DISPUTE,
            subject="D-1",
            verdict=Verdict.SUPPORT,
            reason="so it is",
            record_kind=EntryKind.PLEDGE,
            record=record,
        )
        return Draft(subject="dispute:D-1", payload=payload, expected=expected)

    written = write([*ENTRIES, pledge("P-9")])
    (first,) = write([ruling("P-9")])
    (second,) = write([ruling("P-1", first.seq)])
    reverse([written[-1].seq], SECRETARIAT, "never promised")
    (fault,) = faults(back(second))
    assert "needs the pledge 'P-9', which the books no longer have" in fault


def test_a_signature_is_not_taken_back_from_under_the_other() -> None:
    *_, donor, recipient = write(ENTRIES)
    assert any("UA has signed for handover H-1 in entry" in fault for fault in faults(back(donor)))
    assert faults(back(recipient)) == []
    reverse([recipient.seq], SECRETARIAT, "miscounted")
    assert faults(back(donor)) == []


def test_corrections_can_be_corrected_after_a_reversal() -> None:
    *_, written = append([*parties(), pledge("P-1")], SECRETARIAT)
    (second,) = append([pledge("P-1", "EUR 90", expected=written.seq)], SECRETARIAT)
    (reversal,) = reverse([second.seq], SECRETARIAT, "a mistake")
    with pytest.raises(Refused, match=f"the books have entry {reversal.seq}"):
        append([pledge("P-1", "EUR 80", expected=written.seq)], SECRETARIAT)
    append([pledge("P-1", "EUR 80", expected=reversal.seq)], SECRETARIAT)
    assert faults(back(written)) != []


def test_what_is_written_in_the_same_batch_is_in_the_way_too() -> None:
    *_, written = append([*parties(), pledge("P-1"), pledge("P-2")], SECRETARIAT)
    relation = Relation(kind=RelationKind.PART_OF, source="P-1", target="P-2")
    batch = [Draft(subject="R-1", payload=relation), back(written)]
    with pytest.raises(Refused, match=r"pledge P-2 is what others build on: entry 8 \(relation R-1\)"):
        append(batch, SECRETARIAT)


def test_every_kind_can_be_corrected_and_the_correction_taken_back() -> None:
    for entry, draft in zip(write(ENTRIES), ENTRIES, strict=True):
        if entry.kind is EntryKind.STAGE:
            continue
        (again,) = write([corrected(draft, entry.seq)])
        assert problems_of(back(again), _state_for(back(again)), SECRETARIAT) == []
        reverse([again.seq], SECRETARIAT, "a mistake")


def _state_for(draft: Draft) -> State:
    state = State()
    state.read([draft])
    return state
