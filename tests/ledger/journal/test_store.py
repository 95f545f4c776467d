"""Reading the journal."""

from __future__ import annotations

import pytest
from tests.ledger.journal.story import tell_the_story

from pledgebook.ledger.journal import store
from pledgebook.ledger.journal.entries import Head
from pledgebook.ledger.journal.exporting import entry_from, lines
from pledgebook.vocabulary.errors import BadValue

pytestmark = pytest.mark.usefixtures("books")


def test_an_empty_journal_has_no_end() -> None:
    assert store.head() == Head()
    assert list(store.entries()) == []
    assert store.entry_at(1) is None


def test_what_was_written_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_CHUNK", 4)
    written = tell_the_story()
    assert list(store.entries()) == written
    assert list(store.entries(after=3, until=9)) == written[3:9]
    assert store.entry_at(7) == written[6]
    assert store.entries_at([2, 5, 999]) == {2: written[1], 5: written[4]}
    assert store.head() == Head(len(written), written[-1].hash, written[-1].recorded_at)


def test_an_exported_journal_has_every_entry() -> None:
    written = tell_the_story()
    assert list(map(entry_from, lines())) == written
    assert list(map(entry_from, lines(after=2, until=4))) == written[2:4]


@pytest.mark.parametrize("line", ["", "{}", '{"seq":1}', "[1]"])
def test_a_line_that_is_no_entry_is_refused(line: str) -> None:
    with pytest.raises(BadValue, match="no entry of a journal"):
        entry_from(line)
