"""Batches can be undone, and what was believed in between can still be asked for."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.rules.every_kind import ENTRIES, corrected, write
from tests.ledger.rules.judging import SECRETARIAT
from tests.ledger.samples import parties, pledge, stage

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.clocks import clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.journal.reversing import reverse, undo_batch
from pledgebook.ledger.journal.store import entries, head
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.models import PledgeRecord, Projected
from pledgebook.ledger.models.base import RecordQuerySet
from pledgebook.ledger.queries.believed import believed
from pledgebook.ledger.rules.state import State
from pledgebook.vocabulary.errors import Refused
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")

Rows = dict[str, set[tuple[Any, ...]]]


def believed_rows(known: int | None = None) -> Rows:
    """What the tables of records believe, or believed when an entry was the last; not since when."""
    found: Rows = {}
    for model in apps.get_app_config("ledger").get_models():
        if issubclass(model, Projected):
            fields = (field.attname for field in model._meta.concrete_fields)
            columns = [name for name in fields if name not in ("seq", "until")]
            rows = cast("RecordQuerySet", model._default_manager.all()).known_at(known)
            found[model.__name__] = set(rows.values_list(*columns))
    return found


def test_an_undone_batch_leaves_what_was_believed_before_whatever_is_in_it() -> None:
    examples = 0

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(5, len(ENTRIES) - 3), st.randoms(use_true_random=False))
    def check(before: int, random: Any) -> None:
        nonlocal examples
        examples += 1
        seqs = [entry.seq for entry in write(ENTRIES[:before])]
        rows, batch = believed_rows(), f"import {examples}"
        rest = [*ENTRIES, *ENTRIES, *ENTRIES]
        random.shuffle(rest)
        inside, known = believed_rows(), head().seq
        written = 0
        for number, draft in enumerate(sorted(rest[:40], key=ENTRIES.index)):
            written += _tried(draft, batch)
            if number == 20:
                inside, known = believed_rows(), head().seq
        if written:
            undo_batch(batch, SECRETARIAT, "a test")
        assert believed_rows() == rows
        assert believed_rows(known) == inside
        reverse(seqs, SECRETARIAT, "the next example begins with nothing")
        assert not any(believed_rows().values())

    check()


def _tried(draft: Draft, batch: str) -> int:
    """Write a draft, as a correction where the record is there; how many entries that made."""
    known = None if draft.kind is EntryKind.STAGE else State().record(draft.kind, draft.subject)
    try:
        return len(write([draft if known is None else corrected(draft, known.seq)], batch))
    except Refused:
        return 0


@pytest.fixture
def imported(books: str, secretariat: Actor) -> list[Entry]:
    """A batch that makes a pledge and moves some of it."""
    assert books
    append(parties(), secretariat)
    return append(
        [pledge(), stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40")], secretariat, "import kiel 7"
    )


def test_an_undone_batch_is_a_batch_of_reversals(imported: list[Entry], secretariat: Actor) -> None:
    written = undo_batch("import kiel 7", secretariat, "the wrong file")
    assert [entry.subject for entry in written] == ["stage:P-1", "pledge:P-1"]
    assert {entry.batch for entry in written} == {"undo import kiel 7"}
    assert [entry.seq for entry in entries()][-2:] == [entry.seq for entry in written]
    assert len(imported) == len(written)


def test_what_was_believed_inside_the_batch_can_still_be_asked(
    imported: list[Entry], secretariat: Actor
) -> None:
    undo_batch("import kiel 7", secretariat, "the wrong file")
    sight = sight_of(secretariat)
    assert not believed(PledgeRecord, sight).exists()
    inside = believed(PledgeRecord, sight, clocks(known_on=imported[0].seq))
    assert [(row.uid, row.low) for row in inside] == [("P-1", 100)]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("batch", "sentence"),
    [
        ("import kiel 8", "batch 'import kiel 8': there is no such batch in the books"),
        ("", "there is no such batch"),
        ("import kiel 7", "batch 'import kiel 7': it was undone already, lastly by entry 9"),
        ("undo import kiel 7", "it undoes another, which cannot be undone"),
    ],
)
def test_a_batch_is_undone_once(batch: str, sentence: str, secretariat: Actor) -> None:
    undo_batch("import kiel 7", secretariat, "the wrong file")
    with pytest.raises(Refused, match=sentence):
        undo_batch(batch, secretariat, "once more")
    assert head().seq == 9


def test_a_batch_that_others_build_on_stays(imported: list[Entry], secretariat: Actor) -> None:
    append([stage("P-1", Stage.CONFIRMED, Stage.COMMITTED, "40")], secretariat)
    with pytest.raises(Refused) as refused:
        undo_batch("import kiel 7", secretariat, "the wrong file")
    assert [fault.record for fault in refused.value.faults] == ["reversal stage:P-1", "reversal pledge:P-1"]
    assert "take back first entry 8" in refused.value.faults[0].problem
    assert head().seq == imported[-1].seq + 1


def test_what_was_taken_back_before_is_left_out(imported: list[Entry], secretariat: Actor) -> None:
    reverse([imported[1].seq], secretariat, "not confirmed after all")
    assert [entry.subject for entry in undo_batch("import kiel 7", secretariat, "all of it")] == [
        "pledge:P-1"
    ]


def test_a_batch_can_be_imported_again_after_it_was_undone(imported: list[Entry], secretariat: Actor) -> None:
    undo_batch("import kiel 7", secretariat, "the wrong file")
    append([pledge(amount="EUR 70")], secretariat, "import kiel 7")
    undo_batch("import kiel 7", secretariat, "wrong again")
    assert not PledgeRecord.objects.known_at(None).exists()
    assert len(imported) == 2


@pytest.mark.usefixtures("imported")
def test_entries_are_taken_back_from_the_newest(secretariat: Actor) -> None:
    written = reverse([6, 7, 6], secretariat, "never promised")
    assert [entry.subject for entry in written] == ["stage:P-1", "pledge:P-1"]
    with pytest.raises(Refused, match="entry 77: the journal has no such entry"):
        reverse([77], secretariat, "a typing error")
    with pytest.raises(Refused, match="why the entry is taken back"):
        reverse([1], secretariat, " ")
