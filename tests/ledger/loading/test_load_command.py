"""What `pledgebook load` says."""

from __future__ import annotations

import pytest

from pledgebook.cli.load import coalition_called, load_facts, loadable, told, warnings
from pledgebook.ledger.access import Actor
from pledgebook.ledger.kinds import EntryKind
from pledgebook.ledger.loading import Counts, Loaded
from pledgebook.vocabulary.errors import BadValue

ONE = Counts(kind=EntryKind.PARTY, written=2, unchanged=3)
OTHER = Counts(kind=EntryKind.PLEDGE, corrected=1, kept=1)


@pytest.mark.parametrize(
    "words", ["udcg", "UDCG", " Udcg ", "Ukraine Defense Contact Group", "Ramstein format"]
)
def test_a_coalition_is_found_by_its_code_or_a_name(words: str) -> None:
    assert coalition_called(words) == "UDCG"


def test_an_unknown_one_is_told_with_those_there_are() -> None:
    with pytest.raises(BadValue, match="no facts about 'nato' are in the package; load one of: udcg"):
        coalition_called("nato")


def test_what_can_be_loaded_is_listed_by_code_and_name() -> None:
    assert list(loadable()) == ["udcg  Ukraine Defense Contact Group"]


def test_a_load_is_told_by_kind() -> None:
    lines = list(told(Loaded(coalition="UDCG", batch="load UDCG 1", kinds=(ONE, OTHER))))
    assert lines[0] == "UDCG: 2 new, 1 corrected, in the batch 'load UDCG 1'."
    assert [line.split() for line in lines[1:]] == [
        ["new", "corrected", "unchanged", "kept"],
        ["party", "2", "0", "3", "0"],
        ["pledge", "0", "1", "0", "1"],
    ]


def test_a_load_that_writes_nothing_says_so() -> None:
    nothing = Loaded(
        coalition="UDCG", batch="load UDCG 1", kinds=(Counts(kind=EntryKind.PARTY, unchanged=5),)
    )
    assert list(told(nothing)) == ["UDCG: nothing new; the books had 5 facts already."]


def test_what_is_left_alone_is_named_and_a_long_list_is_cut() -> None:
    kept = tuple((EntryKind.PARTY, f"P{number}") for number in range(25))
    loaded = Loaded(coalition="UDCG", batch="", kinds=(), kept=kept, gone=((EntryKind.NEED, "UDCG-N9"),))
    first, second = warnings(loaded)
    assert first.endswith("party P18, party P19, and 5 more")
    assert "need UDCG-N9; take back what is wrong" in second


@pytest.mark.usefixtures("books")
def test_the_command_loads(secretariat: Actor) -> None:
    assert load_facts("UDCG", secretariat).written > 500
    assert list(warnings(load_facts("UDCG", secretariat))) == []
