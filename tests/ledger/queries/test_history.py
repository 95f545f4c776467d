"""What became of a record, and the words that it rests on."""

from __future__ import annotations

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.ledger.every_kind import READ, document, draft_without_source
from tests.ledger.samples import SOURCE, parties, pledge, stage

from pledgebook.ledger.access import Actor, sight_of
from pledgebook.ledger.clocks import clocks
from pledgebook.ledger.journal.append import append
from pledgebook.ledger.journal.entries import Draft, Entry
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.payloads import Pledge, Reversal, StageChange
from pledgebook.ledger.queries.history import Cited, Ending, VersionOf, citations_of, history, record
from pledgebook.vocabulary.errors import BadValue
from pledgebook.vocabulary.pledges import Visibility
from pledgebook.vocabulary.stages import Stage

pytestmark = pytest.mark.usefixtures("books")


def write(actor: Actor, *drafts: Draft) -> list[Entry]:
    return [entry for one in drafts for entry in append([one], actor)]


def undo(entry: Entry) -> Draft:
    return draft_without_source(f"{entry.kind}:{entry.subject}", Reversal(entry=entry.seq, reason="a slip"))


def sums(versions: tuple[VersionOf, ...]) -> list[tuple[int, int]]:
    """The sequence and the sum of each version of a pledge."""
    found = []
    for version in versions:
        assert isinstance(version.payload, Pledge)
        assert version.payload.amount is not None
        found.append((version.seq, int(version.payload.amount.low)))
    return found


def test_versions_come_newest_first_with_both_clocks(secretariat: Actor, analyst: Actor) -> None:
    write(secretariat, *parties())
    (first,) = write(secretariat, pledge("P-1", "EUR 100"))
    (second,) = write(secretariat, pledge("P-1", "EUR 90", expected=first.seq))
    (back,) = write(secretariat, undo(second))
    found = history(EntryKind.PLEDGE, "P-1", sight_of(analyst))
    assert sums(found) == [(back.seq, 100), (second.seq, 90), (first.seq, 100)]
    assert [version.until for version in found] == [None, back.seq, second.seq]
    assert [version.ended for version in found] == [None, Ending.REVERSED, Ending.CORRECTED]
    assert [version.restored for version in found] == [True, False, False]
    assert found[0].recorded_at == back.recorded_at
    assert found[0].citations == found[2].citations == SOURCE
    assert (found[1].ended_by, found[1].reason) == ("secretariat", "a slip")


def test_a_withdrawn_record_keeps_its_history(secretariat: Actor) -> None:
    write(secretariat, *parties())
    (first,) = write(secretariat, pledge("P-1"))
    write(secretariat, undo(first))
    (version,) = history(EntryKind.PLEDGE, "P-1", sight_of(secretariat))
    assert version.ended is Ending.REVERSED
    assert record(EntryKind.PLEDGE, "P-1", sight_of(secretariat)) is None


def test_a_record_under_both_clocks(secretariat: Actor) -> None:
    write(secretariat, *parties())
    (first,) = write(secretariat, pledge("P-1", "EUR 100"))
    write(secretariat, pledge("P-1", "EUR 90", expected=first.seq))
    sight = sight_of(secretariat)
    now, then = (
        record(EntryKind.PLEDGE, "P-1", sight),
        record(EntryKind.PLEDGE, "P-1", sight, clocks(None, first.seq)),
    )
    assert now is not None
    assert then is not None
    assert sums((now, then)) == [(first.seq + 1, 90), (first.seq, 100)]
    assert record(EntryKind.PLEDGE, "P-1", sight, clocks(None, first.seq - 1)) is None


def test_the_changes_of_a_pledges_stages(secretariat: Actor) -> None:
    drafts = [pledge("P-1"), stage("P-1", Stage.ANNOUNCED, Stage.CONFIRMED, "40")]
    write(secretariat, *parties(), *drafts, stage("P-1", Stage.CONFIRMED, Stage.COMMITTED, "30"))
    found = history(EntryKind.STAGE, "P-1", sight_of(secretariat))
    assert [version.payload.target for version in found if isinstance(version.payload, StageChange)] == [
        Stage.COMMITTED,
        Stage.CONFIRMED,
    ]
    with pytest.raises(BadValue, match="no single record"):
        record(EntryKind.STAGE, "P-1", sight_of(secretariat))


def test_a_reversal_is_no_record(secretariat: Actor) -> None:
    with pytest.raises(BadValue, match="a reversal is no record"):
        history(EntryKind.REVERSAL, "pledge:P-1", sight_of(secretariat))


def test_strangers_see_no_names_and_no_version_that_was_restricted(
    secretariat: Actor, stranger: Actor, germany: Actor
) -> None:
    write(secretariat, *parties())
    (hidden,) = write(secretariat, pledge("P-1", "EUR 100", visibility=Visibility.RESTRICTED))
    (shown,) = write(secretariat, pledge("P-1", "EUR 90", expected=hidden.seq))
    (version,) = history(EntryKind.PLEDGE, "P-1", sight_of(stranger))
    assert (version.seq, version.recorded_by) == (shown.seq, "")
    assert [version.recorded_by for version in history(EntryKind.PLEDGE, "P-1", sight_of(germany))] == [
        "secretariat",
        "secretariat",
    ]


def _citing(version: Draft) -> Draft:
    return msgspec.structs.replace(version, evidence=(*READ, *SOURCE))


def test_citations_give_the_words_as_they_were(secretariat: Actor) -> None:
    write(secretariat, *parties())
    (source,) = write(secretariat, document())
    write(secretariat, _citing(pledge("P-1")))
    write(secretariat, msgspec.structs.replace(document(text="x" * 50), expected=source.seq))
    (version,) = history(EntryKind.PLEDGE, "P-1", sight_of(secretariat))
    words, outside = citations_of([version], sight_of(secretariat))[version.seq]
    assert (words.words, words.name, words.start, words.end) == (
        "Germany will give EUR 100",
        "doc-1.txt",
        0,
        25,
    )
    assert outside == Cited(source="https://example.org/release")


def test_words_of_a_document_that_is_not_seen_are_withheld(secretariat: Actor, stranger: Actor) -> None:
    write(secretariat, *parties())
    kept = msgspec.structs.replace(document(), visibility=Visibility.MEMBERS)
    (source,) = write(secretariat, kept)
    write(secretariat, _citing(pledge("P-1")))
    sight = sight_of(stranger)
    (version,) = history(EntryKind.PLEDGE, "P-1", sight)
    assert citations_of([version], sight)[version.seq][0] == Cited(withheld=True)
    write(
        secretariat, msgspec.structs.replace(document(), expected=source.seq)
    )  # the same text, for everybody
    assert citations_of([version], sight)[version.seq][0].words == "Germany will give EUR 100"


@pytest.mark.parametrize("length", [1, 12])
def test_the_number_of_queries_does_not_grow(length: int, secretariat: Actor, germany: Actor) -> None:
    write(secretariat, *parties(), document())
    seq = None
    for number in range(1, length + 1):
        (entry,) = write(secretariat, _citing(pledge("P-1", f"EUR {number}", expected=seq)))
        seq = entry.seq
    sight = sight_of(germany)
    with CaptureQueriesContext(connection) as asked:
        versions = history(EntryKind.PLEDGE, "P-1", sight)
        cited = citations_of(versions, sight)
    assert len(versions) == len(cited) == length
    assert len(asked) == 5
