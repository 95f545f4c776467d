"""The gate: reading may not get worse than the floors in floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from bench import corpora
from bench.score import Score

HERE = Path(__file__).parent
FLOORS: dict[str, Any] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))

KIEL = {
    "amounts_found": ("found_share", "not_found"),
    "own_amount_chosen": ("chosen_share", "not_chosen"),
    "quantities_that_count": ("countable_share", "items_missed"),
    "quantities_that_stand": ("items_share", "items_missed"),
}
"""For each floor, the measured share and the list of what was missed."""


def _holds(corpus: str, kind: str, score: Score) -> None:
    measured = score.all.f1 if kind == "all" else score.kinds[kind].f1
    floor = FLOORS[corpus]["f1"][kind]
    report = score.report(None if kind == "all" else kind)
    assert measured >= floor, f"{corpus}, {kind}: F1 {measured:.3f}, below the floor {floor}\n{report}"


@pytest.mark.parametrize("kind", FLOORS["samples"]["f1"])
def test_the_sample_clippings_are_read_as_well_as_before(kind: str) -> None:
    _holds("samples", kind, corpora.samples())


def test_every_kind_of_claim_in_the_samples_has_a_floor() -> None:
    assert set(FLOORS["samples"]["f1"]) - {"all"} == set(corpora.samples().kinds)


@pytest.mark.shared
@pytest.mark.parametrize("kind", FLOORS["seeds"]["f1"])
def test_the_seed_articles_are_read_as_well_as_before(shared: Path, kind: str) -> None:
    _holds("seeds", kind, corpora.seeds(shared))


@pytest.mark.shared
def test_the_pledges_of_official_releases_are_found_as_before(shared: Path) -> None:
    score, floors = corpora.official(shared), FLOORS["official"]
    row, report = score.kinds["pledge"], score.report("pledge")
    assert row.recall >= floors["pledges_found"], f"{row.recall:.3f} of the pledges found\n{report}"
    assert row.wrong_share <= floors["pledges_wrong"], f"{row.wrong_share:.3f} of them wrong\n{report}"
    _holds("official", "all", score)


@pytest.mark.shared
@pytest.mark.parametrize("name", FLOORS["kiel"])
def test_coders_notes_are_read_as_well_as_before(shared: Path, name: str) -> None:
    share, missed = KIEL[name]
    result, floor = corpora.kiel(shared), FLOORS["kiel"][name]
    measured = getattr(result, share)
    assert measured >= floor, f"{name}: {measured:.3f}, below the floor {floor}\n{getattr(result, missed)}"


@pytest.mark.parametrize(
    ("corpus", "gold"), [("samples", corpora.SAMPLES_GOLD), ("official", corpora.OFFICIAL_GOLD)]
)
def test_the_labels_are_those_for_which_the_floors_were_measured(corpus: str, gold: Path) -> None:
    assert corpora.digest(gold) == FLOORS["labels"][corpus], (
        f"the labels in {gold} have changed: measure anew, set the floors to what comes out, and write the "
        f"hash {corpora.digest(gold)} into floors.toml, all in one commit that says why"
    )


@pytest.mark.shared
def test_the_labels_of_the_seed_articles_are_those_for_which_the_floors_were_measured(shared: Path) -> None:
    assert corpora.digest(shared / "gold") == FLOORS["labels"]["seeds"]
